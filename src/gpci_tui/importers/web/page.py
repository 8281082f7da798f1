"""A web page, element by element -> blocks. Forgiving as a browser: no end has to be stated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from gpci_tui.importers.blocks import MAX_SPAN, Block, Cell, Kind, Row, Run
from gpci_tui.importers.links import remark
from gpci_tui.importers.noting import Found
from gpci_tui.importers.web.elements import (
    APART,
    BOLD,
    CELLS,
    CLOSED_BY,
    FIELDS,
    HEADINGS,
    IN_HEAD,
    ITALIC,
    LISTS,
    TYPED,
    VOID,
    is_unseen,
)

_BLANKS = re.compile(r"[ \t\n\f\r]+")


@dataclass(slots=True)
class _Element:
    tag: str
    unseen: bool = False
    address: str = ""
    first: int = 0
    """The first run of a link's text."""


@dataclass(slots=True)
class _List:
    number: int = 0
    """Of the next item; 0 where there are bullets."""


@dataclass(slots=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    """Column -> rows that a cell above still reaches into."""
    spans: tuple[int, int] = (1, 1)
    """Columns and rows of the cell that is open."""

    def fill(self) -> None:
        """Leave the columns empty that a cell above reaches into."""
        while self.below.get(len(self.cells), 0) > 0:
            self.below[len(self.cells)] -= 1
            self.cells.append(())


class Page(HTMLParser):
    """Gathers the text of a page in ``blocks``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.title = ""
        self.found = Found()
        self._places = [self.blocks]
        self._stack: list[_Element] = []
        self._unseen = 0
        self._runs: list[Run] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._item: Block | None = None
        """The item whose first text is awaited."""
        self._open: dict[str, int] = {}
        """Tag -> how often it is open."""

    def finish(self) -> None:
        """End all that is still open."""
        self.close()
        while self._stack:
            self._pop()
        self._flush()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = {name: value or "" for name, value in attrs}
        if tag not in IN_HEAD:
            self._leave_head()
        if tag in CLOSED_BY:
            self._close_before(*CLOSED_BY[tag])
        if tag in APART:
            self._close_before(frozenset("p"), CELLS)
        if not self._unseen and tag in APART | {"hr"}:
            self._flush()
        if tag in VOID:
            self._alone(tag, stated)
        else:
            self._push(tag, stated)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open.get(tag):
            return
        while self._pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._open.get("title"):
            self.title += data
            return
        if data.strip():
            self._leave_head()
        self._say(data if self._open.get("pre") else _BLANKS.sub(" ", data))

    def _leave_head(self) -> None:
        """End the head where what can't stand in it begins, as browsers do."""
        if self._open.get("head") or self._open.get("title"):
            self._close_before(frozenset(("head", "title")), frozenset())

    def _say(self, text: str) -> None:
        opened = self._open
        bold = any(opened.get(tag) for tag in BOLD) or bool(opened.get("dt"))
        italic = any(opened.get(tag) for tag in ITALIC)
        self._runs.append(Run(text, bold, italic))

    def _close_before(self, ended: frozenset[str], barriers: frozenset[str]) -> None:
        """End the elements that end without saying so where another one begins."""
        if not any(self._open.get(tag) for tag in ended):
            return
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth].tag in barriers:
                return
            if self._stack[depth].tag in ended:
                while len(self._stack) > depth:
                    self._pop()

    def _push(self, tag: str, stated: dict[str, str]) -> None:
        unseen = is_unseen(tag, stated)
        self._stack.append(_Element(tag, unseen, stated.get("href", ""), len(self._runs)))
        self._open[tag] = self._open.get(tag, 0) + 1
        self._unseen += unseen
        if self._unseen:
            return
        if tag in LISTS:
            first = stated.get("start", "")
            number = int(first) if first.isdecimal() and len(first) < 5 else 1
            self._lists.append(_List(number if tag == "ol" else 0))
        elif tag == "li":
            self._begin_item(stated)
        elif tag == "table":
            self._tables.append(_Table())
        elif tag in FIELDS:
            self._say(" ")
        elif tag in CELLS and self._tables:
            self._tables[-1].spans = _span(stated, "colspan"), _span(stated, "rowspan")
            self._places.append([])

    def _pop(self) -> str:
        element = self._stack.pop()
        tag = element.tag
        if not self._unseen:
            if tag == "a":
                self._end_link(element)
            if tag in APART:
                self._flush()
            self._end(tag)
        self._unseen -= element.unseen
        self._open[tag] -= 1
        return tag

    def _end(self, tag: str) -> None:
        if tag in LISTS:
            self._lists.pop()
        elif tag == "li":
            self._item = None
        elif tag == "table":
            self._end_table()
        elif tag == "tr" and self._tables:
            self._end_row(self._tables[-1])
        elif tag in CELLS and self._tables:
            self._end_cell(self._tables[-1], tuple(self._places.pop()))

    def _alone(self, tag: str, stated: dict[str, str]) -> None:
        if self._unseen:
            return
        if tag == "br":
            self._say("\n")
        elif tag == "hr":
            self._places[-1].append(Block(Kind.RULE))
        elif tag == "img":
            self.found.pictures += 1
        elif tag == "input" and stated.get("type", "text").lower() in TYPED:
            self._say(f" {stated.get('value', '')} ")

    def _end_link(self, element: _Element) -> None:
        shown = "".join(run.text for run in self._runs[element.first :])
        told = remark(shown, element.address)
        if told:
            self._runs.append(Run(told))

    def _begin_item(self, stated: dict[str, str]) -> None:
        depth = max(len(self._lists) - 1, 0)
        number = self._lists[-1].number if self._lists else 0
        value = stated.get("value", "")
        if number and value.isdecimal() and len(value) < 5:
            number = int(value)
        if number:
            self._lists[-1].number = number + 1
        self._item = Block(Kind.ITEM, (), depth, number)

    def _flush(self) -> None:
        """End the paragraph that is open."""
        runs, self._runs = tuple(self._runs), []
        if not any(run.text.strip() for run in runs):
            return
        block = Block(Kind.PARAGRAPH, runs)
        heading = next((HEADINGS[tag] for tag in HEADINGS if self._open.get(tag)), 0)
        if self._open.get("pre"):
            block = Block(Kind.VERBATIM, runs)
        elif heading:
            block = Block(Kind.HEADING, runs, heading)
        elif self._item is not None:
            block, self._item = self._item._replace(runs=runs), None
        quoted = bool(self._open.get("blockquote")) and block.kind is not Kind.HEADING
        self._places[-1].append(block._replace(quoted=quoted))

    def _end_cell(self, table: _Table, cell: Cell) -> None:
        table.fill()
        wide, high = table.spans
        for column in range(len(table.cells), len(table.cells) + wide):
            table.below[column] = high - 1
        table.cells += [cell, *[()] * (wide - 1)]

    def _end_row(self, table: _Table) -> None:
        table.fill()
        if table.cells:
            table.rows.append(tuple(table.cells))
        table.cells = []

    def _end_table(self) -> None:
        table = self._tables.pop()
        self._end_row(table)
        self._places[-1].append(Block(Kind.TABLE, rows=tuple(table.rows)))


def _span(stated: dict[str, str], name: str) -> int:
    value = stated.get(name, "")
    return max(1, min(int(value), MAX_SPAN)) if value.isdecimal() and len(value) < 5 else 1

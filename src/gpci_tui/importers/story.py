"""The paragraphs and tables of a document while they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from gpci_tui.importers.blocks import MAX_SPAN, Block, Cell, Kind, Row, Run
from gpci_tui.importers.noting import Found

_PAGE = Block(Kind.PAGE)
_GAP = Block(Kind.GAP)


@dataclass(slots=True)
class Paragraph:
    """What was read of a paragraph so far."""

    style: str = ""
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    runs: list[Run] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    """Text boxes that hang on it, and the page that begins within it."""
    goes_on: bool = False
    """Whether its end was deleted, so that the next one continues it."""

    @property
    def is_empty(self) -> bool:
        return not any(run.text.strip() for run in self.runs)


class Appearance(Protocol):
    """What a style says of text; None is not stated."""

    bold: bool | None
    italic: bool | None
    hidden: bool | None


class Setter(Protocol):
    """What makes blocks of paragraphs, and knows the styles of the document."""

    def style(self, style_id: str, /) -> Appearance: ...
    def blocks(self, read: Paragraph, /) -> Iterable[Block]: ...


@dataclass(slots=True)
class Look:
    """How a run of characters looks; None is not stated."""

    style: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class _Table:
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


class Story:
    """Takes in what is read, in order, and gathers it in ``blocks``."""

    def __init__(self, setter: Setter, found: Found) -> None:
        self.blocks: list[Block] = []
        self._setter, self._found = setter, found
        self._places = [self.blocks]
        self._paragraphs: list[Paragraph] = []
        self._carried: Paragraph | None = None
        self._looks = [Look()]
        self._tables: list[_Table] = []

    @property
    def paragraph(self) -> Paragraph | None:
        """The innermost paragraph that is open."""
        return self._paragraphs[-1] if self._paragraphs else None

    @property
    def look(self) -> Look:
        """How what is said now looks."""
        return self._looks[-1]

    @look.setter
    def look(self, look: Look) -> None:
        self._looks[-1] = look

    def say(self, text: str) -> None:
        """Take in text as the run that is open looks."""
        here, look = self.paragraph, self.look
        if here is None or not text:
            return
        ours = self._setter.style(look.style) if look.style else None
        theirs = self._setter.style(here.style) if here.style else None
        hidden = look.hidden
        if hidden is None:
            hidden = bool(ours and ours.hidden) or bool(theirs and theirs.hidden)
        if hidden:
            self._found.hidden = True
            return
        bold, italic = look.bold, look.italic
        # A style turns off what the paragraph's style turns on.
        if bold is None:
            bold = bool(ours and ours.bold) != bool(theirs and theirs.bold)
        if italic is None:
            italic = bool(ours and ours.italic) != bool(theirs and theirs.italic)
        here.runs.append(Run(text, bold, italic))

    def turn_page(self) -> None:
        """Take in that a page begins; only in the text itself do pages count."""
        if len(self._places) > 1:
            return
        here = self.paragraph
        (self.blocks if here is None or here.is_empty else here.after).append(_PAGE)

    def turn_page_after(self) -> None:
        """Take in that a page begins behind the paragraph that is open."""
        if len(self._places) == 1:
            self._paragraphs[-1].after.append(_PAGE)

    def open_paragraph(self) -> None:
        opened = Paragraph()
        if self._carried is not None:
            opened.runs, opened.after = self._carried.runs, self._carried.after
            self._carried = None
        self._paragraphs.append(opened)

    def close_paragraph(self) -> None:
        closed = self._paragraphs.pop()
        if closed.goes_on:
            self._carried = closed
        elif len(self._places) == 1 and closed.is_empty and not closed.after:
            self.blocks.append(_GAP)
        else:
            self._places[-1] += self._setter.blocks(closed)

    def open_place(self) -> None:
        """Begin what stands apart: a cell, a text box, a note."""
        self._settle()
        self._places.append([])
        self._looks.append(Look())

    def close_place(self) -> list[Block]:
        """End it; return its blocks."""
        self._settle()
        self._looks.pop()
        return self._places.pop()

    def close_box(self) -> None:
        """End a text box: it follows the paragraph that it hangs on."""
        blocks = self.close_place()
        here = self.paragraph
        (self._places[-1] if here is None else here.after).extend(blocks)

    def open_table(self) -> None:
        self._settle()
        self._tables.append(_Table())

    def close_cell(self, *, span: int = 1, times: int = 1) -> None:
        """End a cell that is ``span`` columns wide, or stands ``times`` times."""
        cell = tuple(self.close_place())
        if self._tables:
            wide = [cell, *[()] * (min(span, MAX_SPAN) - 1)]
            self._tables[-1].cells += wide * min(times, MAX_SPAN)
        else:
            self._places[-1] += cell

    def close_row(self, *, times: int = 1) -> None:
        """End a row that stands ``times`` times; 0 leaves it out."""
        if self._tables:
            table = self._tables[-1]
            if table.cells:
                table.rows += [tuple(table.cells)] * min(times, MAX_SPAN)
            table.cells = []

    def close_table(self) -> None:
        self.close_row()
        rows = tuple(self._tables.pop().rows)
        self._places[-1].append(Block(Kind.TABLE, rows=rows))

    def close(self) -> None:
        """End the whole."""
        self._settle()

    def _settle(self) -> None:
        """End the paragraph whose end was deleted, where none goes on with it."""
        carried, self._carried = self._carried, None
        if carried is not None:
            self._places[-1] += self._setter.blocks(carried)

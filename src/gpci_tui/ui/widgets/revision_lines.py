"""From two compared texts to lines: side by side, or one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from gpci_tui.model.blocks import BlockKind, Range
from gpci_tui.model.document import Document
from gpci_tui.model.review import Kind
from gpci_tui.operations.word_diff import Comparison, RowKind
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.text_layout import Layout
from gpci_tui.ui.widgets.text_layout import Line as TextLine

MARGIN = 4
"""Columns before a text: the bar of the change one is at, and a sign."""
BETWEEN = 3
"""Columns between two texts, with their hairline."""
SIDE_BY_SIDE = 100
"""Columns from which both texts stand side by side."""


class Half(NamedTuple):
    """One text of a line: which words of which block. ``block`` -1: nothing stands here."""

    row: int = -1
    block: int = -1
    start: int = 0
    end: int = 0
    sign: str = " "


NOTHING = Half()


class Line(NamedTuple):
    """A line of the comparison; between two paragraphs nothing stands on either side."""

    old: Half = NOTHING
    new: Half = NOTHING


class RevisionLayout:
    """A comparison set in lines for a width."""

    def __init__(self, compared: Comparison, width: int) -> None:
        self.compared = compared
        self.beside = width >= SIDE_BY_SIDE
        room = (width - BETWEEN) // 2 if self.beside else width
        self.text_width = max(1, room - MARGIN)
        self._old = Layout(compared.old, self.text_width)
        self._new = Layout(compared.new, self.text_width)
        self.lines: list[Line] = []
        for olds, news in self._groups():
            if self.lines:
                first = (olds or news)[0]
                if not (self._is_item(first) and self._is_item(first - 1)):
                    self.lines.append(Line())
            self.lines += self._set(olds, news)
        self._places = self._where_rows_stand()

    def _groups(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield rows that are set together: what went, beside what came in its place."""
        olds: list[int] = []
        news: list[int] = []
        for index, row in enumerate(self.compared.rows):
            whole = row.old >= 0 and row.new >= 0
            if (whole or (row.old >= 0 and news)) and (olds or news):
                yield olds, news
                olds, news = [], []
            if whole:
                yield [index], [index]
            elif row.old >= 0:
                olds.append(index)
            else:
                news.append(index)
        if olds or news:
            yield olds, news

    def _set(self, olds: Sequence[int], news: Sequence[int]) -> Iterable[Line]:
        if olds == news and self.compared.rows[olds[0]].kind is RowKind.SAME and not self.beside:
            return [Line(new=half) for half in self._column(news, old=False)]
        left, right = self._column(olds, old=True), self._column(news, old=False)
        if self.beside:
            return [Line(*pair) for pair in zip_longest(left, right, fillvalue=NOTHING)]
        apart = [Line()] if left and right and olds != news else []
        return [*(Line(old=half) for half in left), *apart, *(Line(new=half) for half in right)]

    def _column(self, rows: Sequence[int], *, old: bool) -> list[Half]:
        """Return one side of some rows, a blank line between two paragraphs."""
        found: list[Half] = []
        layout = self._old if old else self._new
        for index in rows:
            row = self.compared.rows[index]
            if found and not (self._is_item(index) and self._is_item(index - 1)):
                found.append(NOTHING)
            sign = {RowKind.SAME: " ", RowKind.MOVED: "↕"}.get(row.kind, "−" if old else "+")
            block = row.old if old else row.new
            numbers = layout.lines_of(block)
            for number in numbers:
                line = layout.lines[number]
                # The sign stands before the first line; those below belong to it.
                shown = sign if number == numbers.start else " "
                found.append(Half(index, block, line.start, line.end, shown))
        return found

    def _is_item(self, row: int) -> bool:
        found = self.compared.rows[row]
        document, index = (
            (self.compared.new, found.new) if found.new >= 0 else (self.compared.old, found.old)
        )
        return document.blocks[index].kind is BlockKind.ITEM

    def _where_rows_stand(self) -> dict[int, range]:
        found: dict[int, range] = {}
        for number, line in enumerate(self.lines):
            for row in {line.old.row, line.new.row} - {-1}:
                found[row] = range(found.get(row, range(number, number)).start, number + 1)
        return found

    def lines_of(self, row: int) -> range:
        """Return the numbers of a row's lines."""
        return self._places.get(row, range(0))

    def row_at(self, number: int, *, right: bool = False) -> int:
        """Return the row on a line or above it, on the right side where there are two."""
        for line in reversed(self.lines[: number + 1]):
            first, second = (line.new, line.old) if right else (line.old, line.new)
            if first.row >= 0 or second.row >= 0:
                return first.row if first.row >= 0 else second.row
        return 0

    def prefix(self, half: Half, *, old: bool) -> str:
        """Return what stands before the text of a line: bullet, number, the bar of a quote."""
        layout = self._old if old else self._new
        return layout.prefix(TextLine(half.block, half.start, half.end))


class Inks(NamedTuple):
    """How the parts of a comparison look."""

    sign: Style
    text: Style
    marked: Style


def inks(kind: RowKind, style: Palette, *, old: bool, plain: bool) -> Inks:
    """Return how a side of a row looks. ``plain`` is for terminals without colours."""
    if kind is RowKind.SAME:
        return Inks(style.muted, style.muted, style.muted)
    side = Kind.WEAKNESS if old else Kind.STRENGTH
    own = Kind.QUESTION if kind is RowKind.MOVED else side
    marked = style.kinds[side] + style.kind_grounds[side]
    if old:
        marked += Style(strike=True)
    if plain:
        marked += Style(underline=True)
    text = style.text
    if kind in (RowKind.REMOVED, RowKind.ADDED):
        text = style.text + style.kind_grounds[side]
        if plain:
            text += Style(underline=True)
    elif kind is RowKind.MOVED:
        text = style.text + style.kind_grounds[own]
    return Inks(style.kinds[own], text, marked)


def segments(
    document: Document, half: Half, marks: Sequence[Range], prefix: str, look: Inks
) -> list[Segment]:
    """Return the text of a line with its changed words marked."""
    block = document.blocks[half.block]
    if block.kind is BlockKind.RULE:
        return [Segment("───", look.text)]
    heading = Style(bold=True) if block.kind is BlockKind.HEADING else Style()
    found = [Segment(prefix, look.text)] if prefix else []
    at = half.start
    for start, end in marks:
        start, end = max(start, half.start), min(end, half.end)
        if start >= end:
            continue
        found.append(Segment(_shown(block.text[at:start]), look.text + heading))
        found.append(Segment(_shown(block.text[start:end]), look.marked + heading))
        at = end
    found.append(Segment(_shown(block.text[at : half.end]), look.text + heading))
    return [segment for segment in found if segment.text]


def _shown(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")

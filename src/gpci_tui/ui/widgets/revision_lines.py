"""From two compared texts to lines: side by side, or one below the other where it is narrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from gpci_tui.model.blocks import BlockKind, Range
from gpci_tui.model.document import Document
from gpci_tui.model.review import Kind
from gpci_tui.operations.word_diff import Comparison, Row, RowKind
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.text_layout import Layout

MARGIN = 4
"""Columns before a text: the bar of the change one is at, and a sign."""
BETWEEN = 3
"""Columns between two texts, with their hairline."""
SIDE_BY_SIDE = 100
"""Columns from which both texts stand side by side."""

_INK = {
    RowKind.REMOVED: Kind.WEAKNESS, RowKind.ADDED: Kind.STRENGTH, RowKind.CHANGED: Kind.QUOTE,
    RowKind.MOVED: Kind.QUESTION,
}  # fmt: skip


class Half(NamedTuple):
    """One text of a line: which words of which block. ``block`` -1: nothing stands here."""

    block: int = -1
    start: int = 0
    end: int = 0
    sign: str = " "


class Line(NamedTuple):
    """A line of the comparison. ``row`` -1 is a blank one between two paragraphs."""

    row: int
    old: Half = Half()
    new: Half = Half()


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
        self.first: list[int] = []
        """Number of the first line of each row."""
        before: Row | None = None
        for index, row in enumerate(compared.rows):
            if before is not None and not self._tight(before, row):
                self.lines.append(Line(-1))
            self.first.append(len(self.lines))
            self.lines += self._lines_of(index, row)
            before = row

    def _tight(self, before: Row, row: Row) -> bool:
        return self._is_item(before) and self._is_item(row)

    def _is_item(self, row: Row) -> bool:
        document, index = (
            (self.compared.new, row.new) if row.new >= 0 else (self.compared.old, row.old)
        )
        return document.blocks[index].kind is BlockKind.ITEM

    def _lines_of(self, index: int, row: Row) -> Iterable[Line]:
        moved = row.kind is RowKind.MOVED
        old = list(_halves(self._old, row.old, "↕" if moved else "−"))
        new = list(_halves(self._new, row.new, "↕" if moved else "+"))
        if row.kind is RowKind.SAME:
            new = [half._replace(sign=" ") for half in new]
            old = [half._replace(sign=" ") for half in old]
            if not self.beside:
                return [Line(index, new=half) for half in new]
        if self.beside:
            pairs = zip_longest(old, new, fillvalue=Half())
            return [Line(index, left, right) for left, right in pairs]
        return [*(Line(index, old=half) for half in old), *(Line(index, new=half) for half in new)]

    def lines_of(self, row: int) -> range:
        """Return the numbers of a row's lines."""
        start = self.first[row]
        end = self.first[row + 1] if row + 1 < len(self.first) else len(self.lines)
        while end > start + 1 and self.lines[end - 1].row < 0:
            end -= 1
        return range(start, end)

    def row_at(self, number: int) -> int:
        """Return the row on a line, or above it; 0 for the first."""
        while number > 0 and (number >= len(self.lines) or self.lines[number].row < 0):
            number -= 1
        return max(0, self.lines[number].row) if self.lines else 0

    def prefix(self, half: Half, *, old: bool) -> str:
        """Return what stands before the text of a line: bullet, number, the bar of a quote."""
        from gpci_tui.ui.widgets.text_layout import Line as TextLine

        layout = self._old if old else self._new
        return layout.prefix(TextLine(half.block, half.start, half.end))


def _halves(layout: Layout, block: int, sign: str) -> Iterable[Half]:
    if block < 0:
        return
    numbers = layout.lines_of(block)
    for number in numbers:
        line = layout.lines[number]
        # The sign stands before the first line; those below belong to it.
        yield Half(block, line.start, line.end, sign if number == numbers.start else " ")


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
    own = _INK[kind] if kind is RowKind.MOVED else side
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

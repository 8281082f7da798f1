"""From the blocks of a document to lines of a given width.

Lines hold no text, only where it stands, so that a text of 300 kB is laid out
in some hundredths of a second and a line is put together when it is painted.

French spacing is kept together: no line begins with » ? ! ; : % or €, none ends
with «, and non-breaking spaces never break (Textual's own wrapping breaks them).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, get_character_cell_size

from gpci_tui.model.blocks import Block, BlockKind, Range

if TYPE_CHECKING:
    from gpci_tui.model.document import Document

MEASURE = 76
"""Columns of text at most: what a person reads with ease."""

NEVER_FIRST = frozenset("»›?!;:%‰€.,…)]}”")
NEVER_LAST = frozenset("«‹“([{")
# Anything else is measured: wide, combining and control characters.
_ALL_NARROW = re.compile(
    "[\n -~\u00a0-\u00ac\u00ae-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u2037\u20a0-\u20b5"
    "\u2190-\u2193\u2212]*"
)
_BREAK_AFTER = re.compile(r"[-‐–—/_&=?.,;]")
_ITEM_INDENT = 2
_LEAST_TEXT = 12
"""Columns of text below which indents give way."""


class Line(NamedTuple):
    """A line of a block: what is shown of it, in display positions. A blank line has block -1."""

    block: int
    start: int = 0
    end: int = 0


BLANK = Line(-1)


class Layout:
    """A document set in lines of at most ``width`` columns."""

    def __init__(self, document: Document, width: int) -> None:
        self.document = document
        self.width = max(1, min(width, MEASURE))
        self.lines: list[Line] = []
        self._first: list[int] = []
        before: Block | None = None
        for index, block in enumerate(document.blocks):
            if before is not None and not _tight(before, block):
                self.lines.append(BLANK)
            self._first.append(len(self.lines))
            room = self.width - self.indent(block)
            literal = block.kind is BlockKind.VERBATIM
            self.lines += [Line(index, *part) for part in wrap(block.text, room, literal=literal)]
            before = block

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def indent(self, block: Block) -> int:
        """Return the columns that stand before the text of a block."""
        return min(len(_prefix(block, first=True)), max(0, self.width - _LEAST_TEXT))

    def prefix(self, line: Line) -> str:
        """Return what stands before a line's text: bullet, number, the bar of a quote."""
        block = self.document.blocks[line.block]
        whole = _prefix(block, first=line.start == 0)
        return whole[: self.indent(block)]

    def lines_of(self, block: int) -> range:
        """Return the numbers of a block's lines."""
        start = self._first[block]
        end = self._first[block + 1] if block + 1 < len(self._first) else self.height
        while end > start + 1 and self.lines[end - 1].block != block:
            end -= 1
        return range(start, end)

    def line_at(self, offset: int) -> int:
        """Return the number of the line on which ``offset`` of the body stands."""
        if not self.lines:
            return 0
        index = self.document.block_at(offset)
        position = self.document.blocks[index].display(offset)
        numbers = self.lines_of(index)
        after = bisect_right(self.lines, position, numbers.start, numbers.stop, key=_start)
        return max(numbers.start, after - 1)

    def lines_in(self, start: int, end: int) -> range:
        """Return the numbers of the lines that a range of the body stands on."""
        first = self.line_at(start)
        return range(first, max(first, self.line_at(max(start, end - 1))) + 1)

    def source_at(self, number: int, column: int) -> int:
        """Return the offset of the body at a column of a line; past its end, where it ends."""
        if not self.lines:
            return 0
        number = max(0, min(number, self.height - 1))
        while number and self.lines[number].block < 0:
            number, column = number - 1, self.width
        line = self.lines[number]
        block = self.document.blocks[line.block]
        column -= self.indent(block)
        position = line.start
        while position < line.end and column > 0:
            column -= max(0, get_character_cell_size(block.text[position]))
            if column >= 0:
                position += 1
        if position and position >= line.end:
            return block.source(position - 1) + 1
        return block.source(position)

    def source_end(self, number: int) -> int:
        """Return how far into the body the lines up to a number reach, end excluded."""
        return self.source_at(number, self.width + 1) if self.lines else 0


def wrap(text: str, width: int, *, literal: bool = False) -> list[Range]:
    """Return the lines of ``text`` for a width, as (start, end); spaces at a break are left out.

    ``literal`` keeps the spaces at the beginning of a line that ``\\n`` begins.
    """
    width = max(1, width)
    cells: list[int] | None = None
    if not _ALL_NARROW.fullmatch(text):
        sizes = (max(0, get_character_cell_size(char)) for char in text)
        cells = list(accumulate(sizes, initial=0))
    found: list[Range] = []
    start = 0
    for end in [match.start() for match in re.finditer("\n", text)] + [len(text)]:
        if not literal:
            start = _skip_spaces(text, start, end)
        if start == end:
            found.append((start, end))
        while start < end:
            fit = _fit(start, end, width, cells)
            if fit == end:
                found.append((start, end))
                break
            stop = _break(text, start, fit)
            found.append((start, len(text[start:stop].rstrip(" ")) + start))
            start = _skip_spaces(text, stop, end)
        start = end + 1
    return found


def _fit(start: int, end: int, width: int, cells: list[int] | None) -> int:
    """Return the furthest end of a line that begins at ``start``: one character at least."""
    if cells is None:
        return min(start + width, end)
    fit = bisect_right(cells, cells[start] + width, start, end + 1) - 1
    if fit <= start:  # wider than the line, with what combines with it
        fit = bisect_right(cells, cells[start + 1], start, end + 1) - 1
    return max(fit, start + 1)


def _break(text: str, start: int, fit: int) -> int:
    """Return where the line that begins at ``start`` ends, ``fit`` being the furthest."""
    space = text.rfind(" ", start + 1, fit + 1)
    while space > 0:
        first, last = space, space
        while first > start and text[first - 1] == " ":
            first -= 1
        while last + 1 < len(text) and text[last + 1] == " ":
            last += 1
        after = text[last + 1 : last + 2]
        if first > start and text[first - 1] not in NEVER_LAST and after not in NEVER_FIRST:
            return space
        space = text.rfind(" ", start + 1, first)
    return _break_word(text, start, fit)


def _break_word(text: str, start: int, fit: int) -> int:
    """Return where a word that is longer than the line is cut."""
    for stop in range(fit, start + (fit - start) // 2, -1):
        if _BREAK_AFTER.match(text, stop - 1) and _may_cut(text, stop):
            return stop
    for stop in range(fit, start, -1):
        if _may_cut(text, stop):
            return stop
    return fit


def _may_cut(text: str, stop: int) -> bool:
    around = text[stop - 1], text[stop]
    return (
        around[0] not in NEVER_LAST
        and around[1] not in NEVER_FIRST
        and not any(char.isspace() for char in around)
        and get_character_cell_size(around[1]) > 0
    )


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start] == " ":
        start += 1
    return start


def _tight(before: Block, block: Block) -> bool:
    """Return whether two blocks stand on lines that follow each other."""
    return (
        before.kind is block.kind is BlockKind.ITEM
        and bool(block.marker)
        and before.quoted == block.quoted
    )


def _prefix(block: Block, *, first: bool) -> str:
    bars = " │ " * block.quoted
    if block.kind is not BlockKind.ITEM:
        return bars
    marker = block.marker or " "
    room = " " * (_ITEM_INDENT * (block.level + 1))
    return bars + room + (marker if first else " " * len(marker)) + " "


def _start(line: Line) -> int:
    return line.start


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    return cell_len(text)

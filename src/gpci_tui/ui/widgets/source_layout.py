"""The lines of a source text on rows of a given width, wrapped only where one looks.

A place in the text is (line, row of that line), never a count of rows from the
beginning: a text of 100,000 lines is there at once, and so is its end.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from gpci_tui.model.blocks import Range
from gpci_tui.ui.widgets.text_layout import wrap

RULE: Range = (-1, -1)
"""A row that holds the hairline above a line, not a part of it."""
_KEPT = 512
"""Lines whose rows are kept."""


class Place(NamedTuple):
    """A row of the text."""

    line: int = 0
    row: int = 0


class SourceLayout:
    """Says on which rows lines stand; ``ruled`` lines have a hairline above them."""

    def __init__(self, lines: Sequence[str], width: int, ruled: Container[int]) -> None:
        self.lines = lines
        self.width = max(1, width)
        self.ruled = ruled
        self._rows: dict[int, tuple[Range, ...]] = {}

    @property
    def last(self) -> Place:
        """The last row of the text."""
        line = max(0, len(self.lines) - 1)
        return Place(line, len(self.rows(line)) - 1)

    def text(self, line: int) -> str:
        """Return a line as it is shown: a tab is as wide as a space."""
        return self.lines[line].replace("\t", " ") if line < len(self.lines) else ""

    def rows(self, line: int) -> tuple[Range, ...]:
        """Return the rows of a line: its hairline if it has one, then its parts."""
        rows = self._rows.get(line)
        if rows is None:
            rows = tuple(wrap(self.text(line), self.width, literal=True))
            if line in self.ruled:
                rows = (RULE, *rows)
            if len(self._rows) >= _KEPT:
                self._rows.clear()
            self._rows[line] = rows
        return rows

    def move(self, place: Place, by: int) -> Place:
        """Return the place ``by`` rows further down, or up; the first or last where it ends."""
        line, row = place.line, place.row + by
        while row < 0 and line > 0:
            line -= 1
            row += len(self.rows(line))
        while row >= len(self.rows(line)) and line + 1 < len(self.lines):
            row -= len(self.rows(line))
            line += 1
        return Place(line, max(0, min(row, len(self.rows(line)) - 1)))

    def distance(self, start: Place, end: Place, most: int) -> int:
        """Return the rows from ``start`` down to ``end``, ``most`` where there are more."""
        if end < start:
            return 0
        rows = -start.row
        for line in range(start.line, end.line):
            rows += len(self.rows(line))
            if rows >= most:
                return most
        return min(most, rows + end.row)

"""Where the columns of the board stand, for a size and a number of columns."""

from __future__ import annotations

from dataclasses import dataclass

NARROWEST, WIDEST = 33, 52
"""Cells of a column with its margins; as many columns are shown as have room."""
AIRY = 100
"""Cells of the board from which its margins are wider."""
HEAD = 2
"""Lines of a column's name and its rule."""


@dataclass(frozen=True, slots=True)
class Grid:
    """All in cells and lines."""

    room: int = 1
    """Columns that have room."""
    stride: int = 1
    """A column with its margins and the hairline after it."""
    margin: int = 1
    """What is free before a column."""
    width: int = 8
    """A column's text."""
    height: int = 0
    """What scrolls: the lines under the names."""

    @staticmethod
    def of(width: int, height: int, columns: int) -> Grid:
        """Return the grid for a board of that size."""
        room = max(1, width // NARROWEST)
        stride = max(1, min(WIDEST, width // min(room, max(1, columns))))
        margin = 2 if width >= AIRY else 1
        text = max(8, stride - margin - (3 if margin > 1 else 2))
        return Grid(room, stride, margin, text, max(0, height - HEAD))

    def thumb(self, total: int, top: int) -> range:
        """Return the lines of a scrollbar's thumb, for so many lines of which ``top`` is first."""
        if total <= self.height or not self.height:
            return range(0)
        size = max(1, self.height * self.height // total)
        start = (self.height - size) * top // (total - self.height)
        return range(start, start + size)

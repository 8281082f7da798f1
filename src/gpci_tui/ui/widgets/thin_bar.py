"""A scrollbar as thin as a hairline, painted by the list itself in its last column.

One widget less to be laid out and painted with each list, and with each move.
"""

from __future__ import annotations

from typing import NamedTuple


class Bar(NamedTuple):
    """Where the grip of a scrollbar is, in lines of the window."""

    first: int
    length: int
    """0 where there is nothing to scroll."""

    def holds(self, line: int) -> bool:
        return self.first <= line < self.first + self.length


def bar(window: int, total: int, offset: int) -> Bar:
    """Return the scrollbar of ``window`` lines that show ``total`` lines from ``offset`` on."""
    if window <= 0 or total <= window:
        return Bar(0, 0)
    length = max(1, round(window * window / total))
    first = round((window - length) * offset / (total - window))
    return Bar(max(0, min(window - length, first)), length)


def offset_at(line: int, window: int, total: int) -> int:
    """Return what is scrolled to when the grip is dragged to a line of the window."""
    if window <= 1 or total <= window:
        return 0
    return round(max(0, min(window - 1, line)) / (window - 1) * (total - window))

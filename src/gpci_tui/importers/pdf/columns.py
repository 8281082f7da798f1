"""The lines of a page in the order in which a person reads them.

Columns are found by their gutter, a strip that no line of several rows in a
row crosses. Where what stands on both sides is running text, each side is read
to its end; else the rows are those of a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gpci_tui.importers.pdf.lines import SAME_LINE, Line, Piece

GUTTER = 0.9
"""Ems that the gutter between two columns has at least."""
LEAST_LINES = 3
"""Lines that a column has at least."""
FULL = 0.7
"""A line is full from this part of its column's width."""
MOST_FULL = 0.5
"""Part of a column's lines that are full where it holds running text."""
LEAST_LENGTH = 14
"""Characters of the middle line of a column of running text, at least."""
TOGETHER = 0.5
"""Part of the rows with text on both sides, from which on a table is more likely."""
APART = 1.7
"""Where rows stand this many times as far apart as usual, a band may end."""
HEADING = 3
"""Lines of a heading, at most."""
MAX_DEPTH = 6
"""Columns within columns."""
MAX_ROWS = 1500
"""Rows of a page in which columns are looked for; no page that is read has more."""

Gap = tuple[float, float]


class _Row(NamedTuple):
    y: float
    size: float
    lines: tuple[Line, ...]


class Reader:
    """Puts the lines of pages in order, and numbers the columns it meets."""

    def __init__(self) -> None:
        self._flow = 0

    def order(self, lines: Sequence[Line], page: int) -> list[Line]:
        """Return the lines of one page in reading order, rows joined, with their columns."""
        return [line._replace(page=page) for line in self._region(list(lines), 0)]

    def _region(self, lines: list[Line], depth: int) -> list[Line]:
        rows = _rows(lines)
        if depth >= MAX_DEPTH or len(rows) > MAX_ROWS:
            return self._prose(rows)
        width = (min(line.x for line in lines), max(line.end for line in lines))
        found: list[Line] = []
        plain: list[_Row] = []
        at = 0
        while at < len(rows):
            end, gaps = _band(rows, at, width)
            band = rows[at:end]
            parts = _columns(band, gaps)
            table = slice(0, 0) if parts else _table(band, gaps)
            if not parts and not band[table]:
                plain.append(rows[at])
                at += 1
                continue
            found += self._prose(plain + band[: table.start])
            plain = []
            found += self._columns(parts, depth) if parts else self._table(band[table], gaps)
            at = end if parts else at + table.stop
        return found + self._prose(plain)

    def _columns(self, parts: list[list[Line]], depth: int) -> list[Line]:
        return [line for part in parts for line in self._region(part, depth + 1)]

    def _prose(self, rows: list[_Row]) -> list[Line]:
        if not rows:
            return []
        self._flow += 1
        left = min(line.x for row in rows for line in row.lines)
        right = max(line.end for row in rows for line in row.lines)
        return [_joined(row)._replace(left=left, right=right, flow=self._flow) for row in rows]

    def _table(self, rows: list[_Row], gaps: list[Gap]) -> list[Line]:
        self._flow += 1
        found: list[Line] = []
        for row in rows:
            cells = [""] * (len(gaps) + 1)
            for line in row.lines:
                number = sum(line.x >= (start + end) / 2 for start, end in gaps)
                cells[number] = f"{cells[number]} {line.text.strip()}".strip()
            above = found[-1] if found else None
            if above and not cells[0] and above.y - row.y < APART * row.size:
                # A cell on several lines: its row goes on.
                both = tuple(f"{a} {b}".strip() for a, b in zip(above.cells, cells, strict=True))
                found[-1] = above._replace(cells=both, y=row.y)
                continue
            first, last = row.lines[0], row.lines[-1]
            found.append(
                Line(first.x, last.end, row.y, row.size, (), flow=self._flow, cells=tuple(cells))
            )
        return found


def _rows(lines: list[Line]) -> list[_Row]:
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x)):
        if found and found[-1][0].y - line.y < SAME_LINE * max(line.size, found[-1][0].size):
            found[-1].append(line)
        else:
            found.append([line])
    return [
        _Row(row[0].y, max(line.size for line in row), tuple(sorted(row, key=lambda each: each.x)))
        for row in found
    ]


def _band(rows: list[_Row], first: int, width: Gap) -> tuple[int, list[Gap]]:
    """Return how far the rows from ``first`` on leave a common strip free, and the strips."""
    gaps = _free([width], rows[first])
    end = first + 1
    while end < len(rows) and gaps:
        narrower = _free(gaps, rows[end])
        if not narrower:
            break
        if _inner(gaps, rows[first:end]) and not _inner(narrower, rows[first : end + 1]):
            break
        gaps = narrower
        end += 1
    inside = _inner(gaps, rows[first:end])
    return _without_tail(rows, first, end, inside), inside


def _free(gaps: list[Gap], row: _Row) -> list[Gap]:
    """Return what the lines of a row leave of ``gaps``."""
    for line in row.lines:
        cut: list[Gap] = []
        for start, end in gaps:
            if line.end <= start or line.x >= end:
                cut.append((start, end))
                continue
            cut += [(start, min(end, line.x)), (max(start, line.end), end)]
        gaps = [(start, end) for start, end in cut if end - start >= GUTTER * row.size]
    return gaps


def _inner(gaps: list[Gap], rows: list[_Row]) -> list[Gap]:
    """Return the gaps that have text on both sides."""
    left = min(line.x for row in rows for line in row.lines)
    right = max(line.end for row in rows for line in row.lines)
    return [gap for gap in gaps if left < gap[0] and gap[1] < right]


def _without_tail(rows: list[_Row], first: int, end: int, gaps: list[Gap]) -> int:
    """Return where a band ends: a heading over what runs across below it is no part of it."""
    if not gaps or end == len(rows):
        return end
    middle = sum(gaps[-1]) / 2
    last = max(at for at in range(first, end) if rows[at].lines[-1].end > middle)
    usual = _usual_step(rows[first : last + 1])
    if rows[end - 1].y - rows[end].y > APART * max(usual, rows[end - 1].size):
        return end
    for at in range(end - 1, max(last, end - 1 - HEADING), -1):
        if rows[at - 1].y - rows[at].y > APART * usual:
            return at
    return end


def _usual_step(rows: list[_Row]) -> float:
    """Return how far apart the lines of the columns stand."""
    steps = [above.y - below.y for above, below in pairwise(rows)]
    # Where the columns' lines stand at different heights, their rows are closer than they are.
    return max(median(steps), rows[0].size) if steps else rows[0].size * 1.2


def _columns(rows: list[_Row], gaps: list[Gap]) -> list[list[Line]]:
    """Return the lines of each column of running text; nothing where it is no such text."""
    held = [gap for gap in gaps if _is_gutter(rows, gaps, gap)]
    if not held:
        return []
    parts: list[list[Line]] = [[] for _ in range(len(held) + 1)]
    for row in rows:
        for line in row.lines:
            parts[sum(line.x >= (start + end) / 2 for start, end in held)].append(line)
    return parts


def _is_gutter(rows: list[_Row], gaps: list[Gap], gap: Gap) -> bool:
    at = gaps.index(gap)
    low = gaps[at - 1][1] if at else -1e9
    high = gaps[at + 1][0] if at + 1 < len(gaps) else 1e9
    before = [_within(row, low, gap[0]) for row in rows]
    after = [_within(row, gap[1], high) for row in rows]
    left, right = [line for line in before if line], [line for line in after if line]
    if len(left) < LEAST_LINES or len(right) < LEAST_LINES:
        return False
    if _is_running(left) and _is_running(right):
        return True
    both = sum(1 for one, other in zip(before, after, strict=True) if one and other)
    return both < TOGETHER * min(len(left), len(right))


def _within(row: _Row, low: float, high: float) -> tuple[float, float, int] | None:
    lines = [line for line in row.lines if line.x >= low - 0.1 and line.end <= high + 0.1]
    if not lines:
        return None
    length = sum(len(line.text.strip()) for line in lines)
    return lines[0].x, lines[-1].end, length


def _is_running(lines: Sequence[tuple[float, float, int]]) -> bool:
    left, right = min(line[0] for line in lines), max(line[1] for line in lines)
    full = sum(line[1] - line[0] >= FULL * (right - left) for line in lines)
    return full >= MOST_FULL * len(lines) and median(line[2] for line in lines) >= LEAST_LENGTH


def _table(rows: list[_Row], gaps: list[Gap]) -> slice:
    """Return which rows are a table, from its first row of several cells to its last; or none."""
    crossing = [at for at, row in enumerate(rows) if len(row.lines) > 1]
    if not gaps or len(crossing) < 2:
        return slice(0, 0)
    first, last = crossing[0], crossing[-1] + 1
    while last < len(rows) and rows[last].lines[0].x >= gaps[0][1]:
        last += 1  # a last cell on several lines
    # Its rows hold several cells, or go on with what stands behind the first one.
    cells = sum(len(row.lines) > 1 or row.lines[0].x >= gaps[0][1] for row in rows[first:last])
    return slice(first, last) if 2 * cells >= last - first else slice(0, 0)


def _joined(row: _Row) -> Line:
    """Return the lines of one row as one."""
    if len(row.lines) == 1:
        return row.lines[0]
    pieces: list[Piece] = []
    for line in row.lines:
        pieces += line.pieces if not pieces else (Piece(" "), *line.pieces)
    main = max(row.lines, key=lambda line: len(line.text))
    return main._replace(x=row.lines[0].x, end=row.lines[-1].end, pieces=tuple(pieces))

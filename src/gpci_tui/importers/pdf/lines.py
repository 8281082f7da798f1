"""From the runs of a page to its lines of text, each with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from gpci_tui.importers.bullets import BULLETS
from gpci_tui.importers.pdf.runs import Run

SAME_LINE = 0.35
"""Parts of an em by which base lines of one line differ at most."""
SPACE = 0.15
"""Parts of an em from which a gap between two runs is a space."""
JOINED = 0.8
"""Ems up to which two runs are one piece of a line, whatever stands above and below."""
GOOD_PART = 0.25
"""Part of a line's letters that stand in the line's size, at least."""
AFTER_MARKER = 5.0
"""Ems up to which the text of an item may stand behind its bullet or number."""

_NUMBERS = r"\(?\d{1,2}[.)°]|\d{1,2}(?:\.\d{1,2}){1,4}\.?"
MARKER = re.compile(rf"(?:[{BULLETS}*-]|o|{_NUMBERS}|\(?[a-z][.)])$")


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


class Line(NamedTuple):
    """Text on one base line without a wide gap; lengths in points."""

    x: float
    end: float
    y: float
    size: float
    pieces: tuple[Piece, ...]
    left: float = 0.0
    """Where the column that it stands in begins,"""
    right: float = 0.0
    """and where it ends."""
    flow: int = 0
    """Lines of one column of one page have one number."""
    page: int = 0
    cells: tuple[str, ...] = ()
    """The row of a table; the pieces are empty then."""

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        return all(piece.bold for piece in self.pieces if piece.text.strip())


def turned(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs by the angle at which they are read, the most text first."""
    by_angle: dict[int, list[Run]] = {}
    for run in _without_doubles(runs):
        by_angle.setdefault(run.angle, []).append(run)
    return sorted(by_angle.values(), key=lambda group: -sum(len(run.text) for run in group))


def _without_doubles(runs: Iterable[Run]) -> list[Run]:
    """Drop what is drawn twice in one place, as some programs make letters bold."""
    met: dict[tuple[str, int, int, int], int] = {}
    kept: list[Run] = []
    for run in runs:
        if not run.text.strip():
            continue
        nearby = max(run.size / 4, 0.5)
        at = round(run.x / nearby), round(run.y / nearby)
        key = (run.text, *at, run.angle)
        if key in met:
            kept[met[key]] = kept[met[key]]._replace(bold=True)
            continue
        met[key] = len(kept)
        kept.append(run)
    return kept


def lines(runs: Iterable[Run]) -> list[Line]:
    """Return the runs of one angle as lines, from above to below, from left to right."""
    found: list[Line] = []
    for row in rows(runs):
        waiting: list[Run] = []
        for run in sorted(row, key=lambda run: run.x):
            if waiting and not _belongs(waiting, run):
                found.append(_line(waiting))
                waiting = []
            waiting.append(run)
        found.append(_line(waiting))
    return found


def rows(items: Iterable[Run]) -> list[list[Run]]:
    """Return runs by base line, from above to below."""
    found: list[list[Run]] = []
    base = 0.0
    for run in sorted(items, key=lambda run: -run.y):
        if found and base - run.y < SAME_LINE * max(run.size, found[-1][0].size):
            found[-1].append(run)
        else:
            found.append([run])
            base = run.y
    return found


def _belongs(before: list[Run], run: Run) -> bool:
    size = max(run.size, before[-1].size)
    gap = run.x - max(each.end for each in before)
    if gap <= JOINED * size:
        return True
    text = "".join(each.text for each in before).strip()
    return bool(MARKER.match(text)) and gap <= AFTER_MARKER * size


def _line(runs: list[Run]) -> Line:
    pieces: list[Piece] = []
    end = runs[0].x
    for run in runs:
        text = run.text.replace("\n", " ")
        before = pieces[-1].text if pieces else " "
        if run.x - end > SPACE * run.size and not before[-1:].isspace() and not text[:1].isspace():
            text = " " + text
        if pieces and (pieces[-1].bold, pieces[-1].italic) == (run.bold, run.italic):
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + text)
        else:
            pieces.append(Piece(text, run.bold, run.italic))
        end = max(end, run.end)
    first = min(run.x for run in runs)
    size = _size(runs)
    base = next(run.y for run in runs if run.size == size)
    return Line(first, end, base, size, tuple(pieces))


def _size(runs: list[Run]) -> float:
    """Return the largest size in which a good part of a line stands."""
    letters: Counter[float] = Counter()
    for run in runs:
        letters[run.size] += len(run.text)
    return max(size for size, n in letters.items() if n >= GOOD_PART * letters.total())

"""Running heads, running feet and page numbers: what stands on page after page beside the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

from gpci_tui.importers.pdf.lines import Line
from gpci_tui.model.folding import fold

DEEP = 4
"""Lines from the top and from the bottom of a page that are looked at."""
PART = 0.4
"""Part of the pages on which a line is repeated at least,"""
LEAST = 3
"""and pages on which it is; two of two, where it is smaller than the text."""
SMALLER = 0.97
NEAR = 6.0
"""Points by which a repeated line may stand higher or lower."""
APART = 1.5
"""Ems from what is repeated to the text, from base line to base line."""
LARGER = 1.15
"""A line that much larger than the text is a heading, however often it comes back."""

_NUMBER = re.compile(r"\d+")
_PAGE = re.compile(
    r"[-–—|\s]*(?:p(?:age|g)?\.?\s*)?(?P<number>\d{1,4}|[ivxlc]{1,6})"
    r"\s*(?P<of>(?:/|sur|of|de|\|)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"[-–—|\s]*p(?:age|g)?\.?\s*\d", re.IGNORECASE)


def without(pages: Sequence[Sequence[Line]], body: float) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without what is repeated on them, and the texts that were taken out.

    ``body`` is the size of the running text, in points.
    """
    edges = [_edges(page) for page in pages]
    repeated = _repeated(edges, len(pages), body)
    numbers = _numbers(edges)
    kept: list[list[Line]] = []
    told: list[str] = []
    for at, page in enumerate(pages):
        levels = _levels(page)

        def goes(line: Line, at: int = at) -> bool:
            if (at, id(line)) in numbers:
                return True
            return line.size <= LARGER * body and _key(line) in repeated

        above = _peeled(levels, goes)
        below = _peeled(levels[above:][::-1], goes)
        gone = [
            line for level in (*levels[:above], *levels[len(levels) - below :]) for line in level
        ]
        told += [line.text.strip() for line in gone]
        taken = {id(line) for line in gone}
        kept.append([line for line in page if id(line) not in taken])
    if not any(kept):
        return [list(page) for page in pages], []  # there is nothing but what is repeated
    return kept, _once(told)


def _peeled(levels: Sequence[Sequence[Line]], goes: Callable[[Line], bool]) -> int:
    """Return how many levels from the edge inwards go: up to a gap, so that no text is cut."""
    count = apart = 0
    while count < min(DEEP, len(levels)) and all(map(goes, levels[count])):
        count += 1
        if count == len(levels) or _gap(levels[count - 1], levels[count]) >= APART:
            apart = count
    return apart


def _gap(level: Sequence[Line], other: Sequence[Line]) -> float:
    """Return how far two levels stand apart, in ems of the larger one."""
    size = max(line.size for line in (*level, *other))
    return abs(level[0].y - other[0].y) / size


def _levels(page: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of a page by height, from above."""
    levels: list[list[Line]] = []
    for line in sorted(page, key=lambda line: -line.y):
        if levels and levels[-1][0].y - line.y < 1:
            levels[-1].append(line)
        else:
            levels.append([line])
    return levels


def _edges(page: Sequence[Line]) -> list[Line]:
    """Return the highest and the lowest lines of a page, each once."""
    levels = _levels(page)
    outer = levels if len(levels) <= 2 * DEEP else [*levels[:DEEP], *levels[-DEEP:]]
    return [line for level in outer for line in level]


def _key(line: Line) -> str:
    text = " ".join(fold(line.text).split())
    # Numbers alone are compared as they are: those that count pages are found by counting.
    return _NUMBER.sub("0", text) if any(map(str.isalpha, text)) else text


def _repeated(edges: Sequence[Sequence[Line]], pages: int, body: float) -> set[str]:
    """Return the lines that stand at one height on enough pages."""
    enough = max(min(LEAST, pages), PART * pages)
    largest = body * (LARGER if pages >= LEAST else SMALLER)
    places: defaultdict[str, list[float]] = defaultdict(list)
    for edge in edges:
        for key, y in {_key(line): line.y for line in edge if line.size <= largest}.items():
            places[key].append(y)
    found = set()
    for key, heights in places.items():
        middle = sorted(heights)[len(heights) // 2]
        if pages > 1 and key and sum(abs(y - middle) <= NEAR for y in heights) >= enough:
            found.add(key)
    return found


def _numbers(edges: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Return (page, id of its line) of the lines that count the pages."""
    found: set[tuple[int, int]] = set()
    steps: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for at, edge in enumerate(edges):
        for line in edge:
            match = _PAGE.fullmatch(line.text.strip())
            if match is None:
                continue
            if match.group("of") or _SAYS_PAGE.match(line.text.strip()):
                found.add((at, id(line)))
            value = _value(match.group("number"))
            if value is not None:
                steps[value - at].append((at, id(line)))
    for counted in steps.values():
        if len({at for at, _ in counted}) >= 2:
            found.update(counted)
    return found


def _value(written: str) -> int | None:
    if written.isdigit():
        return int(written)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    letters = [values[letter] for letter in written.lower()]
    return sum(
        -value if any(later > value for later in letters[at + 1 : at + 2]) else value
        for at, value in enumerate(letters)
    )


def _once(texts: Iterable[str]) -> list[str]:
    """Return each text once, whatever numbers stand in it; the numbers alone not at all."""
    first: dict[str, str] = {}
    for text in texts:
        if any(char.isalpha() for char in text):
            first.setdefault(_NUMBER.sub("0", text), text)
    return list(first.values())


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most letters stand, to a tenth of a point."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0

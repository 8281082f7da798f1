"""From lines to units: paragraphs, headings, list items, fields, and what surrounds them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from gpci_tui.importers.booklet.vocabulary import FIELD, LOOKED_AT
from gpci_tui.model.folding import fold

LONGEST_HEADING = 110
_MOST_WORDS = 16
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_LIST = re.compile(r"[-*•–▪◦●‣·]\s+|\d{1,2}[.)]\s+(?=[a-zà-ÿ])|[a-z]\)\s")
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.)? ?[-–—|]? ?\d{1,4}(?: ?(?:/|sur|of) ?\d{1,4})? ?[-–—|]?", re.IGNORECASE
)
_BOLD = re.compile(r"(\*{1,3}|_{1,3})(?![*_\s])(.*[^\s*_])\1$")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~=:-])")
_TWO_CELLS = re.compile(r"\|\s*([^|]{2,60}?)\s*:?\s*\|\s*([^|]+?)\s*\|")
_BOLD_LABEL = re.compile(r"(?:\*\*|__)([^*_]{2,60}?)(:?) ?(?:\*\*|__) ?(:?) *(\S.*)")
_RULE = re.compile(r"([-_=*~–—])(?:\s*\1){2,}")
_RULE_GAP = 3
"""Blank lines that a drawn line stands for."""
_MARKS = ("*", "_", "|")
_ENDS = (".", "!", "?", "…", ";", ",")


class Shape(Enum):
    """What a unit looks like."""

    TEXT = "text"
    HEADING = "heading"
    FIELD = "field"
    """A label, a colon and a value, as in a form."""
    LIST = "list"
    NOISE = "noise"
    """A page number or a line that every page repeats."""


class Unit(NamedTuple):
    """Some lines that stand together."""

    first: int
    last: int
    shape: Shape
    gap: int
    """Blank lines before it."""
    page: bool
    """Whether a page begins with it."""
    text: str
    """On one line, without marks; only its beginning where it is very long."""
    folded: str
    level: int = 0
    """Of a Markdown heading, 1 to 6; else 0."""
    capitals: bool = False
    words: int = 0
    ended: bool = True
    """Whether it ends as a sentence does."""


def plain(line: str) -> str:
    """Return a line without the marks of a format: escapes, bold labels, a table's two cells."""
    line = line.strip()
    if "\\" in line:
        line = _ESCAPE.sub(r"\1", line)
    cells = _TWO_CELLS.fullmatch(line) if line.startswith("|") else None
    if cells:
        line = f"{cells.group(1)} : {cells.group(2)}"
    label = _BOLD_LABEL.fullmatch(line)
    if label and (label[2] or label[3]):
        line = f"{label[1].rstrip()} : {label[4]}"
    return line


def is_capitals(text: str) -> bool:
    """Return whether the letters of a text are capitals, at least two of them."""
    return text.isupper() and sum(map(str.isalpha, text[:200])) >= 2


def units_of(lines: Sequence[str], pages: Sequence[int] = ()) -> list[Unit]:
    """Return the units of a text in order; blank lines are in none."""
    starts = set(pages)
    underlined: set[int] = set()
    width = _width(lines)
    found: list[Unit] = []
    gap, page = 0, False
    block: list[int] = []
    lines = [plain(line) if line.lstrip()[:1] in _MARKS or "\\" in line else line for line in lines]
    for number, line in enumerate([*lines, ""]):
        new_page = number in starts
        if block and (not line.strip() or new_page):
            found += _block_units(lines, block, underlined, gap, page, width)
            block, gap, page = [], 0, False
        page = page or new_page
        if _RULE.fullmatch(line.strip()):
            # Right under a line it makes it a heading; alone it parts what stands around it.
            if block:
                underlined.add(block[-1])
            else:
                gap += _RULE_GAP
        elif line.strip():
            block.append(number)
        else:
            gap += 1
    return _mark_noise(found)


def _width(lines: Sequence[str]) -> int:
    """Return how long a full line is where the text is wrapped, else a large number."""
    lengths = sorted(len(line) for line in lines if line.strip())
    if not lengths:
        return 1
    widest = lengths[int(len(lengths) * 0.95)]
    full = sum(0.75 * widest <= length <= widest + 8 for length in lengths)
    wrapped = widest <= 150 and full >= 0.3 * len(lengths)
    return widest if wrapped else max(widest, 400)


def _block_units(
    lines: Sequence[str], block: list[int], underlined: set[int], gap: int, page: bool, width: int
) -> list[Unit]:
    """Cut a run of lines at the headings, fields and list items in it."""
    runs: list[tuple[Shape, list[int]]] = []
    for place, number in enumerate(block):
        before = lines[block[place - 1]].strip() if place else ""
        after = lines[block[place + 1]].strip() if place + 1 < len(block) else ""
        shape = _shape(lines[number].strip(), before, after, width)
        if number in underlined and len(lines[number]) <= LONGEST_HEADING:
            shape = Shape.HEADING
        same = bool(runs) and runs[-1][0] is shape is not Shape.FIELD
        wrapped = bool(runs) and shape is Shape.TEXT and runs[-1][0] is Shape.LIST
        alike = is_capitals(lines[number]) == is_capitals(before) and not _MARKDOWN.match(before)
        goes_on = (shape is not Shape.HEADING or alike) and not _is_marked(lines[number])
        if (same and goes_on) or (wrapped and not before.endswith(_ENDS)):
            runs[-1][1].append(number)
        else:
            runs.append((shape, [number]))
    made = []
    for place, (shape, numbers) in enumerate(runs):
        made.append(_unit(lines, numbers, shape, gap if place == 0 else 0, page and place == 0))
    return made


def _is_marked(line: str) -> bool:
    return bool(_MARKDOWN.match(line.strip()) or _LIST.match(line.strip()))


def _shape(line: str, before: str, after: str, width: int) -> Shape:
    if _MARKDOWN.match(line) or _BOLD.match(line):
        return Shape.HEADING
    if _LIST.match(line):
        return Shape.LIST
    if _PAGE_NUMBER.fullmatch(line):
        return Shape.NOISE
    if len(line) > LONGEST_HEADING or len(line.split()) > _MOST_WORDS:
        return Shape.TEXT
    field = FIELD.match(line)
    if field and len(field.group(1).split()) <= 5 and field.group(2) and line[0].isupper():
        return Shape.FIELD
    if line.endswith((*_ENDS, ":")) and not is_capitals(line):
        return Shape.TEXT
    if is_capitals(line):
        return Shape.HEADING
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "«\"“#'(ÉÀ"):
        return Shape.TEXT
    if after[:1].islower():
        return Shape.TEXT
    # The last line of a wrapped paragraph is short too, but goes on from the one before.
    full_before = len(before) > 0.6 * width
    goes_on = full_before and not before.endswith((".", "!", "?", "…", ":"))
    is_wrapped = len(line) > 0.75 * width and bool(after)
    return Shape.TEXT if goes_on or is_wrapped else Shape.HEADING


def _unit(lines: Sequence[str], numbers: list[int], shape: Shape, gap: int, page: bool) -> Unit:
    size = 0
    pieces = []
    for number in numbers:
        if size < LOOKED_AT:
            pieces.append(lines[number].strip()[:LOOKED_AT])
            size += len(pieces[-1]) + 1
    raw = " ".join(pieces)
    mark = _MARKDOWN.match(raw)
    bold = _BOLD.match(raw)
    text = raw[mark.end() :].rstrip(" #") if mark else bold.group(2) if bold else raw
    words = sum(len(lines[number].split()) for number in numbers)
    return Unit(
        numbers[0], numbers[-1], shape, gap, page, text, fold(text),
        level=len(mark.group(1)) if mark else 0,
        capitals=is_capitals(text), words=words,
        ended=lines[numbers[-1]].rstrip().endswith((*_ENDS, ":", "»", '"', ")")),
    )  # fmt: skip


def _mark_noise(found: list[Unit]) -> list[Unit]:
    """Call noise what stands at the top or the foot of many pages."""
    edges: Counter[str] = Counter()
    count = sum(unit.page for unit in found)
    if count < 3:
        return found
    places = [
        at
        for at, unit in enumerate(found)
        if unit.page or (at + 1 < len(found) and found[at + 1].page) or at == len(found) - 1
    ]
    for at in places:
        edges[_edge_key(found[at])] += 1
    often = {key for key, times in edges.items() if times >= max(3, 0.4 * count)}
    marked = list(found)
    for at in places:
        unit = found[at]
        if unit.words <= _MOST_WORDS and _edge_key(unit) in often:
            marked[at] = unit._replace(shape=Shape.NOISE)
    return marked


def _edge_key(unit: Unit) -> str:
    return re.sub(r"\d+", "0", unit.folded[:200])

"""From lines in reading order to headings, paragraphs, items and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from statistics import median

from gpci_tui.importers.bullets import BULLETS
from gpci_tui.importers.pdf.hyphens import HYPHENS, Joiner
from gpci_tui.importers.pdf.lines import Line, Piece

SAME_SIZE = 0.08
"""Sizes that differ by no more than this part are the same."""
FARTHER = 1.3
"""A line that stands this many times as far below as usual begins a paragraph."""
USUAL = (0.9, 2.2)
"""Ems between two lines of one paragraph: at least, at most."""
INDENT = 0.7
"""Ems by which the first line of a paragraph stands in."""
AROUND = 8
"""Lines above and below by which one sees how wide a paragraph is set."""
SHORT = 0.25
"""A line that leaves this part of the width free was ended on purpose."""
LARGER = 1.12
"""A heading is that much larger than the text."""
LONGEST_HEADING = 250
LONGEST_BOLD = 120
"""Characters of a heading, and of one that is as large as the text but bold."""
LEAST_CAPITALS = 6
"""Letters of a line in capitals; an acronym alone has fewer."""
MAX_LEVEL = 6

_ENDED = re.compile(r"[.!?:…;][\s»”\"')\]]*$|[»”]$")
_BULLET = re.compile(rf"\s*(?:[{BULLETS}]|[*-](?=\s)|o(?=\s))\s*(?=\S)")
_SURE = re.compile(r"\s*[•‣▪▫●■□►▶➢➔✓✔✗❖\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8]")
_NUMBER = re.compile(r"\s*\(?(\d{1,2})[.)]\s+(?=\S)")
_LETTER = re.compile(r"\s*\(?[a-z][.)]\s+(?=\S)")


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"


@dataclass(slots=True)
class Block:
    """Lines that belong together, as one text."""

    kind: Kind
    lines: list[Line]
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    """Of a heading from 1 on; of an item, how deep it stands, from 0 on."""
    marker: str = ""

    @property
    def page(self) -> int:
        """The page on which it begins, from 0 on."""
        return self.lines[0].page

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def blocks(lines: Sequence[Line], body: float) -> list[Block]:
    """Return the blocks of a document; ``body`` is the size of its running text."""
    builder = _Builder(lines)
    for at in range(len(lines)):
        builder.take(at)
    found = builder.blocks
    _name_headings(found, body)
    _nest(found)
    return found


class _Builder:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._joiner = Joiner(line.text for line in lines)
        self._steps = _usual_steps(lines)

    def take(self, at: int) -> None:
        line = self._lines[at]
        block = self.blocks[-1] if self.blocks else None
        if line.cells:
            if block is not None and block.kind is Kind.TABLE and block.lines[-1].flow == line.flow:
                block.lines.append(line)
            else:
                self.blocks.append(Block(Kind.TABLE, [line]))
        elif block is not None and block.kind is not Kind.TABLE and self._goes_on(block, at):
            block.lines.append(line)
            block.pieces = self._joined(block.pieces, line.pieces)
        else:
            self.blocks.append(_begun(line))

    def _joined(self, above: list[Piece], below: Sequence[Piece]) -> list[Piece]:
        whole = "".join(piece.text for piece in above)
        end = self._joiner.end_of(whole, "".join(piece.text for piece in below))
        last = above[-1]
        kept = last.text.rstrip(" ")
        if not end.endswith(" "):
            text = kept[: len(kept) - (len(whole.rstrip(" ")) - len(end))]
        else:
            text = kept + " "
        first = below[0]._replace(text=below[0].text.lstrip(" "))
        return _merged([*above[:-1], last._replace(text=text), first, *below[1:]])

    def _goes_on(self, block: Block, at: int) -> bool:
        """Return whether the line at ``at`` is the next one of ``block``."""
        above, line = block.lines[-1], self._lines[at]
        if abs(above.size - line.size) > SAME_SIZE * max(above.size, line.size):
            return False
        ended = bool(_ENDED.search(above.text.rstrip()))
        room = self._room(at - 1)
        if _SURE.match(line.text) or (_is_marked(line) and (ended or block.kind is Kind.ITEM)):
            return False
        # A line all bold over one that is not: a heading, unless the sentence runs on.
        weighs = above.bold != line.bold and all(each.bold == above.bold for each in block.lines)
        if weighs and (ended or room > SHORT or not _begins_small(line)):
            return False
        if _is_capital(above) != _is_capital(line) and not _is_broken(above):
            return False
        if above.flow != line.flow:
            if len(block.lines) == 1 and self._is_alone(at - 1):
                room = 1.0  # Nothing says how long its line could be: a heading on its page.
            return self._goes_on_elsewhere(line, ended=ended, hyphen=_is_broken(above), room=room)
        step = above.y - line.y
        usual = self._steps.get(round(line.size), line.size * 1.25)
        if not 0 < step <= FARTHER * usual:
            return False
        if _is_broken(above):
            return True
        if block.kind is Kind.ITEM and line.x > block.lines[0].x + INDENT * line.size / 2:
            return not (ended and room > SHORT)
        if line.x > above.x + INDENT * line.size and len(block.lines) > 1:
            return False
        if _begins_small(line):
            return not (ended and room > SHORT)
        return room < SHORT and not (ended and self._would_fit(at))

    def _goes_on_elsewhere(self, line: Line, *, ended: bool, hyphen: bool, room: float) -> bool:
        """Return whether a paragraph runs on in the next column, or on the next page."""
        if ended or _is_marked(line):
            return False
        return hyphen or _begins_small(line) or (room < SHORT / 3 and not line.bold)

    def _near(self, at: int) -> list[Line]:
        """Return the lines of a line's size around it, itself among them."""
        line = self._lines[at]
        return [
            each
            for each in self._lines[max(0, at - AROUND) : at + AROUND + 1]
            if each.flow == line.flow and abs(each.size - line.size) <= SAME_SIZE * line.size
        ]

    def _is_alone(self, at: int) -> bool:
        return len(self._near(at)) == 1

    def _width(self, at: int) -> tuple[float, float]:
        near = self._near(at)
        return min(each.x for each in near), max(each.end for each in near)

    def _room(self, at: int) -> float:
        """Return the part of its width that a line leaves free at its end."""
        left, right = self._width(at)
        return (right - self._lines[at].end) / (right - left) if right > left else 0.0

    def _would_fit(self, at: int) -> bool:
        """Return whether the first word of a line had room at the end of the line above."""
        above, line = self._lines[at - 1], self._lines[at]
        text = line.text.strip()
        letter = (line.end - line.x) / max(1, len(text))
        word = len(text.split(" ", 1)[0]) + 1
        return above.end + word * letter < self._width(at - 1)[1]


def _begun(line: Line) -> Block:
    pieces = list(line.pieces)
    number = _NUMBER.match(line.text)
    marker = number or _BULLET.match(line.text)
    if marker is None:
        first = pieces[0]._replace(text=pieces[0].text.lstrip(" "))
        return Block(Kind.PARAGRAPH, [line], [first, *pieces[1:]])
    sign = f"{number.group(1)}." if number else "-"
    return Block(Kind.ITEM, [line], _without(pieces, marker.end()), marker=sign)


def _without(pieces: list[Piece], characters: int) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        cut = min(characters, len(piece.text))
        characters -= cut
        if piece.text[cut:]:
            kept.append(piece._replace(text=piece.text[cut:]))
    return kept


def _merged(pieces: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1][1:] == piece[1:]:
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    return found or [Piece("")]


def _is_marked(line: Line) -> bool:
    return any(sign.match(line.text) for sign in (_BULLET, _NUMBER, _LETTER))


def _is_broken(line: Line) -> bool:
    text = line.text.rstrip()
    return text[-1:] in HYPHENS and text[-2:-1].isalpha()


def _is_capital(line: Line) -> bool:
    """Return whether a line is set in capitals, as names and titles are."""
    return line.text.isupper() and sum(map(str.isalpha, line.text)) >= LEAST_CAPITALS


def _begins_small(line: Line) -> bool:
    return line.text.lstrip(" «“\"'(’")[:1].islower()


def _usual_steps(lines: Sequence[Line]) -> dict[int, float]:
    """Return how far apart the lines of a paragraph stand, by size."""
    steps: dict[int, list[float]] = {}
    for above, line in pairwise(lines):
        step = above.y - line.y
        low, high = USUAL[0] * line.size, USUAL[1] * line.size
        if above.flow == line.flow and low <= step <= high and not line.cells:
            steps.setdefault(round(line.size), []).append(round(step, 1))
    return {size: _commonest(found) for size, found in steps.items()}


def _commonest(steps: list[float]) -> float:
    """Return the step that is met most; the smaller one of those met as often."""
    counts = Counter(steps)
    most = max(counts.values())
    return min(step for step, count in counts.items() if count == most)


def _name_headings(found: list[Block], body: float) -> None:
    """Make headings of blocks that stand out by their size, or are bold and short."""
    large = [block for block in found if _stands_out(block, body)]
    sizes = sorted({round(block.lines[0].size) for block in large}, reverse=True)
    for block in large:
        _make_heading(block, sizes.index(round(block.lines[0].size)) + 1)
    below = min(len(sizes), MAX_LEVEL - 1) + 1
    for block, after in pairwise(found):
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and _is_bold_heading(block, after, body):
            _make_heading(block, max(2, below))


def _make_heading(block: Block, level: int) -> None:
    if block.kind is Kind.ITEM:
        block.pieces = [Piece(f"{block.marker} "), *block.pieces]
    block.kind, block.level = Kind.HEADING, min(level, MAX_LEVEL)
    block.pieces = [Piece(block.text.strip())]


def _stands_out(block: Block, body: float) -> bool:
    if block.kind is Kind.TABLE or block.marker == "-":
        return False
    text = block.text.strip()
    if not any(char.isalpha() for char in text) or len(text) > LONGEST_HEADING:
        return False
    return median(line.size for line in block.lines) >= LARGER * body


def _is_bold_heading(block: Block, after: Block, body: float) -> bool:
    text = block.text.strip()
    if block.marker == "-" or len(text) > LONGEST_BOLD or len(block.lines) > 2:
        return False
    if text.endswith((".", ",", ";")) or not any(char.isalpha() for char in text):
        return False
    bold = all(piece.bold for piece in block.pieces if piece.text.strip())
    plain = after.kind is Kind.TABLE or not all(p.bold for p in after.pieces if p.text.strip())
    return bold and plain and block.lines[0].size >= body * (1 - SAME_SIZE)


def _nest(found: list[Block]) -> None:
    """Say how deep items stand by how far in they begin."""
    places: list[float] = []
    for block in found:
        if block.kind is not Kind.ITEM:
            places = []
            continue
        at = block.lines[0]
        places = [place for place in places if place < at.x - at.size / 2]
        block.level = min(len(places), 3)
        places.append(at.x)

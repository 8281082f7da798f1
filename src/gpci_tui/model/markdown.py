"""From the lines of a body to its blocks: the part of Markdown that dossiers are written in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from gpci_tui.model import inline
from gpci_tui.model.blocks import Block, BlockKind

MAX_DEPTH = 6
"""Quotes or lists in one another that are told apart; deeper ones look like this one."""

_QUOTES = re.compile(r"(?: {0,3}> ?)+")
_HEADING = re.compile(r" {0,3}(#{1,6}) +(?=\S)")
_ITEM = re.compile(r"( *)([-*+•]|\d{1,3}[.)]) +(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TABLE_RULE = re.compile(r"[ |:-]*-[ |:-]*")
_CONTINUED = 2
"""Spaces that keep a paragraph with the item above it."""


@dataclass(slots=True)
class _Open:
    """A block whose lines are still being gathered."""

    kind: BlockKind
    start: int
    quoted: int
    level: int = 0
    marker: str = ""
    slices: list[tuple[int, int, int]] = field(default_factory=list)
    """(first character, end of what is shown, end of the line) of each line."""


def read_blocks(body: str) -> list[Block]:
    """Return the blocks of ``body`` in order."""
    return _Reader(body).read()


class _Reader:
    def __init__(self, body: str) -> None:
        self.body = body
        self.blocks: list[Block] = []
        self.open: _Open | None = None
        self.fence = ""
        self.indents: list[int] = []
        self.lines = list(_lines(body))

    def read(self) -> list[Block]:
        for number, (start, end) in enumerate(self.lines):
            content, quoted = self._unquote(start, end)
            if self.fence and self._in_fence(content, end, quoted):
                continue
            text = self.body[content:end]
            if not text.strip():
                self._close()
            elif not (
                self._fence(text, content, quoted)
                or self._heading(text, content, end, quoted)
                or self._rule(text, content, end, quoted)
                or self._table(text, content, end, quoted, number)
                or self._item(text, content, end, quoted)
            ):
                self._prose(text, content, end, quoted)
        self._close()
        return self.blocks

    def _unquote(self, start: int, end: int) -> tuple[int, int]:
        if self.fence and self.open is not None and not self.open.quoted:
            return start, 0
        match = _QUOTES.match(self.body, start, end)
        if match is None:
            return start, 0
        return match.end(), min(match.group().count(">"), MAX_DEPTH)

    def _in_fence(self, content: int, end: int, quoted: int) -> bool:
        """Take a line of a fenced text; return False where its quote ended before its fence."""
        assert self.open is not None
        text = self.body[content:end].strip()
        if quoted != self.open.quoted:
            self._close()
            return False
        if text.startswith(self.fence) and not text.strip(self.fence[0]):
            self._close()
        else:
            self.open.slices.append((content, end, end))
        return True

    def _fence(self, text: str, content: int, quoted: int) -> bool:
        match = _FENCE.match(text)
        if match is None or "`" in text[match.end() :]:
            return False
        self._close()
        self.fence = match.group(1)
        self.open = _Open(BlockKind.VERBATIM, content, quoted)
        return True

    def _heading(self, text: str, content: int, end: int, quoted: int) -> bool:
        match = _HEADING.match(text)
        if match is None:
            return False
        shown = text.rstrip()
        without = shown.rstrip("#")
        if without[-1:] == " ":
            shown = without.rstrip()
        if len(shown) <= match.end():
            return False
        self._close()
        self.indents.clear()
        self._begin(BlockKind.HEADING, content, quoted, len(match.group(1)))
        self._add(content + match.end(), content + len(shown), end)
        self._close()
        return True

    def _rule(self, text: str, content: int, end: int, quoted: int) -> bool:
        signs = text.strip()
        if signs[0] in "=-" and self._underlines(signs, quoted):
            return True
        bare = signs.replace(" ", "")
        if bare[0] not in "-*_" or len(bare) < 3 or bare.strip(bare[0]):
            return False
        self._close()
        self.indents.clear()
        self.blocks.append(Block(BlockKind.RULE, content, end, "", quoted=quoted))
        return True

    def _underlines(self, signs: str, quoted: int) -> bool:
        """Make a heading of the one open line, if ``signs`` underline it."""
        above = self.open
        if above is None or above.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            return False
        if len(above.slices) != 1 or above.quoted != quoted or signs.strip(signs[0]):
            return False
        above.kind, above.level = BlockKind.HEADING, 1 if signs[0] == "=" else 2
        self._close()
        return True

    def _table(self, text: str, content: int, end: int, quoted: int, number: int) -> bool:
        if "|" not in text:
            return False
        if self.open is None or self.open.kind is not BlockKind.VERBATIM:
            row = text.strip()
            framed = len(row) > 1 and row[0] == row[-1] == "|"
            if not framed and not self._is_table_rule(number + 1):
                return False
            self._close()
            self._begin(BlockKind.VERBATIM, content, quoted)
        self._add(content, content + len(text.rstrip()), end)
        return True

    def _is_table_rule(self, number: int) -> bool:
        if number >= len(self.lines):
            return False
        start, end = self.lines[number]
        content, _ = self._unquote(start, end)
        return "|" in self.body[content:end] and bool(
            _TABLE_RULE.fullmatch(self.body, content, end)
        )

    def _item(self, text: str, content: int, end: int, quoted: int) -> bool:
        match = _ITEM.match(text)
        if match is None:
            return False
        indent, marker = len(match.group(1)), match.group(2)
        numbered = marker[0].isdigit()
        if numbered and self.open is not None and not self.indents and marker[:-1] != "1":
            return False  # a line of prose that begins with a year's end or a sum
        self._close()
        level = self._nest(indent)
        self._begin(BlockKind.ITEM, content + indent, quoted, level, marker if numbered else "•")
        self._add(content + match.end(), content + len(text.rstrip()), end)
        return True

    def _nest(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return min(len(self.indents), MAX_DEPTH) - 1

    def _prose(self, text: str, content: int, end: int, quoted: int) -> None:
        shown = text.strip()
        indent = text.index(shown[0])
        first = content + indent
        if self.open is None or self.open.quoted != quoted or self.open.kind is BlockKind.VERBATIM:
            self._close()
            if self.indents and indent >= _CONTINUED:
                level = min(bisect_right(self.indents, indent - 1), MAX_DEPTH) - 1
                self._begin(BlockKind.ITEM, first, quoted, max(level, 0))
            else:
                self.indents.clear()
                kind = BlockKind.QUOTE if quoted else BlockKind.PARAGRAPH
                self._begin(kind, first, quoted)
        self._add(first, first + len(shown), end)

    def _begin(
        self, kind: BlockKind, start: int, quoted: int, level: int = 0, marker: str = ""
    ) -> None:
        self.open = _Open(kind, start, quoted, level, marker)

    def _add(self, first: int, shown_end: int, line_end: int) -> None:
        assert self.open is not None
        self.open.slices.append((first, shown_end, line_end))

    def _close(self) -> None:
        block, self.open, self.fence = self.open, None, ""
        if block is not None and block.slices:
            built = _build(self.body, block)
            if built.text.strip():
                self.blocks.append(built)


def _lines(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        yield start, end
        start = end + 1


def _build(body: str, block: _Open) -> Block:
    literal = block.kind is BlockKind.VERBATIM
    raw, shown, origin = _join(body, block.slices, literal)
    markup = None if literal else inline.read(raw)
    spans: tuple[inline.Span, ...] = ()
    if markup is not None:
        raw, shown, origin, spans = _without_markup(raw, shown, origin, markup)
    return Block(
        block.kind, block.start, block.slices[-1][1], raw, spans, block.level, block.marker,
        block.quoted, tuple(shown), tuple(origin),
    )  # fmt: skip


def _join(
    body: str, slices: list[tuple[int, int, int]], literal: bool
) -> tuple[str, list[int], list[int]]:
    """Return the lines as one text: a soft break is a space, a hard one (two spaces) stays."""
    parts: list[str] = []
    shown: list[int] = []
    origin: list[int] = []
    length = 0
    expected = -1
    for number, (first, shown_end, _) in enumerate(slices):
        if number:
            before = slices[number - 1]
            hard = literal or before[2] - before[1] >= 2
            if expected != before[2]:
                shown.append(length)
                origin.append(before[2])
            parts.append("\n" if hard else " ")
            length += 1
            expected = before[2] + 1
        if first != expected:
            shown.append(length)
            origin.append(first)
        parts.append(body[first:shown_end])
        length += shown_end - first
        expected = shown_end
    return "".join(parts), shown, origin


def _without_markup(
    raw: str, shown: list[int], origin: list[int], markup: inline.Inline
) -> tuple[str, list[int], list[int], tuple[inline.Span, ...]]:
    """Return the text without its inline markup, with its map and marks moved along."""
    parts: list[str] = []
    new_shown: list[int] = []
    new_origin: list[int] = []
    starts: list[int] = []
    places: list[int] = []
    length = 0
    run = 0
    for start, end in markup.pieces:
        starts.append(start)
        places.append(length)
        position = start
        while position < end:
            while run + 1 < len(shown) and shown[run + 1] <= position:
                run += 1
            limit = min(end, shown[run + 1]) if run + 1 < len(shown) else end
            new_shown.append(length)
            new_origin.append(origin[run] + position - shown[run])
            parts.append(raw[position:limit])
            length += limit - position
            position = limit
    text = "".join(parts)

    def moved(position: int) -> int:
        piece = bisect_right(starts, position) - 1
        if piece < 0:
            return 0
        inside = min(position, markup.pieces[piece][1]) - starts[piece]
        return places[piece] + inside

    if markup.spaces:
        chars = list(text)
        for position in markup.spaces:
            chars[moved(position)] = " "
        text = "".join(chars)
    marks = [(moved(start), moved(end), mark) for start, end, mark in markup.marks]
    return text, new_shown, new_origin, inline.flatten(marks)

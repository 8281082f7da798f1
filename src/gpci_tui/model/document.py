"""A dossier's text as blocks to show, each displayed character knowing where it came from.

Our own small reader of Markdown: annotations are anchored in code points of
the body, and no parser keeps those through inline markup. It takes time
linear in the text, never fails, and leaves as text what it does not know.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gpci_tui.model.blocks import Block, BlockKind, Range
from gpci_tui.model.folding import fold, hits, spans
from gpci_tui.model.markdown import read_blocks

_WORD = re.compile(r"\w+")


class Heading(NamedTuple):
    """A heading with the part of the text that stands under it."""

    block: int
    level: int
    title: str
    start: int
    """Where it begins in the body."""
    end: int
    """Where the next heading begins, or the body ends."""


@dataclass(frozen=True)
class Document:
    """A text as blocks, in order."""

    blocks: tuple[Block, ...]
    length: int
    """Code points of the body."""
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [block.start for block in self.blocks])

    @cached_property
    def outline(self) -> tuple[Heading, ...]:
        """The headings in order."""
        found = [(i, b) for i, b in enumerate(self.blocks) if b.kind is BlockKind.HEADING]
        ends = [*(block.start for _, block in found[1:]), self.length][: len(found)]
        return tuple(
            Heading(index, block.level, " ".join(block.text.split()), block.start, end)
            for (index, block), end in zip(found, ends, strict=True)
        )

    def heading_at(self, offset: int) -> int:
        """Return which heading of the outline ``offset`` stands under; -1 before the first."""
        return bisect_right(self.outline, offset, key=lambda heading: heading.start) - 1

    def block_at(self, offset: int) -> int:
        """Return the block that ``offset`` stands in or after; 0 before the first."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def blocks_in(self, start: int, end: int) -> range:
        """Return the blocks that the range ``start`` to ``end`` of the body touches."""
        return range(self.block_at(start), bisect_left(self._starts, end))

    def excerpt(self, start: int, end: int) -> str:
        """Return the displayed text of a range of the body, on one line."""
        parts = []
        for index in self.blocks_in(start, end):
            block = self.blocks[index]
            parts.append(block.text[block.display(start) : block.display(end)])
        return one_line(parts)

    def find(self, typed: str) -> list[Range]:
        """Return where in the body a phrase stands, folded, at the beginning of words."""
        term = fold(typed).strip()
        needle = max(re.findall(r"\w+", term), key=len, default="")
        if not needle:
            return []
        found: list[Range] = []
        for block, folded in zip(self.blocks, self._folded, strict=True):
            if needle in folded:
                found += [block.source_range(hit) for hit in hits(block.text, (term,))]
        return found

    def matches(self, pattern: re.Pattern[str]) -> list[Range]:
        """Return where in the body a pattern of folded text stands."""
        found: list[Range] = []
        for block, folded in zip(self.blocks, self._folded, strict=True):
            if pattern.search(folded):
                found += [block.source_range(span) for span in spans(block.text, pattern)]
        return found

    def holds(self, pattern: re.Pattern[str]) -> bool:
        """Return whether a pattern of folded text stands anywhere."""
        return any(pattern.search(folded) for folded in self._folded)

    @cached_property
    def words(self) -> Mapping[str, int]:
        """The folded words with how often they stand in the text."""
        return Counter(word for folded in self._folded for word in _WORD.findall(folded))

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(block.text) for block in self.blocks]


def parse(body: str) -> Document:
    """Return ``body`` as a document. Any text will do."""
    return Document(tuple(read_blocks(body)), len(body))


_LEFTOVERS = re.compile(r"\*{2,}|_{2,}|`+")


def plain(text: str) -> str:
    """Return a piece of a body without its markup, on one line, such as a quote for a list.

    Markup that the piece cuts in two is left out as well.
    """
    return _LEFTOVERS.sub("", one_line(block.text for block in parse(text).blocks)).strip()


def one_line(texts: Iterable[str]) -> str:
    """Return texts joined on one line; non-breaking spaces stay."""
    return re.sub("[ \n]+", " ", " ".join(texts)).strip(" ")

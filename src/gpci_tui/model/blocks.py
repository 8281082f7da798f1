"""A block of a text: what is shown, and where in the body each character came from."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from gpci_tui.model.inline import Span

Range = tuple[int, int]
"""Start and end, end excluded."""


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    VERBATIM = "verbatim"
    RULE = "rule"


class Block(NamedTuple):
    """A piece of the text that is set on its own. All offsets are code points.

    ``text`` is what is shown; positions in it are *display* positions. It
    holds ``\\n`` where a line must end. A rule has no text.
    """

    kind: BlockKind
    start: int
    """Where it begins in the body, its marker included."""
    end: int
    text: str
    spans: tuple[Span, ...] = ()
    """Marks, in order, not overlapping, in display positions."""
    level: int = 0
    """1 to 6 of a heading; nesting of an item, from 0 on."""
    marker: str = ""
    """What stands before an item: ``•`` or its number; '' for its further paragraphs."""
    quoted: int = 0
    """How many quotes it stands in."""
    shown: tuple[int, ...] = (0,)
    """Display positions at which a run of contiguous characters begins."""
    origin: tuple[int, ...] = (0,)
    """Where in the body these runs begin; as many as ``shown``, ascending."""

    def source(self, position: int) -> int:
        """Return where in the body a displayed character stands; past the last one, its end."""
        if not self.text:
            return self.start
        if position >= len(self.text):
            return self.source(len(self.text) - 1) + 1
        run = bisect_right(self.shown, max(position, 0)) - 1
        return self.origin[run] + max(position, 0) - self.shown[run]

    def display(self, offset: int) -> int:
        """Return the first displayed character that stands at ``offset`` of the body or later."""
        run = bisect_right(self.origin, offset) - 1
        if run < 0:
            return 0
        limit = self.shown[run + 1] if run + 1 < len(self.shown) else len(self.text)
        return min(self.shown[run] + offset - self.origin[run], limit)

    def source_range(self, shown: Range) -> Range:
        """Return the body's range of a range of displayed characters that is not empty."""
        return self.source(shown[0]), self.source(shown[1] - 1) + 1

    def sentences(self) -> list[Range]:
        """Return the sentences in display positions; the lines where the text is no prose."""
        # Where a cursor goes from one to the next; no list asks for it.
        from gpci_tui.model import sentences as language

        if self.kind is BlockKind.VERBATIM:
            return language.lines(self.text)
        return language.sentences(self.text)

    def words(self) -> list[Range]:
        """Return the words in display positions."""
        from gpci_tui.model import sentences as language

        return language.words(self.text)

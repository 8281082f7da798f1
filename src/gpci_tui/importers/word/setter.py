"""The paragraphs of a Word document -> blocks."""

from __future__ import annotations

from collections.abc import Iterator

from gpci_tui.importers.blocks import Block, Kind
from gpci_tui.importers.story import Paragraph
from gpci_tui.importers.word.numbering import Numbering
from gpci_tui.importers.word.styles import TITLE, Style, Styles, heading_level


class Setter:
    """Makes blocks of paragraphs, by the document's styles and lists."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles, self._numbering = styles, numbering
        self._known: dict[str, Style] = {}
        self.titles = 0
        """Paragraphs that were set as the document's title."""

    def style(self, style_id: str) -> Style:
        """Return a style with what it inherits."""
        found = self._known.get(style_id)
        if found is None:
            found = self._known[style_id] = self._styles.resolved(style_id)
        return found

    def blocks(self, read: Paragraph) -> Iterator[Block]:
        """Return the paragraph as a block, unless it is empty, and what hangs on it."""
        if not read.is_empty:
            yield self._block(read)
        yield from read.after

    def _block(self, read: Paragraph) -> Block:
        style = self.style(read.style)
        runs = tuple(read.runs)
        level = heading_level(read.outline, style)
        if level is not None:
            self.titles += level == TITLE
            return Block(Kind.HEADING, runs, level)
        number_id = style.number if read.number is None else read.number
        if number_id is not None:
            depth = (style.depth or 0) if read.depth is None else read.depth
            number = self._numbering.next(number_id, depth)
            if number is not None:
                return Block(Kind.ITEM, runs, max(depth, style.nesting), number)
        return Block(Kind.PARAGRAPH, runs)

"""Blocks as Markdown, and the line at which each page begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from gpci_tui.importers import blocks as documents
from gpci_tui.importers.pdf.blocks import Block, Kind
from gpci_tui.importers.setting import set_text

_KINDS = {
    Kind.PARAGRAPH: documents.Kind.PARAGRAPH,
    Kind.HEADING: documents.Kind.HEADING,
    Kind.ITEM: documents.Kind.ITEM,
}


def markdown(blocks: Sequence[Block], pages: int) -> tuple[str, tuple[int, ...]]:
    """Return the text, and for each of ``pages`` the index of the first line that begins on it.

    Where nothing begins on a page it is the index of the next one's first line.
    """
    lines: list[str] = []
    begun: list[int] = []  # the page of each line, blank ones have that of the line before
    for group in _groups(blocks):
        text, _ = set_text([_as_document(block) for block in group])
        if not text:
            continue
        if lines:
            lines.append("")
            begun.append(begun[-1])
        written = text.split("\n")
        alike = len(written) == len(group)  # an item is a line; what is longer is one block
        for number, line in enumerate(written):
            page = group[number if alike else 0].page
            lines.append(line)
            begun.append(max(page, begun[-1] if begun else 0))
    return "\n".join(lines), tuple(bisect_left(begun, page) for page in range(pages))


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Return blocks one by one, and the items of a list together."""
    for is_item, group in groupby(blocks, lambda block: block.kind is Kind.ITEM):
        if is_item:
            yield list(group)
        else:
            yield from ([block] for block in group)


def _as_document(block: Block) -> documents.Block:
    if block.kind is Kind.TABLE:
        rows = tuple(tuple(map(_cell, line.cells)) for line in block.lines)
        return documents.Block(documents.Kind.TABLE, rows=rows)
    runs = tuple(documents.Run(*piece) for piece in block.pieces)
    number = int(block.marker[:-1]) if block.marker[:-1].isdigit() else 0
    return documents.Block(_KINDS[block.kind], runs, block.level, number)


def _cell(text: str) -> documents.Cell:
    runs = (documents.Run(text),)
    return (documents.Block(documents.Kind.PARAGRAPH, runs),) if text else ()

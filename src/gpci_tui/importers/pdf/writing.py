"""Blocks as Markdown, and the line at which each page begins."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from gpci_tui.importers.pdf.blocks import Block, Kind
from gpci_tui.importers.pdf.lines import Piece

# What would be read as markup at the beginning of a line, and within one.
_LINE_SIGN = re.compile(r"(\s*)(#{1,6}(?=\s|$)|>|`{3}|~{3}|\||[-*+](?=\s)|(?:[-=*_]\s?){3,}$)")
_LINE_NUMBER = re.compile(r"(\s*\d{1,9})([.)](?:\s|$))")
_ACTIVE = re.compile(r"([\\`*]|(?<!\w)_|_(?!\w)|\](?=\())")


def markdown(blocks: Sequence[Block], pages: int) -> tuple[str, tuple[int, ...]]:
    """Return the text, and for each of ``pages`` the index of the first line that begins on it.

    Where nothing begins on a page it is the index of the next one's first line.
    """
    lines: list[str] = []
    begun: list[int] = []  # the page of each line, blank ones have that of the line before
    for number, block in enumerate(blocks):
        if number and not (block.kind is Kind.ITEM and blocks[number - 1].kind is Kind.ITEM):
            lines.append("")
            begun.append(begun[-1])
        for text, page in _written(block):
            lines.append(text)
            begun.append(max(page, begun[-1] if begun else 0))
    starts = tuple(bisect_left(begun, page) for page in range(pages))
    return "\n".join(lines), starts


def _written(block: Block) -> list[tuple[str, int]]:
    if block.kind is Kind.TABLE:
        return [(_row(line.cells), line.page) for line in block.lines]
    if block.kind is Kind.HEADING:
        return [("#" * block.level + " " + escaped(block.text), block.page)]
    text = "".join(_styled(piece) for piece in block.pieces).strip()
    if block.kind is Kind.ITEM:
        return [("  " * block.level + f"{block.marker} {text}", block.page)]
    return [(plain_start(text), block.page)]


def _row(cells: Sequence[str]) -> str:
    # Shown as it is written: nothing is escaped, but the sign that parts the cells.
    return "| " + " | ".join(cell.replace("|", "¦") for cell in cells) + " |"


def _styled(piece: Piece) -> str:
    """Return a piece with its stars around what is no space at its ends."""
    text = escaped(piece.text)
    bare = text.strip()
    stars = "**" * piece.bold + "*" * piece.italic
    if not stars or not bare or not any(char.isalnum() for char in bare):
        return text
    start = len(text) - len(text.lstrip())
    return text[:start] + stars + bare + stars + text[start + len(bare) :]


def escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\1", text)


def plain_start(text: str) -> str:
    """Return a paragraph that begins with no sign of a heading, a list or a quote."""
    if _LINE_SIGN.match(text):
        return _LINE_SIGN.sub(r"\1\\\2", text, count=1)
    return _LINE_NUMBER.sub(r"\1\\\2", text, count=1) if _LINE_NUMBER.match(text) else text

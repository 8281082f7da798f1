"""The text of a cell as Markdown: what a person typed is shown as it was typed."""

from __future__ import annotations

import re

from gpci_tui.importers.blocks import Block, Kind, Run
from gpci_tui.importers.bullets import BULLETS
from gpci_tui.importers.setting import set_text

_ITEM = re.compile(rf"\s*(?:[{BULLETS}]\s*|[-*]\s+)(?=\S)")
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")


def as_markdown(cell: str) -> str:
    """Return the text of a cell: each line a paragraph, lines with a bullet or a number a list."""
    return set_text([_block(line) for line in cell.split("\n")])[0]


def _block(line: str) -> Block:
    bullet, number = _ITEM.match(line), _NUMBERED.match(line)
    if number is not None:
        return Block(Kind.ITEM, (Run(line[number.end() :]),), number=int(number.group(1)))
    if bullet is not None:
        return Block(Kind.ITEM, (Run(line[bullet.end() :]),))
    return Block(Kind.PARAGRAPH, (Run(line),))

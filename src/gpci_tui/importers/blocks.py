"""What a document is made of, whatever its format: the readers of documents make these."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

MAX_SPAN = 50
"""Cells of a table that one cell may stand for; more is a mistake, or made to do harm."""


class Kind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    VERBATIM = "verbatim"
    RULE = "rule"
    GAP = "gap"
    """An empty paragraph; several of them in a row part what stands around them."""
    PAGE = "page"
    """Here a page begins; nothing is shown."""


class Run(NamedTuple):
    """A piece of a line of text that looks the same from end to end. ``\\n`` ends a line."""

    text: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """A piece of a document that is set on its own."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 0
    """1 to 6 of a heading; nesting of an item, from 0 on."""
    number: int = 0
    """Of an item that is numbered."""
    quoted: bool = False
    rows: tuple[Row, ...] = ()
    """Of a table."""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


Cell = tuple[Block, ...]
Row = tuple[Cell, ...]

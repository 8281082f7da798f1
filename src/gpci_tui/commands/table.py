"""Plain tables: columns side by side, cut to the width of the terminal."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Sequence

MAX_COLUMN = 48
"""Cells that a column takes at most."""


def terminal_width() -> int | None:
    """Return how many cells a line has; None where nobody looks, so that nothing is cut."""
    if sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return shutil.get_terminal_size().columns
    return None


def render(rows: Sequence[Sequence[str]], width: int | None, whole: Sequence[int] = ()) -> str:
    """Return rows as lines; columns ``whole`` are never cut except by the line's end."""
    columns = [
        column if width is None or place in whole else [cut(text, MAX_COLUMN) for text in column]
        for place, column in enumerate(zip(*rows, strict=True))
    ]
    padded = [_padded(column) for column in columns]
    lines = ("  ".join(cells).rstrip() for cells in zip(*padded, strict=True))
    return "\n".join(line if width is None else cut(line, width) for line in lines)


def _padded(column: Sequence[str]) -> list[str]:
    wide = max(map(cell_width, column))
    return [text + " " * (wide - cell_width(text)) for text in column]


def cell_width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def cut(text: str, width: int) -> str:
    """Return a text that takes at most ``width`` cells, with an ellipsis where it was cut."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 0
    for char in text:
        used += _char_width(char)
        if used > width - 1:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

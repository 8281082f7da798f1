"""Text in cells of the terminal: a wide character takes two, a combining mark none."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size

# No line begins with a closing sign nor ends with an opening one (French typography).
_BREAK = re.compile(r"(?<!«) +(?![»?!;:%€])")


def cut(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip(" \u00a0\u202f«") + "…" if width > 0 else ""


def wrap(text: str, width: int, limit: int) -> list[str]:
    """Return ``text`` on at most ``limit`` lines of at most ``width`` cells, one line at least.

    The last line ends with an ellipsis where something is left out; a word
    wider than a line is cut in two.
    """
    width = max(2, width)
    lines: list[str] = []
    while len(lines) < limit - 1 and cell_len(text) > width:
        end = _line_end(text, width)
        lines.append(text[:end])
        text = text[end:].lstrip(" ")
    return [*lines, cut(text, width)]


def _line_end(text: str, width: int) -> int:
    """Return where the last word ends that fits, or the last character of a word too wide."""
    best = 0
    for space in _BREAK.finditer(text):
        if cell_len(text[: space.start()]) > width:
            break
        best = space.start()
    if best:
        return best
    end = 1
    while end < len(text) and cell_len(text[: end + 1]) <= width:
        end += 1
    return end

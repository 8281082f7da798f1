"""The program's own Markdown export: the dossiers that stand in it, each between two fences."""

from __future__ import annotations

import re
from typing import NamedTuple

FENCE = "gpci-dossier"
"""What such a fence is called, behind its tildes."""

_OPENS = re.compile(rf"(~{{4,}}) {FENCE}$")


class Piece(NamedTuple):
    """A dossier's own file within a larger one."""

    text: str
    first_line: int
    """Of the text, from 1 on."""
    last_line: int


def pieces(text: str) -> list[Piece]:
    """Return the dossiers that stand in a text as an export writes them; mostly none."""
    found: list[Piece] = []
    fence, held, begun = "", list[str](), 0
    for number, line in enumerate(text.split("\n") if FENCE in text else (), 1):
        if fence and line.rstrip() == fence:
            found.append(Piece("\n".join(held), begun, number - 1))
            fence, held = "", []
        elif fence:
            held.append(line)
        elif opened := _OPENS.match(line):
            fence, begun = opened.group(1), number + 1
    return found

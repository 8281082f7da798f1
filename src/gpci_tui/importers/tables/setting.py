"""The text of a cell as Markdown: what a person typed is shown as it was typed."""

from __future__ import annotations

import re

from gpci_tui.importers.pdf.lines import BULLETS
from gpci_tui.importers.pdf.writing import escaped, plain_start

_ITEM = re.compile(rf"\s*(?:[{BULLETS}]\s*|[-*]\s+)(?=\S)")
_NUMBERED = re.compile(r"\s*(\d{1,3})[.)]\s+(?=\S)")


def as_markdown(cell: str) -> str:
    """Return the text of a cell: each line a paragraph, lines with a bullet or a number a list."""
    lines: list[str] = []
    before = False
    for line in cell.split("\n"):
        text = line.strip()
        if not text:
            before = False
            continue
        item = _item(text)
        if lines and not (item and before):
            lines.append("")
        lines.append(item or plain_start(escaped(text)))
        before = bool(item)
    return "\n".join(lines)


def _item(text: str) -> str:
    bullet, number = _ITEM.match(text), _NUMBERED.match(text)
    if number is not None:
        return f"{number.group(1)}. {escaped(text[number.end() :])}"
    return f"- {escaped(text[bullet.end() :])}" if bullet is not None else ""

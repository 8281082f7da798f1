"""Text in cells of the terminal: a wide character takes two, a combining mark none."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from gpci_tui.ui.widgets import text_layout


def cut(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip(" \u00a0\u202f«") + "…" if width > 0 else ""


def wrap(text: str, width: int, limit: int) -> list[str]:
    """Return ``text`` on at most ``limit`` lines of at most ``width`` cells, one line at least.

    The last line ends with an ellipsis where something is left out.
    """
    parts = text_layout.wrap(text, width)
    lines = [text[start:end] for start, end in parts[:limit]]
    if len(parts) > limit:
        lines[-1] = cut(text[parts[limit - 1][0] :].replace("\n", " "), max(2, width))
    return lines or [""]

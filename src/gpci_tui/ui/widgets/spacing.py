"""French spacing in every widget: a line never begins with the « ? » that a space is kept before.

Rich and Textual break lines at U+00A0 and U+202F. Both take their break
positions from one function; ours stands in its place.
"""

from __future__ import annotations

import rich.text
import textual.content
from rich._wrap import divide_line as _divide_line

from gpci_tui.ui.widgets.text_layout import wrap


def divide_line(text: str, width: int, fold: bool = True) -> list[int]:
    """Return where in ``text`` new lines begin, as Rich's function of that name does."""
    if not fold:
        return _divide_line(text, width, fold)
    return [start for start, _end in wrap(text, width, literal=True)[1:]]


def keep_french_spacing() -> None:
    """Break lines in every widget where the reader breaks them."""
    for module in (rich.text, textual.content):
        # Where a later version no longer has it, lines break as they did.
        if hasattr(module, "divide_line"):
            module.divide_line = divide_line  # type: ignore[attr-defined]

"""The one cleaning at display: nothing that a text holds acts on the terminal.

Every line that is painted ends as a Strip. Here, where Textual makes its bytes, what would act is
taken out of its texts, whatever widget they come from.
"""

from __future__ import annotations

from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from gpci_tui.model.cleaning import harmless

_render = Strip.render


def _render_harmless(strip: Strip, console: Console) -> str:
    if strip._render_cache is None and not all(text.isprintable() for text, _, _ in strip):
        segments = [Segment(harmless(text), style, control) for text, style, control in strip]
        strip._render_cache = _render(Strip(segments), console)
    return _render(strip, console)


def keep_harmless() -> None:
    """Let no text act on the terminal from now on."""
    Strip.render = _render_harmless  # type: ignore[method-assign, assignment]

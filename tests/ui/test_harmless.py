"""What is painted never acts on the terminal, wherever its text comes from."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.ui.harmless import keep_harmless


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("a\x1b]52;c;eA==\x07b", "a]52;c;eA==b"),
        ("\x9b2J\u202e\U000e0041x\u200b\r\n\0", "2Jx"),
        ("l’été\u00a0! œ\u200dœ 漢", "l’été\u00a0! œ\u200dœ 漢"),
        ("name\udcff", "name\ufffd"),
    ],
)
def test_a_strip_keeps_its_width_and_what_is_read(text: str, painted: str) -> None:
    keep_harmless()
    console = Console()
    for style in (None, Style(bold=True)):
        strip = Strip([Segment(text, style), Segment("end", style)])
        shown = Strip([Segment(painted, style), Segment("end", style)])
        assert strip.cell_length == shown.cell_length
        assert strip.render(console) == shown.render(console)

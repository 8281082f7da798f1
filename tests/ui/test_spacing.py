"""Line breaks in all widgets: non-breaking spaces do not break."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
import rich.text
import textual.content
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from textual.content import Content

from gpci_tui.ui.widgets.spacing import divide_line, keep_french_spacing

QUESTION = "Supprimer le thème «\u00a0Eau\u00a0»\u00a0?"


@pytest.fixture(autouse=True)
def kept() -> Iterator[None]:
    before = rich.text.divide_line, textual.content.divide_line
    keep_french_spacing()
    yield
    rich.text.divide_line, textual.content.divide_line = before


@pytest.mark.parametrize("width", range(12, 40))
def test_no_line_begins_with_a_closing_sign(width: int) -> None:
    shown = Content(QUESTION).wrap(width)
    assert len(shown) > 1 or width >= len(QUESTION)
    assert not any(line.plain.startswith(("?", "»")) for line in shown)
    printed = rich.text.Text(QUESTION).wrap(Console(), width)
    assert not any(line.plain.startswith(("?", "»")) for line in printed)


@given(st.text(alphabet="ab «»?\u00a0\u202f日", max_size=60), st.integers(2, 30))
def test_every_line_fits_and_nothing_is_lost(text: str, width: int) -> None:
    breaks = divide_line(text, width)
    assert breaks == sorted(set(breaks))
    edges = [0, *breaks, len(text)]
    lines = [text[start:end] for start, end in pairwise(edges)]
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip(" ")) <= width for line in lines)

"""Tables, measured in the cells of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.commands.table import cell_width, cut, render


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("été", 3), ("e\u0301te\u0301", 3), ("日本", 4), ("a\u200db", 2)],
)
def test_a_text_is_as_wide_as_its_cells(text: str, width: int) -> None:
    assert cell_width(text) == width


@given(st.text(), st.integers(1, 40))
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert cell_width(cut(text, width)) <= width
    if cell_width(text) <= width:
        assert cut(text, width) == text


def test_columns_stand_below_each_other() -> None:
    assert render([["a", "日本", "x"], ["bbb", "c", ""]], None) == "a    日本  x\nbbb  c"


def test_long_columns_are_cut_but_those_that_must_not() -> None:
    rows = [["r" * 60, "t" * 60]]
    assert render(rows, 200, whole=(0,)) == "r" * 60 + "  " + "t" * 47 + "…"
    assert render(rows, 30, whole=(0,)) == "r" * 29 + "…"
    assert render(rows, None) == "r" * 60 + "  " + "t" * 60

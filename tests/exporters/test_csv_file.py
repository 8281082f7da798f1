"""A CSV that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.exporters import csv_file


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "－1"]
)
def test_what_a_spreadsheet_would_run_is_neutralised(text: str) -> None:
    assert csv_file.cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "texte", "1 = 1", "'=1", "−1", "12"])
def test_other_texts_are_left(text: str) -> None:
    assert csv_file.cell(text) == text


def test_several_texts_share_a_cell() -> None:
    assert csv_file.cell(("a", "b, c")) == "a; b, c"
    assert csv_file.cell(("=a", "b")) == "'=a; b"


# Cleaned texts hold no carriage return.
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2)))
def test_rows_come_back(rows: list[list[str]]) -> None:
    text = csv_file.write(("a", "b"), rows)
    head, *back = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a", "b"]
    assert back == [[csv_file.cell(value) for value in row] for row in rows]
    assert not any(value[:1] in ("=", "+", "-", "@") for row in back for value in row)

"""The board as lines: what stands where in a column, whatever the texts and the width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gpci_tui.model.review import Entry, ListKind, Shortlist, Status
from gpci_tui.ui.widgets.board_grid import Grid
from gpci_tui.ui.widgets.board_lines import Part, lay_out, span_of
from gpci_tui.ui.widgets.cells import cut, wrap


def entry(rank: int, title: str = "Titre", reason: str = "") -> Entry:
    return Entry(rank, rank, f"d{rank}", title, "Ville", rank, reason, Status.UNREAD, (), 0)


def column(count: int, places: int, title: str = "Titre", reason: str = "") -> Shortlist:
    entries = tuple(entry(rank, title, reason) for rank in range(1, count + 1))
    return Shortlist(ListKind.PRIZE, 1, "Prix", places, entries)


@pytest.mark.parametrize(
    ("count", "places", "after"), [(3, 2, 1), (2, 2, None), (3, 0, None), (5, 1, 0)]
)
def test_the_line_stands_under_the_last_place(count: int, places: int, after: int | None) -> None:
    lines = lay_out(column(count, places), 28, None)
    at = [index for index, line in enumerate(lines) if line.part is Part.RESERVE]
    assert [max(line.entry for line in lines[:index]) for index in at] == (
        [] if after is None else [after]
    )


@given(
    st.text(max_size=120), st.text(max_size=80), st.integers(1, 60), st.integers(0, 4),
    st.none() | st.integers(0, 3),
)  # fmt: skip
def test_lines_of_any_text_fit_and_every_entry_has_its_own(
    title: str, reason: str, width: int, places: int, current: int | None
) -> None:
    held = column(4, places, title, reason)
    lines = lay_out(held, width, current)
    spans = [span_of(lines, index) for index in range(4)]
    assert all(start < end for start, end in spans)
    assert spans == sorted(spans)
    assert sum(line.part is Part.DETAIL for line in lines) == (current is not None)


LONG = "mot " * 60


def parts(held: Shortlist, current: int | None, height: int) -> list[int]:
    """Return how many lines the last entry's title and reason take."""
    lines = [line for line in lay_out(held, 28, current, height) if line.entry == 2]
    return [sum(line.part is part for line in lines) for part in (Part.TITLE, Part.REASON)]


@pytest.mark.parametrize(("height", "taken"), [(0, [2, 1]), (20, [2, 1]), (40, [3, 2])])
def test_titles_and_reasons_are_cut_less_where_all_entries_fit(
    height: int, taken: list[int]
) -> None:
    held = column(3, 0, LONG, LONG)
    assert parts(held, None, height) == taken
    # The cursor on another entry changes nothing.
    assert parts(held, 0, height) == taken
    assert parts(held, 2, height) == [4, 4]


@pytest.mark.parametrize("height", range(10, 60))
def test_a_column_that_shows_more_needs_no_scrolling(height: int) -> None:
    held = column(3, 2, LONG, LONG)
    if parts(held, None, height) == [3, 2]:
        assert all(len(lay_out(held, 28, current, height)) <= height for current in range(3))


def test_an_empty_column_of_a_theme_says_what_can_be_added() -> None:
    held = Shortlist(ListKind.THEME, 1, "Lecture", 0, tagged=3)
    for current in (None, 0):
        said = " ".join(line.text for line in lay_out(held, 60, current))
        assert "3 dossiers carry this theme: a adds them here." in said


@given(st.text(max_size=80), st.integers(0, 40))
def test_cut_fits(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= max(width, 0)


@given(st.text(max_size=200), st.integers(2, 40), st.integers(1, 4))
def test_wrap_keeps_to_its_lines(text: str, width: int, limit: int) -> None:
    lines = wrap(text, width, limit)
    assert 1 <= len(lines) <= limit
    assert "\n" not in "".join(lines)


def test_wrap_keeps_french_signs_with_their_word() -> None:
    lines = wrap("Que faire ? « Rien » dit-il", 11, 5)
    assert not any(line.startswith(("?", "»")) or line.endswith("«") for line in lines)


@pytest.mark.parametrize(
    ("width", "room", "text"), [(80, 2, 37), (132, 4, 28), (100, 3, 28), (20, 1, 17), (0, 1, 8)]
)
def test_as_many_columns_as_have_room(width: int, room: int, text: int) -> None:
    grid = Grid.of(width, 20, 9)
    assert (grid.room, grid.width) == (room, text)


@given(st.integers(0, 60), st.integers(1, 900), st.floats(0, 1))
def test_the_thumb_stands_within_the_column(height: int, total: int, share: float) -> None:
    grid = Grid.of(80, height, 2)
    thumb = grid.thumb(total, int(max(0, total - grid.height) * share))
    assert bool(thumb) == (0 < grid.height < total)
    assert 0 <= thumb.start <= thumb.stop <= max(grid.height, 0)

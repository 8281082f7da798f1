"""The scrollbar that a list paints itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.ui.widgets.thin_bar import bar, offset_at

lengths = st.integers(1, 10_000)


@given(lengths, lengths, st.data())
def test_the_grip_is_in_the_window(window: int, total: int, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, max(0, total - window)))
    grip = bar(window, total, offset)
    if total <= window:
        assert grip.length == 0
    else:
        assert 1 <= grip.length <= window
        assert 0 <= grip.first <= window - grip.length
        assert grip.holds(grip.first)
        assert not grip.holds(grip.first + grip.length)


@given(st.integers(2, 200), st.integers(2, 10_000))
def test_dragged_to_an_end_it_shows_that_end(window: int, total: int) -> None:
    last = max(0, total - window)
    assert offset_at(0, window, total) == 0
    assert offset_at(window - 1, window, total) == last
    assert offset_at(window + 50, window, total) == last
    if last:
        assert bar(window, total, 0).first == 0
        grip = bar(window, total, last)
        assert grip.first + grip.length == window

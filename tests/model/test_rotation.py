"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model import rotation
from gpci_tui.model.rotation import Held, kept

START = datetime(2025, 1, 1, 8, tzinfo=UTC)
MOST = rotation.LAST + rotation.DAYS + rotation.WEEKS + rotation.MONTHS

moments = st.datetimes(
    datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)
)  # A clock may say anything.
held = st.lists(st.tuples(moments, st.integers(0, 10**9)), max_size=80).map(
    lambda made: [Held(number, at, size) for number, (at, size) in enumerate(made, 1)]
)


@given(held)
def test_what_is_kept_was_there_and_is_bounded(made: list[Held]) -> None:
    assert kept(made) <= {one.number for one in made}
    assert len(kept(made)) <= MOST


@given(held)
def test_rotating_again_takes_nothing_more(made: list[Held]) -> None:
    once = kept(made)
    assert kept(one for one in made if one.number in once) == once


@given(held)
def test_the_last_are_kept_whatever_the_clock_says(made: list[Held]) -> None:
    small = [one._replace(size=0) for one in made]
    assert {one.number for one in small[-rotation.LAST :]} <= kept(small)
    assert {one.number for one in made[-rotation.ALWAYS :]} <= kept(made)


@given(held)
def test_they_fit_except_for_the_last(made: list[Held]) -> None:
    chosen = kept(made)
    sizes = [one.size for one in made if one.number in chosen]
    if len(sizes) > rotation.ALWAYS:
        assert sum(sizes) <= rotation.MOST_BYTES


@given(st.lists(st.integers(1, 24 * 20), min_size=1, max_size=150))
def test_every_period_keeps_its_last_however_often_one_rotates(hours: list[int]) -> None:
    """Rotating after every backup keeps what rotating once at the end would."""
    at, every, present = START, [], []
    for number, gone in enumerate(hours, 1):
        at += timedelta(hours=gone)
        one = Held(number, at, 0)
        every.append(one)
        chosen = kept([*present, one])
        present = [held for held in (*present, one) if held.number in chosen]
    assert {one.number for one in present} == kept(every)


@pytest.mark.parametrize(
    ("every", "count", "oldest"),
    [
        (timedelta(minutes=5), 10, timedelta(minutes=45)),
        (timedelta(hours=1), 60 * 24, timedelta(days=28)),
        (timedelta(days=1), 400, timedelta(days=305)),
        (timedelta(days=40), 40, timedelta(days=40 * 11)),
    ],
)
def test_what_is_kept_reaches_back(every: timedelta, count: int, oldest: timedelta) -> None:
    made = [Held(number, START + number * every, 1000) for number in range(count)]
    chosen = kept(made)
    reach = made[-1].at - min(one.at for one in made if one.number in chosen)
    assert reach >= oldest


def test_a_year_of_work_in_numbers() -> None:
    made = [Held(n, START + timedelta(hours=6 * n), 1000) for n in range(4 * 365)]
    chosen = [one for one in made if one.number in kept(made)]
    last_day = made[-1].at.date()
    assert [one.number for one in chosen[-10:]] == list(range(1450, 1460))
    for days in range(7):
        assert any(one.at.date() == last_day - timedelta(days=days) for one in chosen)
    assert len({(one.at.year, one.at.month) for one in chosen}) == 12


def test_few_large_ones_are_kept_where_many_would_not_fit() -> None:
    made = [Held(n, START + timedelta(days=n), 900_000_000) for n in range(20)]
    assert sorted(kept(made)) == [17, 18, 19]

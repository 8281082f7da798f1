from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model import bits
from gpci_tui.model.bits import Ids

SOME = st.frozensets(st.integers(0, 2000), max_size=300)
PARTS = st.lists(st.tuples(SOME, st.booleans()), max_size=5)


def _apart(parts: list[tuple[frozenset[int], bool]]) -> tuple[Ids, list[int]]:
    """Return a listing of parts without an id twice, and the same as a plain list."""
    seen: set[int] = set()
    made: list[int | list[int]] = []
    plain: list[int] = []
    for ids, as_set in parts:
        rest = sorted(ids - seen)
        seen |= ids
        if as_set:
            made.append(bits.of(rest))
        else:
            rest.reverse()
            made.append(rest)
        plain += rest
    return Ids(*made), plain


@given(SOME)
def test_a_set_gives_back_its_members(ids: frozenset[int]) -> None:
    assert bits.members(bits.of(ids)) == sorted(ids)
    assert bits.of(ids).bit_count() == len(ids)


@given(SOME, SOME)
def test_sets_are_combined_like_sets(one: frozenset[int], other: frozenset[int]) -> None:
    assert bits.members(bits.of(one) & bits.of(other)) == sorted(one & other)
    assert bits.members(bits.of(one) | bits.of(other)) == sorted(one | other)
    assert bits.members(bits.of(one) & ~bits.of(other)) == sorted(one - other)


@given(SOME)
def test_members_come_in_any_order_asked_for(ids: frozenset[int]) -> None:
    order = sorted(range(2001), key=lambda id_: (id_ % 7, -id_))
    assert bits.sorted_by(bits.of(ids), order) == [id_ for id_ in order if id_ in ids]


@given(SOME, st.integers(-5, 2100), st.integers(-5, 2100), st.integers(1, 700))
def test_an_order_is_gone_through_as_far_as_one_looks(
    ids: frozenset[int], start: int, stop: int, step: int
) -> None:
    order = array("q", sorted(range(2001), key=lambda id_: (id_ % 7, -id_)))
    plain = [id_ for id_ in order if id_ in ids]

    def listed() -> bits.Sorted:
        return bits.Sorted(bits.of(ids), order, 2000, step)

    assert len(listed()) == len(plain)
    assert list(listed()[start:stop]) == plain[start:stop]
    assert list(listed()) == plain
    for id_ in (*plain[:2], *plain[-2:]):
        assert id_ in listed()
        assert listed().index(id_) == plain.index(id_)
    assert 2001 not in listed()
    assert -1 not in listed()
    with pytest.raises(ValueError, match="not in"):
        listed().index(2001)
    if plain:
        assert (listed()[-1], listed()[0]) == (plain[-1], plain[0])
    with pytest.raises(IndexError):
        listed()[len(plain)]


@given(PARTS, st.integers(-5, 900), st.integers(-5, 900))
def test_a_listing_reads_like_a_list(
    parts: list[tuple[frozenset[int], bool]], start: int, stop: int
) -> None:
    listing, plain = _apart(parts)
    assert len(listing) == len(plain)
    assert list(listing) == plain
    assert listing[start:stop] == tuple(plain[start:stop])
    assert listing[::-3] == tuple(plain[::-3])
    assert listing == plain == listing
    assert bool(listing) == bool(plain)
    for place in (start, 0, -1):
        if -len(plain) <= place < len(plain):
            assert listing[place] == plain[place]
            assert listing.index(plain[place]) == place % len(plain)
        else:
            with pytest.raises(IndexError):
                listing[place]


@given(PARTS, st.integers(0, 2100))
def test_a_listing_knows_what_it_holds(parts: list[tuple[frozenset[int], bool]], id_: int) -> None:
    listing, plain = _apart(parts)
    assert (id_ in listing) == (id_ in plain)
    if id_ not in plain:
        with pytest.raises(ValueError, match=str(id_)):
            listing.index(id_)
    assert None not in listing


def test_a_listing_is_no_other_listing() -> None:
    assert Ids(bits.of([1, 2])) == (1, 2)
    assert Ids(bits.of([1, 2])) != (2, 1)
    assert Ids(bits.of([1, 2])) != (1, 2, 3)
    assert Ids() == ()
    assert Ids() != ""
    assert repr(Ids(bits.of(range(1, 9)))) == "Ids(1, 2, 3, 4, 5, …)"


def test_the_end_of_a_long_listing_is_found_without_its_beginning() -> None:
    listing = Ids([70_000], bits.of(range(0, 100_000, 3)))
    assert listing[-2:] == (99_996, 99_999)
    assert listing.index(99_999) == 33_334
    assert listing.index(70_000) == 0


@given(st.lists(SOME, max_size=6), st.integers(1, 7))
def test_what_is_in_at_least_so_many_sets(several: list[frozenset[int]], least: int) -> None:
    found = bits.in_at_least([bits.of(ids) for ids in several], least)
    every = frozenset().union(*several)
    wanted = [id_ for id_ in sorted(every) if sum(id_ in ids for ids in several) >= least]
    assert bits.members(found) == wanted

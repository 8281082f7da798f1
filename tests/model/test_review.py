from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.review import (
    CONTEXT,
    Kind,
    ListKey,
    ListKind,
    Shortlist,
    Status,
    anchor,
)

BODY = "Avant le passage.  Un passage marqué ici.\n\nAprès le passage."


def test_an_anchor_leaves_white_space_at_its_edges_out() -> None:
    start = BODY.index("  Un")
    found = anchor(BODY, start, BODY.index("Après"))
    assert found.quote == "Un passage marqué ici."
    assert BODY[found.start : found.end] == found.quote
    assert found.prefix == BODY[: found.start]
    assert found.suffix == "\n\nAprès le passage."


def test_the_context_is_of_a_bounded_length() -> None:
    body = "a" * 100 + "passage" + "b" * 100
    found = anchor(body, 100, 107)
    assert (found.prefix, found.suffix) == ("a" * CONTEXT, "b" * CONTEXT)


@pytest.mark.parametrize(("start", "end"), [(17, 19), (5, 5), (9, 3), (500, 600), (-9, 0)])
def test_no_anchor_without_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="passage"):
        anchor(BODY, start, end)


@given(st.text(max_size=80), st.integers(-5, 90), st.integers(-5, 90))
def test_an_anchor_finds_its_quote_again(body: str, start: int, end: int) -> None:
    try:
        found = anchor(body, start, end)
    except ValueError:
        assert not body[max(0, start) : max(0, end)].strip()
        return
    assert body[found.start : found.end] == found.quote == found.quote.strip()
    assert max(0, start) <= found.start < found.end <= end
    assert body[: found.start].endswith(found.prefix)
    assert body[found.end :].startswith(found.suffix)


def test_every_status_and_kind_has_a_sign_of_its_own() -> None:
    assert len({status.sign for status in Status}) == len(Status)
    assert len({kind.sign for kind in Kind}) == len(Kind)


def test_a_shortlist_counts_its_filled_places() -> None:
    empty = Shortlist(ListKind.PRIZE, 4, "Prix", 3)
    assert empty.filled == 0
    assert empty.key == ListKey(ListKind.PRIZE, 4)

from __future__ import annotations

import pytest

from gpci_tui.model.listing import Facets
from gpci_tui.model.query import All, Either, Not, Query, Term
from gpci_tui.model.review import ListKey, ListKind, Status

VALUES = {
    "statuses": Status.READ,
    "prizes": 0,
    "levels": "",
    "themes": 3,
    "shortlists": ListKey(ListKind.OWN, 1),
    "annotated": False,
    "searches": 4,
}


@pytest.mark.parametrize("facet", Facets._fields)
def test_a_facet_value_is_chosen_and_let_go(facet: str) -> None:
    none = Facets()
    assert not none
    chosen = none.toggle(facet, VALUES[facet])
    assert chosen
    assert getattr(chosen, facet) == {VALUES[facet]}
    assert chosen.toggle(facet, VALUES[facet]) == none


def test_values_add_up() -> None:
    facets = Facets().toggle("statuses", Status.READ).toggle("statuses", Status.UNREAD)
    facets = facets.toggle("themes", 1)
    assert facets == Facets(statuses=frozenset({Status.READ, Status.UNREAD}), themes=frozenset({1}))


def test_a_query_tells_its_words() -> None:
    a, b, c = Term("a"), Term("b c", phrase=True), Term("d")
    assert Query((All((a, Not(c))), Either((b, a)))).terms == (a, b)

"""What the library finds, orders and counts under facets, against counting by hand."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.listing import Facets, Found, Sort
from gpci_tui.model.query import All, Node, Term
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations.library import find
from gpci_tui.store.connection import Store
from tests.operations.seen import Seen, everything, holds, is_chosen

VALUES = {
    "statuses": st.sampled_from(Status),
    "prizes": st.integers(0, 3),
    "levels": st.sampled_from(["", "commune", "région", "département", "nulle part"]),
    "themes": st.integers(0, 4),
    "shortlists": st.sampled_from(
        [
            ListKey(ListKind.PRIZE, 1), ListKey(ListKind.PRIZE, 2), ListKey(ListKind.THEME, 1),
            ListKey(ListKind.OWN, 3), ListKey(ListKind.OWN, 1),
        ]
    ),
    "annotated": st.booleans(),
}  # fmt: skip
FACETS = st.builds(
    Facets,
    **{
        name: st.just(frozenset()) | st.frozensets(value, max_size=3)
        for name, value in VALUES.items()
    },
    searches=st.just(frozenset()),
)
TERMS = st.lists(
    st.sampled_from(
        ["elev", "oeuvre", "tablettes", "musical", "evry", "perenne", "medias", "22"]
    ).map(Term)
    | st.sampled_from(["des oeuvres", "a l ecole", "eleves lisent", "pour tous", "ville d evry"])
    .map(lambda text: Term(text, prefix=False, phrase=True)),
    max_size=2, unique=True,
)  # fmt: skip


def _typed(terms: list[Term]) -> str:
    return " ".join(f'"{term.text}"' if term.phrase else f"{term.text}*" for term in terms)


def _matching(seen: list[Seen], node: Node, facets: Facets, but: str = "") -> list[Seen]:
    return [each for each in seen if holds(each, node) and is_chosen(each, facets, but)]


@settings(max_examples=150)
@given(TERMS, FACETS, st.sampled_from([sort for sort in Sort if sort is not Sort.RELEVANCE]))
def test_what_is_found_and_counted_is_what_a_person_would(
    busy: Store, terms: list[Term], facets: Facets, sort: Sort
) -> None:
    seen = everything(busy)
    node = All(tuple(terms))
    found = find(busy, _typed(terms), facets, sort, with_facets=True)
    expected = _matching(seen, node, facets)
    assert set(found.ids) == {each.id for each in expected}
    assert len(found.ids) == len(expected)
    assert found.total == len(seen)
    assert found.corrected == ()
    if sort is not Sort.EDITION or not terms:
        in_order = sorted(expected, key=lambda each: each.keys[sort])  # type: ignore[arg-type, return-value]
        assert found.ids == tuple(each.id for each in in_order)
    _assert_counts(found, seen, node, facets)


def _assert_counts(found: Found, seen: list[Seen], node: Node, facets: Facets) -> None:
    shown = {(line.facet, line.value): line.count for line in found.facets}
    assert len(shown) == len(found.facets)
    for (facet, value), count in shown.items():
        matching = _matching(seen, node, facets, but=facet)
        assert count == sum(value in each.facets[facet] for each in matching)
    for each in seen:
        for facet, values in each.facets.items():
            assert {(facet, value) for value in values} <= set(shown)


@settings(max_examples=60)
@given(TERMS, FACETS, st.sampled_from(Sort))
def test_turned_round_the_order_is_the_other_way_round(
    busy: Store, terms: list[Term], facets: Facets, sort: Sort
) -> None:
    names = {"last_read": "read"}
    order = names.get(sort.value, sort.value)
    forwards = find(busy, f"{_typed(terms)} sort:{order}", facets)
    backwards = find(busy, f"{_typed(terms)} sort:-{order}", facets)
    assert tuple(forwards.ids) == tuple(backwards.ids)[::-1]
    if sort is not Sort.EDITION:
        assert find(busy, _typed(terms), facets, sort).ids == forwards.ids


def test_groups_hold_each_dossier_once_the_first_one_first(busy: Store) -> None:
    seen = everything(busy)
    tablets, pupils = Term("tablettes", prefix=False), Term("eleves", prefix=False)
    found = find(busy, "tablettes THEN élèves sort:edition")
    first = [each.id for each in seen if holds(each, tablets)]
    then = [each.id for each in seen if holds(each, pupils) and not holds(each, tablets)]
    assert (tuple(found.ids), found.groups) == ((*first, *then), (len(first), len(then)))
    assert find(busy, "tablettes").groups == ()
    backwards = find(busy, "tablettes THEN élèves sort:-edition")
    assert tuple(backwards.ids) == (*first[::-1], *then[::-1])

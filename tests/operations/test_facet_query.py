"""What is typed and chosen in the library as one query: it finds the same."""

from __future__ import annotations

from itertools import product

import pytest

from gpci_tui import i18n
from gpci_tui.model.listing import Facets
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations import reviews, saved_searches, shortlists, themes
from gpci_tui.operations.facet_query import finished, narrowed, query_of
from gpci_tui.operations.library import find
from gpci_tui.store import saved_searches as stored
from gpci_tui.store.connection import Store

CHOSEN = (
    Facets(),
    Facets(statuses=frozenset({Status.READ, Status.UNREAD})),
    Facets(statuses=frozenset({Status.REREAD, Status.ASIDE})),
    Facets(prizes=frozenset({0, 2})),
    Facets(levels=frozenset({"commune", ""})),
    Facets(levels=frozenset({"collectivité d’outre-mer"}), annotated=frozenset({False})),
    Facets(themes=frozenset({1, 0})),
    Facets(shortlists=frozenset({ListKey(ListKind.PRIZE, 1)})),
    Facets(shortlists=frozenset({ListKey(ListKind.OWN, 2)})),
    Facets(searches=frozenset({1, 2})),
    Facets(searches=frozenset({2}), statuses=frozenset({Status.UNREAD})),
)
TYPED = ("", "ecole", "tablettes OR pirogue", "familles THEN tablettes", '"besoins particuliers"')


@pytest.fixture
def reviewed(store: Store) -> Store:
    """The small edition with something under each facet."""
    reviews.set_status(store, (1,), Status.REREAD)
    reviews.set_status(store, (2,), Status.READ)
    themes.tag(store, (1, 3), 1)
    shortlists.add(store, (1, 2), ListKey(ListKind.PRIZE, 1))
    shortlists.create(store, "Mes préférés", (2, 3))
    saved_searches.save(store, "Tablettes", "tablet*")
    saved_searches.save(store, "Loin", "pirogue THEN moselle")
    return store


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("typed", "facets"), product(TYPED, CHOSEN))
def test_it_finds_the_same(reviewed: Store, typed: str, facets: Facets, language: str) -> None:
    i18n.choose(language)
    queries = {s.id: s.query for s in stored.all_of(reviewed.conn, reviewed.juror_id)}
    listed = find(reviewed, typed, facets, with_facets=True, typing=True)
    query = narrowed(finished(typed), query_of(facets, listed.facets, queries))
    again = find(reviewed, query)
    assert again.problems == ()
    assert set(again.ids) == set(listed.ids), query
    if "THEN" in typed:
        assert again.groups == listed.groups


def test_a_word_that_was_being_typed_gets_its_star() -> None:
    assert finished(" tablet ") == "tablet*"
    assert finished("tablet*") == "tablet*"
    assert finished('"une tablette"') == '"une tablette"'
    assert finished("theme:Inclusion ") == "theme:Inclusion"
    assert finished("") == ""


def test_plain_words_need_no_parentheses() -> None:
    assert narrowed("ecole numérique", "état:lu") == "ecole numérique état:lu"
    assert narrowed("(a OU b) c PUIS d", "état:lu") == "(( a OU b ) c) état:lu PUIS (d) état:lu"
    assert narrowed("", "état:lu") == "état:lu"
    assert narrowed('"x PUIS y" z', "état:lu") == '"x PUIS y" z état:lu'

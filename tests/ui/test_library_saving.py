"""Searches kept under a name; words taken as they are typed; what was not understood."""

from __future__ import annotations

import pytest

from gpci_tui.model.listing import Facets
from gpci_tui.model.review import Status
from gpci_tui.operations import saved_searches
from gpci_tui.store import saved_searches as stored
from gpci_tui.store.saved_searches import SavedSearch
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.widgets.facets import FacetList
from tests.ui.conftest import Running, Session, plain


def screen(session: Session) -> LibraryScreen:
    found = session.app.screen
    assert isinstance(found, LibraryScreen)
    return found


async def saved(session: Session) -> list[SavedSearch]:
    found: list[SavedSearch] = await session.store(lambda s: stored.all_of(s.conn, s.juror_id))
    return found


def counts(session: Session) -> dict[str, int]:
    """Return the saved searches among the filters, with their counts."""
    lines = screen(session).query_one(FacetList)._lines
    return {v.name: v.count for v in lines if not isinstance(v, str) and v.facet == "searches"}


async def search(session: Session, typed: str) -> None:
    await session.press("slash")
    screen(session).search_field.value = typed
    await session.settle()
    await session.press("enter")


def said(session: Session) -> str:
    return plain(session.app.screen.query_one("#understood"))


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_a_search_is_saved_counted_chosen_and_taken_back(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        await search(session, "tablettes")
        await session.press("S")
        assert isinstance(session.app.screen, LineEditor)
        await session.press("enter")
        assert [(s.name, s.query) for s in await saved(session)] == [("tablettes", "tablettes*")]
        await session.press("escape")
        assert len(screen(session).dossiers.ids) == 5
        assert counts(session) == {"tablettes": 2}
        await session.press("f", "home", "enter")
        assert screen(session).facets == Facets(searches=frozenset({1}))
        assert len(screen(session).dossiers.ids) == 2
        assert "Filters: tablettes" in said(session)
        await session.press("escape", "escape", "u")
        assert await saved(session) == []
        assert counts(session) == {}


async def test_filters_are_saved_with_the_words(running: Running) -> None:
    async with running() as session:
        library = screen(session)
        await session.press("x", "down")
        await search(session, "ecole OR familles")
        library.choose_facets(Facets(statuses=frozenset({Status.ASIDE}), prizes=frozenset({1, 2})))
        await session.settle()
        listed = list(library.dossiers.ids)
        await session.press("S")
        await session.type("Mine")
        await session.press("enter", "escape", "escape")
        assert library.typed == ""
        library.choose_facets(Facets(searches=frozenset({1})))
        await session.settle()
        assert list(library.dossiers.ids) == listed == [1]


async def test_a_name_that_exists_is_warned_of_and_gets_the_new_query(running: Running) -> None:
    async with running() as session:
        await session.app.perform(saved_searches.save, "Mine", "pirogue")
        await search(session, "familles")
        await session.press("S")
        await session.type("mine")
        assert "already" in plain(session.app.screen.query_one("#warning"))
        await session.press("enter")
        assert [s.query for s in await saved(session)] == ["familles*"]
        await session.press("u")
        assert [s.query for s in await saved(session)] == ["pirogue"]


async def test_without_a_search_there_is_nothing_to_save(running: Running) -> None:
    async with running() as session:
        await session.press("S")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await saved(session) == []


async def test_a_saved_search_is_renamed_and_removed_where_it_stands(running: Running) -> None:
    async with running() as session:
        await session.app.perform(saved_searches.save, "Mine", "pirogue")
        await session.app.perform(saved_searches.save, "Other", "familles")
        await session.settle()
        await session.press("f", "home", "R")
        await session.type("other")
        await session.press("enter")
        assert "already" in plain(session.app.screen.query_one("#warning"))
        await session.press("escape", "R")
        await session.type("Pirogues")
        await session.press("enter")
        assert sorted(counts(session)) == ["Other", "Pirogues"]
        await session.press("end", "home", "down", "D")
        assert sorted(counts(session)) == ["Other"]
        await session.press("u", "u")
        assert sorted(counts(session)) == ["Mine", "Other"]


async def test_on_other_filters_nothing_is_renamed_or_removed(running: Running) -> None:
    async with running() as session:
        await session.press("f", "home", "R", "D", "delete")
        assert isinstance(session.app.screen, LibraryScreen)
        active = {a.binding.id for a in screen(session).active_bindings.values() if a.enabled}
        assert not {"library.rename", "library.remove"} & active


async def test_a_chosen_search_that_is_removed_is_let_go(running: Running) -> None:
    async with running() as session:
        await session.app.perform(saved_searches.save, "Mine", "pirogue")
        await session.settle()
        await session.press("f", "home", "enter")
        assert len(screen(session).dossiers.ids) == 1
        await session.press("home", "delete")
        assert screen(session).facets == Facets()
        assert len(screen(session).dossiers.ids) == 5


async def test_a_corrected_word_is_named_and_searched_as_typed_with_a_key(
    running: Running,
) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("piroge")
        assert "“pirogue” (“piroge”)" in said(session)
        await session.press("ctrl+l")
        assert screen(session).typed == "=piroge"
        assert len(screen(session).dossiers.ids) == 0
        assert said(session) == ""
        await session.press("ctrl+l")
        assert screen(session).typed == "piroge"
        assert len(screen(session).dossiers.ids) == 1


async def test_what_is_not_understood_is_said_when_one_no_longer_types_there(
    running: Running,
) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("(ecole")
        assert said(session) == ""
        await session.press("enter")
        assert "parenthesis" in said(session)
        listed = list(screen(session).dossiers.ids)
        await session.press("slash", "end")
        await session.type(")")
        assert said(session) == ""
        assert list(screen(session).dossiers.ids) == listed


async def test_an_unknown_field_is_named_with_the_nearest(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await search(session, "teme:x ecole")
        assert "theme" in said(session)


async def test_an_order_asked_for_in_words_is_said(running: Running) -> None:
    async with running() as session:
        await search(session, "ecole sort:title")
        assert "sort title" in plain(session.app.screen.query_one("#outcome"))


async def test_departments_and_saved_searches_are_offered(running: Running) -> None:
    async with running() as session:
        await session.app.perform(saved_searches.save, "Mine", "pirogue")
        await session.press("slash")
        await session.type("dept:pas")
        assert [line.label for line in screen(session).suggestions.shown] == ["Pas-de-Calais"]
        await session.press("tab")
        assert len(screen(session).dossiers.ids) == 1
        screen(session).search_field.value = ""
        await session.type("mi")
        assert [line.label for line in screen(session).suggestions.shown] == ["Mine"]
        await session.press("tab")
        assert screen(session).typed == "pirogue"

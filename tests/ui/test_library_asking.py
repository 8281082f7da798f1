"""The search field: completions, recent queries, and typing that nothing gets in the way of."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.ui import recent_queries
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.widgets.suggestions import MOST_LINES, Suggestions
from tests.ui.conftest import Running, Session


def screen(session: Session) -> LibraryScreen:
    found = session.app.screen
    assert isinstance(found, LibraryScreen)
    return found


def field(session: Session) -> Input:
    return screen(session).search_field


def suggestions(session: Session) -> Suggestions:
    return screen(session).suggestions


def offered(session: Session) -> list[str]:
    return [line.label for line in suggestions(session).shown]


async def use(session: Session, *queries: str) -> None:
    """Type queries and go to the list with each; end in the empty search field."""
    for query in queries:
        await session.press("slash")
        field(session).value = query
        await session.settle()
        await session.press("enter")
    await session.press("escape", "slash")


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_tab_takes_a_field_and_then_what_it_holds(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        await session.press("slash")
        await session.type("the")
        assert offered(session) == ["theme:"]
        assert suggestions(session).display
        await session.press("tab")
        assert field(session).value == "theme:"
        assert offered(session)[:2] == ["Inclusion", "Lecture"]
        await session.type("lec")
        assert offered(session) == ["Lecture"]
        await session.press("tab")
        assert field(session).value == "theme:Lecture "
        assert field(session).has_focus
        assert not suggestions(session).is_open


async def test_down_goes_into_what_is_offered_and_enter_takes_it(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("slash")
        await session.type("level:")
        assert suggestions(session).chosen is None
        assert suggestions(session).size.height <= MOST_LINES
        await session.press("down", "down", "up", "down")
        chosen = suggestions(session).chosen
        assert chosen is not None
        await session.press("enter")
        assert field(session).value == "level:" + chosen.text
        assert field(session).has_focus


async def test_without_a_choice_enter_and_down_go_to_the_list(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("ecole")
        assert not suggestions(session).is_open
        await session.press("down")
        assert screen(session).dossiers.has_focus
        await session.press("slash")
        await session.type("the")
        assert suggestions(session).is_open
        await session.press("enter")
        assert screen(session).dossiers.has_focus
        assert screen(session).typed == "the"
        assert not suggestions(session).display


async def test_escape_closes_what_is_offered_first(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("theme:")
        assert suggestions(session).is_open
        await session.press("escape")
        assert not suggestions(session).is_open
        assert field(session).value == "theme:"
        await session.press("escape")
        assert field(session).value == ""


async def test_tab_goes_on_to_the_list_where_there_is_nothing_to_take(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("xyz")
        await session.press("tab")
        assert not field(session).has_focus
        assert field(session).value == "xyz"


async def test_a_click_takes_what_is_offered(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("theme:")
        await session.pilot.click(suggestions(session), offset=(4, 1))
        await session.settle()
        assert field(session).value == "theme:Lecture "
        assert field(session).has_focus


async def test_recent_queries_are_kept_over_restarts_and_called_with_up(
    running: Running, filled_path: Path
) -> None:
    async with running() as session:
        await use(session, "ecole", "tablettes", "ecole")
        await session.press("up")
        assert offered(session) == ["ecole", "tablettes"]
        await session.press("down", "enter")
        assert field(session).value == "tablettes"
        assert len(screen(session).dossiers.ids) == 2
        await session.app.action_leave()
    async with running(filled_path) as session:
        await session.press("slash", "ctrl+u", "up")
        assert offered(session) == ["ecole", "tablettes"]
        await session.press("up")
        assert suggestions(session).chosen is None
        await session.press("escape", "escape")
        assert screen(session).dossiers.has_focus


async def test_up_offers_the_recent_queries_that_hold_what_is_typed(running: Running) -> None:
    async with running() as session:
        await use(session, "ecole", "tablettes adaptées")
        await session.type("adaptees")
        assert not suggestions(session).is_open
        await session.press("up")
        assert offered(session) == ["tablettes adaptées"]


async def test_a_query_is_used_when_a_result_is_opened(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("pirogue")
        await session.press("down")
        assert screen(session).recent == ()
        await session.press("enter", "1")
        assert screen(session).recent == ("pirogue",)


async def test_the_recent_query_that_goes_on_is_shown_and_taken_with_tab_or_right(
    running: Running,
) -> None:
    async with running() as session:
        await use(session, "tablettes adaptées")
        await session.type("Tab")
        assert "Tablettes adaptées" in field(session).render_line(0).text
        assert field(session).value == "Tab"
        await session.press("tab")
        assert field(session).value == "Tablettes adaptées"
        field(session).value = ""
        await session.type("ta")
        await session.press("right")
        assert field(session).value == "tablettes adaptées"


def test_recent_queries_stand_once_and_are_thirty_at_most() -> None:
    recent: recent_queries.Recent = ()
    for number in range(40):
        recent = recent_queries.with_newest(recent, f"query {number}")
    assert len(recent) == recent_queries.KEPT
    assert recent[0] == "query 39"
    recent = recent_queries.with_newest(recent, "  Query 20 ")
    assert recent[0] == "Query 20"
    assert "query 20" not in recent
    assert recent_queries.with_newest(recent, " ") == recent
    assert recent_queries.with_newest(recent, "x" * 5000) == recent


def test_recent_queries_survive_being_saved_and_nonsense() -> None:
    recent = ("l’école", 'theme:"a b"')
    assert recent_queries.load(recent_queries.save(recent)) == recent
    for text in ("", "nonsense", "{}", "[1, null]", '"x"'):
        assert recent_queries.load(text) == ()


def test_a_query_is_continued_with_the_letters_that_were_typed() -> None:
    recent = ("école numérique", "École")
    assert recent_queries.continuation(recent, "ÉC") == "ÉCole numérique"
    assert recent_queries.continuation(recent, "école numérique") == ""
    assert recent_queries.continuation(recent, "") == ""
    assert recent_queries.continuation(recent, " ") == ""

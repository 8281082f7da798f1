"""Jump: from any screen, by a few letters, to dossiers, themes, prizes, searches, commands."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from gpci_tui.model.listing import Facets
from gpci_tui.operations import saved_searches
from gpci_tui.operations import themes as theme_operations
from gpci_tui.store import themes
from gpci_tui.ui.modals import jump
from gpci_tui.ui.modals.history import History
from gpci_tui.ui.modals.jump import Jump
from gpci_tui.ui.modals.picker import Choice, Picker, _Choices
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.reader import ReaderScreen
from tests.ui.conftest import Running, Session


def listed(session: Session) -> list[str]:
    """Return what Jump offers, with the name of its kind before the first of each."""
    assert isinstance(session.app.screen, Jump)
    shown = session.app.screen.query_one(_Choices).shown
    return [f"{c.detail}: {c.label}" if c.detail else c.label for c in shown
            if isinstance(c, Choice)]  # fmt: skip


async def fill(session: Session) -> None:
    """Put a theme on a dossier and save a search."""
    await session.app.perform(theme_operations.create, "Pirogues et lecture", (3,))
    await session.app.perform(saved_searches.save, "Mes tablettes", "tablettes")
    await session.settle()


@pytest.mark.parametrize("place", ["1", "2", "3", "4"])
async def test_goes_to_a_dossier_from_any_place(running: Running, place: str) -> None:
    async with running() as session:
        await session.press(place, "J")
        await session.type("guyane")
        assert listed(session)[0] == "dossiers: Élargir la classe en Guyane"
        await session.press("enter")
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.reading is not None
        assert reader.reading.dossier.ref == "guyane-classes"


async def test_opens_from_a_text_field_with_a_key_that_writes_nothing(running: Running) -> None:
    async with running() as session:
        await session.press("slash", "J")
        assert isinstance(session.app.screen, LibraryScreen)
        assert session.app.screen.typed == "J"
        await session.press("f3")
        assert isinstance(session.app.screen, Jump)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_shows_in_the_library_what_a_theme_a_prize_or_a_saved_search_holds(
    running: Running,
) -> None:
    async with running() as session:
        await fill(session)
        theme = await session.store(lambda s: themes.by_name(s.conn, "Pirogues et lecture"))
        for typed, facets, refs in (
            ("pirogues", Facets(themes=frozenset({theme.id})), {3}),
            ("alliance", Facets(prizes=frozenset({2})), {2}),
            ("mes tab", Facets(searches=frozenset({1})), {1, 2}),
        ):
            await session.press("2", "J")
            await session.type(typed)
            await session.press("enter")
            library = session.app.screen
            assert isinstance(library, LibraryScreen), typed
            assert library.facets == facets
            assert set(library.dossiers.ids) == refs
            assert library.dossiers.has_focus


async def test_gives_a_command(running: Running) -> None:
    async with running() as session:
        await session.press("J")
        await session.type("history")
        assert listed(session)[0].startswith("commands: History")
        await session.press("enter")
        assert isinstance(session.app.screen, History)


async def test_far_fetched_commands_stay_away_where_something_is_found(running: Running) -> None:
    async with running() as session:
        await session.press("J")
        await session.type("calais")
        assert not [line for line in listed(session) if line.startswith("commands")]


async def test_what_was_read_last_and_what_has_a_name_is_offered_at_first(
    running: Running,
) -> None:
    async with running() as session:
        await fill(session)
        await session.press("down", "down", "enter", "J")
        lines = listed(session)
        assert lines[0] == "dossiers: Élargir la classe en Guyane"
        assert "saved searches: Mes tablettes" in lines
        assert not [line for line in lines if line.startswith("commands")]


async def test_enter_before_the_answer_waits_for_it(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as session:
        await session.press("J")
        asked, answer = threading.Event(), threading.Event()
        look_for = jump.look_for

        def slow(reader: Any, typed: str, *args: Any) -> Any:
            if typed == "guyane":
                asked.set()
                assert answer.wait(10)
            return look_for(reader, typed, *args)

        monkeypatch.setattr(jump, "look_for", slow)
        await session.pilot.press(*"guyane", "enter")
        assert isinstance(session.app.screen, Jump), "the answer is still to come"
        answer.set()
        await session.settle()
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.reading is not None
        assert reader.reading.dossier.ref == "guyane-classes"


async def test_nothing_is_said_and_escape_leads_back(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("3", "J")
        await session.type("xyzxyzxyz")
        assert listed(session) == []
        assert session.app.screen.query_one("#none-found").display
        await session.press("enter", "escape")
        assert session.app.current_mode == "shortlist"


async def test_the_palette_leads_here_with_what_was_typed(running: Running) -> None:
    async with running() as session:
        await session.press("colon")
        await session.type("guyane")
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        assert isinstance(session.app.screen, Jump)
        assert "dossiers: Élargir la classe en Guyane" in listed(session)
        await session.press("enter")
        assert isinstance(session.app.screen, ReaderScreen)

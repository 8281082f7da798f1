"""The palette: every command of the place, by its name in French or English."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from gpci_tui import i18n
from gpci_tui.model.listing import Sort
from gpci_tui.model.review import Status
from gpci_tui.store import reviews
from gpci_tui.ui.modals.history import History
from gpci_tui.ui.modals.jump import Jump
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Choice, Picker, _Choices
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.themes import ThemesScreen
from tests.ui.conftest import Running, Session


async def ask(session: Session, typed: str = "") -> list[str]:
    """Open the palette, type, and return what it lists."""
    await session.press("colon")
    return await narrow(session, typed)


async def narrow(session: Session, typed: str) -> list[str]:
    assert isinstance(session.app.screen, Picker)
    session.app.screen.query_one(Input).value = typed
    await session.settle()
    shown = session.app.screen.query_one(_Choices).shown
    return [pick.label for pick in shown if isinstance(pick, Choice)]


async def test_lists_what_can_be_done_here_with_its_key(running: Running) -> None:
    async with running() as session:
        labels = await ask(session)
        assert labels[0] == "Find words in all dossiers"
        assert "Put themes on the dossier" in labels
        assert "Go to the Themes" in labels
        assert labels.index("Open another edition…") < labels.index("Page up")
        first = session.app.screen.query_one(_Choices).render_line(0).text
        assert first.rstrip(" ▐").endswith("/")


async def test_what_is_done_elsewhere_is_found_and_leads_there(running: Running) -> None:
    async with running() as session:
        labels = await ask(session, "merge")
        assert labels == ["Merge the theme into another"]
        line = session.app.screen.query_one(_Choices).render_line(0).text
        assert "→ Themes" in line
        assert line.rstrip().endswith("M")
        await session.press("enter")
        assert isinstance(session.app.screen, ThemesScreen)


async def test_a_name_that_is_typed_whole_comes_first(running: Running) -> None:
    async with running() as session:
        assert (await ask(session, "undo"))[0] == "Undo the last change"
        assert "dark" in (await narrow(session, "dark"))[0]
        assert await narrow(session, "qqqq") == []
        await session.press("enter")
        assert isinstance(session.app.screen, Jump), "what is no command may be a dossier"


@pytest.mark.parametrize("typed", ["historique", "history", "Hístorique"])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_is_found_by_its_name_in_either_language(
    running: Running, typed: str, language: str
) -> None:
    async with running() as session:
        i18n.choose(language)
        await ask(session, typed)
        await session.press("enter")
        assert isinstance(session.app.screen, History)


async def test_ctrl_p_opens_it_from_a_text_field_and_offers_all(running: Running) -> None:
    async with running() as session:
        await session.press("slash", "ctrl+p")
        labels = await narrow(session, "aside")
        assert labels[0] == "Put the dossier aside, or take it back"
        await session.press("enter")
        status = await session.store(lambda s: reviews.review(s.conn, s.juror_id, 1).status)
        assert status is Status.ASIDE


async def test_goes_to_another_place(running: Running) -> None:
    async with running() as session:
        await ask(session, "go to the themes")
        await session.press("enter")
        assert isinstance(session.app.screen, ThemesScreen)


async def test_a_command_that_asks_goes_on_asking(running: Running) -> None:
    async with running() as session:
        await ask(session, "sort the list")
        await session.press("enter")
        assert isinstance(session.app.screen, Picker)
        await session.press("down", "enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert session.app.screen.sort is not Sort.EDITION


async def test_puts_on_the_other_look(running: Running) -> None:
    async with running() as session:
        assert session.app.theme == "encre"
        await ask(session, "papier")
        await session.press("enter")
        assert session.app.theme == "papier"
        assert session.app.settings.theme == "papier"


@pytest.mark.parametrize("typed", ["Language: Français", "langue français"])
async def test_speaks_the_other_language(running: Running, typed: str) -> None:
    async with running() as session:
        await ask(session, typed)
        await session.press("enter")
        assert i18n.language() == "fr"
        assert isinstance(session.app.screen, LibraryScreen)


async def test_opens_another_edition(running: Running) -> None:
    async with running() as session:
        await ask(session, "another edition")
        await session.press("enter")
        assert isinstance(session.app.screen, PathEditor)


async def test_escape_does_nothing(running: Running) -> None:
    async with running() as session:
        before = await session.store(lambda s: s.conn.total_changes)
        await ask(session, "aside")
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(lambda s: s.conn.total_changes) == before


def test_a_text_is_known_in_every_language() -> None:
    assert i18n.in_all_languages("Library") == ("Library", "Bibliothèque")
    assert i18n.in_all_languages("no such message") == ("no such message",)
    assert i18n.in_all_languages("") == ("",)

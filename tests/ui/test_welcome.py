"""The welcome: the ways to begin where nothing is in yet, and opening another edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.operations.library import find
from gpci_tui.store import edition
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals.help import Help
from gpci_tui.ui.modals.opening import ask_and_open
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.settings import SettingsModal
from gpci_tui.ui.modals.welcome import WAYS, Ways, Welcome
from gpci_tui.ui.screens.library import LibraryScreen
from tests.ui.conftest import Running, Session, plain


def count(store: Store) -> int:
    return edition.get(store.conn).dossiers


@pytest.fixture
def new_path(tmp_path: Path) -> Path:
    """Where there is no edition yet."""
    return tmp_path / "new.gpci"


async def fill_in(session: Session, text: str) -> None:
    """Type a path at once."""
    session.app.screen.query_one(Input).value = text
    await session.settle()
    await session.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (132, 40), (200, 60)])
async def test_an_empty_edition_is_welcomed_and_all_ways_are_seen(
    running: Running, new_path: Path, size: tuple[int, int]
) -> None:
    async with running(new_path, size=size) as session:
        assert isinstance(session.app.screen, Welcome)
        ways = session.app.screen.query_one(Ways)
        shown = [ways.render_line(y).text for y in range(ways.size.height)]
        assert all(any(way.label in line for line in shown) for way in WAYS)
        assert ways.region.bottom < size[1]
        assert ways.max_scroll_y == 0


async def test_a_filled_edition_is_not(running: Running) -> None:
    async with running() as session:
        assert isinstance(session.app.screen, LibraryScreen)


@pytest.mark.parametrize("keys", [("e",), ("enter",)])
async def test_the_sample_is_opened_and_one_undo_takes_it_back(
    running: Running, new_path: Path, keys: tuple[str, ...]
) -> None:
    async with running(new_path) as session:
        await session.press(*keys)
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(count) == 27
        assert len(session.app.screen.dossiers.ids) == 27
        await session.press("u")
        assert await session.store(count) == 0


async def test_a_click_takes_a_way(running: Running, new_path: Path) -> None:
    async with running(new_path) as session:
        await session.pilot.click(Ways, offset=(6, 0))
        await session.settle()
        assert await session.store(count) == 27


async def test_arrows_reach_the_import(running: Running, new_path: Path, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# Un dossier\n\nTexte.\n", encoding="utf-8")
    async with running(new_path) as session:
        await session.press("down", "enter")
        await fill_in(session, str(tmp_path / "one.md"))
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(count) == 1


async def test_it_stays_while_nothing_is_in(running: Running, new_path: Path) -> None:
    async with running(new_path) as session:
        await session.press("i", "escape")
        assert isinstance(session.app.screen, Welcome)
        await session.press("1", "t", "u")
        assert isinstance(session.app.screen, Welcome)


async def test_settings_and_help_open_over_it(running: Running, new_path: Path) -> None:
    async with running(new_path) as session:
        await session.press("s")
        assert isinstance(session.app.screen, SettingsModal)
        await session.press("escape", "question_mark")
        assert isinstance(session.app.screen, Help)
        assert "Welcome" in plain(session.app.screen.query_one(".title"))
        await session.press("escape")
        assert isinstance(session.app.screen, Welcome)


async def test_q_quits(running: Running, new_path: Path) -> None:
    async with running(new_path) as session:
        await session.pilot.press("q")
        await session.pilot.pause()
        assert session.app.return_code == 0


async def test_another_edition_is_gone_on_with(
    running: Running, new_path: Path, filled_path: Path
) -> None:
    async with running(new_path) as session:
        await session.press("o")
        session.app.screen.query_one(Input).value = str(filled_path)
        await session.pilot.press("enter")
        await session.app.workers.wait_for_complete()
    assert session.app.next_store == filled_path
    assert session.app.return_code == 0


@pytest.mark.parametrize("name", ["nothing.gpci", "text.gpci", "new.gpci"])
async def test_what_is_no_other_edition_is_refused_before_this_one_is_left(
    running: Running, new_path: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "text.gpci").write_text("no database", encoding="utf-8")
    reason = {"nothing": "no edition at", "text": "not an edition", "new": "open already"}
    async with running(new_path) as session:
        await session.press("o")
        await fill_in(session, str(tmp_path / name))
        assert isinstance(session.app.screen, PathEditor)
        assert reason[name.split(".")[0]] in plain(session.app.screen.query_one("#warning"))
        assert session.app.next_store is None
    assert not (tmp_path / "nothing.gpci").exists()


async def test_an_edition_in_use_elsewhere_can_be_opened_too(
    running: Running, new_path: Path, filled_path: Path
) -> None:
    """It opens read-only, and says so, as it does from the command line."""
    from tests.samples import opened

    with opened(filled_path):
        async with running(new_path) as session:
            ask_and_open(session.app)
            await session.settle()
            session.app.screen.query_one(Input).value = str(filled_path)
            await session.pilot.press("enter")
            await session.app.workers.wait_for_complete()
        assert session.app.next_store == filled_path


async def test_the_sample_is_whole(running: Running, new_path: Path) -> None:
    async with running(new_path) as session:
        await session.press("e")
        found = await session.store(lambda store: find(store, "tablettes"))
        held = await session.store(lambda store: edition.get(store.conn))
        assert found.ids
        assert len(held.prizes) == 4

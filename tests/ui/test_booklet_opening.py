"""The ways to the booklet screen: an import that seems to be a booklet, and the commands."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.model.segments import Kind, Proposal, drop, whole
from gpci_tui.operations import booklet_files
from gpci_tui.ui.app import GpciApp
from gpci_tui.ui.modals.booklet_opening import open_booklet
from gpci_tui.ui.modals.importing import ImportPreview
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.welcome import Welcome
from gpci_tui.ui.modals.working import Working
from gpci_tui.ui.screens.booklet import BookletScreen
from gpci_tui.ui.screens.library import LibraryScreen
from tests.ui.booklets import TEXT, long_proposal, painted, screen, show
from tests.ui.conftest import Running, Session, plain
from tests.ui.test_booklet import said


@pytest.fixture
def booklet(tmp_path: Path) -> Path:
    path = tmp_path / "ecoles.txt"
    path.write_text(TEXT, "utf-8")
    return path


async def name_it(session: Session, path: Path) -> None:
    assert isinstance(session.app.screen, PathEditor)
    session.app.screen.query_one(Input).value = str(path)
    await session.settle()
    await session.press("enter")


async def test_a_text_of_several_dossiers_is_offered_as_a_booklet(
    running: Running, booklet: Path
) -> None:
    async with running() as session:
        await session.press("I")
        await name_it(session, booklet)
        assert isinstance(session.app.screen, Picker)
        assert "seems to hold several dossiers" in plain(session.app.screen.query_one(".muted"))
        await session.press("enter")
        assert len(screen(session).proposal.of(Kind.DOSSIER)) == 2


async def test_it_may_be_one_dossier_all_the_same(running: Running, booklet: Path) -> None:
    booklet.write_text("# Un seul dossier\n\n" + TEXT, "utf-8")
    async with running() as session:
        await session.press("I")
        await name_it(session, booklet)
        await session.press("down", "enter")
        assert isinstance(session.app.screen, ImportPreview)
        assert "1 new dossier" in plain(session.app.screen.query_one("#counts"))


async def test_the_question_can_be_left(running: Running, booklet: Path) -> None:
    async with running() as session:
        await session.press("I")
        await name_it(session, booklet)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)


@pytest.mark.parametrize(
    "text", ["# Un titre\n\nUn seul texte, et rien d’autre.\n", "---\ntitle: x\n---\n\n" + TEXT]
)
async def test_one_dossier_is_imported_as_ever(running: Running, booklet: Path, text: str) -> None:
    booklet.write_text(text, "utf-8")
    async with running() as session:
        await session.press("I")
        await name_it(session, booklet)
        assert isinstance(session.app.screen, ImportPreview)


async def test_what_cant_be_read_is_told_as_ever(running: Running, booklet: Path) -> None:
    booklet.write_bytes(b"\x00\x01\x02" * 100)
    async with running() as session:
        await session.press("I")
        await name_it(session, booklet)
        assert "1 refused" in plain(session.app.screen.query_one("#counts"))


async def ask_for_a_booklet(session: Session) -> None:
    await session.press("colon")
    await session.type("booklet")
    await session.press("enter")


async def test_a_command_opens_any_text_as_a_booklet(running: Running, booklet: Path) -> None:
    booklet.write_text("Un seul texte, et rien d’autre.\n", "utf-8")
    async with running() as session:
        await ask_for_a_booklet(session)
        await name_it(session, booklet)
        assert isinstance(session.app.screen, BookletScreen)
        await session.press("1")
        await ask_for_a_booklet(session)
        assert isinstance(session.app.screen, BookletScreen)


async def test_the_command_is_found_in_french(running: Running) -> None:
    async with running() as session:
        await session.press("colon")
        await session.type("livret")
        await session.press("enter")
        assert isinstance(session.app.screen, PathEditor)


@pytest.mark.parametrize(
    ("name", "held", "reason"),
    [
        ("empty.txt", b"\n \n", "There is no text in it"),
        ("binary.txt", b"\x00\x01\x02" * 100, "no text"),
        ("table.xls", b"x", "is not read"),
    ],
)
async def test_why_a_booklet_cant_be_read_is_said(
    running: Running, tmp_path: Path, name: str, held: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(held)
    async with running() as session:
        await ask_for_a_booklet(session)
        await name_it(session, tmp_path / name)
        assert reason in said(session)
        assert isinstance(session.app.screen, LibraryScreen)


async def test_a_second_booklet_waits_for_the_first(running: Running, booklet: Path) -> None:
    async with running() as session:
        await ask_for_a_booklet(session)
        await name_it(session, booklet)
        await session.press("w", "enter", "1", "I", "down", "enter")
        await name_it(session, booklet.with_name("ecoles.proposal.json"))
        assert isinstance(session.app.screen, BookletScreen)
        assert "before another one" in said(session)


async def test_long_reading_can_be_stopped(
    running: Running, booklet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def slowly(path: Path) -> Proposal:
        begun.set()
        go_on.wait(10)
        return whole("late.txt", ("late",))

    monkeypatch.setattr(booklet_files, "read", slowly)
    async with running() as session:
        session.app.run_worker(open_booklet(session.app, booklet), group="modal")
        while not begun.is_set():
            await session.pilot.pause()
        assert isinstance(session.app.screen, Working)
        await session.pilot.press("escape")
        while isinstance(session.app.screen, Working):
            await session.pilot.pause()
        assert isinstance(session.app.screen, LibraryScreen)
        go_on.set()
        await session.settle()
        assert not session.app.has_booklet


async def test_the_program_can_begin_with_a_booklet(
    running: Running, tmp_path: Path, booklet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GpciApp, "first_booklet", (booklet, None))
    async with running(tmp_path / "empty.gpci") as session:
        assert len(screen(session).proposal.of(Kind.DOSSIER)) == 2
        await session.press("escape")
        assert isinstance(session.app.screen, Welcome)


async def test_it_can_begin_with_a_booklet_as_it_was_saved(
    running: Running, tmp_path: Path, booklet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "elsewhere.json"
    read = booklet_files.read(booklet)
    booklet_files.save(drop(read, 0), saved)
    monkeypatch.setattr(GpciApp, "first_booklet", (booklet, saved))
    async with running() as session:
        assert screen(session).proposal == drop(read, 0)


async def test_a_hit_far_away_is_shown_with_what_is_around(running: Running) -> None:
    async with running() as session:
        await show(session, long_proposal(2000, 20))
        await session.press("slash")
        await session.type("ligne 1001")
        text = screen(session).text
        assert text.cursor == 1001
        assert text.top.line < 1001 - 3
        assert "Ligne 1003" in painted(session)
        rows = screen(session).rows
        shown = (rows.cursor * rows.row_height) - rows.scroll_offset.y
        assert rows.size.height // 4 < shown < rows.size.height * 3 // 4

"""Backups in the interface: made by themselves, listed, put in the edition's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui import paths
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import reviews
from gpci_tui.settings import Settings
from gpci_tui.store import backups
from gpci_tui.store import reviews as read
from gpci_tui.ui import app as application
from gpci_tui.ui import copies
from gpci_tui.ui.app import GpciApp
from gpci_tui.ui.modals import backups as sheet
from gpci_tui.ui.modals.backups import Backups, Listed
from gpci_tui.ui.modals.confirm import Confirm
from tests.samples import START, opened
from tests.ui.conftest import Running, Session, plain


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copy at the start without delay."""
    monkeypatch.setattr(copies, "START_AFTER", 0.0)


@pytest.fixture
def folder(filled_path: Path) -> Path:
    return paths.backup_folder(filled_path)


def note(path: Path) -> str:
    with opened(path) as store:
        return read.review(store.conn, store.juror_id, 1).note


def reasons(folder: Path) -> list[Reason]:
    return [one.reason for one in backups.listed(folder)]


def messages(session: Session) -> list[str]:
    return [str(message.message) for message in session.app._notifications]


def listed(session: Session) -> list[str]:
    assert isinstance(session.app.screen, Backups)
    rows = session.app.screen.query_one(Listed)
    lines = [rows.render_line(y).text.strip(" ▌") for y in range(rows.size.height)]
    return [" ".join(line.split()) for line in lines if line.strip()]


async def show(session: Session) -> None:
    sheet.show_backups(session.app)
    await session.settle()


async def test_a_copy_is_kept_at_the_end_of_a_session_that_changed_something(
    running: Running, folder: Path
) -> None:
    async with running(backups=folder) as session:
        await session.press("x")
    assert reasons(folder) == [Reason.END, Reason.START]
    async with running(backups=folder) as session:
        await session.press("down")
    assert reasons(folder) == [Reason.END, Reason.START]


async def test_a_copy_is_kept_at_the_start_of_what_was_changed_before(
    running: Running, folder: Path
) -> None:
    async with running(backups=folder) as session:
        await session.settle()
        assert reasons(folder) == [Reason.START]
    assert reasons(folder) == [Reason.START]


async def test_a_copy_that_fails_is_said_once(running: Running, folder: Path) -> None:
    folder.write_text("in the way")
    async with running(backups=folder) as session:
        await session.settle()
        (said,) = messages(session)
        assert str(folder) in said
        await session.press("x")
        app = session.app
    assert app.copies.left_to_say() == ""


async def test_a_copy_that_fails_at_the_end_is_left_to_say(running: Running, folder: Path) -> None:
    async with running(backups=folder) as session:
        await session.press("x")
        for one in backups.listed(folder):
            one.path.unlink()
        folder.rmdir()
        folder.write_text("in the way")
        app = session.app
    assert str(folder) in app.copies.left_to_say()


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_they_are_listed_and_made(
    running: Running, folder: Path, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        await show(session)
        assert listed(session) == []
        where = session.app.screen.query_one("#where")
        assert plain(where).startswith("There is no backup yet.")
        await session.press("b")
        assert messages(session)[-1].startswith("Backup: 0001-")
        first, second = listed(session)
        assert first.startswith("13 March 2025, ")
        assert first.endswith("5 dossiers, 0 notes")
        assert second.startswith("asked for ")
        assert str(folder) in plain(where).replace("\n", "")
        await session.press("escape")
        assert not isinstance(session.app.screen, Backups)


async def test_a_restore_says_what_it_changes_and_asks(
    running: Running, filled_path: Path, folder: Path
) -> None:
    async with running() as session:
        await session.app.perform(reviews.set_note, 1, "lundi")
        await show(session)
        await session.press("b")
        await session.app.perform(reviews.set_note, 1, "mardi")
        await session.press("enter")
        assert isinstance(session.app.screen, Confirm)
        about = plain(session.app.screen.query_one(".about"))
        assert "Notes on dossiers: 1 is as it was then" in about
        await session.press("escape")
        assert session.app.restoring is None
        await session.press("enter", "enter")
        app = session.app
    assert (app.next_store, app.return_code) == (filled_path, 0)
    assert note(filled_path) == "mardi"
    assert "is the edition now" in sheet.put_back(app)
    assert note(filled_path) == "lundi"
    assert reasons(folder)[0] is Reason.RESTORE


async def test_a_restore_that_fails_is_said(running: Running, filled_path: Path) -> None:
    async with running() as session:
        app = session.app
    app.restoring = filled_path.with_name("gone.gpci")
    assert "There is no edition" in sheet.put_back(app)


async def test_where_one_only_reads_nothing_is_restored(
    running: Running, filled_path: Path, folder: Path
) -> None:
    with opened(filled_path) as store:
        backups.keep(store.conn, filled_path, folder, Reason.ASKED, START)
        async with running() as session:
            await show(session)
            await session.press("enter")
            assert isinstance(session.app.screen, Backups)
            assert "can only be read" in messages(session)[-1]


def test_the_program_goes_on_with_what_was_restored(
    filled_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``run`` opens the edition again, and says there what became of it."""
    with opened(filled_path) as store:
        reviews.set_note(store, 1, "lundi")
        kept = backups.keep(store.conn, filled_path, folder, Reason.ASKED, START)
        reviews.set_note(store, 1, "mardi")
    seen: list[tuple[str, str]] = []

    def ran(app: GpciApp) -> int:
        app.store.opened.result()
        first = not seen
        found = app.store.submit(lambda s: read.review(s.conn, s.juror_id, 1).note).result()
        seen.append((found, app.news))
        if first:
            app.restoring, app.next_store = kept.path, filled_path
        return 0

    monkeypatch.setattr(GpciApp, "run", ran)
    assert application.run(filled_path, settings=Settings(language="en")) == (0, "")
    (before, nothing), (after, news) = seen
    assert (before, nothing, after) == ("mardi", "", "lundi")
    assert news.startswith("The backup is the edition now")
    assert reasons(folder) == [Reason.END, Reason.RESTORE, Reason.END, Reason.ASKED]

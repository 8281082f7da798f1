"""The app as a whole: undo anywhere, restarts, failures, size."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from gpci_tui.model.errors import BadInput
from gpci_tui.model.review import Status
from gpci_tui.operations import reviews as review_operations
from gpci_tui.settings import Settings
from gpci_tui.store import reviews
from gpci_tui.store.connection import Store
from gpci_tui.ui.app import GpciApp
from gpci_tui.ui.widgets.header import Header
from tests.ui.conftest import Running, Session


def status_of_first(store: Store) -> Status:
    return reviews.review(store.conn, store.juror_id, 1).status


async def test_undo_and_redo_outlive_a_restart(running: Running, filled_path: Path) -> None:
    async with running() as session:
        await session.press("x")
        await session.press("ctrl+q")
    async with running(filled_path) as session:
        assert await session.store(status_of_first) is Status.ASIDE
        await session.press("u")
        assert await session.store(status_of_first) is Status.UNREAD
        await session.press("ctrl+q")
    async with running(filled_path) as session:
        await session.press("U")
        assert await session.store(status_of_first) is Status.ASIDE


async def test_the_header_says_when_it_was_written(running: Running) -> None:
    async with running() as session:
        before = session.app.saved_at
        await session.press("x")
        after = session.app.screen.query_one(Header).saved_at
        assert after > before
        assert await session.store(status_of_first) is Status.ASIDE


async def test_nothing_to_undo_or_redo_is_said(running: Running, tmp_path: Path) -> None:
    async with running() as session:
        await session.press("U")
        assert _messages(session) == ["Nothing to redo."]
        await session.press("u")
        assert _messages(session)[-1].startswith("Undone: Imported")
        await session.press("u")
        assert _messages(session)[-1] == "Nothing to undo."


async def test_an_error_while_reading_is_said_and_the_app_goes_on(running: Running) -> None:
    def broken(store: Store) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async with running() as session:

        async def read() -> None:
            await session.app.read(broken)

        session.app.run_worker(read())
        await session.settle()
        assert "disk I/O error" in _messages(session)[-1]
        await session.press("x")
        assert await session.store(status_of_first) is Status.ASIDE


@pytest.mark.parametrize(
    "content", [b"not a database, just a text\n" * 50, b"SQLite format 3\0"], ids=["text", "torn"]
)
async def test_a_file_that_is_no_edition_ends_with_a_message(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "other.gpci"
    path.write_bytes(content)
    app = GpciApp(path, settings=Settings(language="en"))
    try:
        async with app.run_test() as pilot:
            await pilot.pause()
    finally:
        app.close_store()
    assert app.return_code == 1
    assert str(path) in app.failure
    assert path.read_bytes() == content


async def test_an_unforeseen_error_shows_no_text_of_the_jurors(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "gpci.log"
    monkeypatch.setattr("gpci_tui.paths.log_file", lambda: log)

    class Unforeseen(Exception):
        pass

    secret = "a very private note"
    app_seen: list[GpciApp] = []

    def fail() -> None:
        private = secret
        raise Unforeseen(private)

    async def run() -> None:
        async with running() as session:
            app_seen.append(session.app)
            session.app.call_later(fail)
            await session.pilot.pause()

    with pytest.raises(Unforeseen):
        await run()
    assert "Unforeseen" in log.read_text()
    assert secret not in log.read_text()
    assert secret not in app_seen[0].failure
    assert str(log) in app_seen[0].failure


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (20, 5), (1, 1)])
async def test_a_window_too_small_says_so_and_nothing_breaks(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        assert session.app.screen.has_class("-too-small")
        await session.press("down", "down", "t", "escape")
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert not session.app.screen.has_class("-too-small")


async def test_problems_of_the_settings_are_said(running: Running) -> None:
    async with running(problems=[BadInput("Settings: “x” is odd.")]) as session:
        assert "Settings: “x” is odd." in _messages(session)


async def test_operations_from_elsewhere_repaint(running: Running) -> None:
    async with running() as session:
        await session.app.perform(review_operations.set_status, [1, 2], Status.READ)
        await session.settle()
        counts = {
            line.value: line.count
            for line in session.app.screen.query_one("#facets")._lines
            if not isinstance(line, str) and line.facet == "statuses"
        }
        assert counts[Status.READ] == 2


def _messages(session: Session) -> list[str]:
    return [notification.message for notification in session.app._notifications]

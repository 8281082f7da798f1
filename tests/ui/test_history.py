"""The history: the journal in words, and going back in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from gpci_tui import i18n
from gpci_tui.model.review import Status
from gpci_tui.operations import reviews as verbs
from gpci_tui.store import journal, reviews
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals import history
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.history import History, Steps, day_heading
from gpci_tui.ui.screens.library import LibraryScreen
from tests.samples import opened
from tests.ui.conftest import Running, Session, plain


def steps(session: Session) -> Steps:
    assert isinstance(session.app.screen, History)
    return session.app.screen.query_one(Steps)


def lines(session: Session) -> list[str]:
    """Return the rows on the screen, without the empty ones."""
    listed = steps(session)
    texts = [listed.render_line(y).text.strip(" ▌") for y in range(listed.size.height)]
    return [text for text in texts if text]


def status_of(dossier_id: int) -> object:
    return lambda s: reviews.review(s.conn, s.juror_id, dossier_id).status


@pytest.fixture
def busy_path(filled_path: Path) -> Path:
    """The small edition after three steps of the next day."""
    with opened(filled_path) as store:
        for dossier_id, status in ((1, Status.READ), (2, Status.ASIDE), (1, Status.REREAD)):
            verbs.set_status(store, [dossier_id], status)
    return filled_path


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_tells_what_was_done_newest_first_under_its_day(
    running: Running, busy_path: Path, size: tuple[int, int]
) -> None:
    async with running(busy_path, size=size) as session:
        await session.press("H")
        shown = lines(session)
        assert shown[0] in ("Today", "13 March 2025", "13 March")
        assert "marked to re-read" in shown[1]
        assert shown[1].startswith(i18n.time_of_day(steps(session).steps[0].at))
        assert any("Imported: 5 new, 0 revised" in line for line in shown[4:])
        whole = plain(session.app.screen.query_one("#whole"))
        assert "“Lire ensemble à Calais”: marked to re-read" in whole


async def test_u_and_capital_u_work_inside(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "u")
        assert await session.store(status_of(1)) is Status.READ
        assert lines(session)[1].endswith("undone")
        assert [step.undone for step in steps(session).steps] == [True, False, False, False]
        await session.press("U")
        assert await session.store(status_of(1)) is Status.REREAD
        assert "undone" not in lines(session)[1]


async def test_enter_takes_back_all_down_to_a_step(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "down", "enter")
        assert isinstance(session.app.screen, Confirm)
        assert "Undo 2 steps" in plain(session.app.screen.query_one(".title"))
        await session.press("enter")
        assert await session.store(status_of(1)) is Status.READ
        assert await session.store(status_of(2)) is Status.UNREAD
        assert [step.undone for step in steps(session).steps] == [True, True, False, False]
        assert steps(session).current == steps(session).steps[1]


async def test_asking_can_be_answered_with_no(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "enter", "escape")
        assert await session.store(status_of(1)) is Status.REREAD
        assert isinstance(session.app.screen, History)


async def test_an_undone_step_is_not_undone_again(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "u", "enter")
        assert isinstance(session.app.screen, History)
        assert any("undone already" in note.message for note in session.app._notifications)


async def test_only_steps_that_stand_are_counted(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "u", "down", "enter")
        assert "Undo this step?" in plain(session.app.screen.query_one(".title"))


async def test_the_library_behind_follows(running: Running, busy_path: Path) -> None:
    async with running(busy_path) as session:
        await session.press("H", "end", "enter", "enter", "escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert session.app.screen.dossiers.ids == ()


async def test_a_long_journal_is_read_by_page(
    running: Running, filled_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE", 60)
    monkeypatch.setattr(history, "NEAR", 5)
    with opened(filled_path) as store:
        for number in range(149):
            verbs.set_note(store, 1, f"note {number}")
    async with running(filled_path) as session:
        await session.press("H")
        assert len(steps(session).steps) == 60
        await session.press("G")
        assert len(steps(session).steps) == 120
        await session.press("G", "G")
        assert len(steps(session).steps) == 150
        assert "Imported" in lines(session)[-1]
        # What was read stays read after an undo.
        await session.press("u")
        assert len(steps(session).steps) == 150


async def test_nothing_done_is_said(running: Running, tmp_path: Path) -> None:
    async with running(tmp_path / "new.gpci") as session:
        session.app.push_screen(History())
        await session.settle()
        assert lines(session) == []
        assert "Nothing was done yet" in plain(session.app.screen.query_one("#whole"))
        await session.press("enter", "down", "escape")
        assert not isinstance(session.app.screen, History)


async def test_an_edition_that_can_only_be_read_says_why(running: Running, busy_path: Path) -> None:
    with opened(busy_path):
        async with running(busy_path) as session:
            await session.press("H", "enter", "enter")
            said = [note.message for note in session.app._notifications]
            assert any("Another window has this edition open" in message for message in said)
            assert not any(step.undone for step in steps(session).steps)


def test_days_are_named() -> None:
    now = datetime(2025, 3, 12, 13, tzinfo=UTC)
    assert day_heading("2025-03-12T12:00:00+00:00", now) == "Today"
    assert day_heading("2025-03-10T12:00:00+00:00", now) == "10 March"
    assert day_heading("2024-03-10T12:00:00+00:00", now) == "10 March 2024"


def test_older_steps_follow_those_that_are_known(store: Store) -> None:
    for number in range(5):
        verbs.set_note(store, 1, f"note {number}")
    latest = journal.history(store.conn, 2)
    older = journal.history(store.conn, before=latest[-1].id)
    assert [step.id for step in latest + older] == [6, 5, 4, 3, 2, 1]

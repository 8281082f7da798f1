"""What opens over a screen, under hands that are faster than it closes."""

from __future__ import annotations

import threading

from gpci_tui.model.listing import Sort
from gpci_tui.ui.modals.history import History
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.widgets.rows import Rows
from tests.ui.conftest import Running


async def test_a_second_click_meets_a_window_that_is_closed(running: Running) -> None:
    async with running() as session:
        await session.press("o")
        picker = session.app.screen
        assert isinstance(picker, Picker)
        rows = picker.query_one(Rows)
        rows.go_to(1)
        for _ in range(2):
            rows.post_message(Rows.Chosen(rows, 1))
        await session.settle()
        assert isinstance(session.app.screen, LibraryScreen)
        assert session.app.screen.sort is Sort.TITLE


async def test_a_late_click_leaves_what_stands_on_top_by_then(running: Running) -> None:
    async with running() as session:
        await session.press("o")
        picker = session.app.screen
        assert isinstance(picker, Picker)
        picker.dismiss(None)
        assert not picker.stands
        await session.press("H")
        picker.dismiss(None)
        await session.settle()
        assert isinstance(session.app.screen, History)


async def test_what_was_undone_shows_though_the_history_was_closed_meanwhile(
    running: Running,
) -> None:
    async with running() as session:
        await session.press("x", "H")
        held = threading.Event()
        session.app.store.submit(lambda _store: held.wait(60))
        await session.pilot.press("u", "escape")
        await session.pilot.pause()
        assert isinstance(session.app.screen, LibraryScreen)
        held.set()
        await session.settle()
        assert "×" not in session.app.screen.dossiers.render_line(0).text

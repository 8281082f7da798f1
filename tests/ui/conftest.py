"""Running the app in tests: on a small edition, with nothing left to chance."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import WorkerCancelled

from gpci_tui.settings import Settings
from gpci_tui.store.connection import Store
from gpci_tui.ui import backstage, drafts
from gpci_tui.ui.app import GpciApp
from tests.samples import START, open_filled, ticking

Running = Callable[..., AbstractAsyncContextManager["Session"]]


class Session:
    """A running app, its pilot, and ways to wait until all is done."""

    def __init__(self, app: GpciApp, pilot: Pilot[int]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Wait until no read, write or repaint is under way."""
        for _ in range(3):
            await self.pilot.pause()
            # A worker that waits for an answer is not waited for.
            for worker in [w for w in self.app.workers if w.group != "modal"]:
                with suppress(WorkerCancelled):  # A later one took its place.
                    await worker.wait()
            await self.app.read(lambda store: None)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until what they asked for is done."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into the field that has the focus."""
        await self.press(*("space" if char == " " else char for char in text))

    async def store(self, query: Callable[[Store], Any]) -> Any:
        """Return what a function finds in the store."""
        return await self.app.read(query)


def plain(widget: Widget) -> str:
    """Return the text that a Static shows."""
    assert isinstance(widget, Static)
    return str(widget.render())


@pytest.fixture
def filled_path(tmp_path: Path) -> Path:
    """An edition with the small dossiers of ``tests.samples``, closed."""
    path = tmp_path / "edition.gpci"
    open_filled(path).close()
    return path


@pytest.fixture
def running(filled_path: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    """Run the app: ``async with running(size=(132, 40)) as session``."""
    monkeypatch.setattr(backstage, "REMEMBER_AFTER", 0.0)
    monkeypatch.setattr(drafts, "WRITE_AFTER", 0.0)

    @asynccontextmanager
    async def run(
        path: Path | None = None,
        *,
        size: tuple[int, int] = (132, 40),
        settings: Settings | None = None,
        **options: Any,
    ) -> AsyncIterator[Session]:
        app = GpciApp(
            path or filled_path,
            settings=settings or Settings(language="en"),
            clock=ticking(START + timedelta(days=1)),
            **options,
        )
        try:
            async with app.run_test(size=size) as pilot:
                session = Session(app, pilot)
                await app.opened()
                await session.settle()
                yield session
        finally:
            app.close_store()

    return run

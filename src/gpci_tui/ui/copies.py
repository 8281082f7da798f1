"""Copies of the edition beside the work: at the start of a session in the background, at its end.

What goes wrong with them is said once, and never stops anything.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from gpci_tui import i18n
from gpci_tui.model.errors import BackupFailed, GpciError
from gpci_tui.store.connection import Store

if TYPE_CHECKING:
    from gpci_tui.ui.backstage import Backstage

START_AFTER = 3.0
"""Seconds after the first frame at which the copy of a session's start begins."""


class Copies:
    """What is copied while the app runs, and what is to be said of it; the app's."""

    def __init__(self, app: Backstage) -> None:
        self._app = app
        self._stopped = Event()

    def start(self) -> None:
        """Copy in the background what the session before changed and did not copy."""
        self._app.run_worker(self._copy(), group="copy")

    async def _copy(self) -> None:
        store = await self._app.opened()
        if store.backups is None or store.read_only:
            return
        await asyncio.sleep(START_AFTER)
        now = self._app.clock()
        try:
            await asyncio.to_thread(
                _in_background, store.path, store.backups, now, self._stopped.is_set
            )
        except BackupFailed as error:
            from gpci_tui.store import backups

            backups.warn(store, error)
        self.say()

    def stop(self) -> None:
        """Let no copy keep waiting who leaves; the one at the end stands in for it."""
        self._stopped.set()

    def say(self) -> None:
        """Say what went wrong, where something did."""
        for warning in self._warnings():
            self._app.notify(i18n.say(warning), severity="warning", markup=False, timeout=12)

    def at_the_end(self) -> None:
        """Have a copy made once all that was asked for is written."""
        self.stop()
        self._app.store.submit(_at_the_end)

    def left_to_say(self) -> str:
        """Return what went wrong and was not said; '' where all went well."""
        return " ".join(map(i18n.say, self._warnings()))

    def _warnings(self) -> list[GpciError]:
        opened = self._app.store.opened
        if not opened.done() or opened.exception() is not None:
            return []
        store = opened.result()
        warnings, store.warnings = store.warnings, []
        return warnings


def _in_background(path: Path, folder: Path, now: datetime, stop: Callable[[], bool]) -> None:
    from gpci_tui.store import backups

    backups.in_background(path, folder, now, stop)


def _at_the_end(store: Store) -> None:
    if store.backups is not None:
        from gpci_tui.model.rotation import Reason
        from gpci_tui.store import backups

        backups.before(store, Reason.END)

"""Looking the edition through beside the work: after an end that was none, or when it is asked for.

It is said in one message that something is wrong; ``gpci doctor`` says what.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from gpci_tui.i18n import _
from gpci_tui.model.errors import StoreError

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp
    from gpci_tui.ui.backstage import Backstage

OPEN = "open"
"""What the session's memory holds as long as it has not come to its end."""
LARGE = 64_000_000
"""Bytes from which an edition is looked through only when asked: some 20 seconds."""
START_AFTER = 3.0
"""Seconds after the first frame at which looking through begins."""


class Checkup:
    """Whether the edition is sound; the app's."""

    def __init__(self, app: Backstage) -> None:
        self._app = app
        self._stopped = Event()

    def start(self) -> None:
        """Look the edition through in the background where the last session was cut short."""
        self._app.run_worker(self._after_a_cut(), group="checkup")

    async def _after_a_cut(self) -> None:
        store = await self._app.opened()
        cut_short = store.was_cut or OPEN in (await self._app.first_look()).session
        if store.read_only or not cut_short or store.path.stat().st_size > LARGE:
            return
        await asyncio.sleep(START_AFTER)
        if not await self._is_sound(store.path):
            self._say_it_is_not()

    async def ask(self) -> None:
        """Look it through now, and say how it is."""
        self._app.tell(_("Checking the edition…"))
        if await self._is_sound((await self._app.opened()).path):
            self._app.tell(_("The edition is sound."))
        else:
            self._say_it_is_not()

    async def _is_sound(self, path: Path) -> bool:
        return await asyncio.to_thread(_is_sound, path, self._stopped.is_set)

    def _say_it_is_not(self) -> None:
        self._app.notify(
            _("Something is wrong with this edition. Leave and call “gpci doctor”: it says what, "
              "and what to do."),
            severity="error", markup=False, timeout=30,
        )  # fmt: skip

    def stop(self) -> None:
        """Let nobody who leaves wait for it."""
        self._stopped.set()


def check_the_edition(app: GpciApp) -> None:
    """Look the edition through now."""
    app.run_worker(app.checkup.ask(), exclusive=True, group="checkup")


def _is_sound(path: Path, stop: Callable[[], bool]) -> bool:
    """Return whether nothing is wrong, or it was stopped before anything could be said."""
    from gpci_tui.store import checking

    try:
        found = checking.examine(path, stop)
    except StoreError:
        return stop()
    return stop() or found == checking.Found()

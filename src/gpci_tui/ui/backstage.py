"""Behind the screens: the store's threads, writing, remembering, coming to an end."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from textual import constants, work
from textual.driver import Driver
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import WorkerFailed

from gpci_tui import faults, i18n, paths
from gpci_tui.model.changes import Changes, Topic
from gpci_tui.model.errors import BadInput, GpciError
from gpci_tui.settings import Settings
from gpci_tui.store import edition, journal, library, places
from gpci_tui.store.connection import Clock, Store, utc_now
from gpci_tui.store.thread import SearchInterrupted, SearchThread, StoreThread
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.checkup import OPEN, Checkup
from gpci_tui.ui.copies import Copies
from gpci_tui.ui.drafts import Drafts
from gpci_tui.ui.first_frame import OneFrameApp
from gpci_tui.ui.harmless import keep_harmless
from gpci_tui.ui.theme import THEMES
from gpci_tui.ui.widgets.scrollbar import use_thin_scrollbars
from gpci_tui.ui.widgets.spacing import keep_french_spacing

T = TypeVar("T")
P = ParamSpec("P")
REMEMBER_AFTER = 0.4
"""Seconds after the last move in which the place is written, so that moving stays quick."""

TERMINAL_SEEN_EVERY = 2.0
"""Seconds between two looks at whether the terminal is still there."""


class FirstLook(NamedTuple):
    """What the first frame shows beside the dossiers, read in one go."""

    session: dict[str, str]
    saved_at: str
    juror: str
    dossiers: int


def _look(store: Store) -> FirstLook:
    me = edition.me(store.conn)
    return FirstLook(
        places.session(store.conn),
        journal.last_written(store.conn),
        me.name if me else "",
        library.total(store.conn),
    )


class Backstage(OneFrameApp):
    """Reads go to the store's thread, writes through ``perform``; every screen hears of changes."""

    saved_at: reactive[str] = reactive("", repaint=False)

    def __init__(
        self,
        store: Path | StoreThread,
        *,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        problems: list[BadInput] | None = None,
        clock: Clock = utc_now,
        backups: Path | None = None,
    ) -> None:
        """Without a folder for ``backups`` none are made."""
        super().__init__()
        self.settings = settings or Settings()
        self.settings_path = settings_path
        self._problems = list(problems or ())
        self.clock = clock
        if isinstance(store, Path):
            store = StoreThread(store, juror=self.settings.juror, clock=clock, backups=backups)
        self.store = store
        self._search: SearchThread | None = None
        self.juror = ""
        self.session: dict[str, str] = {}
        """What the interface remembers over restarts; write with ``remember``."""
        self.drafts = Drafts(self)
        self.copies = Copies(self)
        self.checkup = Checkup(self)
        self.listing: Sequence[int] = ()
        """Ids of the dossiers of the list one comes from, for 'next dossier' in the reader."""
        self._first_look = self.store.submit(_look)
        self._begun: set[asyncio.Future[Changes]] = set()
        """Operations under way, which nothing else may hold any more."""
        self._forgotten: dict[str, str] = {}
        self._is_marked = False
        """Whether it is on disk that this session is under way."""
        self.own_keys: dict[str, str] = {}
        """The user's keys by binding id, where they differ from the default ones."""
        self.next_store: Path | None = None
        """The edition to be opened when this one is left; None to end the program."""
        self.restoring: Path | None = None
        """The backup to be put in the place of this edition when it is left."""
        self.failure = ""
        """Why the app had to end, to be said on the terminal; '' for a good end."""
        use_thin_scrollbars()
        keep_french_spacing()
        keep_harmless()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme
        self.know_look()

    def get_driver_class(self) -> type[Driver]:
        if sys.platform == "win32" or constants.DRIVER is not None:
            return super().get_driver_class()
        from gpci_tui.ui import terminal

        return terminal.Driver

    async def opened(self) -> Store:
        """Return the store once it is open."""
        return await asyncio.wrap_future(self.store.opened)

    async def read(
        self, query: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return ``query(store, …)``, read by the store's thread."""
        return await asyncio.wrap_future(self.store.submit(query, *args, **kwargs))

    async def push_screen_wait(  # type: ignore[override]
        self, screen: Screen[T], *, mode: str | None = None
    ) -> T:
        """Open a window and return its answer; to be awaited in a worker.

        Textual first does here what the app is to do next, such as closing
        another window. Were the worker cancelled meanwhile, by the key of a
        third one, the app itself would end with that window, without a word.
        """
        await asyncio.shield(self._flush_next_callbacks())
        return await super().push_screen_wait(screen, mode=mode)

    async def search(
        self, query: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return ``query(reader, …)`` from the searching thread; the search before is stopped.

        Where who asked for that one still waits for it, it is done behind this one.
        """
        store = await self.opened()
        if self._search is None:
            self._search = SearchThread(store)
        submit = self._search.submit
        while True:
            try:
                return await asyncio.wrap_future(submit(query, *args, **kwargs))  # type: ignore[arg-type]
            except SearchInterrupted:
                submit = self._search.submit_behind

    async def perform(
        self, verb: Callable[Concatenate[Store, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes:
        """Do one operation; when it is on disk, tell every screen what changed.

        An error is said to the person and gives empty Changes. A window that is
        closed meanwhile ends the worker that waits here, but not the operation.
        """
        begun = asyncio.ensure_future(self._perform(verb, *args, **kwargs))
        self._begun.add(begun)
        begun.add_done_callback(self._begun.discard)
        try:
            return await asyncio.shield(begun)
        except asyncio.CancelledError:
            begun.add_done_callback(self._fail_with)
            raise

    def _fail_with(self, ended: asyncio.Future[Changes]) -> None:
        error = None if ended.cancelled() else ended.exception()
        if isinstance(error, Exception):
            self._handle_exception(error)

    async def _perform(
        self, verb: Callable[Concatenate[Store, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes:
        try:
            changes = await self.read(verb, *args, **kwargs)
        except GpciError as error:
            self.complain(error)
            return Changes()
        finally:
            self.copies.say()
        if Topic.EDITION in changes.topics:
            await self._read_juror()
        self.announce(changes)
        return changes

    def announce(self, changes: Changes) -> None:
        """Tell every screen what changed, and the header when it was written."""
        if not changes:
            return
        self.saved_at = changes.at
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, BaseScreen):
                    screen.receive(changes)

    def spoil_others(self, screen: BaseScreen) -> None:
        """Have every other place read again when it is seen: where one reads has changed."""
        for stack in self._screen_stacks.values():
            for other in stack:
                if isinstance(other, BaseScreen) and other is not screen:
                    other.spoil()

    def complain(self, error: GpciError) -> None:
        """Say an error in the person's language."""
        self.clear_notifications()
        self.notify(i18n.say(error), severity="error", markup=False, timeout=8)

    def tell(self, message: str) -> None:
        """Say something that went well, in place of what was said before."""
        self.clear_notifications()
        self.notify(message, markup=False, timeout=4)

    async def first_look(self) -> FirstLook:
        """Return what the first frame needs; asked for before the interface was there."""
        return await asyncio.wrap_future(self._first_look)

    async def _read_juror(self) -> None:
        me = await self.read(lambda s: edition.me(s.conn))
        self.juror = me.name if me else ""

    async def remembered(self) -> dict[str, str]:
        """Return what the interface kept of the last time, with what was said since."""
        known = await self.first_look()
        self.session = known.session | self.session
        return self.session

    def remember(self, **values: str) -> None:
        """Keep something of the interface for the next start, a moment after the last change."""
        self.session.update(values)
        self._forgotten.update(values)
        self._write_session()

    @work(exclusive=True, group="remember")
    async def _write_session(self) -> None:
        await asyncio.sleep(REMEMBER_AFTER)
        await self._flush_session()

    async def _flush_session(self) -> None:
        values, self._forgotten = self._forgotten, {}
        if values:
            # With what is written anyway: the start is not to wait for the disk.
            values[OPEN] = "1"
            self._is_marked = True
            await self.read(places.remember, values)

    async def settle(self) -> None:
        """Have every screen write what it holds back, and the session and the drafts with it."""
        self.copies.stop()
        self.checkup.stop()
        try:
            await self.drafts.flush()
            for stack in self._screen_stacks.values():
                for screen in stack:
                    if isinstance(screen, BaseScreen):
                        await screen.leave()
            await self._flush_session()
        except GpciError as error:  # It must not keep a person in a program that can't write.
            self.failure = i18n.say(error)

    async def action_leave(self) -> None:
        """Quit, once all that was done is on disk."""
        await self.settle()
        self.exit(0)

    def _fatal_error(self) -> None:
        # Textual would print the traceback with the locals: texts of dossiers and notes.
        if self._exception is not None and not self.failure:
            self.failure = faults.report(self._exception, paths.log_file(), self.clock)
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        """Say an error that a read met in a worker, and go on; end on any other."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, GpciError):
            self.complain(cause)
        else:
            super()._handle_exception(error)

    def close_store(self) -> None:
        """Close the file after everything that was asked for is written."""
        if self._search is not None:
            self._search.close()
        values: dict[str, str | None] = {**self._forgotten, **self.drafts.take_unwritten()}
        if self._is_marked or OPEN in self.session:
            values[OPEN] = None
        if values:
            self.store.submit(places.remember, values)
        self.copies.at_the_end()
        self.store.close()

    def let_go_of_the_terminal(self) -> None:
        """End the thread that reads the keys, which outlives a terminal that was closed.

        Textual ends it only after writing to the terminal; where that fails,
        the process would wait for the thread for ever.
        """
        reading = getattr(self._driver, "exit_event", None)
        if reading is not None:
            reading.set()

    def end_on_signals(self) -> None:
        """Leave in good order when the system or the terminal says to end."""
        if sys.platform != "win32":
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._leave_on_signal)
            if not self.is_headless and os.isatty(0):
                self.set_interval(TERMINAL_SEEN_EVERY, self._leave_with_the_terminal)

    def _leave_with_the_terminal(self) -> None:
        # A closed window does not always send a signal, but it is no terminal any more.
        if not os.isatty(0):
            self._leave_on_signal()

    def _leave_on_signal(self) -> None:
        # Later, since a signal may come while the first screen is still being made.
        self.call_later(self._leave_for_good)

    def _leave_for_good(self) -> None:
        self.run_worker(self.action_leave(), exclusive=True, group="leave")

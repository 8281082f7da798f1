"""The app: modes, the store's thread, and the one way in which anything is written."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from gpci_tui import faults, i18n, paths
from gpci_tui.i18n import _
from gpci_tui.model.changes import Changes, Topic
from gpci_tui.model.errors import N_, BadInput, GpciError, StoreError
from gpci_tui.operations.words import sentence
from gpci_tui.settings import Settings
from gpci_tui.store import edition, journal, places
from gpci_tui.store.connection import Clock, Store, utc_now
from gpci_tui.store.thread import SearchThread, StoreThread
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.theme import THEMES
from gpci_tui.ui.widgets.scrollbar import use_thin_scrollbars

T = TypeVar("T")
P = ParamSpec("P")
REMEMBER_AFTER = 0.4
"""Seconds after the last move in which the place is written, so that moving stays quick."""


def _reader() -> BaseScreen:
    from gpci_tui.ui.screens.reader import ReaderScreen

    return ReaderScreen()


def _shortlist() -> BaseScreen:
    from gpci_tui.ui.screens.shortlist import ShortlistScreen

    return ShortlistScreen()


def _themes() -> BaseScreen:
    from gpci_tui.ui.screens.themes import ThemesScreen

    return ThemesScreen()


class GpciApp(App[int]):
    """``gpci``: reads go to the store's thread, writes through ``perform``."""

    TITLE = "gpci"
    CSS_PATH = "styles.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES = {
        "library": LibraryScreen,
        "reader": _reader,
        "shortlist": _shortlist,
        "themes": _themes,
    }
    DEFAULT_MODE = "library"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1,ampersand", "mode('library')", N_("Library"), id="app.library"),
        Binding("2,é", "mode('reader')", N_("Reader"), id="app.reader"),
        Binding("3,quotation_mark", "mode('shortlist')", N_("Shortlist"), id="app.shortlist"),
        Binding("4,apostrophe", "mode('themes')", N_("Themes"), id="app.themes"),
        Binding("u,ctrl+z", "undo", N_("undo"), id="app.undo"),
        Binding("U,ctrl+y", "redo", N_("redo"), id="app.redo"),
        Binding("question_mark,f1", "help", N_("help"), id="app.help"),
        Binding("colon,ctrl+p", "commands", N_("commands"), id="app.commands"),
        Binding("H", "history", N_("history"), id="app.history"),
        Binding("f2", "settings", N_("settings"), id="app.settings"),
        Binding("I", "import", N_("import…"), id="app.import"),
        Binding("E", "export", N_("export…"), id="app.export"),
        Binding("ctrl+q", "leave", N_("quit"), id="app.quit", priority=True),
    ]
    saved_at: reactive[str] = reactive("")

    def __init__(
        self,
        store: Path | StoreThread,
        *,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        problems: list[BadInput] | None = None,
        clock: Clock = utc_now,
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        self.settings_path = settings_path
        self._problems = list(problems or ())
        self.clock = clock
        if isinstance(store, Path):
            store = StoreThread(store, juror=self.settings.juror, clock=clock)
        self.store = store
        self._search: SearchThread | None = None
        self.juror = ""
        self.session: dict[str, str] = {}
        """What the interface remembers over restarts; write with ``remember``."""
        self.listing: tuple[int, ...] = ()
        """Ids of the dossiers the library lists now, for 'next dossier' in the reader."""
        self._kept = self.store.submit(lambda s: places.session(s.conn))
        self._forgotten: dict[str, str] = {}
        self.own_keys: dict[str, str] = {}
        """The user's keys by binding id, where they differ from the default ones."""
        self.next_store: Path | None = None
        """The edition to be opened when this one is left; None to end the program."""
        self.failure = ""
        """Why the app had to end, to be said on the terminal; '' for a good end."""
        use_thin_scrollbars()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = self.settings.theme

    # -- the store ----------------------------------------------------------

    async def opened(self) -> Store:
        """Return the store once it is open."""
        return await asyncio.wrap_future(self.store.opened)

    async def read(
        self, query: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return ``query(store, …)``, read by the store's thread."""
        return await asyncio.wrap_future(self.store.submit(query, *args, **kwargs))

    async def search(
        self, query: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return ``query(reader, …)`` from the searching thread; the search before is stopped."""
        if self._search is None:
            self._search = SearchThread(await self.opened())
        return await asyncio.wrap_future(self._search.submit(query, *args, **kwargs))  # type: ignore[arg-type]

    async def perform(
        self, verb: Callable[Concatenate[Store, P], Changes], *args: P.args, **kwargs: P.kwargs
    ) -> Changes:
        """Do one operation; when it is on disk, tell every screen what changed.

        An error is said to the person and gives empty Changes.
        """
        try:
            changes = await self.read(verb, *args, **kwargs)
        except GpciError as error:
            self.complain(error)
            return Changes()
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

    def complain(self, error: GpciError) -> None:
        """Say an error in the person's language."""
        self.notify(i18n.say(error), severity="error", markup=False, timeout=8)

    def tell(self, message: str) -> None:
        """Say something that went well."""
        self.notify(message, markup=False, timeout=4)

    # -- coming and going ---------------------------------------------------

    async def on_mount(self) -> None:
        self._set_keys()
        for problem in self._problems:
            self.notify(i18n.say(problem), severity="warning", markup=False, timeout=10)
        try:
            store = await self.opened()
        except StoreError as error:
            self.failure = i18n.say(error)
            self.exit(1)
            return
        await self.remembered()
        self.saved_at = await self.read(lambda s: journal.last_written(s.conn))
        await self._read_juror()
        if store.read_only:
            self.notify(self._why_read_only(store), severity="warning", markup=False, timeout=10)
        await self._come_back()

    async def _come_back(self) -> None:
        """Show what was shown when the program was left; the welcome where nothing is in yet."""
        held = await self.read(lambda s: edition.get(s.conn))
        if not held.dossiers:
            from gpci_tui.ui.modals.welcome import Welcome

            self.push_screen(Welcome())
            return
        mode = self.session.get("mode", "library")
        if mode in self.MODES and mode != "library":
            self.switch_mode(mode)

    def _why_read_only(self, store: Store) -> str:
        if store.reason == "busy":
            return _("Another window has this edition open: here it can only be read.")
        return _("This edition stands where nothing can be written: it can only be read.")

    async def _read_juror(self) -> None:
        me = await self.read(lambda s: edition.me(s.conn))
        self.juror = me.name if me else ""

    def _set_keys(self) -> None:
        from gpci_tui.ui.keymap import check

        self.own_keys, problems = check(self.settings.keys)
        self.set_keymap(self.own_keys)
        self._problems += problems

    async def remembered(self) -> dict[str, str]:
        """Return what the interface kept of the last time, with what was said since."""
        kept = await asyncio.wrap_future(self._kept)
        self.session = kept | self.session
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
            await self.read(places.remember, values)

    async def action_leave(self) -> None:
        """Quit, once all that was done is on disk."""
        for stack in self._screen_stacks.values():
            for screen in stack:
                if isinstance(screen, BaseScreen):
                    await screen.leave()
        await self._flush_session()
        self.exit(0)

    def _fatal_error(self) -> None:
        # Textual would print the traceback with the locals: texts of dossiers and notes.
        if self._exception is not None and not self.failure:
            self.failure = faults.report(self._exception, paths.log_file(), self.clock)
        self._close_messages_no_wait()

    def close_store(self) -> None:
        """Close the file after everything that was asked for is written."""
        if self._search is not None:
            self._search.close()
        if self._forgotten:
            self.store.submit(places.remember, self._forgotten)
        self.store.close()

    # -- moving about -------------------------------------------------------

    def show_mode(self, mode: str) -> None:
        """Go to a place by its mode."""
        if mode != self.current_mode:
            self.switch_mode(mode)
            self.remember(mode=mode)

    def read_dossier(self, dossier_id: int, terms: tuple[str, ...] = ()) -> None:
        """Open a dossier in the reader, at its first hit where words were searched."""
        self.remember(dossier=str(dossier_id))
        self.show_mode("reader")
        self.call_later(self._show_in_reader, dossier_id, terms)

    async def _show_in_reader(self, dossier_id: int, terms: tuple[str, ...]) -> None:
        from gpci_tui.ui.screens.reader import ReaderScreen

        for screen in self._screen_stacks.get("reader", ()):
            if isinstance(screen, ReaderScreen):
                await screen.open(dossier_id, terms)

    def compare(self, dossier_ids: tuple[int, ...]) -> None:
        """Show two dossiers side by side; with one, ask for the other."""
        from gpci_tui.ui.modals.comparing import ask_and_compare

        ask_and_compare(self, dossier_ids)

    def action_mode(self, mode: str) -> None:
        self.show_mode(mode)

    async def action_undo(self) -> None:
        changes = await self.perform(journal.undo)
        if changes:
            self.tell(_("Undone: {what}").format(what=sentence(changes.verb, changes.words)))
        elif not changes.verb and not (await self.opened()).read_only:
            self.tell(_("Nothing to undo."))

    async def action_redo(self) -> None:
        changes = await self.perform(journal.redo)
        if changes:
            self.tell(_("Redone: {what}").format(what=sentence(changes.verb, changes.words)))
        elif not (await self.opened()).read_only:
            self.tell(_("Nothing to redo."))

    def action_help(self) -> None:
        from gpci_tui.ui.modals.help import Help

        self.push_screen(Help(self.screen))

    def action_commands(self) -> None:
        from gpci_tui.ui.commands import show_commands

        show_commands(self)

    def action_history(self) -> None:
        from gpci_tui.ui.modals.history import History

        self.push_screen(History())

    def action_settings(self) -> None:
        from gpci_tui.ui.modals.settings import SettingsModal

        self.push_screen(SettingsModal())

    def action_import(self) -> None:
        from gpci_tui.ui.modals.importing import ask_and_import

        ask_and_import(self)

    def action_export(self) -> None:
        from gpci_tui.ui.modals.exporting import ask_and_export

        ask_and_export(self)


def run(
    store_path: Path,
    *,
    settings: Settings,
    settings_path: Path | None = None,
    problems: list[BadInput] | None = None,
) -> tuple[int, str]:
    """Run the app on an edition, and on each that is opened from it.

    Returns the exit status and what is to be said of a failure.
    """
    next_store: Path | None = store_path
    while next_store is not None:
        app = GpciApp(next_store, settings=settings, settings_path=settings_path, problems=problems)
        try:
            status = app.run()
        finally:
            app.close_store()
        next_store, settings, problems = app.next_store, app.settings, None
    return (status if status is not None else app.return_code or 0), app.failure

"""The app: its places, its keys, and the ways between them."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui import i18n, paths
from gpci_tui.i18n import _
from gpci_tui.model.errors import N_, BadInput, StoreError
from gpci_tui.model.listing import Facets
from gpci_tui.operations.words import sentence
from gpci_tui.settings import Settings
from gpci_tui.store import journal
from gpci_tui.store.connection import Store
from gpci_tui.ui.backstage import Backstage
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from gpci_tui.ui.booklet_place import Booklet

BOOKLET = "booklet"
"""The place of a booklet that is being cut; there only as long as it is."""


def _reader() -> BaseScreen:
    from gpci_tui.ui.screens.reader import ReaderScreen

    return ReaderScreen()


def _shortlist() -> BaseScreen:
    from gpci_tui.ui.screens.shortlist import ShortlistScreen

    return ShortlistScreen()


def _themes() -> BaseScreen:
    from gpci_tui.ui.screens.themes import ThemesScreen

    return ThemesScreen()


class GpciApp(Backstage):
    """``gpci``: its places, its keys, and the ways between them."""

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
        Binding("J,f3", "jump", N_("go to…"), id="app.jump"),
        Binding("H", "history", N_("history"), id="app.history"),
        Binding("f2", "settings", N_("settings"), id="app.settings"),
        Binding("I", "import", N_("import…"), id="app.import"),
        Binding("E", "export", N_("export…"), id="app.export"),
        Binding("ctrl+q", "leave", N_("quit"), id="app.quit", priority=True),
    ]
    news = ""
    """What is to be said at first: of the edition that was open before."""
    first_booklet: tuple[Path, Path | None] | None = None
    """A booklet to begin with, and the proposal that was saved for it."""

    # -- coming and going ---------------------------------------------------

    def on_load(self) -> None:
        # Before the terminal is taken: ended by a signal from then on, it must be given back.
        self.end_on_signals()

    async def on_mount(self) -> None:
        self._set_keys()
        for problem in self._problems:
            self.notify(i18n.say(problem), severity="warning", markup=False, timeout=10)
        try:
            store = await self.opened()
        except StoreError as error:
            self.failure = i18n.say(error)
            self.exit(1, return_code=1)
            return
        await self.remembered()
        known = await self.first_look()
        self.saved_at, self.juror = known.saved_at, known.juror
        if store.read_only:
            self.notify(self._why_read_only(store), severity="warning", markup=False, timeout=10)
        self._come_back(known.dossiers)
        if not store.read_only:  # What another window is typing now is not unfinished.
            self.drafts.tell()
        self.copies.say()
        self.copies.start()
        self.checkup.start()
        if self.news:
            self.notify(self.news, markup=False, timeout=10)
        if self.first_booklet is not None:
            self._open_first_booklet(*self.first_booklet)

    def on_ready(self) -> None:
        """Look for garbage from the first frame on, and not in what the start has made."""
        self.look_may_change()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def _come_back(self, dossiers: int) -> None:
        """Show what was shown when the program was left; the welcome where nothing is in yet."""
        if not dossiers:
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

    def _set_keys(self) -> None:
        from gpci_tui.ui.keymap import check

        self.own_keys, problems = check(self.settings.keys)
        self.set_keymap(self.own_keys)
        self._problems += problems

    # -- moving about -------------------------------------------------------

    def show_mode(self, mode: str) -> None:
        """Go to a place by its mode; what was opened over a place ends with leaving it."""
        while len(self.screen_stack) > 1 and isinstance(self.screen, BaseScreen):
            self.pop_screen()
        if mode != self.current_mode:
            self.switch_mode(mode)
            self.remember(mode=mode)

    def read_dossier(self, dossier_id: int, searched: str = "") -> None:
        """Open a dossier in the reader, at the first hit of what was searched."""
        from gpci_tui.ui.screens.reader import ReaderScreen

        self.remember(dossier=str(dossier_id))
        self.show_mode("reader")
        for screen in self._screen_stacks["reader"]:
            if isinstance(screen, ReaderScreen):
                screen.open(dossier_id, searched)

    def filter_library(self, facets: Facets) -> None:
        """Show in the library what is under some facets, and nothing else."""
        self.show_mode("library")
        self.call_later(self._filter_library, facets)

    async def _filter_library(self, facets: Facets) -> None:
        for screen in self._screen_stacks.get("library", ()):
            if isinstance(screen, LibraryScreen):
                await screen.show_only(facets)

    def show_booklet(self, booklet: Booklet | None = None) -> None:
        """Open a booklet that is to be cut, in a place of its own; None for the open one."""
        from gpci_tui.ui.screens.booklet import BookletScreen

        if booklet is not None:
            self.add_mode(BOOKLET, lambda: BookletScreen(booklet))
        self.switch_mode(BOOKLET)

    @work(exclusive=True, group="modal")
    async def _open_first_booklet(self, path: Path, saved: Path | None) -> None:
        from gpci_tui.ui.modals.booklet_opening import open_booklet

        await open_booklet(self, path, saved)

    @property
    def has_booklet(self) -> bool:
        """Whether a booklet is being cut."""
        return BOOKLET in self._modes

    def leave_booklet(self) -> None:
        """Close the booklet; what it was to be kept of is kept by its screen."""
        self.show_mode("library")
        self.call_later(self.remove_mode, BOOKLET)

    def compare(self, dossier_ids: tuple[int, ...], near: Mapping[int, str] | None = None) -> None:
        """Show two dossiers side by side; with one, ask for the other, ``near`` ones first."""
        from gpci_tui.ui.modals.comparing import ask_and_compare

        ask_and_compare(self, dossier_ids, near)

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

    @work(exclusive=True, group="modal")
    async def action_jump(self) -> None:
        from gpci_tui.ui.modals.jump import ask_and_jump

        await ask_and_jump(self)

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
    booklet: tuple[Path, Path | None] | None = None,
) -> tuple[int, str]:
    """Run the app on an edition, and on each that is opened from it; first show a booklet.

    Returns the exit status and what is to be said of a failure.
    """
    news = ""
    next_store: Path | None = store_path
    while next_store is not None:
        app = GpciApp(
            next_store, settings=settings, settings_path=settings_path, problems=problems,
            backups=paths.backup_folder(next_store),
        )  # fmt: skip
        app.first_booklet, booklet = booklet, None
        app.news, news = news, ""
        try:
            status = app.run()
        finally:
            app.close_store()
            app.let_go_of_the_terminal()
        next_store, settings, problems = app.next_store, app.settings, None
        news = app.copies.left_to_say()
        if app.restoring is not None:
            from gpci_tui.ui.modals.backups import put_back

            news = f"{put_back(app)} {news}".strip()
    status = status if status is not None else app.return_code or 0
    return (max(1, status) if app.failure else status), app.failure or news

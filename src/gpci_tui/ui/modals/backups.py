"""The backups: which there are, make one, put one in the edition's place."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui import i18n, paths
from gpci_tui.i18n import _
from gpci_tui.model.errors import N_, BadInput, GpciError, StoreError
from gpci_tui.operations import backups as operations
from gpci_tui.operations.backups import Line
from gpci_tui.store import restoring
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


def show_backups(app: GpciApp) -> None:
    """Open the list of backups."""
    app.push_screen(Backups())


class Listed(SheetRows):
    """The backups, the latest first: when and why at the left, what they hold at the right."""

    row_height = 2

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        """Show backups, the cursor on the latest."""
        self.lines = lines
        self.set_count(len(lines), 0)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        muted = style.muted_on_cursor if here else style.muted
        backup, tally = self.lines[index]
        if line == 0:
            left = Segment(" " + operations.moment(backup.at), style.strong if here else style.text)
            right = Segment(operations.holding(tally), style.text)
        else:
            left = Segment(" " + _(operations.REASONS[backup.reason]), muted)
            right = Segment(operations.size(backup.size), muted)
        return self.between([left], [right], width, here)


class Backups(Sheet[None]):
    """Which backups there are; Enter puts one in the edition's place, once it was agreed to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "make", N_("make a backup"), id="backups.make"),
        Binding("escape", "close", N_("close"), id="backups.close"),
    ]
    HINTS = (
        hint("list.choose", label=N_("restore…")),
        hint("backups.make"),
        hint("backups.close"),
    )
    CSS = """
    Backups .sheet { width: 92; height: 80%; }
    Backups Listed { height: 1fr; margin-top: 1; }
    Backups #where { height: auto; margin-top: 1; padding-left: 1; color: $muted; }
    """

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    @property
    def _path(self) -> Path:
        return self.gpci.store.path

    @property
    def _folder(self) -> Path:
        return paths.backup_folder(self._path)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(_("Backups")), classes="title")
            yield Listed()
            yield Static(id="where", markup=False)
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.query_one(Listed).focus()
        self._reload()

    @work(exclusive=True, group="backups")
    async def _reload(self) -> None:
        lines = await asyncio.to_thread(operations.held, self._folder)
        if not self.stands:
            return
        self.query_one(Listed).show(lines)
        said = (
            _("They are in {path}.") if lines
            else _("There is no backup yet. They are made by themselves in {path}.")
        )  # fmt: skip
        self.query_one("#where", Static).update(Content(said.format(path=self._folder)))

    @work(exclusive=True, group="backups")
    async def action_make(self) -> None:
        """Make a backup now."""
        try:
            made = await asyncio.to_thread(
                operations.make, self._path, self._folder, self.gpci.clock()
            )
        except GpciError as error:
            self.gpci.complain(error)
            return
        self.gpci.tell(_("Backup: {path}").format(path=made.path.name))
        self._reload()

    @on(Rows.Chosen)
    @work(exclusive=True, group="modal")
    async def _restore(self, message: Rows.Chosen) -> None:
        """Say what a restore would change; where it is agreed to, leave and come back with it."""
        message.stop()
        backup = self.query_one(Listed).lines[message.index].backup
        store = await self.gpci.opened()
        if store.read_only:
            self.gpci.tell(_("This edition can only be read here, so that nothing is restored."))
            return
        # On the store's thread, where nothing is being written meanwhile.
        found = await self.gpci.read(lambda s: restoring.preview(s.path, backup.path))
        question = _("Put the backup of {moment} in the edition’s place?").format(
            moment=operations.moment(backup.at)
        )
        about = "\n".join(operations.consequences(found))
        if await self.app.push_screen_wait(Confirm(question, about, yes=N_("restore"))):
            self.gpci.next_store, self.gpci.restoring = store.path, backup.path
            await self.gpci.action_leave()

    def action_close(self) -> None:
        self.dismiss(None)


def put_back(app: GpciApp) -> str:
    """Put the backup that was agreed to in the place of the edition that ``app`` has closed.

    Returns what is to be said of it, once an edition is open again.
    """
    assert app.restoring is not None
    path = app.store.path
    try:
        restoring.restore(path, app.restoring, paths.backup_folder(path), app.clock())
    except (StoreError, BadInput) as error:
        return i18n.say(error)
    return _("The backup is the edition now; what it was before is among the backups.")

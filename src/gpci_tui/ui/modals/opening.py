"""Opening another edition: the program goes on with it, as if started on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gpci_tui import i18n, paths
from gpci_tui.i18n import _
from gpci_tui.model.errors import StoreError
from gpci_tui.store.connection import open_store
from gpci_tui.ui.modals.path_editor import PathEditor

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


def ask_and_open(app: GpciApp) -> None:
    """Ask for an edition's file and go on with it."""
    app.run_worker(_open_another(app), exclusive=True, group="modal")


async def _open_another(app: GpciApp) -> None:
    present = (await app.opened()).path
    path = await app.push_screen_wait(
        PathEditor(
            _("Open another edition"),
            about=_("What you did in this one is kept; it is there when you open it again."),
            placeholder=_("type the path of a .gpci file"),
            suffixes=(".gpci",), refuse=lambda path: _why_not_opened(path, present),
        )
    )  # fmt: skip
    if path is not None:
        app.next_store = path
        await app.action_leave()


def _why_not_opened(path: Path, present: Path) -> str:
    """Try it now: once this edition is closed, there would be no way back."""
    if not path.exists():
        return _("There is no edition at {path}.").format(path=path)
    if path.samefile(present):
        return _("This edition is open already.")
    try:
        open_store(path, backups=paths.backup_folder(path)).close()
    except StoreError as error:
        return i18n.say(error)
    return ""

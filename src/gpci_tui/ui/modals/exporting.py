"""Export: choose a format, name a file, learn where it is."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from gpci_tui import paths
from gpci_tui.i18n import _
from gpci_tui.model.dossier import make_ref
from gpci_tui.model.errors import N_, GpciError
from gpci_tui.operations import exporting
from gpci_tui.operations.exporting import Format
from gpci_tui.store import edition
from gpci_tui.ui.file_names import shorten
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Choice, Picker

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

FORMATS = {
    Format.MARKDOWN: ("Markdown", N_("to read and to print")),
    Format.CSV: ("CSV", N_("for a spreadsheet")),
    Format.JSON: ("JSON", N_("complete, for a program")),
}
LONGEST = 32
"""Characters of the edition's name that a proposed file name carries."""


def ask_and_export(app: GpciApp) -> None:
    """Ask for a format and a file name, and export."""
    app.run_worker(export(app), exclusive=True, group="modal")


async def export(app: GpciApp) -> None:
    """Write the juror's whole review to a file that is asked for. To be awaited in a worker."""
    pick = await app.push_screen_wait(
        Picker(
            _("Export my review"),
            [Choice(form, name, _(purpose)) for form, (name, purpose) in FORMATS.items()],
        )
    )
    if not isinstance(pick, Choice) or not isinstance(pick.key, Format):
        return
    form, proposed = pick.key, await _proposal(app, pick.key)
    while True:
        path = await _ask_where(app, form, proposed)
        if path is None or await _write(app, path, form):
            return
        # What was typed is there again, to be mended.
        proposed = path


async def _ask_where(app: GpciApp, form: Format, proposed: Path) -> Path | None:
    path = await app.push_screen_wait(
        PathEditor(
            _("Export as {format}").format(format=FORMATS[form][0]),
            shorten(proposed),
            about=_("Holds your whole review: statuses, themes, marked passages, shortlists, and "
                    "your private notes. Only you can read the file until you hand it over."),
            suffixes=(f".{form}",), refuse=_why_not_there,
        )
    )  # fmt: skip
    return path.with_name(f"{path.name}.{form}") if path and not path.suffix else path


async def _write(app: GpciApp, path: Path, form: Format) -> bool:
    if os.path.lexists(path):
        question = _("{name} is there already. Replace it?").format(name=path.name)
        if not await app.push_screen_wait(Confirm(question, shorten(path), yes=N_("replace"))):
            return False
    try:
        await app.read(exporting.export, path, form, force=True)
    except GpciError as error:
        app.complain(error)
        return False
    app.tell(_("Exported to {path}").format(path=path))
    return True


def _why_not_there(path: Path) -> str:
    if path.is_dir():
        return _("{path} is a folder; name a file in it.").format(path=path)
    if not path.parent.is_dir():
        return _("There is no folder {path}.").format(path=path.parent)
    return ""


async def _proposal(app: GpciApp, form: Format) -> Path:
    """Return a name made of the edition and the day, where the person will look for it."""
    held = await app.read(lambda store: edition.get(store.conn))
    store = await app.opened()
    day = app.clock().astimezone().date().isoformat()
    name = make_ref(held.name)
    if len(name) > LONGEST:
        name = name[: name.rfind("-", 0, LONGEST + 1)] if "-" in name[:LONGEST] else name[:LONGEST]
    return paths.export_folder(store.path) / f"{name or 'gpci'}-{day}.{form}"

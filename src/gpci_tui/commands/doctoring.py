"""``gpci doctor``."""

from __future__ import annotations

import click

from gpci_tui import i18n, paths
from gpci_tui.commands.ending import complain
from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, note, say
from gpci_tui.i18n import _
from gpci_tui.model.errors import StoreError, StoreIsNewer, StoreIsReadOnly
from gpci_tui.store.checking import Found
from gpci_tui.store.connection import utc_now


def doctor_command() -> click.Command:
    return command(
        "doctor",
        doctor,
        _("Look the edition through, without changing it. Exit status: 0 sound, 1 mended or to be "
          "mended, 2 for what can’t be."),
        click.Option(
            ["--mend"], is_flag=True,
            help=_("Mend what can be, after a backup; write what can’t into a file beside it."),
        ),
    )  # fmt: skip


def doctor(session: Session, mend: bool) -> int:
    from gpci_tui.operations import doctor as operations
    from gpci_tui.store import checking

    folder = paths.backup_folder(session.store)
    say(_("Checking {path}").format(path=session.store))
    try:
        found = checking.examine(session.store)
        for line in operations.findings(found):
            say("  " + line)
        status = operations.status(found)
        if status == operations.SOUND:
            say(_("The edition is sound."))
        elif mend:
            status = _mend(session, found)
        else:
            note(_("Nothing was changed. “gpci doctor --mend” mends what can be, after a backup."))
    except StoreError as error:
        complain(i18n.say(error))
        if isinstance(error, StoreIsReadOnly | StoreIsNewer) or not session.store.is_file():
            return operations.LASTING
        status = operations.LASTING
    if status == operations.LASTING:
        note(operations.advice(folder))
    return status


def _mend(session: Session, found: Found) -> int:
    from gpci_tui.operations import doctor as operations

    done = operations.mend(session.store, paths.backup_folder(session.store), found, utc_now())
    say(_("Before the mending: {path}").format(path=done.backup))
    if found.mendable and not done.left.mendable:
        say(_("Mended: the indexes are made anew."))
    if done.aside is not None:
        say(_("Both versions of what differs: {path}").format(path=done.aside))
    left = operations.status(done.left)
    if left == operations.SOUND:
        say(_("The edition is sound now."))
        return operations.MENDED
    note(_("Not everything could be mended."))
    return operations.LASTING

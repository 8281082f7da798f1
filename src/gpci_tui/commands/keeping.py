"""``gpci backup``, ``backups`` and ``restore``."""

from __future__ import annotations

import click

from gpci_tui import paths
from gpci_tui.commands.invocation import Session, on_terminal
from gpci_tui.commands.session import command, note, say
from gpci_tui.i18n import _
from gpci_tui.model.errors import N_, Refused
from gpci_tui.store.connection import utc_now


def backup_command() -> click.Command:
    return command(
        "backup",
        backup,
        _("Keep a copy of the edition, checked; another window may have it open."),
        click.Option(
            ["--to"], metavar=_("PATH"),
            help=_("Where to put it: a new file, or a folder such as a USB key's."),
        ),
    )  # fmt: skip


def backup(session: Session, to: str | None) -> None:
    from gpci_tui.operations import backups

    if to is None:
        path = backups.make(session.store, paths.backup_folder(session.store), utc_now()).path
    elif to.strip():
        path = backups.make_at(session.store, paths.typed(to), utc_now())
    else:
        raise click.UsageError(_("A path is empty; name a file or a folder."))
    say(_("Backup: {path}").format(path=path))


def backups_command() -> click.Command:
    return command("backups", list_backups, _("List the backups of the edition, latest first."))


def list_backups(session: Session) -> None:
    from gpci_tui.commands.table import render, terminal_width
    from gpci_tui.operations import backups

    folder = paths.backup_folder(session.store)
    lines = backups.held(folder)
    if lines:
        say(render(backups.dated(lines), terminal_width()))
    note(
        _("“gpci restore NUMBER” puts one of them in the edition’s place.")
        if lines
        else _("There is no backup yet. They are made by themselves in {path}.").format(path=folder)
    )


def restore_command() -> click.Command:
    return command(
        "restore",
        restore,
        _("Put a backup in the place of the edition, which is kept; asks first."),
        click.Argument(["name"], metavar=_("NUMBER|PATH")),
        click.Option(["--yes"], is_flag=True, help=_("Don’t ask.")),
    )


def restore(session: Session, name: str, yes: bool) -> None:
    from gpci_tui.operations import backups
    from gpci_tui.store import restoring

    folder = paths.backup_folder(session.store)
    chosen = backups.find(folder, name, paths.typed)
    with restoring.claimed(session.store):
        found = restoring.preview(session.store, chosen)
    say(_("Restore {path}").format(path=chosen))
    say(_("It holds {what}.").format(what=backups.holding(found.then)))
    for line in backups.consequences(found):
        say("  " + line)
    if not yes:
        _ask()
    aside = restoring.restore(session.store, chosen, folder, utc_now())
    say(_("Restored. {path} is that edition now.").format(path=session.store))
    if aside is not None:
        say(_("What stood there is kept: {path}").format(path=aside))


def _ask() -> None:
    if not on_terminal():
        raise Refused(N_("Nobody is there to be asked; --yes restores without asking."))
    if not click.confirm(_("Put it in the edition’s place?"), prompt_suffix=" "):
        raise click.Abort

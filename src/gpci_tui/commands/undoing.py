"""``gpci undo``, ``redo`` and ``history``."""

from __future__ import annotations

import click

from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, note, say
from gpci_tui.i18n import _, day, time_of_day
from gpci_tui.operations.words import sentence
from gpci_tui.store import journal


def undo_command() -> click.Command:
    return command("undo", undo, _("Take back the last change, and say which it was."))


def undo(session: Session) -> None:
    with session.writing() as store:
        changes = journal.undo(store)
    if changes:
        say(_("Undone: {what}").format(what=sentence(changes.verb, changes.words)))
    else:
        say(_("Nothing to undo."))


def redo_command() -> click.Command:
    return command("redo", redo, _("Do again what was taken back last."))


def redo(session: Session) -> None:
    with session.writing() as store:
        changes = journal.redo(store)
    if changes:
        say(_("Redone: {what}").format(what=sentence(changes.verb, changes.words)))
    else:
        say(_("Nothing to redo."))


def history_command() -> click.Command:
    return command(
        "history",
        history,
        _("Print what was done, the latest first."),
        click.Option(
            ["-n", "--limit"], type=click.IntRange(1, 100_000), default=50, metavar=_("NUMBER"),
            help=_("How many changes at most."),
        ),
    )  # fmt: skip


def history(session: Session, limit: int) -> None:
    with session.reading() as store:
        steps = journal.history(store.conn, limit)
    if not steps:
        note(_("Nothing was done yet."))
    for step in steps:
        line = f"{day(step.at)} {time_of_day(step.at)}  {sentence(step.verb, step.words)}"
        say(line + " " + _("(undone)") if step.undone else line)

"""Opening the interface; saying where things are."""

from __future__ import annotations

from pathlib import Path

import click

from gpci_tui import paths
from gpci_tui.commands.invocation import Session, open_interface
from gpci_tui.commands.session import command, say
from gpci_tui.i18n import _


def demo_command() -> click.Command:
    return command(
        "demo",
        demo,
        _("Open the sample edition, kept between runs."),
        click.Option(["--reset"], is_flag=True, help=_("Begin anew; what was noted is lost.")),
    )  # fmt: skip


def demo(session: Session, reset: bool) -> int:
    from gpci_tui.operations import sample

    session.named = session.named or paths.demo_store()
    if reset:
        sample.replace(session.named, juror=session.settings.juror)
    else:
        sample.prepare(session.named, juror=session.settings.juror)
    return open_interface(session)


def where_command() -> click.Command:
    return command(
        "where", where, _("Say where the edition, its backups, the settings and the log are.")
    )


def where(session: Session) -> None:
    for name, path in (
        (_("Edition"), session.store),
        (_("Backups"), paths.backup_folder(session.store)),
        (_("Settings"), paths.settings_file()),
        (_("Log"), paths.log_file()),
    ):
        say(_("{name}: {value}").format(name=name, value=_shown(path)))


def _shown(path: Path) -> str:
    whole = str(path.absolute())
    return whole if path.exists() else _("{path} (not there yet)").format(path=whole)

"""The command line (click): which command is meant, and in which language."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from gpci_tui import __version__, i18n, paths, settings
from gpci_tui.commands.ending import FAILED, MISUSED, STOPPED, complain, ended
from gpci_tui.commands.invocation import Session, open_interface
from gpci_tui.commands.session import HELP, note, shared_options
from gpci_tui.commands.speaking import Command, usage_text
from gpci_tui.i18n import _

_COMMANDS = {
    "demo": "opening:demo_command",
    "import": "importing:import_command",
    "list": "listing:list_command",
    "show": "listing:show_command",
    "tag": "reviewing:tag_command",
    "untag": "reviewing:untag_command",
    "shortlist": "reviewing:shortlist_command",
    "export": "exporting:export_command",
    "undo": "undoing:undo_command",
    "redo": "undoing:redo_command",
    "history": "undoing:history_command",
    "backup": "keeping:backup_command",
    "backups": "keeping:backups_command",
    "restore": "keeping:restore_command",
    "doctor": "doctoring:doctor_command",
    "where": "opening:where_command",
}
"""Name -> module and function, imported when the command is called: opening stays quick."""


class Gpci(Command, click.Group):
    """The program. Its texts are made when it runs, in the language that was chosen then."""

    def __init__(self) -> None:
        super().__init__(
            "gpci",
            callback=click.pass_context(_open),
            invoke_without_command=True,
            context_settings=HELP,
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = _COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, function = place.split(":")
        found: click.Command = getattr(import_module(f"gpci_tui.commands.{module}"), function)()
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in _COMMANDS and not ctx.resilient_parsing:
            ctx.fail(_unknown(args[0]))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        commands = (self.get_command(ctx, name) for name in _COMMANDS)
        with formatter.section(_("Commands")):
            formatter.write_dl([(c.name or "", c.help or "") for c in commands if c])

    def main(self, args: Sequence[str] | None = None, *_more: Any, **_options: Any) -> NoReturn:
        """Run, say in one line what went wrong, and exit."""
        given = list(sys.argv[1:] if args is None else args)
        sys.exit(ended(lambda: self._run(given)))

    def _run(self, args: list[str]) -> int:
        try:
            return self._invoke(args)
        except click.UsageError as error:
            complain(usage_text(error))
            return MISUSED
        except click.Abort:
            complain(_("Stopped."))
            return STOPPED
        except click.ClickException as error:
            complain(error.format_message())
            return FAILED

    def _invoke(self, args: list[str]) -> int:
        chosen, problems = settings.load(paths.settings_file())
        i18n.choose(_wanted_language(args) or chosen.language)
        self.help = _("Read, annotate, tag and shortlist award dossiers. Without a command the "
                      "interface opens.")  # fmt: skip
        self.options_metavar = _("[OPTIONS]")
        self.subcommand_metavar = _("COMMAND [ARGS]...")
        self.params = [*shared_options(), _version_option()]
        session = Session(chosen, problems)
        outcome = super().main(args, prog_name="gpci", standalone_mode=False, obj=session)
        sys.stdout.flush()
        return outcome if isinstance(outcome, int) else 0


def _open(ctx: click.Context) -> Any:
    session: Session = ctx.obj
    if ctx.invoked_subcommand is None:
        return open_interface(session)
    if ctx.invoked_subcommand != "demo":  # The interface says them itself.
        for problem in session.problems:
            note(i18n.say(problem))
    return None


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    said = _("There is no command “{name}”.").format(name=name)
    nearest = get_close_matches(name, _COMMANDS, 1)
    if not nearest:
        return said
    return said + " " + _("Do you mean “{nearest}”?").format(nearest=nearest[0])


def _version_option() -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
        if wanted:
            click.echo(f"gpci {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show,
        help=_("Show the version and exit."),
    )  # fmt: skip


def _wanted_language(args: Sequence[str]) -> str:
    """Return the language that ``--lang`` names, before click reads the rest in it."""
    for place, arg in enumerate(args):
        if arg == "--":
            break
        name, _sign, value = arg.partition("=")
        if name == "--lang":
            value = value or "".join(args[place + 1 : place + 2])
            return value if value in i18n.LANGUAGES else ""
    return ""


gpci = Gpci()

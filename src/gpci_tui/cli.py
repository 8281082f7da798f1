"""The command line: which command is meant, in which language, and what to say when it fails."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import click

from gpci_tui import __version__, faults, i18n, paths, settings
from gpci_tui.commands.session import HELP, Session, note, shared_options
from gpci_tui.commands.speaking import Command, usage_text
from gpci_tui.i18n import _
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import GpciError

FAILED = 1
MISUSED = 2
STOPPED = 130
"""Exit statuses; 130 is what a shell says after ctrl+c."""

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
        _use_utf8()
        status = STOPPED
        with suppress(KeyboardInterrupt):
            status = self._run(list(sys.argv[1:] if args is None else args))
        sys.exit(status)

    def _run(self, args: list[str]) -> int:
        try:
            return self._invoke(args)
        except click.UsageError as error:
            _fail(usage_text(error))
            return MISUSED
        except click.Abort:
            _fail(_("Stopped."))
            return STOPPED
        except click.ClickException as error:
            _fail(error.format_message())
        except GpciError as error:
            _fail(i18n.say(error))
        except BrokenPipeError:
            # Who read the answer has seen enough, as in "gpci list | head".
            _discard_output()
        except OSError as error:
            _fail(_("The system refused it: {error}").format(error=error.strerror or error))
            _discard_output()
        except Exception as error:  # noqa: BLE001 - the last place before a traceback
            _fail(faults.report(error, paths.log_file()))
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
        from gpci_tui.commands.opening import open_interface

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


def _use_utf8() -> None:
    """Let a pipe of Windows take every character, and a closed output take nothing."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _fail(message: str) -> None:
    click.echo(f"gpci: {clean_line(message)}", err=True)


def _discard_output() -> None:
    """Keep Python from writing once more, at its end, where nobody reads."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


gpci = Gpci()


def main() -> NoReturn:
    """Run ``gpci`` with the arguments of the process."""
    gpci.main()

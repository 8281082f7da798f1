"""``gpci import``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from gpci_tui.commands import applicants, booklets, columns, duplicates
from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, say
from gpci_tui.i18n import _, number
from gpci_tui.importers.problems import Problem
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.operations import importing
from gpci_tui.operations.duplicates import Choice, Near
from gpci_tui.operations.importing import Bundle, Summary, problem_text
from gpci_tui.paths import typed

_NAMED = 8
_PROGRESS_EVERY = 25


def import_command() -> click.Command:
    return command(
        "import",
        take_in,
        _("Take in dossiers from files, folders and ZIPs."),
        click.Argument(["paths"], nargs=-1, required=True, metavar=_("PATH...")),
        columns.option(),
        click.Option(["--dry-run"], is_flag=True, help=_("Only say what would be done.")),
        duplicates.option(),
        *booklets.options(),
    )  # fmt: skip


def take_in(
    session: Session, paths: tuple[str, ...], mapped: tuple[str, ...], dry_run: bool,
    wish: str, what: str | None, form: str | None, review: bool, proposal: str | None,
) -> int:  # fmt: skip
    if not all(path.strip() for path in paths):
        # An empty variable of a script must not mean the present folder.
        raise click.UsageError(_("A path is empty; name a file or a folder."))
    if what is not None:
        return _take_booklet(session, paths, dry_run, Choice(wish), form, review, proposal)
    if form is not None or review or proposal is not None:
        raise click.UsageError(_("--format, --review and --proposal go with --as booklet."))
    bundle = importing.read_paths([typed(path) for path in paths], _progress)
    bundle = columns.understood(session, bundle, mapped)
    columns.tell(bundle)
    bundle = importing.named(bundle, applicants.known(session))
    if bundle.is_empty:
        _fail_empty(bundle)
    choice = Choice(wish)
    if dry_run:
        summary, near = _previewed(session, bundle, choice)
        say(_("Nothing was written. An import would give:"))
    else:
        with session.writing(make=True) as store:
            taken, near = duplicates.settled(store, bundle, choice, _progress)
            summary = importing.take(store, taken, _progress)
    _tell(summary, bundle)
    duplicates.tell(near, choice)
    if bundle.refused:
        raise _refused(bundle)
    return 0


def _take_booklet(
    session: Session, paths: tuple[str, ...], dry_run: bool, choice: Choice, form: str | None,
    review: bool, proposal: str | None,
) -> int:  # fmt: skip
    if len(paths) > 1:
        raise click.UsageError(_("A booklet is taken in alone; name one file."))
    if form is not None and not dry_run:
        raise click.UsageError(_("--format goes with --dry-run."))
    if review and dry_run:
        raise click.UsageError(_("--review takes nothing in by itself: leave --dry-run out."))
    saved = typed(proposal) if proposal is not None else None
    if review:
        return booklets.review(session, typed(paths[0]), saved)
    booklets.take_in(session, typed(paths[0]), dry_run, choice, form, saved, _tell)
    return 0


def _previewed(session: Session, bundle: Bundle, choice: Choice) -> tuple[Summary, Sequence[Near]]:
    if not os.path.lexists(session.store):
        bundle, near = duplicates.settled(None, bundle, choice, _progress)
        return importing.preview(None, bundle), near
    with session.reading() as store:
        bundle, near = duplicates.settled(store, bundle, choice, _progress)
        return importing.preview(store, bundle), near


def _fail_empty(bundle: Bundle) -> None:
    """Tell why nothing is to be taken in; a single reason is the error itself."""
    if len(bundle.problems) == 1:
        raise BadInput("{problem}", problem=problem_text(bundle.problems[0]))
    _list(_("Refused"), bundle.refused)
    _list(_("Worth knowing"), bundle.notices)
    raise _refused(bundle)


def _refused(bundle: Bundle) -> BadInput:
    return BadInput(
        N_("Refused: {n}. The reasons stand above; nothing of these was taken in."),
        n=number(len(bundle.refused)),
    )


def _tell(summary: Summary, bundle: Bundle) -> None:
    _count(_("New"), summary.new)
    _count(_("Unchanged"), summary.unchanged, named=False)
    _count(_("Revised"), summary.revised)
    _list(_("Refused"), bundle.refused)
    _list(_("Worth knowing"), bundle.notices)


def _count(name: str, refs: Sequence[str], *, named: bool = True) -> None:
    value = number(len(refs))
    if refs and named:
        more = ", …" if len(refs) > _NAMED else ""
        value += f" ({', '.join(refs[:_NAMED])}{more})"
    say(_("{name}: {value}").format(name=name, value=value))


def _list(name: str, problems: Sequence[Problem]) -> None:
    if problems:
        say(_("{name}: {value}").format(name=name, value=number(len(problems))))
    for problem in problems:
        say(f"  {problem_text(problem)}")


def _progress(done: int, total: int) -> bool:
    """Count on the terminal while it takes long; nothing where nobody looks."""
    if total > _PROGRESS_EVERY and done % _PROGRESS_EVERY == 0 and sys.stderr.isatty():
        click.echo(f"\r{number(done)} / {number(total)} ", nl=False, err=True)
    if total > _PROGRESS_EVERY and done == total - 1 and sys.stderr.isatty():
        click.echo("\r" + " " * 30 + "\r", nl=False, err=True)
    return True

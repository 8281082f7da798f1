"""``gpci import BOOKLET --as booklet``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from gpci_tui.commands import applicants, duplicates
from gpci_tui.commands.invocation import Session, open_interface
from gpci_tui.commands.session import say
from gpci_tui.commands.table import render, terminal_width
from gpci_tui.i18n import _, number
from gpci_tui.i18n import say as in_words
from gpci_tui.importers.problems import Problem
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.segments import Kind, Proposal, label
from gpci_tui.model.segments_json import from_json, listing
from gpci_tui.operations import booklet_files, booklets, corrected_names, importing
from gpci_tui.operations.duplicates import Choice
from gpci_tui.operations.importing import Bundle, Summary

KIND_NAMES = {
    Kind.EDITORIAL: N_("editorial"),
    Kind.JUROR: N_("juror"),
    Kind.PRIZE: N_("prize name"),
    Kind.DOSSIER: N_("dossier"),
    Kind.OTHER: N_("other text"),
}


def options() -> list[click.Parameter]:
    """Return what ``gpci import`` takes for booklets."""
    return [
        click.Option(
            ["--as", "what"], type=click.Choice(["booklet"]),
            help=_("Take PATH as a booklet that holds a whole edition, and cut it."),
        ),
        click.Option(
            ["--format", "form"], type=click.Choice(["table", "json"]),
            help=_("How a dry run shows the cuts of a booklet."),
        ),
        click.Option(
            ["--review"], is_flag=True,
            help=_("Open the interface on the cuts of a booklet, to be looked at first."),
        ),
        click.Option(
            ["--proposal"], metavar=_("FILE"),
            help=_("Cut the booklet as this saved proposal says."),
        ),
    ]  # fmt: skip


def review(session: Session, path: Path, proposal: Path | None) -> int:
    """Open the interface on a booklet; return the exit status."""
    if not path.is_file():
        raise BadInput("{reason}", reason=booklet_files.why_not(path))
    return open_interface(session, (path, proposal))


def take_in(
    session: Session, path: Path, dry_run: bool, choice: Choice, form: str | None,
    proposal: Path | None, tell: Callable[[Summary, Bundle], None],
) -> None:  # fmt: skip
    """Cut a booklet; show the cuts, or take in what it holds."""
    try:
        cut, notices = booklet_files.read_told(path)
    except BadInput as error:
        name = clean_line(path.name)
        raise BadInput(N_("{file}: {reason}"), file=name, reason=in_words(error)) from error
    if proposal is not None:
        saved = booklet_files.load(proposal)
        cut = from_json(saved, cut.file, cut.lines, cut.pages)
    else:
        cut = corrected_names.in_booklet(cut, applicants.known(session))
    notices = (*notices, *corrected_names.told(cut))
    if dry_run:
        _show(cut, form or "table", notices)
        return
    if not cut.of(Kind.DOSSIER):
        raise BadInput(
            N_("No dossier was found in {file}. Cut it by hand in the interface."), file=cut.file
        )
    with session.writing(make=True) as store:
        bundle, near = duplicates.settled(store, booklets.bundle(store, cut), choice)
        summary = importing.take(store, bundle)
    told = Bundle(bundle.drafts, bundle.edition, notices)
    tell(summary, told)
    duplicates.tell(near, choice)
    _count(_("Jurors"), len(cut.of(Kind.JUROR)))
    _count(_("Prizes"), len(cut.of(Kind.PRIZE)))
    _count(_("Parts left aside"), len(booklets.left_aside(cut)))


def _count(name: str, count: int) -> None:
    if count:
        say(_("{name}: {value}").format(name=name, value=number(count)))


def _show(cut: Proposal, form: str, notices: tuple[Problem, ...]) -> None:
    if form == "json":
        say(json.dumps(listing(cut, booklets.reason), ensure_ascii=False, indent=2))
        return
    head = (_("Lines"), _("Kind"), _("Sure"), _("Title"), _("Applicant"), _("Prize"))
    rows = [
        (
            f"{segment.first + 1}–{segment.last + 1}", _(KIND_NAMES[segment.kind]),
            f"{segment.confidence:.0%}", label(cut, segment), segment.applicant, segment.prize,
        )
        for segment in cut.segments
    ]  # fmt: skip
    say(render([head, *rows], terminal_width(), whole=(0,)))
    for problem in notices:
        say(importing.problem_text(problem))

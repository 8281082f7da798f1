"""``gpci tag``, ``untag`` and ``shortlist``."""

from __future__ import annotations

from collections.abc import Callable

import click

from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, find_dossier, note, say
from gpci_tui.i18n import _, ngettext, number
from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import Dossier, Theme
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.review import ListKind, Shortlist
from gpci_tui.operations import themes as verbs
from gpci_tui.operations.words import list_kind_name, sentence
from gpci_tui.store import edition, shortlists, themes
from gpci_tui.store.connection import Store


def tag_command() -> click.Command:
    return command(
        "tag",
        tag,
        _("Tag a dossier with themes, new ones included."),
        *_ref_and_themes(),
    )


def untag_command() -> click.Command:
    return command("untag", untag, _("Take themes off a dossier."), *_ref_and_themes())


def _ref_and_themes() -> tuple[click.Parameter, ...]:
    return (
        click.Argument(["ref"], metavar=_("REF")),
        click.Argument(["names"], nargs=-1, required=True, metavar=_("THEME...")),
    )


def tag(session: Session, ref: str, names: tuple[str, ...]) -> None:
    from gpci_tui.search.fuzzy import nearly_the_same

    with session.writing() as store:
        dossier = find_dossier(store, ref)
        # All names are looked at first, so that none is written where one can't be.
        for name in [verbs.check_name(name) for name in names]:
            known = themes.by_name(store.conn, name)
            others = [theme.name for theme in themes.vocabulary(store.conn, store.juror_id)]
            changes = verbs.create(store, name, [dossier.id])
            _tell(changes, known.name if known else name, dossier, _had)
            nearest = "" if known else nearly_the_same(name, others)
            if nearest:
                note(
                    _("“{name}” is new and nearly the same as “{theme}”. “gpci undo” takes it "
                      "back.").format(name=name, theme=nearest)
                )  # fmt: skip


def untag(session: Session, ref: str, names: tuple[str, ...]) -> None:
    with session.writing() as store:
        dossier = find_dossier(store, ref)
        for theme in [_theme(store, name) for name in names]:
            _tell(verbs.untag(store, [dossier.id], theme.id), theme.name, dossier, _had_not)


def _had() -> str:
    return _("“{dossier}” has the theme “{theme}” already; nothing was changed.")


def _had_not() -> str:
    return _("“{dossier}” does not have the theme “{theme}”; nothing was changed.")


def _tell(changes: Changes, theme: str, dossier: Dossier, otherwise: Callable[[], str]) -> None:
    if changes:
        say(sentence(changes.verb, changes.words))
    else:
        say(otherwise().format(dossier=dossier.title, theme=theme))


def _theme(store: Store, name: str) -> Theme:
    name = clean_line(name)
    known = themes.by_name(store.conn, name)
    if known is None:
        names = [theme.name for theme in themes.vocabulary(store.conn, store.juror_id)]
        raise _unknown(N_("There is no theme “{name}”."), name, names)
    return known


def _unknown(template: str, name: str, names: list[str]) -> NotFound:
    """Return the error of a name that is not there, with the nearest that is."""
    from gpci_tui.search.fuzzy import nearest_name

    nearest = nearest_name(name, names)
    if not nearest:
        return NotFound(template, name=name)
    return NotFound(
        "{message} {hint}",
        message=_(template).format(name=name),
        hint=_("Do you mean “{nearest}”?").format(nearest=nearest),
    )


def shortlist_command() -> click.Command:
    return command(
        "shortlist",
        shortlist,
        _("Print your shortlists, or one of them."),
        click.Option(["--prize"], metavar=_("PRIZE"), help=_("Only this prize.")),
        click.Option(["--theme"], metavar=_("THEME"), help=_("Only this theme.")),
    )


def shortlist(session: Session, prize: str | None, theme: str | None) -> None:
    if prize is not None and theme is not None:
        raise click.UsageError(_("Name a prize or a theme, not both."))
    with session.reading() as store:
        if prize is not None:
            chosen = [_of_prize(store, prize)]
        elif theme is not None:
            chosen = [_of_theme(store, theme)]
        else:
            chosen = [
                each
                for kind in (ListKind.PRIZE, ListKind.OWN, ListKind.THEME)
                for each in shortlists.board(store.conn, store.juror_id, kind)
                if each.entries or kind is ListKind.PRIZE
            ]
    if not chosen:
        note(_("There is no shortlist yet."))
    for place, each in enumerate(chosen):
        if place:
            say()
        _print(each)


def _of_prize(store: Store, name: str) -> Shortlist:
    name = clean_line(name)
    wanted = edition.prize_id(store.conn, name)
    if wanted is None:
        names = [prize.name for prize in edition.prizes(store.conn)]
        raise _unknown(N_("There is no prize “{name}”."), name, names)
    board = shortlists.board(store.conn, store.juror_id, ListKind.PRIZE)
    return next(each for each in board if each.target_id == wanted)


def _of_theme(store: Store, name: str) -> Shortlist:
    theme = _theme(store, name)
    board = shortlists.board(store.conn, store.juror_id, ListKind.THEME)
    # Themes that nothing was done with have no column yet.
    empty = Shortlist(ListKind.THEME, theme.id, theme.name, 0)
    return next((each for each in board if each.target_id == theme.id), empty)


def _print(chosen: Shortlist) -> None:
    head = _("{name}: {value}").format(name=list_kind_name(chosen.kind), value=chosen.name)
    if chosen.places:
        places = ngettext("{n} place", "{n} places", chosen.places)
        filled = number(chosen.filled)
        head += " " + _("({filled} of {places})").format(filled=filled, places=places)
    say(head[:1].upper() + head[1:])
    if not chosen.entries:
        say("  " + _("no dossier yet"))
    for entry in chosen.entries:
        if chosen.places and entry.rank == chosen.places + 1:
            say("  --- " + _("reserve list") + " ---")
        who = f" — {entry.applicant}" if entry.applicant else ""
        say(f"  {entry.rank}. {entry.title}{who} ({entry.ref})")
        if entry.reason:
            say(f"     {entry.reason}")

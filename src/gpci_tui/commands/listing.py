"""``gpci list`` and ``gpci show``."""

from __future__ import annotations

import json
import textwrap

import click

from gpci_tui.commands import table
from gpci_tui.commands.ending import MISUSED, complain
from gpci_tui.commands.invocation import Session
from gpci_tui.commands.session import command, find_dossier, in_slices, note, put, say
from gpci_tui.i18n import _, ngettext, number
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import FIELDS, Dossier
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.folding import fold
from gpci_tui.model.listing import Row
from gpci_tui.model.review import Annotation
from gpci_tui.operations.library import find, rank
from gpci_tui.operations.words import (
    field_name,
    kind_name,
    level_name,
    problem_text,
    status_name,
)
from gpci_tui.store import library, reviews, saved_searches, shortlists, themes
from gpci_tui.store.connection import Store

COLUMNS = (
    "ref", "title", "applicant", "level", "prize", "status", "themes", "shortlists",
    "annotations", "words",
)  # fmt: skip
"""Keys of the JSON and columns of the CSV."""

_MEASURE = 80


def list_command() -> click.Command:
    return command(
        "list",
        list_dossiers,
        _("List the dossiers, or those that a search finds."),
        click.Argument(["query"], nargs=-1, metavar=_("[QUERY]")),
        click.Option(
            ["--format", "form"], type=click.Choice(["table", "json", "csv"]), default="table",
            help=_("How to print them."),
        ),
        click.Option(
            ["--saved"], metavar=_("NAME"), help=_("Use the search saved under this name."),
        ),
    )  # fmt: skip


def list_dossiers(
    session: Session, query: tuple[str, ...], form: str, saved: str | None
) -> int | None:
    text = " ".join(query)
    with session.reading() as store:
        if saved is not None:
            text = f"({_saved_query(store, saved)}) {text}" if text else _saved_query(store, saved)
        found = rank(store, find(store, text))
        if found.problems:
            complain(problem_text(found.problems[0]))
            return MISUSED
        rows = [
            row
            for ids in in_slices(found.ids)
            for row in library.rows(store.conn, store.juror_id, ids)
        ]
    for typed, nearest in found.corrected:
        note(
            _("“{typed}” stands nowhere; searched “{nearest}”.").format(
                typed=typed, nearest=nearest
            )
        )
    if form == "json":
        records = [dict(zip(COLUMNS, _values(row), strict=True)) for row in rows]
        say(json.dumps(records, ensure_ascii=False, indent=2))
    elif form == "csv":
        from gpci_tui.exporters import csv_file

        put(csv_file.write(COLUMNS, map(_values, rows)))
    else:
        _print_table(rows, text, found.total)
    return None


def _saved_query(store: Store, name: str) -> str:
    known = saved_searches.all_of(store.conn, store.juror_id)
    wanted = fold(clean_line(name)).strip()
    for search in known:
        if fold(search.name) == wanted:
            return search.query
    from gpci_tui.search.fuzzy import nearest_name

    nearest = nearest_name(name, [search.name for search in known])
    if nearest:
        raise NotFound(
            N_("There is no saved search “{name}”. Do you mean “{nearest}”?"),
            name=name, nearest=nearest,
        )  # fmt: skip
    raise NotFound(N_("There is no saved search “{name}”."), name=name)


def _values(row: Row) -> tuple[object, ...]:
    return (
        row.ref, row.title, row.applicant, row.level, row.prize, row.status.value, row.themes,
        row.shortlists, row.annotations, row.words,
    )  # fmt: skip


def _print_table(rows: list[Row], query: str, total: int) -> None:
    if not total:
        note(_("This edition holds no dossier yet. “gpci import FOLDER” takes some in."))
        return
    if not rows:
        note(_("No dossier matches “{query}”.").format(query=query))
        return
    head = ["", _("Ref"), _("Title"), _("Applicant"), _("Prize"), _("Notes"), _("Themes")]
    lines = [
        [
            row.status.sign, row.ref, row.title, row.applicant, row.prize, str(row.annotations),
            ", ".join(row.themes),
        ]
        for row in rows
    ]  # fmt: skip
    say(table.render([head, *lines], table.terminal_width(), whole=(0, 1)))
    say()
    say(ngettext("{n} dossier", "{n} dossiers", len(rows)))


def show_command() -> click.Command:
    return command(
        "show",
        show,
        _("Print a dossier with what you hold on it."),
        click.Argument(["ref"], metavar=_("REF")),
    )


def show(session: Session, ref: str) -> None:
    with session.reading() as store:
        dossier = find_dossier(store, ref)
        lines = [*_head(dossier), "", *_mine(store, dossier), "", dossier.body]
    width = table.terminal_width()
    for line in "\n".join(lines).split("\n"):
        say(_wrapped(line, min(width, _MEASURE)) if width else line)


def _head(dossier: Dossier) -> list[str]:
    stated = dict(dossier.fields)
    about = [
        ("applicant", dossier.applicant),
        ("level", level_name(dossier.level)),
        ("department", dossier.department),
        ("prize", dossier.prize),
        *((key, ", ".join(stated.get(key, ()))) for key in FIELDS if key != "laureate"),
        *((key, ", ".join(values)) for key, values in dossier.fields if key not in FIELDS),
    ]
    if "laureate" in stated:
        about.append(("laureate", _("yes")))
    lines = [_labelled(field_name(key), value or _("not stated")) for key, value in about]
    length = ngettext("{n} word", "{n} words", dossier.words)
    return [dossier.title, "", _labelled(_("Ref"), f"{dossier.ref} ({length})"), *lines]


def _mine(store: Store, dossier: Dossier) -> list[str]:
    conn, juror_id = store.conn, store.juror_id
    review = reviews.review(conn, juror_id, dossier.id)
    tagged = [theme.name for theme in themes.of_dossier(conn, juror_id, dossier.id)]
    lists = [
        f"{name} ({number(rank)})"
        for _key, name, rank in shortlists.of_dossier(conn, juror_id, dossier.id)
    ]
    lines = [
        _labelled(_("Reading status"), f"{review.status.sign} {status_name(review.status)}"),
        _labelled(_("Themes"), ", ".join(tagged) or "—"),
        _labelled(_("Shortlists"), ", ".join(lists) or "—"),
    ]
    if review.note:
        lines.append(_labelled(_("Note"), review.note))
    for annotation in reviews.annotations_of(conn, juror_id, dossier.id):
        lines += _annotation(annotation)
    return lines


def _annotation(annotation: Annotation) -> list[str]:
    quote = _("“{quote}”").format(quote=" ".join(annotation.quote.split()))
    lines = ["", f"{annotation.kind.sign} {kind_name(annotation.kind)} {quote}"]
    return lines + [f"  {line}" for line in annotation.note.split("\n") if line]


def _labelled(name: str, value: str) -> str:
    return _("{name}: {value}").format(name=name, value=value)


def _wrapped(line: str, width: int) -> str:
    indent = " " * (len(line) - len(line.lstrip()) + (2 if line.lstrip().startswith("- ") else 0))
    return textwrap.fill(
        line, width, subsequent_indent=indent[: width // 2], break_long_words=False,
        break_on_hyphens=False, replace_whitespace=False, drop_whitespace=True,
    )  # fmt: skip

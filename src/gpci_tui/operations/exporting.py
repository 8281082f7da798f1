"""A juror's whole review as a file that a person or a program can read."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from gpci_tui.exporters import csv_file, json_file, markdown
from gpci_tui.exporters.holding import Holding, Names, Reviewed
from gpci_tui.model.bits import members
from gpci_tui.model.dossier import Juror
from gpci_tui.model.errors import N_, BadInput, Refused
from gpci_tui.model.review import Annotation, ListKind
from gpci_tui.operations import words
from gpci_tui.operations.files import write_whole
from gpci_tui.store import dossiers, edition, places, reviews, saved_searches, shortlists, themes
from gpci_tui.store.connection import Store
from gpci_tui.store.matching import everything
from gpci_tui.store.transaction import snapshot


class Format(StrEnum):
    """How a review is written down; the value is the file's ending, too."""

    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"


def gather(store: Store) -> Holding:
    """Read everything that the juror holds, as it stands at one moment."""
    with snapshot(store):
        return _gathered(store)


def _gathered(store: Store) -> Holding:
    conn, juror_id = store.conn, store.juror_id
    notes: dict[int, list[Annotation]] = {}
    for note in reviews.all_annotations(conn, juror_id):
        notes.setdefault(note.dossier_id, []).append(note)
    return Holding(
        edition=edition.get(conn),
        edition_uuid=edition.uuid(conn),
        juror=edition.me(conn) or Juror(0, "", ""),
        dossiers=tuple(
            Reviewed(
                dossiers.get(conn, dossier_id),
                reviews.review(conn, juror_id, dossier_id),
                tuple(theme.name for theme in themes.of_dossier(conn, juror_id, dossier_id)),
                tuple(notes.get(dossier_id, ())),
                places.get(conn, juror_id, dossier_id),
            )
            for dossier_id in members(everything(store))
        ),
        shortlists=tuple(
            shortlist
            for kind in ListKind
            for shortlist in shortlists.board(conn, juror_id, kind)
            if shortlist.entries or kind is ListKind.OWN
        ),
        searches=tuple((s.name, s.query) for s in saved_searches.all_of(conn, juror_id)),
        at=store.now(),
    )


def render(holding: Holding, form: Format, *, texts: bool = True) -> str:
    """Return a review as text, Markdown in the language spoken.

    With ``texts`` Markdown and JSON hold the dossiers, too, and can be imported.
    """
    if form is Format.JSON:
        return json_file.render(holding, texts=texts)
    if form is Format.CSV:
        return csv_file.render(holding)
    names = Names(words.status_name, words.kind_name, words.level_name, words.list_kind_name)
    return markdown.render(holding, names, texts=texts)


def format_of(path: Path) -> Format | None:
    """Return the format that a file's ending asks for, or None."""
    ending = path.suffix.lower().removeprefix(".")
    return next((form for form in Format if form.value == ending), None)


def export(
    store: Store, path: Path, form: Format, *, force: bool = False, texts: bool = True
) -> Holding:
    """Write the juror's whole review to ``path``; return what was written.

    The file appears whole or not at all, readable by its owner only. One that
    is there already is replaced with ``force`` only.

    Raises:
        Refused: the file is there already, or is the edition itself.
        BadInput: it can't be written.
    """
    _check_target(store, path, force)
    holding = gather(store)
    try:
        # Excel takes a CSV for UTF-8 only where a byte order mark says so.
        encoding = "utf-8-sig" if form is Format.CSV else "utf-8"
        write_whole(path, render(holding, form, texts=texts), encoding=encoding)
    except OSError as error:
        raise BadInput(
            N_("{path} can't be written ({error}). Nothing was exported."),
            path=path, error=error.strerror or error,
        ) from error  # fmt: skip
    return holding


def _check_target(store: Store, path: Path, force: bool) -> None:
    if path.is_dir():
        raise Refused(N_("{path} is a folder; name a file in it."), path=path)
    if not os.path.lexists(path):
        return
    if path.exists() and path.samefile(store.path):
        raise Refused(N_("{path} is the edition itself; choose another name."), path=path)
    if path.exists() and not path.is_file():
        raise Refused(N_("{path} is no ordinary file; choose another name."), path=path)
    if not force:
        raise Refused(N_("{path} is there already and was left as it is. Choose another name, or "
                         "replace it with --force."), path=path)  # fmt: skip

"""What the index has to hold, found by looking at every row of every table."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from gpci_tui.model.folding import words
from gpci_tui.store.traits import Aspect


def scanned_traits(conn: sqlite3.Connection, juror_id: int) -> list[tuple[object, ...]]:
    """Return each trait with the dossiers that have it, as ``images.held_traits`` does."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for aspect, text, dossier_id in [*_stated(conn), *_held(conn, juror_id)]:
        found[aspect.value, text].add(dossier_id)
    return [(*trait, *sorted(ids)) for trait, ids in sorted(found.items())]


def _stated(conn: sqlite3.Connection) -> Iterator[tuple[Aspect, str, int]]:
    for id_, title, applicant, level, department, prize, fields, body in conn.execute(
        "SELECT id, title, applicant, level, department, prize_id, fields, body FROM dossier"
    ).fetchall():
        yield Aspect.PRESENT, "", id_
        yield Aspect.PRIZE, str(prize or 0), id_
        yield Aspect.LEVEL, level, id_
        yield Aspect.DEPARTMENT, department, id_
        stated = [" ".join(values) for key, values in json.loads(fields) if key != "laureate"]
        # #RaconteTonMétier is found by its words, too.
        parted = re.sub(
            "([a-zà-öø-ÿ])([A-ZÀ-ÖØ-Þ])", r"\1 \2", " ".join([title, department, *stated])
        )
        for word in words(" ".join([title, applicant, department, *stated, body, parted])):
            yield Aspect.WORD, word, id_
            for letters in (2, 3, 4):
                if len(word) >= letters:
                    yield Aspect.BEGINNING, word[:letters], id_
        for word in words(title):
            yield Aspect.TITLE_WORD, word, id_
        for word in words(applicant):
            yield Aspect.APPLICANT_WORD, word, id_


def _held(conn: sqlite3.Connection, me: int) -> Iterator[tuple[Aspect, str, int]]:
    for id_, status, note in conn.execute(
        "SELECT dossier_id, status, note FROM review WHERE juror_id = ?", (me,)
    ).fetchall():
        yield Aspect.STATUS, status, id_
        if note:
            yield Aspect.NOTED, "", id_
        for word in words(note):
            yield Aspect.NOTE_WORD, word, id_
    for id_, kind, note in conn.execute(
        "SELECT dossier_id, kind, note FROM annotation WHERE juror_id = ?", (me,)
    ).fetchall():
        yield Aspect.KIND, kind, id_
        yield Aspect.ANNOTATED, "", id_
        for word in words(note):
            yield Aspect.NOTE_WORD, word, id_
    for id_, theme_id, name in conn.execute(
        "SELECT dossier_id, theme.id, name FROM tagging JOIN theme ON theme.id = theme_id"
        " WHERE juror_id = ?",
        (me,),
    ).fetchall():
        yield Aspect.THEME, str(theme_id), id_
        yield Aspect.TAGGED, "", id_
        for word in words(name):
            yield Aspect.THEME_WORD, word, id_
    for id_, list_id in conn.execute(
        "SELECT dossier_id, shortlist_id FROM entry WHERE juror_id = ?", (me,)
    ).fetchall():
        yield Aspect.SHORTLIST, str(list_id), id_
        yield Aspect.LISTED, "", id_

"""Reading a juror's opinions of a dossier: status, note, annotations."""

from __future__ import annotations

import sqlite3
from typing import Any

from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.review import Annotation, Fate, Kind, Review, Status

_ANNOTATION = (
    'id, uuid, dossier_id, kind, start, "end", quote, prefix, suffix, note, created_at,'
    " updated_at, orphaned, fate, similarity, quote_before"
)


def review(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> Review:
    """Return status and note; an unread, empty review where there is none."""
    rows = conn.execute(
        "SELECT status, note FROM review WHERE juror_id = ? AND dossier_id = ?",
        (juror_id, dossier_id),
    ).fetchall()
    return Review(Status(rows[0][0]), rows[0][1]) if rows else Review()


def review_id(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> int | None:
    """Return the review's row, or None."""
    rows = conn.execute(
        "SELECT id FROM review WHERE juror_id = ? AND dossier_id = ?", (juror_id, dossier_id)
    ).fetchall()
    return rows[0][0] if rows else None


def annotations_of(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> list[Annotation]:
    """Return the juror's annotations of a dossier in the order of the text."""
    rows = conn.execute(
        f"SELECT {_ANNOTATION} FROM annotation WHERE juror_id = ? AND dossier_id = ?"
        ' ORDER BY start, "end", id',
        (juror_id, dossier_id),
    ).fetchall()
    return [_annotation(row) for row in rows]


def annotations_on(conn: sqlite3.Connection, dossier_id: int) -> list[Annotation]:
    """Return every juror's annotations of a dossier."""
    rows = conn.execute(
        f"SELECT {_ANNOTATION} FROM annotation WHERE dossier_id = ? ORDER BY id", (dossier_id,)
    ).fetchall()
    return [_annotation(row) for row in rows]


def reviews_with(conn: sqlite3.Connection, dossier_id: int, status: Status) -> list[int]:
    """Return the rows of the reviews, whichever juror's, in which a dossier has a status."""
    rows = conn.execute(
        "SELECT id FROM review WHERE dossier_id = ? AND status = ? ORDER BY id",
        (dossier_id, status.value),
    ).fetchall()
    return [row[0] for row in rows]


def all_annotations(conn: sqlite3.Connection, juror_id: int) -> list[Annotation]:
    """Return every annotation of the juror, by dossier, then in the order of the text."""
    rows = conn.execute(
        f"SELECT {_ANNOTATION} FROM annotation WHERE juror_id = ?"
        ' ORDER BY dossier_id, start, "end", id',
        (juror_id,),
    ).fetchall()
    return [_annotation(row) for row in rows]


def annotation(conn: sqlite3.Connection, annotation_id: int) -> Annotation:
    """Return one annotation. Raises NotFound."""
    rows = conn.execute(
        f"SELECT {_ANNOTATION} FROM annotation WHERE id = ?", (annotation_id,)
    ).fetchall()
    if not rows:
        raise NotFound(N_("This annotation is no longer there."))
    return _annotation(rows[0])


def _annotation(row: tuple[Any, ...]) -> Annotation:
    values = list(row)
    values[3], values[12] = Kind(values[3]), bool(values[12])
    values[13] = Fate(values[13]) if values[13] else None
    return Annotation(*values)

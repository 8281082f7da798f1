"""The full-text index, kept in the transaction of every step.

Two FTS5 tables hold folded words: ``text_index`` what the dossier says,
``own_index`` what the juror says of it, so that a note never makes the long
text be indexed again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from gpci_tui.model.folding import fold

Touched = tuple[str, Mapping[str, object] | None, Mapping[str, object] | None]
_OWN = {"tagging", "annotation", "review"}


def refresh(conn: sqlite3.Connection, juror_id: int, touched: Sequence[Touched]) -> None:
    """Bring the index up to date with the rows that a step touched."""
    texts: set[int] = set()
    own: set[int] = set()
    themes: set[int] = set()
    for table, before, after in touched:
        for image in (before, after):
            if image is None:
                continue
            if table == "dossier":
                texts.add(_id(image["id"]))
                own.add(_id(image["id"]))
            elif table in _OWN:
                own.add(_id(image["dossier_id"]))
            elif table == "theme":
                themes.add(_id(image["id"]))
    for theme_id in themes:
        rows = conn.execute("SELECT dossier_id FROM tagging WHERE theme_id = ?", (theme_id,))
        own.update(row[0] for row in rows.fetchall())
    _index_texts(conn, texts)
    _index_own(conn, juror_id, own)


def rebuild(conn: sqlite3.Connection, juror_id: int) -> None:
    """Index every dossier anew, inside the caller's transaction."""
    conn.execute("DELETE FROM text_index")
    conn.execute("DELETE FROM own_index")
    ids = [row[0] for row in conn.execute("SELECT id FROM dossier").fetchall()]
    _index_texts(conn, ids)
    _index_own(conn, juror_id, ids)


def _id(value: object) -> int:
    assert isinstance(value, int)
    return value


def _index_texts(conn: sqlite3.Connection, ids: Iterable[int]) -> None:
    for dossier_id in ids:
        conn.execute("DELETE FROM text_index WHERE rowid = ?", (dossier_id,))
        row = conn.execute(
            "SELECT title_folded, applicant_folded, body FROM dossier WHERE id = ?", (dossier_id,)
        ).fetchall()
        for title, applicant, body in row:
            conn.execute(
                "INSERT INTO text_index (rowid, title, applicant, body) VALUES (?, ?, ?, ?)",
                (dossier_id, title, applicant, fold(body)),
            )


def _index_own(conn: sqlite3.Connection, juror_id: int, ids: Iterable[int]) -> None:
    for dossier_id in ids:
        conn.execute("DELETE FROM own_index WHERE rowid = ?", (dossier_id,))
        themes = conn.execute(
            "SELECT theme.folded FROM tagging JOIN theme ON theme.id = theme_id"
            " WHERE juror_id = ? AND dossier_id = ? ORDER BY theme.id",
            (juror_id, dossier_id),
        ).fetchall()
        notes = conn.execute(
            "SELECT note FROM review WHERE juror_id = ?1 AND dossier_id = ?2 AND note <> ''"
            " UNION ALL SELECT note FROM annotation"
            " WHERE juror_id = ?1 AND dossier_id = ?2 AND note <> ''",
            (juror_id, dossier_id),
        ).fetchall()
        if themes or notes:
            conn.execute(
                "INSERT INTO own_index (rowid, themes, notes) VALUES (?, ?, ?)",
                (
                    dossier_id,
                    "\n".join(row[0] for row in themes),
                    "\n".join(fold(row[0]) for row in notes),
                ),
            )


def vocabulary(conn: sqlite3.Connection) -> list[tuple[str, int]]:
    """Return every word of the edition and of the juror's notes, with its dossiers' count."""
    return conn.execute(
        "SELECT term, sum(doc) FROM (SELECT term, doc FROM text_words"
        " UNION ALL SELECT term, doc FROM own_words) GROUP BY term"
    ).fetchall()

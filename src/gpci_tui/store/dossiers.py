"""Reading dossiers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from gpci_tui.model.dossier import Dossier, Provenance
from gpci_tui.model.errors import N_, NotFound

_COLUMNS = (
    "d.id, d.ref, d.title, d.applicant, d.level, d.department, coalesce(p.name, ''), d.fields,"
    " d.body, d.fingerprint, d.words, d.source, d.place"
)
_FROM = "dossier d LEFT JOIN prize p ON p.id = d.prize_id"


def get(conn: sqlite3.Connection, dossier_id: int) -> Dossier:
    """Return a dossier by its row. Raises NotFound."""
    return _one(conn, "d.id = ?", dossier_id)


def by_ref(conn: sqlite3.Connection, ref: str) -> Dossier:
    """Return a dossier by its ref. Raises NotFound."""
    return _one(conn, "d.ref = ?", ref)


def refs(conn: sqlite3.Connection) -> dict[str, tuple[int, str]]:
    """Return every ref with its row id and fingerprint."""
    rows = conn.execute("SELECT ref, id, fingerprint FROM dossier").fetchall()
    return {ref: (id_, fingerprint) for ref, id_, fingerprint in rows}


def names(conn: sqlite3.Connection) -> list[tuple[int, str, str, str]]:
    """Return (id, ref, title, applicant) of every dossier, by title, to choose from."""
    return conn.execute(
        "SELECT id, ref, title, applicant FROM dossier ORDER BY title_folded, id"
    ).fetchall()


def imported_at(conn: sqlite3.Connection, dossier_id: int) -> str:
    """Return when the present text came in, ISO 8601 in UTC."""
    return str(
        conn.execute("SELECT imported_at FROM dossier WHERE id = ?", (dossier_id,)).fetchall()[0][0]
    )


def _one(conn: sqlite3.Connection, where: str, value: object) -> Dossier:
    rows = conn.execute(f"SELECT {_COLUMNS} FROM {_FROM} WHERE {where}", (value,)).fetchall()
    if not rows:
        raise NotFound(
            N_("There is no dossier “{ref}” in this edition. “gpci list” shows them all."),
            ref=value,
        )
    id_, ref, title, applicant, level, department, prize, fields, *rest = rows[0]
    pairs = tuple((key, tuple(values)) for key, values in json.loads(fields))
    rest[-1] = Provenance.loaded(rest[-1])
    return Dossier(id_, ref, title, applicant, level, department, prize, pairs, *rest)


def bodies(conn: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    """Return the texts of some dossiers by their rows."""
    gaps = ", ".join("?" * len(ids))
    rows = conn.execute(f"SELECT id, body FROM dossier WHERE id IN ({gaps})", tuple(ids))
    return dict(rows.fetchall())

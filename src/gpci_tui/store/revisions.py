"""Reading what a dossier said before its revisions."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from gpci_tui.model.dossier import Provenance
from gpci_tui.model.errors import N_, NotFound


class Older(NamedTuple):
    """A text that was replaced. What a store of an earlier version did not keep is None."""

    id: int
    dossier_id: int
    title: str
    fields: tuple[tuple[str, tuple[str, ...]], ...]
    body: str
    imported_at: str
    replaced_at: str
    applicant: str | None
    level: str | None
    department: str | None
    prize: str | None
    source: str | None
    place: Provenance | None


_COLUMNS = (
    "id, dossier_id, title, fields, body, imported_at, replaced_at, applicant, level, department,"
    " prize, source, place"
)


def count(conn: sqlite3.Connection, dossier_id: int) -> int:
    """Return how many older texts a dossier has."""
    query = "SELECT count(*) FROM revision WHERE dossier_id = ?"
    return int(conn.execute(query, (dossier_id,)).fetchall()[0][0])


def of_dossier(conn: sqlite3.Connection, dossier_id: int) -> list[Older]:
    """Return the older texts of a dossier, the latest first."""
    rows = conn.execute(
        f"SELECT {_COLUMNS} FROM revision WHERE dossier_id = ? ORDER BY id DESC", (dossier_id,)
    ).fetchall()
    return [_older(row) for row in rows]


def latest(conn: sqlite3.Connection, dossier_id: int) -> Older:
    """Return the text that the present one replaced. Raises NotFound."""
    rows = conn.execute(
        f"SELECT {_COLUMNS} FROM revision WHERE dossier_id = ? ORDER BY id DESC LIMIT 1",
        (dossier_id,),
    ).fetchall()
    if not rows:
        raise NotFound(N_("This dossier has no older text: it was not revised."))
    return _older(rows[0])


def _older(row: tuple[object, ...]) -> Older:
    values = list(row)
    values[3] = tuple((key, tuple(several)) for key, several in json.loads(str(values[3])))
    values[-1] = None if values[-1] is None else Provenance.loaded(str(values[-1]))
    return Older(*values)  # type: ignore[arg-type]  # as SQLite keeps them

"""Reading a juror's saved searches."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.folding import fold


class SavedSearch(NamedTuple):
    """A search with a name."""

    id: int
    name: str
    query: str
    """As it was typed."""


def all_of(conn: sqlite3.Connection, juror_id: int) -> list[SavedSearch]:
    """Return the juror's saved searches, by name."""
    rows = conn.execute(
        "SELECT id, name, query FROM saved_search WHERE juror_id = ? ORDER BY folded", (juror_id,)
    ).fetchall()
    return [SavedSearch(*row) for row in rows]


def get(conn: sqlite3.Connection, search_id: int) -> SavedSearch:
    """Return a saved search. Raises NotFound."""
    rows = conn.execute(
        "SELECT id, name, query FROM saved_search WHERE id = ?", (search_id,)
    ).fetchall()
    if not rows:
        raise NotFound(N_("This saved search is no longer there."))
    return SavedSearch(*rows[0])


def by_name(conn: sqlite3.Connection, juror_id: int, name: str) -> SavedSearch | None:
    """Return the juror's saved search of that name, folded, or None."""
    rows = conn.execute(
        "SELECT id, name, query FROM saved_search WHERE juror_id = ? AND folded = ?",
        (juror_id, fold(name)),
    ).fetchall()
    return SavedSearch(*rows[0]) if rows else None

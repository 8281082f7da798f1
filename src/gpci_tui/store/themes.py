"""Reading the vocabulary and a juror's taggings."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from gpci_tui.model.dossier import Theme
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.folding import fold


def vocabulary(conn: sqlite3.Connection, juror_id: int) -> list[Theme]:
    """Return every theme with how often the juror used it, by name."""
    rows = conn.execute(
        "SELECT theme.id, name, description, sign, count(tagging.id) FROM theme"
        " LEFT JOIN tagging ON tagging.theme_id = theme.id AND tagging.juror_id = ?"
        " GROUP BY theme.id ORDER BY folded",
        (juror_id,),
    ).fetchall()
    return [Theme(*row) for row in rows]


def get(conn: sqlite3.Connection, theme_id: int) -> Theme:
    """Return a theme (its count left out). Raises NotFound."""
    rows = conn.execute(
        "SELECT id, name, description, sign FROM theme WHERE id = ?", (theme_id,)
    ).fetchall()
    if not rows:
        raise NotFound(N_("This theme is no longer there."))
    return Theme(*rows[0])


def by_name(conn: sqlite3.Connection, name: str) -> Theme | None:
    """Return the theme of that name, folded, or None."""
    rows = conn.execute(
        "SELECT id, name, description, sign FROM theme WHERE folded = ?", (fold(name),)
    ).fetchall()
    return Theme(*rows[0]) if rows else None


def of_dossier(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> list[Theme]:
    """Return the themes with which the juror tagged a dossier, by name."""
    rows = conn.execute(
        "SELECT theme.id, name, description, sign FROM tagging JOIN theme ON theme.id = theme_id"
        " WHERE juror_id = ? AND dossier_id = ? ORDER BY folded",
        (juror_id, dossier_id),
    ).fetchall()
    return [Theme(*row) for row in rows]


def tagging_id(
    conn: sqlite3.Connection, juror_id: int, dossier_id: int, theme_id: int
) -> int | None:
    """Return the tagging's row, or None."""
    rows = conn.execute(
        "SELECT id FROM tagging WHERE juror_id = ? AND dossier_id = ? AND theme_id = ?",
        (juror_id, dossier_id, theme_id),
    ).fetchall()
    return rows[0][0] if rows else None


def taggings(conn: sqlite3.Connection, theme_id: int) -> list[tuple[int, int, int]]:
    """Return (tagging id, juror id, dossier id) of everything tagged with a theme."""
    return conn.execute(
        "SELECT id, juror_id, dossier_id FROM tagging WHERE theme_id = ? ORDER BY id", (theme_id,)
    ).fetchall()


def shared(conn: sqlite3.Connection, juror_id: int, dossier_ids: Sequence[int]) -> dict[int, int]:
    """Return, for each theme, how many of the dossiers the juror tagged with it."""
    gaps = ", ".join("?" * len(dossier_ids))
    rows = conn.execute(
        f"SELECT theme_id, count(*) FROM tagging WHERE juror_id = ? AND dossier_id IN ({gaps})"
        " GROUP BY theme_id",
        (juror_id, *dossier_ids),
    ).fetchall()
    return dict(rows)

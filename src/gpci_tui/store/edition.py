"""Reading the edition: its name, prizes, jury and criteria."""

from __future__ import annotations

import sqlite3

from gpci_tui.model.dossier import Criterion, Edition, Juror, Prize
from gpci_tui.model.folding import fold


def get(conn: sqlite3.Connection) -> Edition:
    """Return the edition in short; an empty one where nothing was imported yet."""
    count = conn.execute("SELECT count(*) FROM dossier").fetchall()[0][0]
    rows = conn.execute("SELECT name, year, organiser, description FROM edition").fetchall()
    if not rows:
        return Edition(dossiers=count)
    name, year, organiser, description = rows[0]
    return Edition(name, year, organiser, description, count, tuple(prizes(conn)))


def uuid(conn: sqlite3.Connection) -> str:
    """Return the edition's identity, the same in every export of this store; '' where none is."""
    rows = conn.execute("SELECT uuid FROM edition").fetchall()
    return str(rows[0][0]) if rows else ""


def prizes(conn: sqlite3.Connection) -> list[Prize]:
    """Return the prizes in the order of the edition."""
    rows = conn.execute("SELECT id, name, description, places FROM prize ORDER BY id").fetchall()
    return [Prize(*row) for row in rows]


def prize_id(conn: sqlite3.Connection, name: str) -> int | None:
    """Return the prize of that name, folded, or None."""
    rows = conn.execute("SELECT id FROM prize WHERE folded = ?", (fold(name),)).fetchall()
    return rows[0][0] if rows else None


def jurors(conn: sqlite3.Connection) -> list[Juror]:
    """Return the jurors: me first, then as the edition presents them."""
    rows = conn.execute(
        "SELECT id, uuid, name, role, organisation, presentation, is_group, is_me FROM juror"
        " ORDER BY is_me DESC, id"
    ).fetchall()
    return [
        Juror(id_, uuid, name, role, organisation, presentation, bool(group), bool(is_me))
        for id_, uuid, name, role, organisation, presentation, group, is_me in rows
    ]


def me(conn: sqlite3.Connection) -> Juror | None:
    """Return the juror who works here."""
    found = [juror for juror in jurors(conn) if juror.is_me]
    return found[0] if found else None


def criteria(conn: sqlite3.Connection) -> list[Criterion]:
    """Return the rubric's criteria in order."""
    rows = conn.execute(
        "SELECT name, guidance, scale_min, scale_max, weight, suggested FROM criterion ORDER BY id"
    ).fetchall()
    return [
        Criterion(name, guidance, low, high, weight, bool(suggested))
        for name, guidance, low, high, weight, suggested in rows
    ]

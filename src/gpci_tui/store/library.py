"""What the library shows of dossiers: their rows, and how many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from gpci_tui.model.listing import Row
from gpci_tui.model.review import Status
from gpci_tui.store import traits
from gpci_tui.store.traits import Aspect


def total(conn: sqlite3.Connection) -> int:
    """Return how many dossiers the edition holds."""
    return traits.count(conn, Aspect.PRESENT)


def rows(conn: sqlite3.Connection, juror_id: int, ids: Sequence[int]) -> list[Row]:
    """Return the list rows of some dossiers, in the order of ``ids``."""
    if not ids:
        return []
    gaps = ", ".join("?" * len(ids))
    found = conn.execute(
        f"""
        SELECT d.id, d.ref, d.title, d.applicant, d.level, coalesce(p.name, ''), d.words,
               coalesce(r.status, 'unread'),
               (SELECT count(*) FROM annotation a WHERE a.dossier_id = d.id AND a.juror_id = ?),
               coalesce(r.note, '') <> '', coalesce(pl.progress, 0), coalesce(pl.read_at, '')
        FROM dossier d LEFT JOIN prize p ON p.id = d.prize_id
        LEFT JOIN review r ON r.dossier_id = d.id AND r.juror_id = ?
        LEFT JOIN place pl ON pl.dossier_id = d.id AND pl.juror_id = ?
        WHERE d.id IN ({gaps})
        """,
        (juror_id, juror_id, juror_id, *ids),
    ).fetchall()
    themes = _names(
        conn,
        "SELECT dossier_id, name FROM tagging JOIN theme ON theme.id = theme_id"
        f" WHERE juror_id = ? AND dossier_id IN ({gaps}) ORDER BY folded",
        juror_id, ids,
    )  # fmt: skip
    shortlists = _names(
        conn,
        "SELECT dossier_id, coalesce(prize.name, theme.name, s.name)"
        " FROM entry JOIN shortlist s ON s.id = shortlist_id"
        " LEFT JOIN prize ON prize.id = s.prize_id LEFT JOIN theme ON theme.id = s.theme_id"
        f" WHERE entry.juror_id = ? AND dossier_id IN ({gaps}) ORDER BY s.kind, s.id",
        juror_id, ids,
    )  # fmt: skip
    by_id: dict[int, Row] = {}
    for record in found:
        id_, ref, title, applicant, level, prize, words, *mine = record
        status, annotated, noted, progress, read_at = mine
        by_id[id_] = Row(
            id_, ref, title, applicant, level, prize, words, Status(status), annotated, bool(noted),
            progress, read_at, tuple(themes.get(id_, ())), tuple(shortlists.get(id_, ())),
        )  # fmt: skip
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _names(
    conn: sqlite3.Connection, sql: str, juror_id: int, ids: Sequence[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id_, name in conn.execute(sql, (juror_id, *ids)).fetchall():
        found.setdefault(id_, []).append(name)
    return found

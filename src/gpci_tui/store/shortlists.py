"""Reading shortlists: the board by prize, by theme, or by lists of one's own."""

from __future__ import annotations

import sqlite3

from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.review import Entry, Kind, ListKey, ListKind, Shortlist, Status

_ENTRY = """
SELECT entry.id, entry.shortlist_id, d.id, d.ref, d.title, d.applicant, entry.rank, entry.reason,
       coalesce(review.status, 'unread'),
       (SELECT group_concat(DISTINCT kind) FROM annotation a
         WHERE a.dossier_id = d.id AND a.juror_id = entry.juror_id),
       (SELECT count(*) FROM annotation a
         WHERE a.dossier_id = d.id AND a.juror_id = entry.juror_id),
       coalesce((SELECT read_at FROM place p
         WHERE p.dossier_id = d.id AND p.juror_id = entry.juror_id), '')
FROM entry JOIN dossier d ON d.id = entry.dossier_id
LEFT JOIN review ON review.dossier_id = d.id AND review.juror_id = entry.juror_id
WHERE entry.juror_id = ?
"""


def board(conn: sqlite3.Connection, juror_id: int, kind: ListKind) -> list[Shortlist]:
    """Return a column for each prize, each theme that has entries or is used, or each own list.

    Columns of themes come with at least one entry or tagging; prizes all come.
    """
    entries: dict[int, list[Entry]] = {}
    for row in conn.execute(
        _ENTRY + " ORDER BY entry.shortlist_id, entry.rank, entry.id", (juror_id,)
    ).fetchall():
        entries.setdefault(row[1], []).append(_entry(row, len(entries.get(row[1], ())) + 1))
    return [
        Shortlist(kind, target, name, places, tuple(entries.get(list_id or 0, ())), sign, tagged)
        for target, list_id, name, places, sign, tagged in conn.execute(
            _COLUMNS[kind], {"juror": juror_id}
        ).fetchall()
    ]


_COLUMNS = {
    ListKind.PRIZE: "SELECT prize.id, s.id, prize.name, prize.places, '', 0 FROM prize"
    " LEFT JOIN shortlist s ON s.prize_id = prize.id AND s.juror_id = :juror ORDER BY prize.id",
    ListKind.THEME: "SELECT theme.id, s.id, theme.name, coalesce(s.places, 0), theme.sign,"
    " (SELECT count(*) FROM tagging WHERE theme_id = theme.id AND juror_id = :juror)"
    " FROM theme LEFT JOIN shortlist s ON s.theme_id = theme.id AND s.juror_id = :juror"
    " WHERE EXISTS (SELECT 1 FROM entry WHERE entry.shortlist_id = s.id)"
    " OR EXISTS (SELECT 1 FROM tagging WHERE theme_id = theme.id AND juror_id = :juror)"
    " ORDER BY theme.folded",
    ListKind.OWN: "SELECT id, id, name, places, '', 0 FROM shortlist"
    " WHERE kind = 'own' AND juror_id = :juror ORDER BY id",
}


def choices(conn: sqlite3.Connection, juror_id: int) -> list[Shortlist]:
    """Return every list a dossier can be put on, without entries: prizes, own lists, themes."""
    found: list[Shortlist] = []
    every_theme = "SELECT id, 0, name, 0, sign, 0 FROM theme ORDER BY folded"
    for kind in (ListKind.PRIZE, ListKind.OWN, ListKind.THEME):
        query = every_theme if kind is ListKind.THEME else _COLUMNS[kind]
        found += [
            Shortlist(kind, target, name, places, (), sign)
            for target, _, name, places, sign, _tagged in conn.execute(
                query, {} if kind is ListKind.THEME else {"juror": juror_id}
            ).fetchall()
        ]
    return found


def of_dossier(
    conn: sqlite3.Connection, juror_id: int, dossier_id: int
) -> list[tuple[ListKey, str, int]]:
    """Return (list, its name, rank from 1 on) of every list that holds a dossier."""
    rows = conn.execute(
        "SELECT s.kind, coalesce(s.prize_id, s.theme_id, s.id),"
        " coalesce(prize.name, theme.name, s.name),"
        " (SELECT count(*) FROM entry e WHERE e.shortlist_id = s.id"
        "  AND (e.rank, e.id) <= (entry.rank, entry.id))"
        " FROM entry JOIN shortlist s ON s.id = entry.shortlist_id"
        " LEFT JOIN prize ON prize.id = s.prize_id LEFT JOIN theme ON theme.id = s.theme_id"
        " WHERE entry.juror_id = ? AND entry.dossier_id = ? ORDER BY s.kind, s.id",
        (juror_id, dossier_id),
    ).fetchall()
    return [(ListKey(ListKind(kind), target), name, rank) for kind, target, name, rank in rows]


def list_id(conn: sqlite3.Connection, juror_id: int, key: ListKey) -> int | None:
    """Return the list's row, or None where nothing was put on it yet."""
    column = {"prize": "prize_id", "theme": "theme_id", "own": "id"}[key.kind]
    rows = conn.execute(
        f"SELECT id FROM shortlist WHERE juror_id = ? AND kind = ? AND {column} = ?",
        (juror_id, key.kind.value, key.target_id),
    ).fetchall()
    return rows[0][0] if rows else None


def of_theme(conn: sqlite3.Connection, theme_id: int) -> list[tuple[int, int]]:
    """Return (list id, juror id) of every juror's list for a theme."""
    return conn.execute(
        "SELECT id, juror_id FROM shortlist WHERE theme_id = ? ORDER BY id", (theme_id,)
    ).fetchall()


def theme_list(conn: sqlite3.Connection, juror_id: int, theme_id: int) -> int | None:
    """Return a juror's list for a theme, or None."""
    rows = conn.execute(
        "SELECT id FROM shortlist WHERE juror_id = ? AND theme_id = ?", (juror_id, theme_id)
    ).fetchall()
    return rows[0][0] if rows else None


def entry(conn: sqlite3.Connection, entry_id: int) -> tuple[int, int, int, str]:
    """Return (list id, dossier id, stored rank, reason) of an entry. Raises NotFound."""
    rows = conn.execute(
        "SELECT shortlist_id, dossier_id, rank, reason FROM entry WHERE id = ?", (entry_id,)
    ).fetchall()
    if not rows:
        raise NotFound(N_("This place in the shortlist is no longer there."))
    found: tuple[int, int, int, str] = rows[0]
    return found


def key_of(conn: sqlite3.Connection, list_id: int) -> ListKey:
    """Return which list a row is."""
    kind, target = conn.execute(
        "SELECT kind, coalesce(prize_id, theme_id, id) FROM shortlist WHERE id = ?", (list_id,)
    ).fetchall()[0]
    return ListKey(ListKind(kind), target)


def name(conn: sqlite3.Connection, key: ListKey) -> str:
    """Return what a list is called. Raises NotFound."""
    where = {
        "prize": "prize WHERE id = ?",
        "theme": "theme WHERE id = ?",
        "own": "shortlist WHERE kind = 'own' AND id = ?",
    }[key.kind]
    rows = conn.execute(f"SELECT name FROM {where}", (key.target_id,)).fetchall()
    if not rows:
        raise NotFound(N_("This list is no longer there."))
    return str(rows[0][0])


def ranks(conn: sqlite3.Connection, shortlist_id: int) -> list[tuple[int, int, int]]:
    """Return (entry id, dossier id, stored rank) of a list in its order."""
    return conn.execute(
        "SELECT id, dossier_id, rank FROM entry WHERE shortlist_id = ? ORDER BY rank, id",
        (shortlist_id,),
    ).fetchall()


def _entry(row: tuple[object, ...], rank: int) -> Entry:
    id_, _, dossier_id, ref, title, applicant, _, reason, status, kinds, annotations, read_at = row
    present = set(str(kinds).split(",")) if kinds else set()
    return Entry(
        id_, dossier_id, ref, title, applicant, rank, reason, Status(str(status)),  # type: ignore[arg-type]
        tuple(kind for kind in Kind if kind.value in present), annotations, read_at,  # type: ignore[arg-type]
    )  # fmt: skip

"""What tells that a row is as the program wrote it: a digest beside each row that needs one.

Each row of the journal has one over itself and both its images, each step one over itself and how
many rows it has. The journalled tables need none: the journal's images say how each of their
rows has to be. What stays out of the journal has its own: where the eye was, the interface's
memory, the rows an edition is made with, and the tables' definitions. The indexes have none, as
they can be made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

BYTES = 16
"""Of a digest: enough that no damage keeps it by chance."""

FIRST_ROWS = ("edition", "juror")
"""The tables of which the first row is there before the first step."""

AT_ONCE = 500
"""Rows of the journal that are held in memory while an older edition is given its digests."""

Row = tuple[object, ...]

_SCHEMA = "schema"
_DEFINITIONS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_stat%'"
    " ESCAPE '\\' ORDER BY type, name"
)
_STEP = (
    "SELECT id, uuid, juror_id, at, verb, words, state,"
    " (SELECT count(*) FROM journal_row WHERE step_id = journal_step.id), digest FROM journal_step"
)
_OUTSIDE = {
    "place": "SELECT juror_id, dossier_id, position, progress, read_at, digest FROM place",
    "session": "SELECT key, value, digest FROM session",
}


def of(*values: object) -> bytes:
    """Return the digest of the values of a row: texts, numbers, nulls, in their order."""
    from hashlib import blake2b  # Loads OpenSSL, for which the first frame is not to wait.

    digest = blake2b(digest_size=BYTES)
    for value in values:
        if isinstance(value, str):
            data = value.encode("utf-8", "surrogatepass")
            digest.update(b"%d:" % len(data))
            digest.update(data)
        else:
            digest.update(f"{value!r};".encode())
    return digest.digest()


def is_whole(row: Row) -> bool:
    """Return whether a row has the digest that stands at its end."""
    return of(*row[:-1]) == row[-1]


# -- steps of the journal ---------------------------------------------------------


def mark_step(conn: sqlite3.Connection, step_id: int) -> None:
    """Write the digest of a step as it is now, inside the caller's transaction."""
    for row in conn.execute(f"{_STEP} WHERE id = ?", (step_id,)).fetchall():
        values = of(*row[:-1]), step_id
        conn.execute("UPDATE journal_step SET digest = ? WHERE id = ?", values)


def is_step_whole(conn: sqlite3.Connection, step_id: int) -> bool:
    """Return whether a step is as it was written, and has as many rows."""
    return all(map(is_whole, conn.execute(f"{_STEP} WHERE id = ?", (step_id,)).fetchall()))


def damaged_steps(conn: sqlite3.Connection) -> list[int]:
    """Return the steps that are not as they were written, or are not there."""
    damaged = []
    last = 0
    for row in conn.execute(f"{_STEP} ORDER BY id"):
        damaged += [*range(last + 1, row[0]), *([] if is_whole(row) else row[:1])]
        last = row[0]
    return damaged


# -- what is not in the journal ---------------------------------------------------


def mark_place(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> None:
    """Write the digest of where a juror stopped reading a dossier."""
    where = "WHERE juror_id = ? AND dossier_id = ?"
    key = juror_id, dossier_id
    for row in conn.execute(f"{_OUTSIDE['place']} {where}", key).fetchall():
        conn.execute(f"UPDATE place SET digest = ? {where}", (of(*row[:-1]), *key))


def damaged_outside(conn: sqlite3.Connection) -> Iterator[tuple[str, Row]]:
    """Give each row outside the journal that is not as it was written, after its table."""
    for table, query in _OUTSIDE.items():
        for row in conn.execute(query):
            if not is_whole(row):
                yield table, row[:-1]


def mark_first_rows(conn: sqlite3.Connection) -> None:
    """Write the digests of the rows that an edition is made with."""
    for table in FIRST_ROWS:
        for row in conn.execute(f"SELECT * FROM {table} WHERE id = 1").fetchall():
            _keep(conn, table, of(*row))


def first_row(conn: sqlite3.Connection, table: str) -> tuple[Row, bool]:
    """Return the first row of a table, none where it is not there, and whether it is as made."""
    rows = conn.execute(f"SELECT * FROM {table} WHERE id = 1").fetchall()
    row = rows[0] if rows else ()
    return row, _kept(conn, table) == of(*row)


def mark_schema(conn: sqlite3.Connection) -> None:
    """Write the digest of the tables' definitions."""
    _keep(conn, _SCHEMA, _of_schema(conn))


def is_schema_whole(conn: sqlite3.Connection) -> bool:
    """Return whether the tables are defined as a migration left them."""
    return _kept(conn, _SCHEMA) == _of_schema(conn)


def _of_schema(conn: sqlite3.Connection) -> bytes:
    return of(*(value for row in conn.execute(_DEFINITIONS).fetchall() for value in row))


def _keep(conn: sqlite3.Connection, name: str, digest: bytes) -> None:
    conn.execute("INSERT OR REPLACE INTO origin (name, digest) VALUES (?, ?)", (name, digest))


def _kept(conn: sqlite3.Connection, name: str) -> object:
    rows = conn.execute("SELECT digest FROM origin WHERE name = ?", (name,)).fetchall()
    return rows[0][0] if rows else None


# -- all of it --------------------------------------------------------------------


def mark_all(conn: sqlite3.Connection) -> None:
    """Write the digests of an edition from before there were any, as it is now."""
    last = 0
    while rows := conn.execute(
        "SELECT id, step_id, table_name, row_id, before, after FROM journal_row WHERE id > ?"
        f" ORDER BY id LIMIT {AT_ONCE}", (last,),
    ).fetchall():  # fmt: skip
        conn.executemany(
            "UPDATE journal_row SET digest = ? WHERE id = ?",
            [(of(*row), row_id) for row_id, *row in rows],
        )
        last = rows[-1][0]
    for (step_id,) in conn.execute("SELECT id FROM journal_step").fetchall():
        mark_step(conn, step_id)
    mark_outside(conn)


def mark_outside(conn: sqlite3.Connection) -> None:
    """Write the digests of what is not in the journal, as it is now."""
    for row in conn.execute(_OUTSIDE["place"]).fetchall():
        mark_place(conn, *row[:2])
    conn.executemany(
        "UPDATE session SET digest = ? WHERE key = ?",
        [(of(*row[:-1]), row[0]) for row in conn.execute(_OUTSIDE["session"]).fetchall()],
    )
    mark_first_rows(conn)

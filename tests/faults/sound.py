"""What holds of every store that nothing has happened to."""

from __future__ import annotations

import json
import sqlite3

from gpci_tui.store import index, journal
from gpci_tui.store.connection import Store
from tests.store.images import index_words
from tests.store.scan import scanned_traits


class Unsound(Exception):
    """Something in the store does not agree with something else."""


def check(store: Store) -> None:
    """Compare pages, foreign keys, the index and the journal with what they speak of.

    Raises:
        Unsound: two of them do not agree.
        sqlite3.DatabaseError: SQLite itself finds the file damaged.
    """
    conn = store.conn
    _expect("pages", conn.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
    _expect("foreign keys", conn.execute("PRAGMA foreign_key_check").fetchall(), [])
    _expect("replayed journal", _rows(conn), _replayed(conn))
    _check_index(store)


def _check_index(store: Store) -> None:
    conn = store.conn
    try:
        kept = index_words(conn)
    except AssertionError as error:
        raise Unsound("traits") from error
    _expect("traits", kept["traits"], scanned_traits(conn, store.juror_id))
    conn.execute("BEGIN")
    try:
        index.rebuild(conn, store.juror_id)
        _expect("index", index_words(conn), kept)
    finally:
        conn.execute("ROLLBACK")


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise Unsound(what)


_FIRST_ROWS = {("juror", 1), ("edition", 1)}
"""Made with the store, before its first step."""


def _rows(conn: sqlite3.Connection) -> dict[tuple[str, int], object]:
    found: dict[tuple[str, int], object] = {}
    for table in journal.TOPICS:
        cursor = conn.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            image = dict(zip(names, row, strict=True))
            found[table, image["id"]] = image
    for row in _FIRST_ROWS - _journalled(conn):
        found.pop(row, None)
    return found


def _journalled(conn: sqlite3.Connection) -> set[tuple[str, int]]:
    return set(conn.execute("SELECT table_name, row_id FROM journal_row").fetchall())


def _replayed(conn: sqlite3.Connection) -> dict[tuple[str, int], object]:
    """Return every row as the steps that stand leave it."""
    found: dict[tuple[str, int], object] = {}
    for table, row_id, before, after, state in conn.execute(
        "SELECT table_name, row_id, before, after, state FROM journal_row r"
        " JOIN journal_step s ON s.id = r.step_id ORDER BY r.id"
    ).fetchall():
        row = table, row_id
        if state == "done":
            found[row] = json.loads(after or "null")
        elif row in _FIRST_ROWS and row not in found:
            found[row] = json.loads(before)
    return {row: image for row, image in found.items() if image is not None}

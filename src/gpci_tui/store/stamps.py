"""What tells a cache that a table was written: a number that grows with each step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

TABLES = (
    "edition", "juror", "prize", "criterion", "theme", "dossier", "revision", "review", "tagging",
    "annotation", "shortlist", "entry", "saved_search", "place",
)  # fmt: skip
"""The tables that are stamped: the journalled ones, and where the juror's eye was."""


def make(conn: sqlite3.Connection) -> None:
    """Begin to stamp, inside the caller's transaction."""
    conn.executemany("INSERT INTO stamp (table_name) VALUES (?)", [(t,) for t in TABLES])


def raise_(conn: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Say that tables are written, inside the caller's transaction."""
    conn.executemany("UPDATE stamp SET n = n + 1 WHERE table_name = ?", [(t,) for t in tables])


def read(conn: sqlite3.Connection) -> dict[str, int]:
    """Return the number of every table."""
    return dict(conn.execute("SELECT table_name, n FROM stamp").fetchall())

"""Bringing an edition to the tables that this version knows, as sqlite-utils migrations."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from gpci_tui.store import digests, index, stamps

if TYPE_CHECKING:
    from sqlite_utils.db import Database

APPLICATION_ID = 0x67706369
"""'gpci' in ASCII: how the file says what it is (SQLite's ``application_id``)."""

VERSION = 4
"""How many migrations there are; kept in ``user_version``."""


def migrate(conn: sqlite3.Connection) -> None:
    """Bring the store to ``VERSION`` in one transaction.

    sqlite-utils would commit its own table before the first migration, and a
    program killed between the two would leave a file that looks foreign.

    sqlite_utils is imported here and not above: it takes a tenth of a second,
    and a store that is up to date does not need it.
    """
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    from gpci_tui.store import tables

    migrations = Migrations("gpci")

    @migrations()
    def m001_first(db: Database) -> None:
        for statement in _statements(tables.FIRST):
            db.conn.execute(statement)
        db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.conn.execute("PRAGMA user_version = 1")

    @migrations()
    def m002_find_anything(db: Database) -> None:
        for statement in _statements(tables.FIND_ANYTHING):
            db.conn.execute(statement)
        stamps.make(db.conn)
        me = db.conn.execute("SELECT id FROM juror WHERE is_me = 1").fetchall()
        index.rebuild(db.conn, me[0][0] if me else 0)
        db.conn.execute("PRAGMA user_version = 2")

    @migrations()
    def m003_revisions(db: Database) -> None:
        for table in tables.REVISIONS:
            for statement in tables.add_columns(table):
                db.conn.execute(statement)
        db.conn.execute("PRAGMA user_version = 3")

    @migrations()
    def m004_digests(db: Database) -> None:
        for statement in _statements(tables.DIGESTS):
            db.conn.execute(statement)
        digests.mark_all(db.conn)
        db.conn.execute("PRAGMA user_version = 4")

    conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(conn))
        digests.mark_schema(conn)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    # executescript() would commit the transaction that the migration runs in.
    return [part for part in script.split(";\n") if part.strip()]

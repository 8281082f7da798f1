"""All or nothing: what is written together, and how a failure is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from gpci_tui.model.errors import N_, Refused, StoreError, StoreIsReadOnly
from gpci_tui.store.connection import Reader, Store


@contextmanager
def transaction(store: Store) -> Iterator[None]:
    """Commit what is written inside, or leave nothing of it.

    Raises:
        Refused: a row hangs on another that is not there, or stands there twice.
        StoreError: the disk is full, or the file can't be written.
    """
    conn = store.conn
    try:
        conn.execute("BEGIN IMMEDIATE")
        yield
        conn.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        _roll_back(conn)
        raise Refused(
            N_("Something that this needs was removed meanwhile, or is there already; "
               "nothing was changed.")
        ) from error  # fmt: skip
    except sqlite3.Error as error:
        _roll_back(conn)
        raise StoreError(
            N_("This could not be written ({error}). What was written before is safe; make room "
               "or check the disk, then try again."),
            error=error,
        ) from error  # fmt: skip
    except BaseException:
        _roll_back(conn)
        raise


@contextmanager
def snapshot(reader: Reader) -> Iterator[None]:
    """Read one state inside, whatever another connection writes; it waits meanwhile."""
    if reader.conn.in_transaction:
        yield
        return
    reader.conn.execute("BEGIN")
    try:
        reader.memory.freshen(reader.conn)
        yield
    finally:
        _roll_back(reader.conn)


def let_write(reader: Reader) -> None:
    """Let another connection write, between two steps of a long reading of a snapshot."""
    if reader.conn.in_transaction:
        reader.conn.execute("COMMIT")
        reader.conn.execute("BEGIN")


def _roll_back(conn: sqlite3.Connection) -> None:
    if conn.in_transaction:
        conn.execute("ROLLBACK")


def read_only_error(store: Store) -> StoreIsReadOnly:
    """Return why nothing can be written to a store that is only read."""
    if store.reason == "busy":
        return StoreIsReadOnly(
            N_("Another window has this edition open and writes to it. Close it first; "
               "nothing was changed.")
        )  # fmt: skip
    return StoreIsReadOnly(
        N_("This edition can only be read here. Copy the file to a folder where you may write.")
    )

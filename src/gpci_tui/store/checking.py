"""Looking an edition through, without changing a byte of it; and mending what can be made anew.

All of it is done on a copy in memory: another window may go on writing, a
write that was cut stays as it is, and an edition of an earlier version can be
brought up to date to be compared.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import NamedTuple

from gpci_tui.store import checking_index, checking_rows, digests, index, schema
from gpci_tui.store.checking_rows import Difference, Outside, Step
from gpci_tui.store.connection import (
    BY_DAMAGE,
    Store,
    check_kind,
    exists,
    look,
    missing,
    open_reader,
    take_lock,
    unopened,
    unreadable,
)
from gpci_tui.store.restoring import untouched
from gpci_tui.store.transaction import transaction

MOST = 100
"""Complaints of SQLite that are read; a damaged page gives one for each row."""

INSTRUCTIONS = 10_000
"""Steps of SQLite's machine between two looks at whether to stop."""

_OF_AN_INDEX = re.compile(
    r"missing from index|wrong # of entries in index|non-unique entry in index"
    r"|values differ from index|FTS5 table"
)


_OF_A_ROW = re.compile(r"CHECK constraint failed|(?:NULL|non-\w+|\w+) value in ")
"""What SQLite says of a value that may not stand where it does; all rows can be read still."""


class Broken(NamedTuple):
    """A row that hangs on another which is not there."""

    table: str
    row_id: int
    parent: str
    """The table of what is not there."""


class Found(NamedTuple):
    """What is wrong with an edition, part by part; nothing where it is sound."""

    file: tuple[str, ...] = ()
    """What SQLite says of the file, in its words."""
    redefined: bool = False
    """Whether the tables are defined otherwise than by the program."""
    keys: tuple[Broken, ...] = ()
    indexes: tuple[str, ...] = ()
    """The parts of the search index that are not what the dossiers and notes make of them."""
    rows: tuple[Difference, ...] = ()
    steps: tuple[Step, ...] = ()
    """Steps of the journal that are not as they were written."""
    history: int = 0
    """Steps of which what they found is not what the step before had left."""
    outside: tuple[Outside, ...] = ()
    """Rows outside the journal that are not as they were written."""
    unread: bool = False
    """Whether the journal could not be compared, as there are pages that can't be read."""

    @property
    def mendable(self) -> bool:
        """Whether something is wrong that can be made anew."""
        return bool(self.indexes or self.outside or any(map(_is_of_an_index, self.file)))

    @property
    def lasting(self) -> bool:
        """Whether something is wrong that can't."""
        return bool(
            self.redefined or self.keys or self.rows or self.steps or self.history or self.unread
            or not all(map(_is_of_an_index, self.file))
        )  # fmt: skip


def _is_of_an_index(complaint: str) -> bool:
    return _OF_AN_INDEX.search(complaint) is not None


def examine(path: Path, stop: Callable[[], bool] = lambda: False) -> Found:
    """Look through the edition at ``path``.

    It takes as much memory as the edition has bytes. Once ``stop`` says so it
    ends soon, and what it found means nothing.

    Raises:
        StoreError: there is none, it is something else, or so damaged that it can't be opened.
    """
    with _in_memory(path) as conn:
        conn.set_progress_handler(stop, INSTRUCTIONS)
        file = _told(lambda: _file(conn))
        keys: tuple[Broken, ...] = ()
        with suppress(sqlite3.DatabaseError):  # Then the file's own check has said so.
            keys = _keys(conn)
        if not all(_is_of_an_index(one) or _OF_A_ROW.search(one) for one in file):
            return Found(file, keys=keys, unread=True)
        try:
            is_older = _bring_up_to_date(conn)
            redefined = not is_older and not digests.is_schema_whole(conn)
            rows = checking_rows.look_through(conn)
        except (sqlite3.DatabaseError, *BY_DAMAGE) as error:
            return Found((*file, str(error)), keys=keys, unread=True)
        return Found(file, redefined, keys, checking_index.differing(conn), *rows)


@contextmanager
def _in_memory(path: Path) -> Iterator[sqlite3.Connection]:
    if not exists(path):
        raise missing(path)
    look(path)
    lock, reason = take_lock(path)
    # Where another window writes, a journal beside the edition is no leftover.
    there = nullcontext(path) if reason == "busy" else untouched(path)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
            with there as source:
                _copy(source, conn, path)
            if lock is not None:
                lock.close()
                lock = None
            conn.text_factory = _text
            yield conn
    except OSError as error:
        raise unopened(path, error) from error
    finally:
        if lock is not None:
            lock.close()


def _copy(source: Path, target: sqlite3.Connection, path: Path) -> None:
    try:
        with closing(open_reader(source, 0).conn) as conn:
            if not check_kind(conn, path):
                raise missing(path)
            ((size,),) = conn.execute("PRAGMA page_size").fetchall()
            target.execute(f"PRAGMA page_size = {size}")
            conn.backup(target)
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from error


def _text(data: bytes) -> str:
    """Read also what is no text any more, so that it can be compared and shown."""
    return data.decode("utf-8", "backslashreplace")


def _told(check: Callable[[], tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return check()
    except sqlite3.DatabaseError as error:
        return (str(error),)


def _file(conn: sqlite3.Connection) -> tuple[str, ...]:
    # It looks at all that quick_check does.
    found = [row[0] for row in conn.execute(f"PRAGMA integrity_check({MOST})").fetchall()]
    lines = [line for text in found for line in text.splitlines()]
    return tuple(line for line in lines if line != "ok" and line[:3] != "***")


def _keys(conn: sqlite3.Connection) -> tuple[Broken, ...]:
    rows = conn.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(Broken(table, row_id or 0, parent) for table, row_id, parent, _ in rows)


def _bring_up_to_date(conn: sqlite3.Connection) -> bool:
    """Give an edition of an earlier version the tables of this one; return whether it is one."""
    ((version,),) = conn.execute("PRAGMA user_version").fetchall()
    if version < schema.VERSION:
        schema.migrate(conn)
    return bool(version < schema.VERSION)


# -- mending ----------------------------------------------------------------------


def mend(store: Store) -> None:
    """Make anew what is made of the rows alone: SQLite's own indexes, and the search index.

    What is in no journal is taken as it is from now on: nothing else tells how it was.

    Raises:
        StoreError: it can't be written; the edition is as it was.
    """
    with transaction(store):
        store.conn.execute("REINDEX")
        index.repair(store.conn, store.juror_id)
        digests.mark_outside(store.conn)

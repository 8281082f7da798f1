"""Looking an edition through, without changing a byte of it; and mending what can be made anew.

All of it is done on a copy in memory: another window may go on writing, a
write that was cut stays as it is, and the index can be made anew beside the
one that is there, to compare both.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from gpci_tui.store import index, schema
from gpci_tui.store.blocks import united
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
from gpci_tui.store.journal import TOPICS
from gpci_tui.store.restoring import untouched
from gpci_tui.store.transaction import transaction

MOST = 100
"""Complaints of SQLite that are read; a damaged page gives one for each row."""

INSTRUCTIONS = 10_000
"""Steps of SQLite's machine between two looks at whether to stop."""

INDEXES = ("text_index", "own_index")
_OF_AN_INDEX = re.compile(
    r"missing from index|wrong # of entries in index|non-unique entry in index"
    r"|values differ from index|FTS5 table"
)
_UNJOURNALLED = {("edition", 1), ("juror", 1)}
"""The first rows, which are there before the first step."""

Values = dict[str, str | int | float | None]


class Broken(NamedTuple):
    """A row that hangs on another which is not there."""

    table: str
    row_id: int
    parent: str
    """The table of what is not there."""


class Difference(NamedTuple):
    """A row that is not as the journal left it."""

    table: str
    row_id: int
    name: str
    """The title or name of what it belongs to; '' where it has none."""
    held: Values | None
    """As it stands in its table; None where it is not there."""
    wanted: Values | None
    """As the last step that stands left it; None where that took it away, or there is none."""


class Found(NamedTuple):
    """What is wrong with an edition, part by part; nothing where it is sound."""

    file: tuple[str, ...] = ()
    """What SQLite says of the file, in its words."""
    keys: tuple[Broken, ...] = ()
    indexes: tuple[str, ...] = ()
    """The parts of the search index that are not what the dossiers and notes make of them."""
    rows: tuple[Difference, ...] = ()
    history: int = 0
    """Steps of which what they found is not what the step before had left."""
    unread: bool = False
    """Whether the journal could not be compared, as there are pages that can't be read."""

    @property
    def mendable(self) -> bool:
        """Whether something is wrong that can be made anew."""
        return bool(self.indexes or any(map(_is_of_an_index, self.file)))

    @property
    def lasting(self) -> bool:
        """Whether something is wrong that can't."""
        return bool(
            self.keys or self.rows or self.history or self.unread
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
        if not all(map(_is_of_an_index, file)):
            return Found(file, keys, unread=True)
        try:
            _bring_up_to_date(conn)
            rows, history = _replayed(conn)
        except (sqlite3.DatabaseError, *BY_DAMAGE) as error:
            return Found((*file, str(error)), keys, unread=True)
        return Found(file, keys, _index(conn), rows, history)


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
    found: list[str] = []
    for name in ("quick_check", "integrity_check"):
        rows = conn.execute(f"PRAGMA {name}({MOST})").fetchall()
        found += [row[0] for row in rows if row[0] != "ok" and row[0] not in found]
    return tuple(line for text in found for line in text.splitlines() if line[:3] != "***")


def _keys(conn: sqlite3.Connection) -> tuple[Broken, ...]:
    rows = conn.execute("PRAGMA foreign_key_check").fetchall()
    return tuple(Broken(table, row_id or 0, parent) for table, row_id, parent, _ in rows)


def _bring_up_to_date(conn: sqlite3.Connection) -> None:
    """Give an edition of an earlier version the tables of this one, in memory only."""
    ((version,),) = conn.execute("PRAGMA user_version").fetchall()
    if version < schema.VERSION:
        schema.migrate(conn)


# -- the index --------------------------------------------------------------------


def _index(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return which parts of the index are not what they would be if they were made anew."""
    before = _parts(conn)
    try:
        conn.execute("BEGIN")
        index.repair(conn, _juror(conn))
        after = _parts(conn)
        conn.execute("ROLLBACK")
    except (sqlite3.DatabaseError, *BY_DAMAGE):
        return tuple(before)
    return tuple(name for name, digest in before.items() if not digest or digest != after[name])


def _juror(conn: sqlite3.Connection) -> int:
    rows = conn.execute("SELECT id FROM juror WHERE is_me = 1").fetchall()
    return int(rows[0][0]) if rows else 0


def _parts(conn: sqlite3.Connection) -> dict[str, str]:
    """Return a digest of all that each part of the index holds; '' where it can't be read."""
    found = {}
    for name, read in (("trait", _traits), *((name, _words(name)) for name in INDEXES)):
        digest = sha256()
        try:
            for row in read(conn):
                digest.update(repr(row).encode())
            found[name] = digest.hexdigest()
        except (sqlite3.DatabaseError, *BY_DAMAGE):
            found[name] = ""
    return found


def _words(name: str) -> Callable[[sqlite3.Connection], Iterator[object]]:
    def words(conn: sqlite3.Connection) -> Iterator[object]:
        conn.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
        conn.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{name}_at"
            f" USING fts5vocab(main, {name}, instance)"
        )
        yield from conn.execute(f'SELECT term, doc, col, "offset" FROM temp.{name}_at')
        yield from conn.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid")

    return words


def _traits(conn: sqlite3.Connection) -> Iterator[object]:
    """Give each trait with its count and its set; their numbers depend on what came first."""
    rows = conn.execute(
        "SELECT aspect, text, docs, posting.id & 4095, bits FROM trait LEFT JOIN posting"
        " ON posting.id BETWEEN trait.id * 4096 AND trait.id * 4096 + 4095 ORDER BY aspect, text"
    )
    for trait, blocks in groupby(rows, lambda row: row[:3]):
        # In base 16: Python writes no longer numbers in base 10.
        yield *trait, hex(united((row[3], row[4]) for row in blocks if row[4] is not None))
    yield from conn.execute(
        "SELECT count(*) FROM posting WHERE id / 4096 NOT IN (SELECT id FROM trait)"
    )


# -- the journal ------------------------------------------------------------------


def _replayed(conn: sqlite3.Connection) -> tuple[tuple[Difference, ...], int]:
    """Compare each row with what the last step that stands left of it."""
    found: list[Difference] = []
    history = 0
    for table in TOPICS:
        wanted, breaks = _left_by_steps(conn, table)
        history += breaks
        cursor = conn.execute(f"SELECT * FROM {table} ORDER BY id")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            held: Values = dict(zip(names, row, strict=True))
            row_id = row[0]
            image = wanted.pop(row_id, None)
            if image is None and (table, row_id) in _UNJOURNALLED:
                continue
            if image is None or image != _dumped(held):
                found.append(_difference(conn, table, row_id, held, image))
        for row_id, image in wanted.items():
            if image is not None:
                found.append(_difference(conn, table, row_id, None, image))
    return tuple(found), history


def _left_by_steps(conn: sqlite3.Connection, table: str) -> tuple[dict[int, str | None], int]:
    """Return each row's image after the steps that stand, and how many do not follow on.

    A row that only steps touched which were taken back is as before the first of these.
    """
    images: dict[int, str | None] = {}
    standing: set[int] = set()
    breaks = 0
    for row_id, before, after, state in conn.execute(
        "SELECT row_id, before, after, state FROM journal_row r"
        " JOIN journal_step s ON s.id = step_id WHERE table_name = ? ORDER BY r.id",
        (table,),
    ):
        if state == "done":
            breaks += row_id in standing and images[row_id] != before
            standing.add(row_id)
            images[row_id] = after
        else:
            images.setdefault(row_id, before)
    return images, breaks


def _dumped(values: Values) -> str | None:
    """Write a row as the journal does; None where it holds what no journal can."""
    try:
        return json.dumps(values, ensure_ascii=False)
    except TypeError:
        return None


def _difference(
    conn: sqlite3.Connection, table: str, row_id: int, held: Values | None, image: str | None
) -> Difference:
    wanted: Values | None = None
    if image is not None:
        try:
            wanted = dict(json.loads(image))
        except BY_DAMAGE:  # The journal is what is damaged; it is shown as it is.
            wanted = {"": image}
    return Difference(table, row_id, _name(conn, held or wanted or {}), held, wanted)


def _name(conn: sqlite3.Connection, values: Values) -> str:
    if "dossier_id" in values:
        rows = conn.execute("SELECT title FROM dossier WHERE id = ?", (values["dossier_id"],))
        return "".join(row[0] for row in rows.fetchall())
    return str(values.get("title") or values.get("name") or "")


# -- mending ----------------------------------------------------------------------


def mend(store: Store) -> None:
    """Make anew what is made of the rows alone: SQLite's own indexes, and the search index.

    Raises:
        StoreError: it can't be written; the edition is as it was.
    """
    with transaction(store):
        store.conn.execute("REINDEX")
        index.repair(store.conn, store.juror_id)

"""The program's ``sqlite3`` over apsw, so that its SQLite writes to a disk made for the test.

Only what ``gpci_tui.store`` asks of a connection is there.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import apsw


class _Row(tuple[Any, ...]):
    """A row whose columns have names, as sqlite3.Row's do."""

    names: tuple[str, ...]

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)

    def keys(self) -> list[str]:
        return list(self.names)


class _Cursor:
    """What a statement gives, read at once."""

    def __init__(self, conn: apsw.Connection) -> None:
        self._conn = conn
        self._rows: Iterator[Any] = iter(())
        self.description: tuple[tuple[str, ...], ...] | None = None
        self.lastrowid: int | None = None
        self.rowcount = -1
        self.row_factory: object = None

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> _Cursor:
        with _in_words_of_sqlite3():
            cursor = self._conn.cursor()
            cursor.exec_trace = self._describe
            rows = list(cursor.execute(sql, values or None))
            self._after(rows)
        return self

    def executemany(self, sql: str, values: Iterable[Any]) -> _Cursor:
        with _in_words_of_sqlite3():
            self._after(list(self._conn.cursor().executemany(sql, values)))
        return self

    def _describe(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        self.description = tuple((name,) for name, _kind in cursor.get_description())
        return True

    def _after(self, rows: list[tuple[Any, ...]]) -> None:
        self.lastrowid, self.rowcount = self._conn.last_insert_rowid(), self._conn.changes()
        if self.row_factory is sqlite3.Row:
            names = tuple(column[0] for column in self.description or ())
            kind = type("Row", (_Row,), {"names": names})
            rows = [kind(row) for row in rows]
        self._rows = iter(rows)

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchone(self) -> Any:
        return next(self._rows, None)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def close(self) -> None:
        self._rows = iter(())


class Connection:
    """A connection to a file on the disk ``vfs``."""

    def __init__(self, name: str, *, vfs: str, seconds: float) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI
        with _in_words_of_sqlite3():
            self._conn = apsw.Connection(name, flags, vfs)
            self._conn.set_busy_timeout(int(seconds * 1000))

    @property
    def in_transaction(self) -> bool:
        return bool(self._conn.in_transaction)

    def cursor(self) -> _Cursor:
        return _Cursor(self._conn)

    def execute(self, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> _Cursor:
        return self.cursor().execute(sql, values)

    def executemany(self, sql: str, values: Iterable[Any]) -> _Cursor:
        return self.cursor().executemany(sql, values)

    def backup(
        self,
        target: Connection,
        *,
        pages: int = -1,
        progress: Callable[[int, int, int], object] | None = None,
        sleep: float = 0.25,
    ) -> None:
        with _in_words_of_sqlite3(), target._conn.backup("main", self._conn, "main") as copying:
            while not copying.done:
                copying.step(pages)
                if progress is not None:
                    progress(apsw.SQLITE_OK, copying.remaining, copying.page_count)
                time.sleep(0 if copying.done else sleep)

    def interrupt(self) -> None:
        self._conn.interrupt()

    def set_progress_handler(self, handler: Callable[[], bool] | None, n: int) -> None:
        self._conn.set_progress_handler(handler, n)

    def close(self) -> None:
        self._conn.close()


@contextmanager
def connected_to(vfs: str) -> Iterator[None]:
    """Let what is opened inside stand on the disk of that name."""

    def connect(name: object, *, timeout: float = 5, **_options: object) -> Connection:
        return Connection(str(name), vfs=vfs, seconds=timeout)

    with patch("sqlite3.connect", connect):
        yield


_KINDS: tuple[tuple[type[apsw.Error], type[sqlite3.Error]], ...] = (
    (apsw.ConstraintError, sqlite3.IntegrityError),
    (apsw.CorruptError, sqlite3.DatabaseError),
    (apsw.NotADBError, sqlite3.DatabaseError),
)


@contextmanager
def _in_words_of_sqlite3() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        kind = next((ours for theirs, ours in _KINDS if isinstance(error, theirs)), None)
        said = (kind or sqlite3.OperationalError)(re.sub("^[A-Za-z]+Error: ", "", str(error)))
        said.sqlite_errorcode = error.result
        raise said from error

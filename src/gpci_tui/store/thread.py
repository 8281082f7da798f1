"""The one thread that owns the store, and the one that searches it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from gpci_tui.model.errors import N_, StoreError
from gpci_tui.store.connection import (
    BY_DAMAGE,
    Clock,
    SearchConnection,
    Store,
    damage,
    open_reader,
    open_store,
    utc_now,
)

T = TypeVar("T")
P = ParamSpec("P")
INSTRUCTIONS = 2000
"""Steps of SQLite's machine between two looks at whether to stop: some tens of microseconds."""


@contextmanager
def _said(conn: sqlite3.Connection) -> Iterator[None]:
    """Turn SQLite's complaints, and what a damaged file ends in, into words for a person."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise SearchInterrupted from error
        raise _unread(error) from error
    except BY_DAMAGE as error:
        found = damage(conn, error)
        if found is None:
            raise
        raise _unread(found) from error


def _unread(error: sqlite3.DatabaseError) -> StoreError:
    return StoreError(
        N_("The edition can't be read ({error}). What was written is kept."), error=error
    )


class StoreThread:
    """Runs reads and writes in the order in which they were asked for.

    Opening starts at once, so that the file is read while the interface is
    still being imported.
    """

    def __init__(
        self, path: Path, *, juror: str = "", clock: Clock = utc_now, backups: Path | None = None
    ) -> None:
        self.path = path
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self.opened: Future[Store] = self._executor.submit(
            open_store, path, juror=juror, clock=clock, backups=backups
        )

    def submit(
        self, verb: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue ``verb(store, …)``; its outcome or error comes with the future."""

        def run() -> T:
            store = self.opened.result()
            with _said(store.conn):
                return verb(store, *args, **kwargs)

        return self._executor.submit(run)

    def close(self) -> None:
        """Wait until all that was asked for is done, then close the file."""

        def shut() -> None:
            if self.opened.done() and self.opened.exception() is None:
                self.opened.result().close()

        self._executor.submit(shut)
        self._executor.shutdown(wait=True)


class SearchInterrupted(Exception):
    """Something else was searched for before this search had ended."""


class SearchThread:
    """Searches on a connection of its own; a new search interrupts those before it."""

    def __init__(self, store: Store) -> None:
        self._path, self._juror_id = store.path, store.juror_id
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._reader: SearchConnection | None = None
        self._asked = 0
        """How many searches were asked for."""
        self._stopped = 0
        """Up to which of them all are to stop."""

    def submit(
        self,
        search: Callable[Concatenate[SearchConnection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Interrupt what was asked for before and queue ``search(reader, …)``.

        A search that is interrupted raises ``SearchInterrupted``.
        """
        self.interrupt()
        return self.submit_behind(search, *args, **kwargs)

    def submit_behind(
        self,
        search: Callable[Concatenate[SearchConnection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Queue ``search(reader, …)`` and let what was asked for before come to its end."""
        self._asked += 1
        number = self._asked

        def is_stopped() -> bool:
            return number <= self._stopped

        def run() -> T:
            if is_stopped():
                raise SearchInterrupted
            reader = self._open()
            # Asked between two statements, too, where interrupt() finds nothing to stop.
            reader.conn.set_progress_handler(is_stopped, INSTRUCTIONS)
            with _said(reader.conn):
                return search(reader, *args, **kwargs)

        return self._executor.submit(run)

    def interrupt(self) -> None:
        """Stop all that is being searched, now and at its next step."""
        self._stopped = self._asked
        if self._reader is not None:
            self._reader.conn.interrupt()

    def close(self) -> None:
        """Stop, and close the connection."""
        self.interrupt()

        def shut() -> None:
            if self._reader is not None:
                self._reader.conn.close()

        with suppress(RuntimeError):  # Closed before.
            self._executor.submit(shut)
        self._executor.shutdown(wait=True)

    def _open(self) -> SearchConnection:
        if self._reader is None:
            self._reader = open_reader(self._path, self._juror_id)
        return self._reader

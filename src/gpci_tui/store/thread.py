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
    Clock,
    SearchConnection,
    Store,
    open_reader,
    open_store,
    utc_now,
)

T = TypeVar("T")
P = ParamSpec("P")


@contextmanager
def _said() -> Iterator[None]:
    """Turn SQLite's complaints into errors that a person can read."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(
            N_("The edition can't be read ({error}). What was written is kept."), error=error
        ) from error


class StoreThread:
    """Runs reads and writes in the order in which they were asked for.

    Opening starts at once, so that the file is read while the interface is
    still being imported.
    """

    def __init__(self, path: Path, *, juror: str = "", clock: Clock = utc_now) -> None:
        self.path = path
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="store")
        self.opened: Future[Store] = self._executor.submit(
            open_store, path, juror=juror, clock=clock
        )

    def submit(
        self, verb: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Queue ``verb(store, …)``; its outcome or error comes with the future."""

        def run() -> T:
            with _said():
                return verb(self.opened.result(), *args, **kwargs)

        return self._executor.submit(run)

    def close(self) -> None:
        """Wait until all that was asked for is done, then close the file."""

        def shut() -> None:
            if self.opened.done() and self.opened.exception() is None:
                self.opened.result().close()

        self._executor.submit(shut)
        self._executor.shutdown(wait=True)


class SearchThread:
    """Searches on a connection of its own; a new search interrupts the one before."""

    def __init__(self, store: Store) -> None:
        self._path, self._juror_id = store.path, store.juror_id
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="search")
        self._reader: SearchConnection | None = None

    def submit(
        self,
        search: Callable[Concatenate[SearchConnection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[T]:
        """Interrupt what is being searched and queue ``search(reader, …)``."""

        def run() -> T:
            with _said():
                return search(self._open(), *args, **kwargs)

        self.interrupt()
        return self._executor.submit(run)

    def interrupt(self) -> None:
        """Stop the search that runs now, if any."""
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

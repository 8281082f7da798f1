"""What a connection has read and may use again, until the tables it comes from are written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar, cast

from gpci_tui.store import stamps

T = TypeVar("T")
MOST = 256
"""Things that are kept; those used longest ago go first. A set of 100,000 takes 12.5 kB."""


class Memory:
    """A cache that belongs to one connection, and is used by one thread."""

    def __init__(self) -> None:
        self._stamps: dict[str, int] = {}
        self._kept: dict[Hashable, tuple[frozenset[str], object]] = {}

    def freshen(self, conn: sqlite3.Connection) -> None:
        """Forget what was made of tables that were written since."""
        now = stamps.read(conn)
        changed = {table for table, stamp in now.items() if stamp != self._stamps.get(table)}
        if changed:
            self._stamps = now
            self._kept = {k: kept for k, kept in self._kept.items() if not kept[0] & changed}

    def recall(self, key: Hashable, tables: Iterable[str], make: Callable[[], T]) -> T:
        """Return what is kept under ``key``, or ``make`` it from ``tables`` and keep it."""
        kept = self._kept.pop(key, None)
        if kept is None:
            kept = frozenset(tables), make()
            if len(self._kept) >= MOST:
                self._kept.pop(next(iter(self._kept)))
        self._kept[key] = kept
        return cast("T", kept[1])

"""Opening an edition for one command."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gpci_tui.model.errors import StoreIsOlder
from gpci_tui.store.connection import BY_DAMAGE, Store, damage, missing, open_store, unreadable


@contextmanager
def visit(
    path: Path,
    *,
    juror: str = "",
    write: bool = False,
    make: bool = False,
    backups: Path | None = None,
) -> Iterator[Store]:
    """Open the edition at ``path`` and close it afterwards; ``make`` one where there is none.

    One of an earlier version is brought up to date first, as when its window opens.

    Raises:
        StoreError: there is none, it can't be opened, or it turns out to be damaged.
    """
    if not make and not os.path.lexists(path):
        raise missing(path)
    try:
        store = open_store(path, juror=juror, read_only=not write, backups=backups)
    except StoreIsOlder:
        open_store(path, juror=juror, backups=backups).close()
        store = open_store(path, juror=juror, read_only=not write, backups=backups)
    try:
        yield store
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from error
    except BY_DAMAGE as error:
        found = damage(store.conn, error)
        if found is None:
            raise
        raise unreadable(path, found) from error
    finally:
        store.close()

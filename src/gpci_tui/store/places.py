"""Where the juror's eye was: per dossier, and in the program as a whole.

Neither is an opinion. Both are written in place and stay out of the journal,
so that undo never moves the reader and the journal doesn't grow with every
page that is turned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from gpci_tui.model.review import Place
from gpci_tui.store import digests, stamps
from gpci_tui.store.connection import Store
from gpci_tui.store.transaction import transaction


def get(conn: sqlite3.Connection, juror_id: int, dossier_id: int) -> Place:
    """Return where the juror stopped reading a dossier."""
    rows = conn.execute(
        "SELECT position, progress, read_at FROM place WHERE juror_id = ? AND dossier_id = ?",
        (juror_id, dossier_id),
    ).fetchall()
    return Place(*rows[0]) if rows else Place()


def put(store: Store, dossier_id: int, position: int, progress: float) -> None:
    """Remember where the juror stops reading a dossier now; nothing where it is gone.

    Raises:
        StoreError: it could not be written.
    """
    if store.read_only:
        return
    with transaction(store):
        store.conn.execute(
            "INSERT INTO place (dossier_id, juror_id, position, progress, read_at)"
            " SELECT id, ?2, ?3, ?4, ?5 FROM dossier WHERE id = ?1"
            " ON CONFLICT (juror_id, dossier_id) DO UPDATE SET"
            " position = ?3, progress = max(progress, ?4), read_at = ?5",
            (dossier_id, store.juror_id, position, progress, store.now()),
        )
        digests.mark_place(store.conn, store.juror_id, dossier_id)
        stamps.raise_(store.conn, ("place",))


def session(conn: sqlite3.Connection) -> dict[str, str]:
    """Return what the interface remembered of itself."""
    return dict(conn.execute("SELECT key, value FROM session").fetchall())


def remember(store: Store, values: Mapping[str, str | None]) -> None:
    """Remember something of the interface, such as the dossier under the cursor; forget a None.

    Raises:
        StoreError: it could not be written.
    """
    if store.read_only or not values:
        return
    with transaction(store):
        store.conn.executemany(
            "INSERT INTO session (key, value, digest) VALUES (?, ?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value, digest = excluded.digest",
            [
                (key, value, digests.of(key, value))
                for key, value in values.items()
                if value is not None
            ],
        )
        store.conn.executemany(
            "DELETE FROM session WHERE key = ?",
            [(key,) for key, value in values.items() if value is None],
        )

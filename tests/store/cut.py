"""A write that a power cut stopped."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def cut_write(path: Path) -> None:
    """Leave the edition as a power cut does in the midst of a write: a journal beside torn pages.

    The pages on disk hold what was being written; only the journal brings back what stood there.
    """
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA synchronous = OFF")  # The journal then counts whole, wherever it is cut.
    conn.execute("PRAGMA cache_spill = 1")
    conn.execute("PRAGMA cache_size = 1")
    conn.execute("BEGIN")
    conn.execute("UPDATE review SET note = 'jamais valide'")
    conn.execute("UPDATE dossier SET body = hex(zeroblob(200000))")
    torn = path.read_bytes()
    assert b"jamais valide" in torn
    journal = path.with_name(path.name + "-journal").read_bytes()
    conn.execute("ROLLBACK")
    conn.close()
    path.write_bytes(torn)
    path.with_name(path.name + "-journal").write_bytes(journal)

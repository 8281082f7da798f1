"""The whole of a store, to compare one state with another."""

from __future__ import annotations

import sqlite3

from gpci_tui.model.bits import members
from gpci_tui.store.traits import Aspect, holders

Image = dict[str, list[tuple[object, ...]]]
INDEXES = ("text_index", "own_index")
DERIVED = {"trait", "posting", "stamp"}
"""Told apart by what they mean, not row by row."""


def tables(conn: sqlite3.Connection, *, with_journal: bool = False) -> Image:
    """Return every row of every table, and what the index holds."""
    names = [
        name
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not any(name.startswith(f"{index}_") for index in INDEXES)
        and name not in DERIVED
        and (with_journal or not name.startswith("journal_"))
    ]
    assert set(names) >= {"dossier", "review", "place", "session", *INDEXES}
    image = {
        name: sorted(conn.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names
    }
    return image | index_words(conn)


def index_words(conn: sqlite3.Connection) -> Image:
    """Return where every word stands in the index, and check that it is sound."""
    found: Image = {"traits": held_traits(conn)}
    for index in INDEXES:
        conn.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        conn.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_at USING"
            f" fts5vocab(main, {index}, instance)"
        )
        rows = conn.execute(f'SELECT term, doc, col, "offset" FROM temp.{index}_at').fetchall()
        found[f"{index} words"] = sorted(rows)
        found[index] = conn.execute(f"SELECT rowid, * FROM {index} ORDER BY rowid").fetchall()
    return found


def held_traits(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return each trait with the dossiers that have it, and check its count and its rows."""
    found: list[tuple[object, ...]] = []
    blocks = set()
    for aspect, text, id_, docs in conn.execute(
        "SELECT aspect, text, id, docs FROM trait ORDER BY aspect, text"
    ).fetchall():
        ids = members(holders(conn, Aspect(aspect), text))
        assert docs == len(ids)
        found.append((aspect, text, *ids))
        blocks.add(id_)
    rows = conn.execute("SELECT DISTINCT id / 4096 FROM posting").fetchall()
    assert {row[0] for row in rows} == blocks
    return found

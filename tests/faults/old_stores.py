"""Stores that earlier versions wrote are opened, migrated, looked through, undone and done again.

One is kept from each version of the tables, written by the code of that version: the sample or a
part of it, with marked passages, notes, tags, shortlists, a revision, and steps that were undone.
Each is opened as the program opens it. Every row must still hold what it held, in the columns it
had; ``gpci doctor`` must find nothing; every step of the old history is undone, down to the empty
edition, and done again, after which all must be as it was, for the doctor as well; and the copy
made before the migration must hold the rows as they were.
"""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest.mock import patch

from click.testing import CliRunner

from gpci_tui.commands.program import gpci
from gpci_tui.model.errors import GpciError
from gpci_tui.store import backups, journal, schema, tables
from gpci_tui.store.connection import Store, open_store
from tests.faults import sound
from tests.faults.fault import Fault, Outcome

PROJECT = Path(__file__).parents[2]
KEPT = PROJECT / "tests" / "data" / "stores"
TABLES = (*journal.TOPICS, "place", "session", "journal_step")
"""Whose rows a person would miss; the journal's images may get new columns."""

Rows = dict[str, list[dict[str, Any]]]


def stores() -> list[Path]:
    """Return the stores that are kept, the oldest first."""
    return sorted(KEPT.glob("version-*.gpci.gz"))


def version_of(kept: Path) -> int:
    """Return with which version of the tables it was written, as its name says."""
    named = re.match(r"version-(\d+)", kept.name)
    assert named is not None
    return int(named[1])


def as_it_is(count: int, folder: Path) -> Outcome:
    bad: Counter[str] = Counter()
    rows = steps = 0
    for number in range(count):
        for kept in stores():
            wrong, held, undone = _tried(kept, folder / str(number) / kept.stem)
            bad.update(f"{what} of version {version_of(kept)}" for what in wrong)
            rows, steps = rows + held, steps + undone
    versions = sorted(set(map(version_of, stores())))
    note = (
        f"of versions {', '.join(map(str, versions))}; {rows:,} rows compared,"
        f" {steps:,} steps undone and done again"
    )
    return Outcome(count * len(stores()), bad, note)


def half_migrated(count: int, folder: Path) -> Outcome:
    """Migrate without the history's new columns, and without making the index anew."""

    def columns_alone(table: str) -> list[str]:
        return [line for line in complete(table) if line.startswith("ALTER")]

    complete = tables.add_columns
    bad: Counter[str] = Counter()
    older = [kept for kept in stores() if version_of(kept) < 3]
    for number in range(count):
        for kept in older:
            with (
                patch.object(tables, "add_columns", columns_alone),
                patch.object(schema.index, "rebuild", lambda *_: None),
            ):
                bad.update(_tried(kept, folder / str(number) / kept.stem)[0])
    return Outcome(count * len(older), bad)


def _tried(kept: Path, folder: Path) -> tuple[list[str], int, int]:
    """Return what went wrong with one store, how many rows it holds and how many steps."""
    folder.mkdir(parents=True)
    path, copies = folder / "edition.gpci", folder / "copies"
    path.write_bytes(gzip.decompress(kept.read_bytes()))
    before = _rows(path)
    held = sum(map(len, before.values()))
    try:
        with closing(open_store(path, backups=copies)) as store:
            wrong = ["not migrated"] * (_version(store.conn) != schema.VERSION)
            wrong += ["rows lost"] * (not _holds(_rows_of(store.conn), before))
            wrong += list(_unsound(store))
            undone = _undo_and_redo(store)
            # Where the eye was goes with its dossier, and is no step that could be done again.
            opinions = {table: rows for table, rows in before.items() if table != "place"}
            wrong += ["not as before"] * (not _holds(_rows_of(store.conn), opinions))
            wrong += list(_unsound(store))
    except (GpciError, sqlite3.Error) as error:
        return [type(error).__name__], held, 0
    if version_of(kept) < schema.VERSION:
        wrong += ["no copy before"] * (
            [_rows(one.path) for one in backups.listed(copies)] != [before]
        )
    wrong += ["doctor"] * (not _doctor_is_content(path))
    return wrong, held, undone


def _undo_and_redo(store: Store) -> int:
    """Undo every step that stands, to the empty edition, and do as many again."""
    undone = 0
    while journal.undo(store):
        undone += 1
    assert store.conn.execute("SELECT count(*) FROM dossier").fetchall() == [(0,)]
    for _ in range(undone):
        journal.redo(store)
    return undone


def _unsound(store: Store) -> Iterator[str]:
    try:
        sound.check(store)
    except sound.Unsound as error:
        yield f"wrong {error}"


def _doctor_is_content(path: Path) -> bool:
    return CliRunner().invoke(gpci, ["--store", str(path), "doctor"]).exit_code == 0


def _version(conn: sqlite3.Connection) -> int:
    ((version,),) = conn.execute("PRAGMA user_version").fetchall()
    return int(version)


def _rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as conn:
        return _rows_of(conn)


def _rows_of(conn: sqlite3.Connection) -> Rows:
    found: Rows = {}
    there = {name for (name,) in conn.execute("SELECT name FROM sqlite_master").fetchall()}
    for table in there.intersection(TABLES):
        cursor = conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


def _holds(now: Rows, before: Rows) -> bool:
    """Return whether every row is there with the values it had, whatever columns came to it."""
    return all(
        [{name: row[name] for name in old} for row, old in zip(now[table], rows, strict=False)]
        == rows
        for table, rows in before.items()
    ) and all(len(now[table]) == len(rows) for table, rows in before.items())


FAULT = Fault(
    name="old", what="old stores, one or more kept from each version: migrate, undo, doctor",
    must="every row kept, undone and done again, doctor clean", quick=1, full=1, run=as_it_is,
    weaker="a migration that leaves history and index as they were", control=half_migrated,
    control_count=1, how=__doc__,
)  # fmt: skip

"""Stores of earlier versions, brought to this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError
from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, reviews, themes
from gpci_tui.store import journal, schema
from gpci_tui.store.connection import open_store
from gpci_tui.store.tables import FIRST
from tests.samples import open_filled, opened, ticking
from tests.store.images import index_words, tables
from tests.store.scan import scanned_traits

NEW = ("text_index", "trait", "posting", "stamp", "saved_search")
OLD = ("text_index", "text_words", "own_words")


def _as_version_1(path: Path) -> None:
    """Take a store back to what version 1 made: its tables, and its index of them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("DROP INDEX place_read")
        for table in NEW:
            conn.execute(f"DROP TABLE {table}")
        for statement in FIRST.split(";\n"):
            if any(f"VIRTUAL TABLE {table} " in statement for table in OLD):
                conn.execute(statement)
        conn.execute(
            "INSERT INTO text_index (rowid, title, applicant, body)"
            " SELECT id, title_folded, applicant_folded, body FROM dossier"
        )
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_find_anything'")
        conn.execute("PRAGMA user_version = 1")


@pytest.fixture
def version_1(tmp_path: Path) -> Iterator[Path]:
    """A store of version 1 in which somebody worked."""
    path = tmp_path / "edition.gpci"
    store = open_filled(path)
    themes.create(store, "Éducation aux médias", [1, 2])
    reviews.set_note(store, 3, "À relire, l’œuvre")
    annotations.annotate(store, 1, 0, 11, Kind.QUOTE, "pérenne")
    store.close()
    _as_version_1(path)
    return path


def test_a_store_of_version_1_has_the_tables_of_version_1(version_1: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.db"
    with closing(sqlite3.connect(plain)) as conn:
        conn.executescript(FIRST)
        wanted = set(conn.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL"))
    with closing(sqlite3.connect(version_1)) as conn:
        held = set(
            conn.execute(
                "SELECT name, sql FROM sqlite_master"
                " WHERE sql NOT NULL AND name NOT LIKE '%\\_sqlite\\_migrations%' ESCAPE '\\'"
            )
        )
    assert held == wanted


def test_it_is_brought_to_this_version(version_1: Path) -> None:
    with opened(version_1) as store:
        assert store.conn.execute("PRAGMA user_version").fetchall() == [(schema.VERSION,)]
        assert index_words(store.conn)["traits"] == scanned_traits(store.conn, store.juror_id)
        names = {row[0] for row in store.conn.execute("SELECT name FROM sqlite_master").fetchall()}
        assert names.isdisjoint({"text_words", "own_words"})
        assert store.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_it_is_what_a_new_store_would_be(version_1: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.gpci"
    open_store(fresh, clock=ticking()).close()
    with closing(sqlite3.connect(fresh)) as conn:
        wanted = set(conn.execute("SELECT type, name, sql FROM sqlite_master"))
    with opened(version_1):
        pass
    with closing(sqlite3.connect(version_1)) as conn:
        assert set(conn.execute("SELECT type, name, sql FROM sqlite_master")) == wanted


def test_what_was_done_before_is_undone_after(version_1: Path) -> None:
    with opened(version_1) as store:
        done = tables(store.conn)
        taken_back = 0
        while journal.undo(store):
            taken_back += 1
        assert taken_back == 4
        assert index_words(store.conn)["traits"] == []
        while journal.redo(store):
            pass
        assert tables(store.conn) == done


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    version_1: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(conn: sqlite3.Connection, juror_id: int) -> None:
        raise sqlite3.OperationalError("disk is full")

    before = version_1.read_bytes()
    with monkeypatch.context() as failing:
        failing.setattr(schema.index, "rebuild", fail)
        with pytest.raises(StoreError):
            open_store(version_1)
    assert version_1.read_bytes() == before
    with opened(version_1) as store:
        assert index_words(store.conn)["traits"] == scanned_traits(store.conn, store.juror_id)


def test_it_is_not_migrated_by_one_who_only_reads(version_1: Path) -> None:
    with pytest.raises(StoreError, match="older edition"):
        open_store(version_1, read_only=True)

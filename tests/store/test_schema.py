"""Stores of earlier versions, brought to this one."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError, StoreIsOlder
from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, reviews, themes
from gpci_tui.store import journal, schema
from gpci_tui.store.connection import open_store, take_lock
from gpci_tui.store.tables import FIRST, REVISIONS
from gpci_tui.store.visit import visit
from tests.samples import LYON, open_filled, opened, ticking
from tests.store.images import index_words, tables
from tests.store.scan import scanned_traits

NEW = ("text_index", "trait", "posting", "stamp", "saved_search")
OLD = ("text_index", "text_words", "own_words")


VERSION_2 = Path(__file__).parent.parent / "data/stores/version-2.gpci.gz"
"""A store as version 2 wrote it: marked passages, a revision, and a step that was undone."""


def _as_version_3(conn: sqlite3.Connection) -> None:
    for table in ("journal_row", "journal_step", "place", "session"):
        conn.execute(f"ALTER TABLE {table} DROP COLUMN digest")
    for table in ("origin", "seal"):
        conn.execute(f"DROP TABLE {table}")
    conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_digests'")
    conn.execute("PRAGMA user_version = 3")


def _as_version_2(conn: sqlite3.Connection) -> None:
    _as_version_3(conn)
    for table, columns in REVISIONS.items():
        names = [name for name, _, _ in columns]
        for name in names:
            conn.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        for row_id, *images in conn.execute(
            "SELECT id, before, after FROM journal_row WHERE table_name = ?", (table,)
        ).fetchall():
            shorter = [image and _without(image, names) for image in images]
            conn.execute(
                "UPDATE journal_row SET before = ?, after = ? WHERE id = ?", (*shorter, row_id)
            )
    conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'm003_revisions'")
    conn.execute("PRAGMA user_version = 2")


def _without(image: str, names: list[str]) -> str:
    left = {name: value for name, value in json.loads(image).items() if name not in names}
    return json.dumps(left, ensure_ascii=False)


def _as_version_1(path: Path) -> None:
    """Take a store back to what version 1 made: its tables, and its index of them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        _as_version_2(conn)
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
    with pytest.raises(StoreIsOlder, match="older edition"):
        open_store(version_1, read_only=True)


def test_a_command_that_reads_brings_it_up_to_date_first(version_1: Path) -> None:
    with visit(version_1) as store:
        assert store.read_only
        assert _version(store.conn) == schema.VERSION


def test_a_command_leaves_it_to_the_window_that_has_it_open(version_1: Path) -> None:
    lock, _reason = take_lock(version_1)
    assert lock is not None
    before = version_1.read_bytes()
    with closing(lock), pytest.raises(StoreIsOlder), visit(version_1):
        pass
    assert version_1.read_bytes() == before


def _version(conn: sqlite3.Connection) -> int:
    ((version,),) = conn.execute("PRAGMA user_version").fetchall()
    return int(version)


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """A store that version 2 itself wrote."""
    path = tmp_path / "edition.gpci"
    path.write_bytes(gzip.decompress(VERSION_2.read_bytes()))
    return path


def test_a_store_of_version_2_is_what_a_new_store_would_be(version_2: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.gpci"
    open_store(fresh, clock=ticking()).close()
    with opened(version_2) as store:
        made = set(store.conn.execute("SELECT type, name, sql FROM sqlite_master").fetchall())
        assert store.conn.execute("PRAGMA user_version").fetchall() == [(schema.VERSION,)]
        assert store.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert index_words(store.conn)["traits"] == scanned_traits(store.conn, store.juror_id)
    with closing(sqlite3.connect(fresh)) as conn:
        assert made == set(conn.execute("SELECT type, name, sql FROM sqlite_master"))


def test_nothing_of_a_store_of_version_2_is_lost(version_2: Path) -> None:
    with closing(sqlite3.connect(version_2)) as conn:
        before = {
            table: conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in journal.TOPICS
        }
    with opened(version_2) as store:
        for table, rows in before.items():
            now = store.conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            assert [row[: len(old)] for row, old in zip(now, rows, strict=True)] == rows
        revisions = store.conn.execute("SELECT title, applicant, place FROM revision").fetchall()
        assert revisions == [(LYON.title, None, None)]
        notes = store.conn.execute("SELECT fate, similarity, quote_before FROM annotation")
        assert notes.fetchall() == [("", 1.0, ""), ("", 1.0, "")]


def test_steps_of_version_2_are_undone_and_done_again(version_2: Path) -> None:
    with opened(version_2) as store:
        standing = tables(store.conn)
        redone = 0
        while journal.redo(store):
            redone += 1
        assert redone == 1
        undone = [step.verb for step in journal.history(store.conn)]
        for verb in undone:
            assert journal.undo(store).verb == verb
        assert "edition.import" in undone[1:-1]
        assert store.conn.execute("SELECT count(*) FROM dossier").fetchall() == [(0,)]
        while journal.redo(store):
            pass
        journal.undo(store)
        assert tables(store.conn) == standing


def test_the_journal_of_version_2_holds_rows_as_they_stand(version_2: Path) -> None:
    with opened(version_2) as store:
        for table in REVISIONS:
            columns = [row[1] for row in store.conn.execute(f"PRAGMA table_info({table})")]
            images = store.conn.execute(
                "SELECT before, after FROM journal_row WHERE table_name = ?", (table,)
            ).fetchall()
            assert images
            for image in filter(None, (image for pair in images for image in pair)):
                assert list(json.loads(image)) == columns

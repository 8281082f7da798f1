from __future__ import annotations

import os
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError, StoreIsForeign, StoreIsNewer, StoreIsReadOnly
from gpci_tui.operations import themes
from gpci_tui.store import edition, journal, places, schema
from gpci_tui.store.connection import Store, open_reader, open_store
from tests.samples import opened

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX's")


def _pragma(store: Store, name: str) -> object:
    return store.conn.execute(f"PRAGMA {name}").fetchall()[0][0]


def test_a_fresh_store_is_ours_empty_and_knows_who_works_here(empty_store: Store) -> None:
    assert not empty_store.read_only
    assert empty_store.reason == ""
    assert _pragma(empty_store, "application_id") == schema.APPLICATION_ID
    assert _pragma(empty_store, "user_version") == schema.VERSION
    me = edition.me(empty_store.conn)
    assert me is not None
    assert (me.id, me.name, me.is_me) == (empty_store.juror_id, "Jo", True)
    assert edition.get(empty_store.conn).dossiers == 0
    assert journal.history(empty_store.conn) == []


def test_every_write_is_durable(empty_store: Store) -> None:
    assert _pragma(empty_store, "journal_mode") == "delete"
    assert _pragma(empty_store, "synchronous") == 3  # EXTRA
    assert _pragma(empty_store, "foreign_keys") == 1


def test_the_tables_are_strict_and_no_foreign_key_cascades(empty_store: Store) -> None:
    sql = empty_store.conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        " AND name NOT LIKE '%index\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    ).fetchall()
    assert {name for name, _ in sql} >= set(journal.TOPICS)
    for name, statement in sql:
        assert "STRICT" in statement, name
        assert "CASCADE" not in statement.upper(), name


@pytest.mark.parametrize("table", ["review", "tagging", "annotation", "shortlist", "entry"])
def test_opinions_carry_their_juror_and_a_uuid(empty_store: Store, table: str) -> None:
    columns = {row[1] for row in empty_store.conn.execute(f"PRAGMA table_info({table})")}
    assert {"juror_id", "uuid"} <= columns


def test_a_store_opened_again_is_as_it_was(store: Store, store_path: Path) -> None:
    before = edition.get(store.conn)
    juror = edition.me(store.conn)
    store.close()
    with opened(store_path) as again:
        assert edition.get(again.conn) == before
        assert edition.me(again.conn) == juror
        assert not again.read_only


def test_the_name_of_the_juror_is_cleaned(store_path: Path) -> None:
    with closing(open_store(store_path, juror="Jo\x1b[2J\nX")) as store:
        me = edition.me(store.conn)
        assert me is not None
        assert me.name == "Jo\ufffd[2J X"


@POSIX
def test_the_store_is_private(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "a" / "b" / "edition.gpci"
        open_store(path).close()
    finally:
        os.umask(before)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["a b.gpci", "é’.gpci", "a?mode=ro#x%41.gpci", "file:x.gpci"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows forbids such names")
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    open_store(path).close()
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([name, name + ".lock"])
    with closing(open_store(path)) as again:
        assert not again.read_only


def test_a_second_window_reads_and_says_why(store: Store, store_path: Path) -> None:
    with opened(store_path) as second:
        assert second.read_only
        assert second.reason == "busy"
        assert second.juror_id == store.juror_id
        assert edition.get(second.conn).dossiers == 5
        with pytest.raises(StoreIsReadOnly, match="Another window"):
            themes.create(second, "Nouveau")
        for replay in (journal.undo, journal.redo):
            with pytest.raises(StoreIsReadOnly):
                replay(second)
        with pytest.raises(StoreIsReadOnly):
            journal.undo_to(second, 1)
        # What is said here is read there.
        themes.create(store, "Nouveau")
        assert second.conn.execute("SELECT name FROM theme WHERE name = 'Nouveau'").fetchall()


@POSIX
def test_a_link_to_an_open_edition_is_that_edition(store: Store, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.gpci"
    link.parent.mkdir()
    link.symlink_to(store.path)
    with opened(link) as second:
        assert second.reason == "busy"


def test_a_second_window_remembers_nothing_and_says_nothing(store: Store, store_path: Path) -> None:
    with opened(store_path) as second:
        places.put(second, 1, 10, 0.5)
        places.remember(second, {"screen": "reader"})
    assert places.get(store.conn, store.juror_id, 1).read_at == ""
    assert places.session(store.conn) == {}


def test_the_first_window_closed_the_next_may_write(store: Store, store_path: Path) -> None:
    store.close()
    with opened(store_path) as second:
        assert not second.read_only
        assert themes.create(second, "Nouveau")


def test_closing_twice_is_closing(store: Store) -> None:
    store.close()
    store.close()


def test_a_store_asked_for_reading_does_not_write(store: Store, store_path: Path) -> None:
    store.close()
    with closing(open_store(store_path, read_only=True)) as reader:
        assert reader.read_only
        with pytest.raises(sqlite3.OperationalError):
            reader.conn.execute("DELETE FROM theme")
    with opened(store_path) as writer:
        assert not writer.read_only


def test_a_search_connection_reads_only(store: Store, store_path: Path) -> None:
    reader = open_reader(store_path, store.juror_id)
    with closing(reader.conn):
        assert reader.juror_id == store.juror_id
        with pytest.raises(sqlite3.OperationalError):
            reader.conn.execute("DELETE FROM theme")


def test_reading_a_store_that_is_not_there_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "edition.gpci"
    with pytest.raises(StoreError, match="There is no edition"):
        open_store(path, read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_the_system_says_the_file_may_not_be_written(
    store: Store, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with opened(store_path) as reader:
        assert (reader.read_only, reader.reason) == (True, "medium")
        with pytest.raises(StoreIsReadOnly, match="Copy the file"):
            themes.create(reader, "Nouveau")


@contextmanager
def _unprivileged() -> Iterator[Path]:
    """Give a folder of one's own in which the file system's modes bite, for root too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = os.geteuid() == 0
        if root:
            os.chown(folder, 65534, 65534)
            os.setresuid(65534, 65534, 0)
        try:
            yield folder
        finally:
            if root:
                os.setresuid(0, 0, 0)
            folder.chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="setresuid is Linux's")
def test_a_read_only_folder_is_read() -> None:
    with _unprivileged() as folder:
        path = folder / "edition.gpci"
        open_store(path, juror="Jo").close()
        (folder / "edition.gpci.lock").unlink()
        path.chmod(0o400)
        folder.chmod(0o500)
        with closing(open_store(path)) as reader:
            assert (reader.read_only, reader.reason) == (True, "medium")
            assert edition.get(reader.conn).dossiers == 0


@pytest.mark.skipif(sys.platform != "linux", reason="setresuid is Linux's")
def test_a_folder_that_may_not_be_entered_or_made_is_said() -> None:
    with _unprivileged() as folder:
        folder.chmod(0o500)
        with pytest.raises(StoreError, match="can't be made"):
            open_store(folder / "sub" / "edition.gpci")
        with pytest.raises(StoreError):
            open_store(folder / "edition.gpci")
        folder.chmod(0o000)
        with pytest.raises(StoreError):
            open_store(folder / "edition.gpci")


def _foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE t (x)")


def _other_application(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA application_id = 42")


@pytest.mark.parametrize(
    "make",
    [
        _foreign_database,
        _other_application,
        lambda path: path.write_text("un texte"),
        lambda path: path.write_text("un texte\n" * 5000),
        lambda path: path.write_bytes(b"SQLite format 3\0"),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\0" * 9000),
        lambda path: path.write_bytes(bytes(range(256)) * 64),
    ],
)
def test_a_foreign_file_is_refused_and_not_touched(tmp_path: Path, make: object) -> None:
    path = tmp_path / "foreign"
    make(path)  # type: ignore[operator]
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreIsForeign, match="not an edition"):
            open_store(path, read_only=read_only)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["foreign"]


def test_a_foreign_database_in_wal_mode_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "foreign"
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("CREATE TABLE t (x)")
        crashed = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name, content in crashed.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreIsForeign):
        open_store(path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == crashed


def test_a_store_of_a_later_version_is_refused_and_not_touched(
    store: Store, store_path: Path
) -> None:
    store.conn.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    store.close()
    before = store_path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreIsNewer, match="later version"):
            open_store(store_path, read_only=read_only)
    assert store_path.read_bytes() == before


def test_an_empty_file_becomes_an_edition(tmp_path: Path) -> None:
    path = tmp_path / "edition.gpci"
    path.touch()
    with closing(open_store(path)) as store:
        assert _pragma(store, "application_id") == schema.APPLICATION_ID


def test_an_empty_file_is_no_edition_to_read(tmp_path: Path) -> None:
    (tmp_path / "empty.gpci").touch()
    with pytest.raises(StoreError, match="There is no edition"):
        open_store(tmp_path / "empty.gpci", read_only=True)


def test_a_store_that_was_never_finished_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "edition.gpci"

    def stop(script: str) -> list[str]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(schema, "_statements", stop)
        with pytest.raises(KeyboardInterrupt):
            open_store(path)
    with closing(open_store(path)) as store:
        assert _pragma(store, "user_version") == schema.VERSION
        assert not store.read_only


def test_a_broken_store_is_said_to_be_broken(store: Store, store_path: Path) -> None:
    store.close()
    content = bytearray(store_path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    store_path.write_bytes(content)
    with pytest.raises(StoreError, match="can't be read"):
        open_store(store_path)
    assert store_path.read_bytes() == content


def test_a_folder_is_no_edition(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)


def test_missing_folders_are_made(tmp_path: Path) -> None:
    open_store(tmp_path / "a" / "b" / "c" / "edition.gpci").close()
    assert (tmp_path / "a" / "b" / "c" / "edition.gpci").is_file()


@pytest.mark.parametrize("name", ["file/edition.gpci", "x" * 300, "a\0b"])
def test_a_path_that_can_not_be_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        open_store(tmp_path / name)
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_something_else_where_the_lock_stands(tmp_path: Path) -> None:
    lock = tmp_path / "edition.gpci.lock"
    lock.write_text("un texte\n" * 200)
    with pytest.raises(StoreIsForeign, match="lock"):
        open_store(tmp_path / "edition.gpci")
    assert lock.read_text() == "un texte\n" * 200


def test_a_store_made_by_an_older_version_is_only_read_by_a_window_that_may_write(
    store: Store, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(StoreError, match="older edition"):
        open_store(store_path, read_only=True)


def test_moments_are_utc_to_the_millisecond(empty_store: Store) -> None:
    assert empty_store.now().startswith("2025-03-12T13:00:0")
    assert empty_store.now().endswith(".000+00:00")


def test_a_full_disk_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(_conn: sqlite3.Connection) -> None:
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise full

    monkeypatch.setattr(schema, "migrate", fill)
    with pytest.raises(StoreError, match="no room on the disk"):
        open_store(tmp_path / "edition.gpci")

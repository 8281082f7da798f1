"""Copies of an edition: whole or not there, thinned out, never in the way of the work."""

from __future__ import annotations

import gzip
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gpci_tui.model.errors import BackupFailed, StoreError
from gpci_tui.model.rotation import LAST, Reason
from gpci_tui.operations import reviews
from gpci_tui.store import backups, copying, journal, places, schema
from gpci_tui.store.connection import Store, open_store
from tests.samples import DRAFTS, START, opened, ticking

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX's")
VERSION_2 = Path(__file__).parent.parent / "data" / "stores" / "version-2.gpci.gz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "edition.gpci.backups"


@pytest.fixture
def keeping(store: Store, folder: Path) -> Store:
    """The small edition, of which copies are kept."""
    store.backups = folder
    return store


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def keep(store: Store, folder: Path, at: datetime = START) -> backups.Backup:
    return backups.keep(store.conn, store.path, folder, Reason.ASKED, at)


def rows(path: Path) -> list[str]:
    with sqlite3.connect(path) as conn:
        found = list(conn.iterdump())
    conn.close()
    return found


def test_a_copy_holds_the_same(keeping: Store, folder: Path) -> None:
    made = keep(keeping, folder)
    assert names(folder) == ["0001-20250312T130000Z-asked.gpci"]
    assert backups.listed(folder) == [made]
    assert copying.count(made.path) == copying.tally(keeping.conn)
    assert copying.count(made.path).dossiers == len(DRAFTS)
    keeping.close()
    assert rows(made.path) == rows(keeping.path)


def test_notes_of_both_kinds_are_counted(keeping: Store, folder: Path) -> None:
    reviews.set_note(keeping, 1, "bien")
    assert copying.count(keep(keeping, folder).path).notes == 1


@POSIX
def test_nobody_else_can_look_into_it(keeping: Store, folder: Path) -> None:
    made = keep(keeping, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_copies_are_numbered_even_when_the_clock_goes_backwards(
    keeping: Store, folder: Path
) -> None:
    keep(keeping, folder)
    second = keep(keeping, folder, START - timedelta(days=400))
    assert second.number == 2
    assert backups.listed(folder)[0] == second


def test_they_are_thinned_out(keeping: Store, folder: Path) -> None:
    for minute in range(LAST + 3):
        keep(keeping, folder, START + timedelta(minutes=minute))
    assert [one.number for one in backups.listed(folder)] == list(range(LAST + 3, 3, -1))


def test_what_is_no_copy_is_left_alone(keeping: Store, folder: Path) -> None:
    folder.mkdir()
    others = ("mine.gpci", "0001-20250312T130000Z-why.gpci", "0001-20251399T130000Z-end.gpci")
    for name in others:
        (folder / name).write_text("mine")
    keep(keeping, folder)
    assert len(backups.listed(folder)) == 1
    assert set(others) < set(names(folder))


def test_no_folder_no_copies(folder: Path) -> None:
    assert backups.listed(folder) == []


def test_a_copy_is_kept_only_of_what_changed(keeping: Store, folder: Path) -> None:
    backups.before(keeping, Reason.START)
    backups.before(keeping, Reason.END)
    places.put(keeping, 1, 5, 0.5)
    backups.before(keeping, Reason.END)
    assert len(backups.listed(folder)) == 1
    reviews.set_note(keeping, 1, "bien")
    backups.before(keeping, Reason.END)
    journal.undo(keeping)
    backups.before(keeping, Reason.END)
    journal.redo(keeping)
    backups.before(keeping, Reason.END)
    assert [one.number for one in backups.listed(folder)] == [4, 3, 2, 1]


def test_an_edition_in_which_nothing_was_done_is_not_copied(
    empty_store: Store, folder: Path
) -> None:
    empty_store.backups = folder
    backups.before(empty_store, Reason.IMPORT)
    assert not folder.exists()


def test_a_damaged_copy_counts_for_none(keeping: Store, folder: Path) -> None:
    backups.before(keeping, Reason.START)
    (one,) = backups.listed(folder)
    one.path.write_bytes(b"nothing")
    backups.before(keeping, Reason.END)
    assert [one.number for one in backups.listed(folder)] == [2, 1]
    with pytest.raises(StoreError):
        copying.count(one.path)


def test_without_a_folder_none_are_made(store: Store, tmp_path: Path) -> None:
    backups.before(store, Reason.IMPORT)
    assert [file.name for file in tmp_path.iterdir() if file.is_dir()] == []


def test_a_copy_that_fails_is_told_once_and_the_work_goes_on(keeping: Store, folder: Path) -> None:
    folder.write_text("in the way")
    backups.before(keeping, Reason.START)
    reviews.set_note(keeping, 1, "bien")
    backups.before(keeping, Reason.END)
    (said,) = keeping.warnings
    assert isinstance(said, BackupFailed)
    assert str(folder) in str(said)
    assert folder.read_text() == "in the way"


def test_a_disk_without_room_is_seen_before_it_is_full(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "SPARE", 1 << 62)
    with pytest.raises(BackupFailed, match="too little room"):
        keep(keeping, folder)
    assert names(folder) == []


@pytest.mark.parametrize("moment", ["writing", "replacing", "syncing"])
def test_a_failure_leaves_no_torn_copy_and_takes_none_along(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    first = keep(keeping, folder)
    failing: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
        "writing": lambda patch: patch.setattr(copying, "sync", _full),
        "replacing": lambda patch: patch.setattr(Path, "replace", _full),
        "syncing": lambda patch: patch.setattr(copying, "check", _full),
    }
    with monkeypatch.context() as patch:
        failing[moment](patch)
        with pytest.raises(BackupFailed, match="No space left"):
            keep(keeping, folder)
    assert names(folder) == [first.path.name]


def _full(*_args: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_copy_of_a_damaged_edition_is_refused(
    keeping: Store, folder: Path, store_path: Path
) -> None:
    """The control of the check: pages are overwritten behind SQLite's back."""
    whole = keep(keeping, folder)
    keeping.close()
    data = bytearray(store_path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    for page in range(3, len(data) // size, 2):
        data[page * size : page * size + 200] = b"\xaa" * 200
    store_path.write_bytes(data)
    conn = sqlite3.connect(store_path)
    with pytest.raises(BackupFailed):
        backups.keep(conn, store_path, folder, Reason.END, START)
    conn.close()
    assert names(folder) == [whole.path.name]


def test_a_copy_that_holds_something_else_is_refused(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "check", lambda path: copying.Tally(0, 0, "", ("", 0)))
    with pytest.raises(BackupFailed, match="does not hold the same"):
        keep(keeping, folder)
    assert names(folder) == []


def test_what_a_power_cut_left_is_taken_away_the_next_day(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.mkdir()
    left = folder / ".0001-20250312T130000Z-end.gpci.abc.part"
    left.write_text("half")
    keep(keeping, folder)
    assert left.exists()
    monkeypatch.setattr(backups, "FORGOTTEN", -1.0)
    keep(keeping, folder)
    assert not left.exists()


def test_a_large_edition_is_copied_in_the_background_of_the_next_session(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "LARGE", 1000)
    backups.before(keeping, Reason.END)
    assert not folder.exists()
    backups.in_background(keeping.path, folder, START, lambda: False)
    (made,) = backups.listed(folder)
    assert made.reason is Reason.START


def test_one_may_write_while_a_copy_is_made(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy begins anew, so that it is of one moment."""
    monkeypatch.setattr(copying, "PAGES", 1)
    asked = 0

    def write_once() -> bool:
        nonlocal asked
        asked += 1
        if asked == 3:
            reviews.set_note(keeping, 1, "pendant la copie")
        return False

    backups.in_background(keeping.path, folder, START, write_once)
    (made,) = backups.listed(folder)
    assert copying.count(made.path) == copying.tally(keeping.conn)
    assert copying.count(made.path).notes == 1


def test_a_copy_is_put_off_where_one_writes_all_the_time(
    keeping: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES", 1)
    monkeypatch.setattr(copying, "RESTARTS", 3)
    notes = iter(range(100))

    def write_always() -> bool:
        reviews.set_note(keeping, 1, f"encore {next(notes)}")
        return False

    backups.in_background(keeping.path, folder, START, write_always)
    assert names(folder) == []


def test_a_copy_can_be_stopped(keeping: Store, folder: Path) -> None:
    stop = threading.Event()
    stop.set()
    backups.in_background(keeping.path, folder, START, stop.is_set)
    assert names(folder) == []


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """An edition as the version before wrote it."""
    path = tmp_path / "edition.gpci"
    path.write_bytes(gzip.decompress(VERSION_2.read_bytes()))
    return path


def test_an_older_edition_is_copied_before_it_is_migrated(older: Path, folder: Path) -> None:
    before = rows(older)
    open_store(older, clock=ticking(), backups=folder).close()
    (made,) = backups.listed(folder)
    assert made.reason is Reason.MIGRATION
    assert rows(made.path) == before
    assert copying.count(made.path).dossiers > 0
    with opened(older) as store:
        assert store.conn.execute("PRAGMA user_version").fetchall() == [(schema.VERSION,)]


def test_a_migration_goes_on_without_a_copy_and_says_so(older: Path, folder: Path) -> None:
    folder.write_text("in the way")
    store = open_store(older, clock=ticking(), backups=folder)
    assert [type(said) for said in store.warnings] == [BackupFailed]
    assert store.conn.execute("PRAGMA user_version").fetchall() == [(schema.VERSION,)]
    store.close()


def test_a_new_edition_needs_no_copy(tmp_path: Path, folder: Path) -> None:
    open_store(tmp_path / "new.gpci", backups=folder).close()
    assert not folder.exists()


def test_the_moment_is_that_of_the_world(keeping: Store, folder: Path) -> None:
    east = START.astimezone(tz=datetime.now(UTC).astimezone().tzinfo)
    assert keep(keeping, folder, east).path.name.startswith("0001-20250312T130000Z")

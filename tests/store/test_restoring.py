"""Putting a copy in the place of an edition: nothing is lost, no stale journal is played back."""

from __future__ import annotations

import sqlite3
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gpci_tui.model.errors import BadInput, StoreError, StoreIsForeign, StoreIsReadOnly
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import annotations, edition, reviews, shortlists, themes
from gpci_tui.store import backups, copying, restoring
from gpci_tui.store import reviews as read
from gpci_tui.store.connection import open_store
from gpci_tui.store.restoring import Difference
from tests.samples import CALAIS, LYON, START, open_filled, opened
from tests.store.cut import cut_write

MONDAY = "ce que j'avais lundi"
TUESDAY = "ce que j'ai mardi"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "edition.gpci"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "edition.gpci.backups"


@pytest.fixture
def backup(path: Path, folder: Path) -> Path:
    """The edition of Monday; that of Tuesday stands at ``path``."""
    store = open_filled(path)
    reviews.set_note(store, 1, MONDAY)
    made = backups.keep(store.conn, path, folder, Reason.ASKED, START)
    reviews.set_note(store, 1, TUESDAY)
    store.close()
    return made.path


def note(path: Path) -> str:
    with opened(path) as store:
        return read.review(store.conn, store.juror_id, 1).note


def names(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


def test_the_copy_takes_the_place_of_the_edition_which_is_kept(
    path: Path, folder: Path, backup: Path
) -> None:
    aside = restoring.restore(path, backup, folder, START)
    assert note(path) == MONDAY
    latest = backups.listed(folder)[0]
    assert (latest.path, latest.reason) == (aside, Reason.RESTORE)
    assert aside is not None
    assert restoring.restore(path, aside, folder, START) is not None
    assert note(path) == TUESDAY
    assert names(path) == {"edition.gpci", "edition.gpci.lock", "edition.gpci.backups"}


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX's")
def test_what_is_restored_is_private(path: Path, folder: Path, backup: Path) -> None:
    restoring.restore(path, backup, folder, START)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_edition_that_is_gone_is_brought_back(path: Path, folder: Path, backup: Path) -> None:
    path.unlink()
    assert restoring.preview(path, backup).now is None
    assert restoring.restore(path, backup, folder, START) is None
    assert note(path) == MONDAY


def test_what_it_would_change_is_counted(path: Path, folder: Path) -> None:
    store = open_filled(path)
    annotations.annotate(store, 1, 13, 30, Kind.STRENGTH, "reste")
    gone = annotations.annotate(store, 1, 40, 50, Kind.STRENGTH, "revient").result
    reviews.set_status(store, [1, 2], Status.READ)
    themes.tag(store, [1], 1)
    shortlists.add(store, [1], ListKey(ListKind.PRIZE, 1))
    made = backups.keep(store.conn, path, folder, Reason.ASKED, START)
    annotations.delete(store, gone)
    annotations.annotate(store, 1, 60, 70, Kind.QUOTE, "part")
    annotations.edit(store, 1, note="autre")
    reviews.set_status(store, [2], Status.UNREAD)
    reviews.set_note(store, 3, "nouvelle")
    themes.untag(store, [1], 1)
    themes.describe(store, 1, "autre")
    shortlists.set_reason(store, 1, "parce que")
    edition.take_in(
        store, [CALAIS._replace(body="Autre.\n"), LYON._replace(ref="neuf", title="Neuf")]
    )
    store.close()
    found = restoring.preview(path, made.path)
    assert set(found.differences) == {
        Difference("Dossiers", 1, 0, 1),
        Difference("Reading status", 0, 1, 1),
        Difference("Notes on dossiers", 1, 0, 0),
        Difference("Annotations", 1, 1, 1),
        Difference("Themes", 0, 0, 1),
        Difference("Themes of dossiers", 0, 1, 0),
        Difference("Places on shortlists", 0, 0, 1),
    }
    assert found.now is not None
    assert (found.now.notes, found.then.notes) == (3, 2)


def test_a_restore_of_the_same_changes_nothing(path: Path, folder: Path) -> None:
    with opened(path) as store:
        edition.take_in(store, [CALAIS])
        made = backups.keep(store.conn, path, folder, Reason.ASKED, START)
    found = restoring.preview(path, made.path)
    assert (found.differences, found.now) == ((), found.then)


def test_another_window_that_writes_is_not_pulled_from_under(
    path: Path, folder: Path, backup: Path
) -> None:
    with opened(path), pytest.raises(StoreIsReadOnly, match="Another window"):
        restoring.restore(path, backup, folder, START)
    assert note(path) == TUESDAY


def test_a_copy_on_another_disk_is_restored_as_well(
    path: Path, folder: Path, backup: Path, tmp_path: Path
) -> None:
    other = tmp_path / "key" / "mine.gpci"
    other.parent.mkdir()
    backup.rename(other)
    restoring.restore(path, other, folder, START)
    assert note(path) == MONDAY


def test_what_a_cut_write_left_is_kept_as_it_was_found(
    path: Path, folder: Path, backup: Path
) -> None:
    cut_write(path)
    torn = path.read_bytes()
    found = restoring.preview(path, backup)
    assert not found.damaged
    assert found.differences == (Difference("Notes on dossiers", 0, 0, 1),)
    assert path.read_bytes() == torn
    aside = restoring.restore(path, backup, folder, START)
    assert aside is not None
    assert note(path) == MONDAY
    assert not path.with_name("edition.gpci-journal").exists()
    assert aside.read_bytes() == torn
    assert restoring.restore(path, aside, folder, START) is not None
    assert note(path) == TUESDAY


def test_a_stale_journal_is_kept_aside_and_never_played_back(
    path: Path, folder: Path, backup: Path
) -> None:
    cut_write(path)
    journal = path.with_name("edition.gpci-journal").read_bytes()
    path.write_bytes(b"\0" * 5000)  # The head is lost: SQLite can't tell what it is.
    assert restoring.preview(path, backup).damaged
    aside = restoring.restore(path, backup, folder, START)
    assert aside is not None
    assert aside.read_bytes() == b"\0" * 5000
    assert aside.with_name(aside.name + "-journal").read_bytes() == journal
    assert note(path) == MONDAY
    assert not path.with_name("edition.gpci-journal").exists()


def test_the_control_a_stale_journal_would_spoil_what_is_put_beside_it(
    path: Path, backup: Path
) -> None:
    cut_write(path)
    path.write_bytes(backup.read_bytes())
    with sqlite3.connect(path) as conn:
        notes = conn.execute("SELECT note FROM review").fetchall()
    conn.close()
    assert notes != [(MONDAY,)]


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _spoilt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 100] = b"\xff" * 100
    path.write_bytes(data)


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("PRAGMA user_version = 999")
    conn.close()


@pytest.mark.parametrize("harm", [_torn, _spoilt, _newer])
def test_what_can_not_be_read_is_kept_byte_for_byte(
    path: Path, folder: Path, backup: Path, harm: Callable[[Path], None]
) -> None:
    harm(path)
    before = path.read_bytes()
    assert restoring.preview(path, backup).damaged
    aside = restoring.restore(path, backup, folder, START)
    assert aside is not None
    assert aside.read_bytes() == before
    assert backups.listed(folder)[0].reason is Reason.DAMAGED
    assert note(path) == MONDAY


@pytest.mark.parametrize("harm", [_torn, _spoilt, _newer])
def test_what_is_no_whole_copy_is_refused(
    path: Path, folder: Path, backup: Path, harm: Callable[[Path], None]
) -> None:
    harm(backup)
    with pytest.raises(StoreError):
        restoring.restore(path, backup, folder, START)
    assert note(path) == TUESDAY
    assert names(path) == {"edition.gpci", "edition.gpci.lock", "edition.gpci.backups"}


def test_another_file_is_never_replaced(tmp_path: Path, folder: Path, backup: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff" * 2000)
    with pytest.raises(StoreIsForeign):
        restoring.preview(photo, backup)
    with pytest.raises(StoreIsForeign):
        restoring.restore(photo, backup, folder, START)
    assert photo.read_bytes() == b"\xff\xd8\xff" * 2000


def test_neither_a_missing_copy_nor_the_edition_itself(
    path: Path, folder: Path, backup: Path
) -> None:
    with pytest.raises(StoreError, match="no edition"):
        restoring.restore(path, backup.with_name("none.gpci"), folder, START)
    with pytest.raises(BadInput, match="itself"):
        restoring.restore(path, path, folder, START)
    assert note(path) == TUESDAY


@pytest.mark.parametrize("step", ["copy", "keep", "sync_folder"])
def test_a_restore_that_fails_leaves_the_edition_as_it_was(
    path: Path, folder: Path, backup: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(backups if step == "keep" else copying, step, fail)
        with pytest.raises(StoreError, match=r"as it was|No space left"):
            restoring.restore(path, backup, folder, START)
    assert note(path) == TUESDAY
    assert list(folder.glob(".*")) == []
    open_store(path).close()

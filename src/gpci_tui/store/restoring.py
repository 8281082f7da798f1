"""Putting a copy in the place of an edition, which is kept aside.

The edition is at its place at every moment: first the copy is made ready
beside it, then the edition is kept among the backups, and then the one takes
the other's name. No journal of the older file is left to be played back into
the new one.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from gpci_tui.model.errors import (
    N_,
    BackupFailed,
    BadInput,
    StoreError,
    StoreIsForeign,
    StoreIsReadOnly,
)
from gpci_tui.model.rotation import Reason
from gpci_tui.store import backups, copying
from gpci_tui.store.connection import (
    check_kind,
    exists,
    missing,
    open_reader,
    take_lock,
    unreadable,
)
from gpci_tui.store.copying import Tally

JOURNALS = ("-journal", "-wal", "-shm")
"""How the files end that SQLite keeps beside an edition while it is written."""

HELD = {
    N_("Dossiers"): "SELECT ref, fingerprint FROM dossier",
    N_("Reading status"):
        "SELECT d.ref, group_concat(j.uuid || r.status) FROM review r"
        " JOIN dossier d ON d.id = r.dossier_id JOIN juror j ON j.id = r.juror_id"
        " WHERE r.status <> 'unread' GROUP BY d.id",
    N_("Notes on dossiers"):
        "SELECT d.ref, group_concat(j.uuid || r.note) FROM review r"
        " JOIN dossier d ON d.id = r.dossier_id JOIN juror j ON j.id = r.juror_id"
        " WHERE r.note <> '' GROUP BY d.id",
    N_("Annotations"): "SELECT uuid, kind || note || quote || start FROM annotation",
    N_("Themes"): "SELECT uuid, name || description || sign FROM theme",
    N_("Themes of dossiers"):
        "SELECT t.uuid, theme.uuid FROM tagging t JOIN theme ON theme.id = t.theme_id",
    N_("Places on shortlists"):
        "SELECT e.uuid, s.uuid || e.rank || e.reason FROM entry e"
        " JOIN shortlist s ON s.id = e.shortlist_id",
}  # fmt: skip
"""What a person would miss -> a query that names each and says how it is."""


class Difference(NamedTuple):
    """How a restore would change one kind of things."""

    what: str
    """In English, to be translated."""
    gone: int
    """How many there are now and not in the backup."""
    back: int
    """How many come back."""
    other: int
    """How many are as they were then."""


class Preview(NamedTuple):
    """What a restore would do."""

    then: Tally
    now: Tally | None
    """None where no edition is there, or it can't be read."""
    damaged: bool
    """Whether something is there that can't be read."""
    differences: tuple[Difference, ...]


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open an edition of any version to read it; a write that was cut is taken back first.

    Raises:
        StoreError: there is none, it is something else, or damaged.
    """
    if not exists(path):
        raise missing(path)
    conn = open_reader(path, 0).conn
    try:
        if not check_kind(conn, path):
            raise missing(path)
        copying.tally(conn)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        conn.close()
        raise unreadable(path, error) from error
    except StoreError:
        conn.close()
        raise
    return conn


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold the right to write the edition at ``path``.

    Raises:
        StoreIsReadOnly: another window has it open, or nothing can be written there.
    """
    lock, reason = take_lock(path)
    if lock is None:
        raise _not_now(path, reason)
    try:
        yield
    finally:
        lock.close()


def preview(path: Path, backup: Path) -> Preview:
    """Return what putting a backup in the place of the edition at ``path`` would change.

    To be called by who has the right to write it.

    Raises:
        StoreError: the backup can't be read, or what stands at ``path`` is something else.
    """
    with closing(open_to_read(backup)) as then:
        held = copying.tally(then)
        if not exists(path) or not path.stat().st_size:
            return Preview(held, None, False, ())
        try:
            with untouched(path) as there, closing(open_to_read(there)) as now:
                return Preview(held, copying.tally(now), False, _differences(now, then))
        except StoreError as error:
            _check_is_ours(path, error)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            pass  # It holds pages that can't be read.
        return Preview(held, None, True, ())


def restore(path: Path, backup: Path, folder: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the edition at ``path``; return where that is kept now.

    It is kept in the ``folder`` of the backups, byte for byte where it can't be
    read. None where there was none.

    Raises:
        BadInput: the backup is the edition itself.
        StoreIsReadOnly: another window has it open, or nothing can be written there.
        StoreError: it could not be done; the edition is as it was.
    """
    path = path.resolve()
    if exists(path) and exists(backup) and path.samefile(backup):
        raise BadInput(N_("{path} is the edition itself; name one of its backups."), path=path)
    # Among the backups, where what a power cut leaves of it is taken away one day.
    fresh = folder / f".{path.name}.restored.part"
    with claimed(path):
        try:
            with closing(open_to_read(backup)) as conn:
                backups.make_private_folder(folder)
                copying.copy(conn, backup, fresh)
            aside = _keep_aside(path, folder, now)
            for journal in _journals(path):
                journal.unlink()
            copying.sync_folder(path.parent)
            fresh.replace(path)
            copying.sync_folder(path.parent)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                N_("The backup could not be put in its place ({error}). The edition is as it was."),
                error=getattr(error, "strerror", None) or error,
            ) from error  # fmt: skip
        finally:
            with suppress(OSError):  # In its place by now.
                fresh.unlink(missing_ok=True)
    return aside


def _journals(path: Path) -> list[Path]:
    beside = (path.with_name(path.name + ending) for ending in JOURNALS)
    return [file for file in beside if file.exists()]


@contextmanager
def untouched(path: Path) -> Iterator[Path]:
    """Give an edition to read, or a copy where a write to it was cut: reading takes that back."""
    if not _journals(path):
        yield path
        return
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        for file in (path, *_journals(path)):
            shutil.copyfile(file, Path(folder) / file.name)
        yield Path(folder) / path.name


def _differences(now: sqlite3.Connection, then: sqlite3.Connection) -> tuple[Difference, ...]:
    found = []
    for what, query in HELD.items():
        present, past = (dict(conn.execute(query).fetchall()) for conn in (now, then))
        difference = Difference(
            what,
            len(present.keys() - past.keys()),
            len(past.keys() - present.keys()),
            sum(past[key] != value for key, value in present.items() if key in past),
        )
        if any(difference[1:]):
            found.append(difference)
    return tuple(found)


def _check_is_ours(path: Path, error: StoreError) -> None:
    """Refuse to replace somebody's other file; an edition may have lost its very head."""
    if isinstance(error, StoreIsForeign) and path.suffix != backups.SUFFIX:
        raise error


def _not_now(path: Path, reason: str) -> StoreIsReadOnly:
    if reason == "busy":
        return StoreIsReadOnly(
            N_("Another window has this edition open and writes to it. Close it first; "
               "nothing was changed.")
        )  # fmt: skip
    return StoreIsReadOnly(
        N_("Nothing can be written where {path} stands; nothing was changed."), path=path
    )


def _keep_aside(path: Path, folder: Path, now: datetime) -> Path | None:
    if not exists(path) or not path.stat().st_size:
        return None
    if _journals(path):  # What SQLite makes of them is better seen by who knows what happened.
        return copy_bytes(path, folder, now)
    try:
        with closing(open_to_read(path)) as conn:
            return backups.keep(conn, path, folder, Reason.RESTORE, now).path
    except BackupFailed:
        return copy_bytes(path, folder, now)
    except StoreError as error:
        _check_is_ours(path, error)
        return copy_bytes(path, folder, now)


def copy_bytes(path: Path, folder: Path, now: datetime) -> Path:
    """Copy what can't be read as it is, with its journal, which may be what mends it one day."""
    target = backups.next_name(folder, Reason.DAMAGED, now)
    for source in (path, *_journals(path)):
        copied = target.with_name(target.name + source.name.removeprefix(path.name))
        shutil.copyfile(source, copied)
        copied.chmod(0o600)
        copying.sync(copied)
    copying.sync_folder(folder)
    return target

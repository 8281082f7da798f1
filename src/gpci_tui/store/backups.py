"""Copies of an edition: made by SQLite itself, checked before they count, a few kept of each age.

A copy is written beside its place under another name, opened again, checked,
and only then given its name; the older ones are thinned out after that. So a
copy that is listed is whole, and a failure takes no older one along.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from gpci_tui.model.errors import N_, BackupFailed, StoreError
from gpci_tui.model.rotation import Held, Reason, kept
from gpci_tui.store.connection import Store, check_kind, open_reader, unreadable

SUFFIX = ".gpci"
PAGES = 500
"""Pages copied at once, some 2 MB; between two such steps another connection may write."""
PAUSE = 0.01
"""Seconds to wait where another connection is writing."""
RESTARTS = 20
"""How often a copy begins anew, since the edition was written meanwhile, before it is put off."""
SPARE = 20_000_000
"""Bytes that a copy leaves free on the disk, for the edition itself."""
LARGE = 256_000_000
"""Bytes from which the copy at the end of a session waits for the next one, in the background."""
FORGOTTEN = 86_400.0
"""Seconds after which what an interrupted copy left is taken away."""

_NAME = re.compile(r"(\d{4,9})-(\d{8}T\d{6}Z)-([a-z]+)\.gpci")


class Tally(NamedTuple):
    """What an edition holds, in numbers."""

    dossiers: int
    notes: int
    """Annotations, and notes on whole dossiers."""
    written_at: str
    """When the last step was written, ISO 8601 in UTC; '' for never."""
    state: tuple[str, int]
    """The last step and how many are undone: two editions that agree on it are the same."""


class Backup(NamedTuple):
    """A copy in the folder of copies."""

    path: Path
    number: int
    at: datetime
    reason: Reason
    size: int
    """Bytes."""


class PutOff(Exception):
    """The copy was stopped, or the edition was written too often meanwhile."""


def tally(conn: sqlite3.Connection) -> Tally:
    """Count what an edition holds, of any version."""
    ((dossiers, annotations, notes, undone),) = conn.execute(
        "SELECT (SELECT count(*) FROM dossier), (SELECT count(*) FROM annotation),"
        " (SELECT count(*) FROM review WHERE note <> ''),"
        " (SELECT count(*) FROM journal_step WHERE state = 'undone')"
    ).fetchall()
    last = conn.execute("SELECT uuid, at FROM journal_step ORDER BY id DESC LIMIT 1").fetchall()
    uuid, at = last[0] if last else ("", "")
    return Tally(dossiers, annotations + notes, at, (uuid, undone))


def listed(folder: Path) -> list[Backup]:
    """Return the copies in a folder, the latest first; a folder that isn't there has none.

    Raises:
        BackupFailed: the folder can't be read.
    """
    try:
        files = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BackupFailed(
            N_("The folder of the backups {path} can't be read ({error})."),
            path=folder, error=error.strerror or error,
        ) from error  # fmt: skip
    found = (_understood(file) for file in files)
    return sorted((one for one in found if one), key=lambda one: one.number, reverse=True)


def _understood(file: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None or match[3] not in set(Reason):
        return None
    with suppress(OSError, ValueError):  # Taken away meanwhile, or no date.
        at = datetime.strptime(match[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return Backup(file, int(match[1]), at, Reason(match[3]), file.stat().st_size)
    return None


def count(path: Path) -> Tally:
    """Return what a copy holds.

    Raises:
        StoreError: it is no edition, or damaged.
    """
    try:
        with closing(_look_into(path)) as conn:
            check_kind(conn, path)
            return tally(conn)
    except sqlite3.DatabaseError as error:
        raise unreadable(path, error) from error


def before(store: Store, reason: Reason) -> None:
    """Keep a copy of the edition as it is, where it holds something and the last copy isn't it.

    To be called outside a step. Work goes on where it fails: the store then
    holds a warning, one for each time it is open.
    """
    if store.backups is None or store.read_only:
        return
    try:
        if reason is Reason.END and store.path.stat().st_size > LARGE:
            return
        keep_if_changed(store.conn, store.path, store.backups, reason, store.clock())
    except BackupFailed as error:
        warn(store, error)
    except OSError as error:
        warn(store, _failed(store.backups, error))


def warn(store: Store, error: BackupFailed) -> None:
    """Have it said that copies fail, once for each time the store is open."""
    if not store.backups_failed:
        store.backups_failed = True
        store.warnings.append(error)


def in_background(path: Path, folder: Path, now: datetime, stop: Callable[[], bool]) -> None:
    """Do the same from another thread at the start of a session, over a connection of its own.

    Raises:
        BackupFailed: it could not be made.
    """
    with suppress(PutOff), closing(open_reader(path, 0).conn) as conn:
        keep_if_changed(conn, path, folder, Reason.START, now, stop)


def keep_if_changed(
    conn: sqlite3.Connection,
    path: Path,
    folder: Path,
    reason: Reason,
    now: datetime,
    stop: Callable[[], bool] = lambda: False,
) -> Backup | None:
    """Keep a copy where the edition was written since the last one; None where it was not.

    Raises:
        BackupFailed: it could not be made.
    """
    with _told(folder):
        now_held = tally(conn)
        if not now_held.state[0] or _is_there(now_held, folder):
            return None
    return keep(conn, path, folder, reason, now, stop)


def _is_there(held: Tally, folder: Path) -> bool:
    """Return whether the last copy that can be read holds the same."""
    for one in listed(folder):
        if one.reason is not Reason.DAMAGED:
            try:
                return count(one.path).state == held.state
            except StoreError:
                continue
    return False


def keep(
    conn: sqlite3.Connection,
    path: Path,
    folder: Path,
    reason: Reason,
    now: datetime,
    stop: Callable[[], bool] = lambda: False,
) -> Backup:
    """Copy the edition of a connection into the folder of its copies, and thin these out.

    Raises:
        BackupFailed: it could not be made; the copies from before are all there.
        PutOff: ``stop`` said so, or the edition was written again and again meanwhile.
    """
    with _told(folder):
        make_private_folder(folder)
        _clear_away(folder)
        number = max((one.number for one in listed(folder)), default=0) + 1
        moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = folder / f"{number:04}-{moment}-{reason.value}{SUFFIX}"
        copy(conn, path, target, stop)
        made = Backup(target, number, now, reason, target.stat().st_size)
        _thin_out(folder)
    return made


def copy(
    conn: sqlite3.Connection,
    path: Path,
    target: Path,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Copy the edition of a connection to ``target``, which appears whole or not at all.

    ``path`` is where the edition is, to be named in an error.

    Raises:
        BackupFailed: the copy does not hold what the edition holds.
        PutOff: it was stopped, or begun anew too often.
        OSError, sqlite3.Error: it could not be written.
    """
    _check_room(conn, target.parent)
    with beside(target) as part:
        before_it = tally(conn)
        with closing(sqlite3.connect(part, isolation_level=None)) as copied:
            copied.execute("PRAGMA synchronous = OFF")  # It is synchronised once, below.
            conn.backup(copied, pages=PAGES, sleep=PAUSE, progress=_watch(stop))
        _sync(part)
        held = check(part)
        if before_it == tally(conn) and held != before_it:
            raise BackupFailed(
                N_("The copy of {path} does not hold the same, and was thrown away."), path=path
            )
        part.replace(target)
    sync_folder(target.parent)


def check(path: Path) -> Tally:
    """Return what a copy holds, once SQLite has found nothing wrong with it.

    Raises:
        BackupFailed: something is wrong with it.
    """
    try:
        with closing(_look_into(path)) as conn:
            check_kind(conn, path)
            ((found,), *_more) = conn.execute("PRAGMA quick_check").fetchall()
            if found == "ok":
                return tally(conn)
    except sqlite3.DatabaseError as error:
        found = str(error)
    raise BackupFailed(
        N_("The copy is not whole ({error}). Perhaps the edition itself is damaged; the backups "
           "from before are all there."),
        error=found.splitlines()[-1],
    )  # fmt: skip


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """Give a private name beside ``target`` to write to, and take away what is left there."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):  # In its place by now, or removed with the medium.
                part.with_name(part.name + ending).unlink()


def make_private_folder(folder: Path) -> None:
    """Make the folder of the copies, where it is not there, for nobody else to look into."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _look_into(path: Path) -> sqlite3.Connection:
    # Neither locks nor a journal beside it: a copy is never written again.
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _watch(stop: Callable[[], bool]) -> Callable[[int, int, int], None]:
    left, restarts = sys.maxsize, 0

    def progress(_status: int, remaining: int, _total: int) -> None:
        nonlocal left, restarts
        restarts += remaining > left
        left = remaining
        if restarts > RESTARTS or stop():
            raise PutOff

    return progress


def _check_room(conn: sqlite3.Connection, folder: Path) -> None:
    ((pages,),) = conn.execute("PRAGMA page_count").fetchall()
    ((size,),) = conn.execute("PRAGMA page_size").fetchall()
    if shutil.disk_usage(folder).free < pages * size + SPARE:
        raise BackupFailed(
            N_("There is too little room in {path} for a backup. Your work goes on being saved; "
               "make room for copies of it."),
            path=folder,
        )  # fmt: skip


def _thin_out(folder: Path) -> None:
    turning = [one for one in listed(folder) if one.reason is not Reason.DAMAGED]
    staying = kept(Held(one.number, one.at, one.size) for one in turning)
    for one in turning:
        if one.number not in staying:
            one.path.unlink(missing_ok=True)


def _clear_away(folder: Path) -> None:
    """Take away what copies left that a power cut stopped; another may be under way now."""
    for part in folder.glob(".*.part*"):
        with suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > FORGOTTEN:
                part.unlink()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise _failed(folder, error) from error


def _failed(folder: Path, error: Exception) -> BackupFailed:
    return BackupFailed(
        N_("No backup could be made in {path} ({error}). Your work goes on being saved, but see to "
           "it that copies of it can be kept."),
        path=folder, error=getattr(error, "strerror", None) or error,
    )  # fmt: skip

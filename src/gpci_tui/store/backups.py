"""Copies of an edition: made by SQLite itself, checked before they count, a few kept of each age.

A copy is written beside its place under another name, opened again, checked,
and only then given its name; the older ones are thinned out after that. So a
copy that is listed is whole, and a failure takes no older one along.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from gpci_tui.model.errors import N_, BackupFailed, StoreError
from gpci_tui.model.rotation import Held, Reason, kept
from gpci_tui.store import copying
from gpci_tui.store.connection import Store, open_reader
from gpci_tui.store.copying import PutOff, Tally

SUFFIX = ".gpci"
LARGE = 256_000_000
"""Bytes from which the copy at the end of a session waits for the next one, in the background."""
FORGOTTEN = 86_400.0
"""Seconds after which what an interrupted copy left is taken away."""

_NAME = re.compile(r"(\d{4,9})-(\d{8}T\d{6}Z)-([a-z]+)\.gpci")


class Backup(NamedTuple):
    """A copy in the folder of copies."""

    path: Path
    number: int
    at: datetime
    reason: Reason
    size: int
    """Bytes."""


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


def before_migrating(
    conn: sqlite3.Connection, path: Path, folder: Path, now: datetime
) -> list[BackupFailed]:
    """Keep a copy of an older edition; return what went wrong.

    The migration, which is all or nothing, goes on without a copy.
    """
    try:
        keep(conn, path, folder, Reason.MIGRATION, now)
    except BackupFailed as error:
        return [error]
    return []


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
        now_held = copying.tally(conn)
        if not now_held.state[0] or _is_there(now_held, folder):
            return None
    return keep(conn, path, folder, reason, now, stop)


def _is_there(held: Tally, folder: Path) -> bool:
    """Return whether the last copy that can be read holds the same."""
    for one in listed(folder):
        if one.reason is not Reason.DAMAGED:
            try:
                return copying.count(one.path).state == held.state
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
        target = next_name(folder, reason, now)
        copying.copy(conn, path, target, stop)
        _thin_out(folder)
        return listed(folder)[0]


def next_name(folder: Path, reason: Reason, now: datetime) -> Path:
    """Return the name of the next copy in a folder."""
    number = max((one.number for one in listed(folder)), default=0) + 1
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return folder / f"{number:04}-{moment}-{reason.value}{SUFFIX}"


def make_private_folder(folder: Path) -> None:
    """Make the folder of the copies, where it is not there, for nobody else to look into."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        copying.sync_folder(folder.parent)


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

"""Copying an edition: through SQLite, under another name first, looked at before it counts."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from gpci_tui.model.errors import N_, BackupFailed
from gpci_tui.store.connection import check_kind, unreadable

PAGES = 500
"""Pages copied at once, some 2 MB; between two such steps another connection may write."""
PAUSE = 0.01
"""Seconds to wait where another connection is writing."""
RESTARTS = 20
"""How often a copy begins anew, since the edition was written meanwhile, before it is put off."""
SPARE = 20_000_000
"""Bytes that a copy leaves free on the disk, for the edition itself."""


class Tally(NamedTuple):
    """What an edition holds, in numbers."""

    dossiers: int
    notes: int
    """Annotations, and notes on whole dossiers."""
    written_at: str
    """When the last step was written, ISO 8601 in UTC; '' for never."""
    state: tuple[str, int]
    """The last step and how many are undone: two editions that agree on it are the same."""


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


def count(path: Path) -> Tally:
    """Return what a copy holds.

    Raises:
        StoreError: it is no edition, or damaged.
    """
    try:
        with closing(_look_into(path)) as conn:
            check_kind(conn, path)
            return tally(conn)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def copy_out(conn: sqlite3.Connection, path: Path, target: Path) -> None:
    """Copy the edition of a connection to where a person wants it.

    Raises:
        BackupFailed: it could not be made.
        PutOff: the edition was written again and again meanwhile.
    """
    try:
        copy(conn, path, target)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(
            N_("The backup {path} can't be written ({error})."),
            path=target, error=getattr(error, "strerror", None) or error,
        ) from error  # fmt: skip


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
        sync(part)
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
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
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


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk; Windows does so by itself."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync(path: Path) -> None:
    """Have a file written to the disk."""
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

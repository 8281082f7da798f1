"""Opening an edition: one SQLite file, one writer, everything durable.

``journal_mode=DELETE`` with ``synchronous=EXTRA`` keeps every acknowledged
commit through a power cut (SQLite, *PRAGMA synchronous*: EXTRA also syncs the
folder after the journal is unlinked), and leaves one file to copy.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple, Protocol

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import (
    N_,
    GpciError,
    StoreError,
    StoreIsForeign,
    StoreIsNewer,
    StoreIsOlder,
)
from gpci_tui.store import digests, schema
from gpci_tui.store.memory import Memory

Clock = Callable[[], datetime]
BUSY_MS = 5000
"""How long a statement waits for another process before it gives up, in milliseconds."""


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Reader(Protocol):
    """Something to read an edition from: the store, or a connection that only searches."""

    @property
    def conn(self) -> sqlite3.Connection: ...
    @property
    def juror_id(self) -> int: ...
    @property
    def memory(self) -> Memory: ...


@dataclass(slots=True)
class Store:
    """An open edition. To be used by one thread, the one that opened it."""

    path: Path
    conn: sqlite3.Connection
    juror_id: int
    read_only: bool
    reason: str
    """Why it is read-only: '' (it isn't), 'busy' (another window writes), 'medium'."""
    clock: Clock
    _lock: sqlite3.Connection | None
    memory: Memory = field(default_factory=Memory)
    backups: Path | None = None
    """The folder of its copies; None where none are made."""
    warnings: list[GpciError] = field(default_factory=list)
    """What went wrong beside the work, to be said and taken from here."""
    backups_failed: bool = False
    """Whether it was said already that copies fail."""
    was_cut: bool = False
    """Whether a write had been cut when it was opened; SQLite has taken that back."""

    def now(self) -> str:
        """Return the present moment as ISO 8601 in UTC, to the millisecond."""
        return self.clock().astimezone(UTC).isoformat(timespec="milliseconds")

    def close(self) -> None:
        """Close the file and let another window write."""
        self.conn.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def open_store(
    path: Path,
    *,
    juror: str = "",
    clock: Clock = utc_now,
    read_only: bool = False,
    backups: Path | None = None,
) -> Store:
    """Open the edition at ``path``; make it if there is none.

    Copies go to the folder ``backups``, one of them before an older edition is
    brought to the present tables; without it none are made.

    A second window that wants to write gets the store read-only, with
    ``reason`` 'busy'; so does one on a medium that forbids writing ('medium').

    Raises:
        StoreIsForeign: the file is something else.
        StoreIsNewer: a later version of the program wrote it.
        StoreIsOlder: an earlier one wrote it, and it can only be read.
        StoreError: it can't be opened at all.
    """
    reason = ""
    lock = None
    warnings: list[GpciError] = []

    def keep() -> None:
        if backups is not None:
            from gpci_tui.store.backups import before_migrating

            warnings.extend(before_migrating(conn, path, backups, clock()))

    if exists(path):
        look(path)
    elif read_only:
        raise missing(path)
    else:
        _make_private_folder(path.parent)
    if not read_only:
        lock, reason = take_lock(path)
        read_only = lock is None
    was_cut = lock is not None and _beside(path, "-journal").exists()
    try:
        conn = _connect(path, read_only)
    except BaseException:
        if lock is not None:
            lock.close()
        raise
    try:
        juror_id = _prepare(conn, path, juror, read_only, keep)
    except BaseException:
        conn.close()
        if lock is not None:
            lock.close()
        raise
    return Store(
        path, conn, juror_id, read_only, reason, clock, lock,
        backups=backups, warnings=warnings, was_cut=was_cut,
    )  # fmt: skip


class SearchConnection(NamedTuple):
    """A further read-only connection to an edition that is already open.

    It may be interrupted (``conn.interrupt()``) without touching a write.
    """

    conn: sqlite3.Connection
    juror_id: int
    memory: Memory


def open_reader(path: Path, juror_id: int) -> SearchConnection:
    """Open the connection for searching, for one thread of its own."""
    return SearchConnection(_connect(path, read_only=True), juror_id, Memory())


def exists(path: Path) -> bool:
    """Return whether something stands at ``path``. Raises StoreError where it can be no edition."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:  # ValueError: no path holds a NUL.
        raise unopened(path, error) from error
    if S_ISDIR(mode):
        raise StoreError(
            N_("{path} is a folder, not an edition. Name a file, for example {path}/edition.gpci"),
            path=path,
        )
    return True


def look(path: Path) -> None:
    """Refuse what is no edition before a lock is put beside it or SQLite touches it.

    ``immutable`` neither takes locks nor plays back the WAL of a foreign file.
    """
    if _beside(path, "-journal").exists():
        return  # A write was cut, perhaps the very first; SQLite has to mend the file first.
    try:
        with closing(sqlite3.connect(_uri(path, "ro&immutable=1"), uri=True)) as conn:
            check_kind(conn, path)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def _beside(path: Path, ending: str) -> Path:
    """Return a file beside the edition itself: two links to it are one edition, as for SQLite."""
    real = path.resolve()
    return real.with_name(real.name + ending)


def _make_private_folder(folder: Path) -> None:
    missing = [f for f in (folder, *folder.parents) if not f.exists()]
    try:
        for place in reversed(missing):
            place.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(
            N_("The folder {path} can't be made ({error}). Choose another with --store."),
            path=folder, error=error.strerror or error,
        ) from error  # fmt: skip


def take_lock(path: Path) -> tuple[sqlite3.Connection | None, str]:
    """Claim the right to write, as SQLite's own lock on a file beside the store.

    The system lets go of it when the process ends, however it ends.
    """
    beside = _beside(path, ".lock")
    if path.exists() and not os.access(path, os.W_OK):
        return None, "medium"
    try:
        lock = sqlite3.connect(beside, timeout=0, isolation_level=None)
    except sqlite3.Error:
        return None, "medium"
    try:
        # Nothing is written for it, so that it can be had on a full disk, too.
        lock.execute("PRAGMA journal_mode = MEMORY")
        # Not EXCLUSIVE: of two that ask for it at the same moment both may be refused.
        lock.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        lock.close()
        busy = error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        return None, "busy" if busy else "medium"
    except sqlite3.DatabaseError as error:
        lock.close()
        raise StoreIsForeign(
            N_("{path} stands where the edition keeps its lock, and is something else. Move it."),
            path=beside,
        ) from error
    _make_private(beside)
    return lock, ""


def _make_private(path: Path) -> None:
    if sys.platform != "win32":
        with suppress(OSError):  # A file system without modes, such as a USB key's.
            path.chmod(0o600)


def _connect(path: Path, read_only: bool) -> sqlite3.Connection:
    fresh = not path.exists()
    if fresh and read_only:
        raise missing(path)
    try:
        if fresh:
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        # Not "ro", even to read: a write that was cut has to be taken back before anyone reads.
        uri = _uri(path, "rw")
        conn = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    except (sqlite3.Error, OSError) as error:
        raise unopened(path, error) from error
    conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    if read_only:
        conn.execute("PRAGMA query_only = ON")
    return conn


def _uri(path: Path, mode: str) -> str:
    return f"{path.absolute().as_uri()}?mode={mode}"


def _prepare(
    conn: sqlite3.Connection, path: Path, juror: str, read_only: bool, keep: Callable[[], None]
) -> int:
    """Return the juror's row; ``keep`` is called before an older edition is migrated."""
    try:
        version = check_kind(conn, path)
        conn.execute("PRAGMA foreign_keys = ON")
        if not read_only:
            conn.execute("PRAGMA journal_mode = DELETE")
            conn.execute("PRAGMA synchronous = EXTRA")
            conn.execute("PRAGMA secure_delete = ON")
            if version < schema.VERSION:
                if version:
                    keep()
                schema.migrate(conn)
        elif not version:  # An empty file: its first write never came, or is being made.
            raise missing(path)
        elif version < schema.VERSION:
            raise StoreIsOlder(
                N_("{path} holds an older edition and can only be read now. Close the other "
                   "window, or copy the file to a folder where you may write."),
                path=path,
            )  # fmt: skip
        return _me(conn, juror, read_only)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise unreadable(path, error) from error


def check_kind(conn: sqlite3.Connection, path: Path) -> int:
    """Return the version of an edition, 0 for an empty file; refuse anything else."""
    with closing(conn.execute("PRAGMA application_id")) as cursor:
        application = cursor.fetchone()[0]
    with closing(conn.execute("PRAGMA user_version")) as cursor:
        version: int = cursor.fetchone()[0]
    if application == schema.APPLICATION_ID:
        if version > schema.VERSION:
            raise StoreIsNewer(
                N_("{path} was written by a later version of gpci. Update the program; "
                   "the file was not touched."),
                path=path,
            )  # fmt: skip
        return version
    with closing(conn.execute("PRAGMA page_count")) as cursor:
        pages = cursor.fetchone()[0]
    if pages:
        raise _foreign(path)
    return 0


def missing(path: Path) -> StoreError:
    """Return the error of an edition that is not there."""
    return StoreError(
        N_("There is no edition at {path}. “gpci import FOLDER” makes one, “gpci demo” opens the "
           "sample."),
        path=path,
    )  # fmt: skip


def unopened(path: Path, error: Exception) -> StoreError:
    """Return the error of a file that the system does not let us open."""
    return StoreError(
        N_("The edition {path} can't be opened ({error}). Nothing was changed."),
        path=path, error=error,
    )  # fmt: skip


def _foreign(path: Path) -> StoreIsForeign:
    return StoreIsForeign(
        N_("{path} is not an edition of gpci. The file was not touched; choose another with "
           "--store."),
        path=path,
    )  # fmt: skip


def unreadable(path: Path, error: Exception) -> StoreError:
    """Return what SQLite's complaint about a file means to a person."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
        return _foreign(path)
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL:
        return StoreError(
            N_("There is no room on the disk of {path}. Make room there, or choose another place "
               "with --store; nothing was changed."),
            path=path,
        )  # fmt: skip
    return StoreError(
        N_("The edition {path} can't be read ({error}). Nothing was changed."),
        path=path, error=error if isinstance(error, sqlite3.Error) else _MALFORMED,
    )  # fmt: skip


_MALFORMED = "database disk image is malformed"
"""SQLite's own words, where Python can't read those it has for a damaged file."""

BY_DAMAGE = (ValueError, TypeError, LookupError, AttributeError)
"""What a value that nothing of ours wrote may end in; ``damage`` tells whether it did."""


def damage(conn: sqlite3.Connection, error: Exception) -> sqlite3.DatabaseError | None:
    """Look through a file of which something ended in ``error``; None where the file is whole."""
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return sqlite3.DatabaseError(_MALFORMED)  # What we write there can be read.
    try:
        found = conn.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as complaint:
        return complaint
    except UnicodeDecodeError:
        found = []
    return None if found == [("ok",)] else sqlite3.DatabaseError(_MALFORMED)


def _me(conn: sqlite3.Connection, name: str, read_only: bool) -> int:
    from uuid import uuid4

    row = conn.execute("SELECT id FROM juror WHERE is_me = 1").fetchall()
    if row:
        return int(row[0][0])
    if read_only:
        return 0
    conn.execute("BEGIN IMMEDIATE")
    conn.execute(
        "INSERT INTO juror (id, uuid, name, is_me) VALUES (1, ?, ?, 1)",
        (str(uuid4()), clean_line(name)),
    )
    conn.execute("INSERT OR IGNORE INTO edition (id, uuid) VALUES (1, ?)", (str(uuid4()),))
    digests.mark_first_rows(conn)
    conn.execute("COMMIT")
    return 1

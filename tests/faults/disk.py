"""A disk that keeps a log of what is written to it and when it was told to make that durable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import apsw


class Write(NamedTuple):
    """Bytes come into a file."""

    file: str
    at: int
    data: bytes


class Truncate(NamedTuple):
    """A file gets another length."""

    file: str
    size: int


class Sync(NamedTuple):
    """A file is made durable, and with a new journal its name, as SQLite does on Unix."""

    file: str
    with_folder: bool


class Create(NamedTuple):
    """A name comes into the folder."""

    file: str


class Delete(NamedTuple):
    """A name goes from the folder."""

    file: str
    with_folder: bool


class Said(NamedTuple):
    """The program said that so much work is done."""

    done: int


Event = Write | Truncate | Sync | Create | Delete | Said


class Disk(apsw.VFS):
    """Passes everything on to the real disk. Events are named by file, without its folder."""

    def __init__(self, name: str) -> None:
        self.log: list[Event] = []
        self.name = name
        super().__init__(name, "")

    def note(self, event: Event) -> None:
        """Take an event into the log. A disk that fails raises apsw.Error here instead."""
        self.log.append(event)

    def xOpen(self, name: Any, flags: list[int]) -> _File:  # noqa: N802
        return _File(self, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        if Path(name).exists():
            self.note(Delete(Path(name).name, syncdir))
        super().xDelete(name, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self.name = Path(path).name if path else ""
        # The program itself makes the store's file, empty, just before it is opened.
        new = bool(path) and (not Path(path).exists() or not Path(path).stat().st_size)
        super().__init__("", name, flags)
        self._disk = disk
        self._new_journal = new and bool(flags[0] & apsw.SQLITE_OPEN_MAIN_JOURNAL)
        if new:
            self._note(Create(self.name))

    def _note(self, event: Event) -> None:
        if self.name:
            self._disk.note(event)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._note(Write(self.name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._note(Truncate(self.name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._note(Sync(self.name, self._new_journal))
        self._new_journal = False
        super().xSync(flags)


@contextmanager
def plugged(disk: Disk) -> Iterator[None]:
    """Let connections stand on the disk inside; it is taken away afterwards."""
    from tests.faults.bridge import connected_to

    try:
        with connected_to(disk.name):
            yield
    finally:
        disk.unregister()

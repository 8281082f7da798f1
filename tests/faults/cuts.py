"""What a disk may hold after the power was cut: what was synced, and some of the rest.

Of what was not yet made durable any sector (512 bytes) may have been written or not, in any
order; where a file had grown, what was not written is zeros or whatever stood there. Names come
and go in order, any last part of which may be missing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.faults.disk import Create, Delete, Event, Said, Sync, Truncate, Write

SECTOR = 512


class _Content:
    """A file's bytes: those that are durable, and what was done to them since."""

    def __init__(self, durable: bytes = b"") -> None:
        self.durable = bytearray(durable)
        self.since: list[Write | Truncate] = []

    def sync(self) -> None:
        for event in self.since:
            _apply(self.durable, event)
        self.since = []

    def after_cut(self, chance: random.Random, share: float) -> bytes:
        """Return what may be left where each sector was written with the probability ``share``."""
        left = bytearray(self.durable)
        garbage = chance.random() < 0.5
        for event in self.since:
            if isinstance(event, Truncate):
                if chance.random() < share:
                    _apply(left, event)
                continue
            for part in _sectors(event):
                if chance.random() < share:
                    if garbage and part.at > len(left):
                        left += chance.randbytes(part.at - len(left))
                    _apply(left, part)
        return bytes(left)


def _apply(data: bytearray, event: Write | Truncate) -> None:
    end = event.size if isinstance(event, Truncate) else event.at
    if len(data) < end:
        data += bytes(end - len(data))
    if isinstance(event, Truncate):
        del data[end:]
    else:
        data[event.at : event.at + len(event.data)] = event.data


def _sectors(event: Write) -> Iterator[Write]:
    start = 0
    while start < len(event.data):
        end = start + SECTOR - (event.at + start) % SECTOR
        yield Write(event.file, event.at + start, event.data[start:end])
        start = end


class Medium:
    """The folder and its files while the log goes on; ``held`` is what was there before."""

    def __init__(self, held: Mapping[str, bytes] | None = None) -> None:
        there = {name: _Content(data) for name, data in (held or {}).items()}
        self._durable: dict[str, _Content] = there
        """By name, as the folder would be read after a cut at the earliest."""
        self._names: dict[str, _Content] = dict(there)
        """By name, as the program sees it."""
        self._since: list[tuple[str, _Content | None]] = []
        self.said = 0

    def go_on(self, event: Event) -> None:
        """Take the next event of the log."""
        match event:
            case Said(done):
                self.said = done
            case Create(file):
                if file not in self._names:
                    self._name(file, _Content())
            case Delete(file, with_folder):
                self._name(file, None)
                if with_folder:
                    self._sync_folder()
            case Sync(file, with_folder):
                self._names[file].sync()
                if with_folder:
                    self._sync_folder()
            case Write() | Truncate():
                self._names[event.file].since.append(event)

    def _name(self, file: str, content: _Content | None) -> None:
        self._since.append((file, content))
        _put(self._names, file, content)

    def _sync_folder(self) -> None:
        self._durable, self._since = dict(self._names), []

    def cut(self, chance: random.Random, folder: Path) -> None:
        """Write into an empty folder what may be left if the power went now."""
        names = dict(self._durable)
        for file, content in self._since[: chance.randint(0, len(self._since))]:
            _put(names, file, content)
        share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        for file, content in names.items():
            (folder / file).write_bytes(content.after_cut(chance, share))


def _put(names: dict[str, _Content], file: str, content: _Content | None) -> None:
    if content is None:
        names.pop(file, None)
    else:
        names[file] = content

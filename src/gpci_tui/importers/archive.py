"""A ZIP of files, opened as a folder is: nothing of it is written to the disk."""

from __future__ import annotations

import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from gpci_tui.importers.decoding import check_unchanged
from gpci_tui.importers.package import DAMAGED, MAX_ENTRIES, check_sizes
from gpci_tui.importers.problems import Rejected
from gpci_tui.model.errors import N_

MAX_TOTAL = 1_000_000_000
"""Bytes of all files together, unpacked."""

_GIGABYTE = 1_000_000_000
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|$)", re.DOTALL)
_UTF_8 = 0x800
_BOX = re.compile("[\u2500-\u259f]")


class Held(NamedTuple):
    """A file in a ZIP."""

    path: PurePosixPath
    """As the ZIP calls it; not cleaned."""
    read: Callable[[int], bytes]
    """Return its bytes, at most as many as told; raises Rejected."""


class Archive:
    """A ZIP that stands open. To be closed.

    Raises:
        Rejected: it is no ZIP, damaged, or holds more than is read.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._file = open(path, "rb")  # noqa: SIM115 - open as long as the archive is
        except OSError as error:
            raise Rejected(0, N_("It can't be read ({error})."), error=error.strerror) from error
        try:
            self._about = os.fstat(self._file.fileno())
            self._zip = zipfile.ZipFile(self._file)
            self._check_whole()
        except BaseException as error:
            self._file.close()
            if isinstance(error, DAMAGED):
                raise _damaged() from error
            raise

    def close(self) -> None:
        self._zip.close()
        self._file.close()

    def _check_whole(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise Rejected(
                0, N_("It holds {n} files packed together; at most {limit} are read."),
                n=len(entries), limit=MAX_ENTRIES,
            )  # fmt: skip
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise Rejected(
                0, N_("Unpacked it holds more than {limit} GB. Make several ZIPs of it."),
                limit=MAX_TOTAL // _GIGABYTE,
            )  # fmt: skip

    def files(self) -> Iterator[Held]:
        """Return the files in it, in the order of their names; none that is hidden."""
        named = [(_name(entry), entry) for entry in self._zip.infolist() if not entry.is_dir()]
        for name, entry in sorted(named, key=lambda pair: pair[0]):
            path = PurePosixPath(name)
            if not any(part == "__MACOSX" or _is_hidden(part) for part in path.parts):
                yield Held(path, self._reader(name, entry))

    def _reader(self, name: str, entry: zipfile.ZipInfo) -> Callable[[int], bytes]:
        def read(limit: int) -> bytes:
            _check_name(name, entry)
            check_sizes(entry, limit)
            try:
                data = self._zip.read(entry)
            except DAMAGED as error:
                check_unchanged(self._about, os.fstat(self._file.fileno()))
                raise _damaged() from error
            check_unchanged(self._about, os.fstat(self._file.fileno()))
            return data

        return read


def _is_hidden(part: str) -> bool:
    return part.startswith(("~$", ".")) and part != ".."


def _name(entry: zipfile.ZipInfo) -> str:
    """Return how a file is called. Many programs write UTF-8, or the code page of Windows,
    and do not say so; it is then taken for that of MS-DOS.
    """
    name = entry.filename
    if entry.flag_bits & _UTF_8 or name.isascii():
        return name
    raw = name.encode("cp437")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp850") if _BOX.search(name) else name


def _check_name(name: str, entry: zipfile.ZipInfo) -> None:
    if _OUTSIDE.match(name):
        raise Rejected(0, N_("Its name leads out of the ZIP, as only files made to do harm do."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Rejected(0, N_("It is a link to another file. Put the file itself into the ZIP."))


def _damaged() -> Rejected:
    return Rejected(0, N_("This ZIP is incomplete or damaged, or no ZIP at all."))

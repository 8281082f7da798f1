"""From a file's bytes to its text: size, kind, encoding, line ends."""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.model.errors import N_

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; the longest dossiers stay far below."""

_MEGABYTE = 1_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What is often renamed to .md or .txt by mistake, by how its bytes begin.
_KINDS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, DOCX, ODT"),
    (b"\xd0\xcf\x11\xe0", "DOC"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
)
_LINE_ENDS = re.compile("\r\n?")
_STEERING = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
_NEVER_IN_TEXT = bytes(range(1, 7)) + bytes(range(14, 27))
_SAMPLE = 65_536
# A pipe without a writer must not be waited for; Windows reads text unless told otherwise.
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text with ``\\n`` line ends, not yet cleaned, and what to tell about it."""

    text: str
    notices: tuple[Problem, ...] = ()


def decode(data: bytes, name: str) -> Text:
    """Return the text of a file's bytes; ``name`` is what the file is called in notices.

    The encoding is the byte order mark's, else UTF-8, else Windows-1252, which
    is told.

    Raises:
        Rejected: it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    _check_is_text(data)
    try:
        return _decoded(data, "utf-8", name)
    except UnicodeDecodeError as error:
        return _as_windows_1252(data, name, _line_at(data, error.start))


def load_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file.

    Raises:
        Rejected: there are more than ``limit``, it can't be read, or it changed meanwhile.
    """
    try:
        handle = os.open(path, os.O_RDONLY | _NEVER_WAIT)
        with os.fdopen(handle, "rb") as file:
            about = os.fstat(file.fileno())
            if not stat.S_ISREG(about.st_mode):
                raise Rejected(0, N_("This is no ordinary file."))
            if about.st_size > limit:
                raise too_large(about.st_size, limit)
            data = file.read(limit + 1)
            check_unchanged(about, os.fstat(file.fileno()))
    except OSError as error:
        raise Rejected(0, N_("It can't be read ({error})."), error=error.strerror) from error
    if len(data) != about.st_size:
        raise _changed()
    return data


def check_unchanged(before: os.stat_result, after: os.stat_result) -> None:
    """Make sure that nobody wrote to a file while it was read.

    Raises:
        Rejected: its size or its time is another one.
    """
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _changed()


def _changed() -> Rejected:
    return Rejected(
        0, N_("It changed while it was read: somebody is still writing it. Import it again.")
    )


def too_large(size: int, limit: int) -> Rejected:
    """Return why a file of ``size`` bytes is refused where ``limit`` are read."""
    return Rejected(
        0, N_("It is too large: {size} MB, where at most {limit} MB are read."),
        size=-(-size // _MEGABYTE), limit=limit // _MEGABYTE,
    )  # fmt: skip


def _check_is_text(data: bytes) -> None:
    for beginning, kind in _KINDS:
        if data.startswith(beginning):
            raise Rejected(
                0, N_("This is no text but another kind of file ({kind}). Save it as text."),
                kind=kind,
            )  # fmt: skip
    sample = data[:_SAMPLE]
    strange = len(sample) - len(sample.translate(None, _NEVER_IN_TEXT))
    if b"\x00" in data or strange * 10 > len(sample):
        raise Rejected(0, N_("This is no text: it holds binary data."))


def _decoded(data: bytes, encoding: str, name: str) -> Text:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise
        raise Rejected(
            _line_at(data, error.start),
            N_("Its first bytes say {encoding}, but the text is not. Save it as UTF-8."),
            encoding=encoding.removesuffix("-sig").upper(),
        ) from error
    text = _LINE_ENDS.sub("\n", text)
    notices = list(_steering(text, name))
    if encoding in ("utf-16", "utf-32"):
        notices.append(
            notice(name, 0, N_("It was read as {encoding}, not UTF-8."), encoding=encoding.upper())
        )
    return Text(text, tuple(notices))


def _as_windows_1252(data: bytes, name: str, line: int) -> Text:
    try:
        text = _LINE_ENDS.sub("\n", data.decode("cp1252"))
    except UnicodeDecodeError as error:
        raise Rejected(
            _line_at(data, error.start),
            N_("This is neither UTF-8 nor Windows-1252. Save it as UTF-8."),
        ) from error
    told = notice(
        name, line,
        N_("This is not UTF-8; it was read as Windows-1252 (cp1252). Check its accents."),
    )  # fmt: skip
    return Text(text, (told, *_steering(text, name)))


def _steering(text: str, name: str) -> tuple[Problem, ...]:
    """Tell of characters that would steer a terminal or turn the writing direction."""
    found = _STEERING.search(text)
    if found is None:
        return ()
    line = text.count("\n", 0, found.start()) + 1
    return (notice(name, line, N_("Control characters were taken out or replaced by “\ufffd”.")),)


def _line_at(data: bytes, position: int) -> int:
    return len(_LINE_ENDS.sub("\n", data[:position].decode("latin-1")).split("\n"))

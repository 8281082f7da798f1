"""The files of a booklet: its text, and the proposal that is saved beside it."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

from gpci_tui.i18n import _
from gpci_tui.importers.extract import Extract, extract
from gpci_tui.importers.formats import FORMATS
from gpci_tui.importers.own_markdown import FENCE as OWN_FENCE
from gpci_tui.importers.problems import Problem, Rejected
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.segments import Proposal
from gpci_tui.model.segments_json import FORMAT, to_json
from gpci_tui.operations.files import write_whole

PROPOSAL = ".proposal.json"
"""How the name of a saved proposal ends, where nobody says otherwise."""
LARGEST = 64_000_000
"""Bytes of a proposal's file at most."""
TEXTS = tuple(suffix for suffix, found in FORMATS.items() if not found.many)
"""How the name of a file ends that may be a booklet."""
SUFFIXES = (*TEXTS, ".json")
"""How the names of booklets and of their proposals end."""


def read(path: Path) -> Proposal:
    """Return a booklet's text and how it may be cut; needs no store, so any thread can do it.

    Raises:
        BadInput: it can't be read, or there is no text in it.
    """
    return read_told(path)[0]


def read_told(path: Path) -> tuple[Proposal, tuple[Problem, ...]]:
    """Return what ``read`` does, and what is worth knowing about the file.

    Raises:
        BadInput: it can't be read, or there is no text in it.
    """
    from gpci_tui.importers import isolation
    from gpci_tui.importers.booklet import propose

    name = clean_line(path.name)
    try:
        with closing(isolation):
            found = extract(SourceFile(path, name))
    except Rejected as rejected:
        raise rejected.error from rejected
    lines, pages = cleaned(found)
    if not any(line.strip() for line in lines):
        raise BadInput(N_("There is no text in it."))
    return propose(lines, pages, name), found.notices


def cleaned(found: Extract) -> tuple[list[str], list[int]]:
    """Return the lines of a text, cleaned, and those on which its pages begin.

    Where the format knows no pages, form feeds tell them.
    """
    text, starts = found.text, set(found.pages)
    if not starts and "\f" in text:
        text = text.replace("\f", "\n\f")
        numbered = enumerate(text.split("\n"))
        starts = {0, *(number for number, line in numbered if line.startswith("\f"))}
        text = text.replace("\f", "")
    lines: list[str] = []
    pages: list[int] = []
    for number, line in enumerate(text.split("\n")):
        if number in starts:
            pages.append(len(lines))
        # A stray line end within makes two lines of one.
        lines += clean(line.removesuffix("\r")).split("\n")
    return lines, pages


def may_be_booklet(path: Path) -> bool:
    """Return whether a file could hold several dossiers: a text without a front matter.

    An export of this program does, but it says itself where each begins.
    """
    suffix = path.suffix.lower()
    if suffix not in TEXTS or not path.is_file():
        return False
    with path.open("rb") as file:
        stated = file.read(8).lstrip(b"\xef\xbb\xbf").startswith(b"---")
        rest = file.read(LARGEST) if not FORMATS[suffix].rich else b""
    return not stated and f"~ {OWN_FENCE}\n".encode() not in rest


def why_not(path: Path) -> str:
    """Return why a path is no booklet, in words; '' where it may be one."""
    if not os.path.lexists(path):
        return _("There is nothing at {path}.").format(path=path)
    return _("{path} is a folder; name a file in it.").format(path=path) if path.is_dir() else ""


# -- proposals -------------------------------------------------------------------


def beside(booklet: Path) -> Path:
    """Return where the proposal of a booklet is looked for first."""
    return booklet.with_name(booklet.stem + PROPOSAL)


def save(proposal: Proposal, path: Path) -> None:
    """Write a proposal to a file; one that is there is replaced.

    Raises:
        BadInput: it can't be written.
    """
    try:
        write_whole(path, to_json(proposal))
    except OSError as error:
        raise BadInput(
            N_("{path} can't be written ({error}). Nothing was saved."),
            path=path, error=error.strerror or error,
        ) from error  # fmt: skip


def load(path: Path) -> str:
    """Return what a proposal's file holds, not yet understood.

    Raises:
        BadInput: it can't be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(N_("{path} is too large to be a saved proposal."), path=path)
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(N_("{path} can't be read ({error})."), path=path, error=reason) from error


def is_saved(path: Path) -> bool:
    """Return whether a file is a saved proposal."""
    if path.suffix.lower() != ".json":
        return False
    try:
        return bool(_header(load(path)))
    except BadInput:
        return False


def booklet_of(path: Path) -> Path | None:
    """Return the booklet that a saved proposal is of, where it stands beside it."""
    name = Path(_header(load(path)).get("file", "")).name
    found = path.with_name(name) if name else path
    return found if found != path and found.is_file() else None


def _header(saved: str) -> dict[str, str]:
    """Return what a proposal says of itself; nothing where it is none."""
    try:
        read = json.loads(saved)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        return {}
    return {"format": FORMAT, "file": str(read.get("file", ""))}

"""Which files of the named paths are to be read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gpci_tui.importers.archive import Archive
from gpci_tui.importers.extract import unreadable
from gpci_tui.importers.formats import FORMATS, SAVE_AS
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput, NotFound

ZIP = ".zip"

SUFFIXES = (*FORMATS, ZIP)
"""How the name of a file ends that is read."""

EDITION_FILE = "edition.toml"

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Scan:
    """The files to read, in a stable order, and what can already be told."""

    dossiers: list[SourceFile] = field(default_factory=list)
    editions: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """Real paths, so that nothing is read twice and a loop of links ends."""
    archives: list[Archive] = field(default_factory=list)
    met: int = 0
    """Files that may be read, those met before included."""

    def is_new(self, path: Path) -> bool:
        """Return whether the file or folder was not met yet, and remember it."""
        real = os.path.realpath(path)
        if real in self.seen:
            return False
        self.seen.add(real)
        return True

    def refuse(self, name: str, error: BadInput | NotFound) -> None:
        self.problems.append(Problem(name, 0, error))

    def take(self, files: list[SourceFile], file: SourceFile) -> None:
        """Add a file, once."""
        self.met += 1
        if file.held is not None or self.is_new(file.path):
            files.append(file)

    def close(self) -> None:
        """Close the ZIPs that were opened."""
        for archive in self.archives:
            archive.close()


def scan(paths: Iterable[Path]) -> Scan:
    """Return the files of ``paths``: files, and folders and ZIPs with all in them. To be closed.

    Hidden files are left aside; what can't be read is told, never raised.
    """
    found = Scan()
    for path in paths:
        if os.path.isdir(path):
            _scan_folder(path, found)
        else:
            _take_named(path, found)
    return found


def _take_named(path: Path, found: Scan) -> None:
    name = clean_line(path.name) or clean_line(str(path))
    if not os.path.lexists(path):
        found.refuse(clean_line(str(path)), NotFound(N_("There is no such file or folder.")))
    elif path.suffix.lower() == ZIP:
        _scan_zip(path, name, found)
    elif not _sort_in(SourceFile(path, name), found):
        found.problems.append(unreadable(path.suffix.lower()).problem(name))


def _sort_in(file: SourceFile, found: Scan) -> bool:
    """Take a file, or tell why not; return False for one that holds nothing to read."""
    if file.path.name == EDITION_FILE:
        found.take(found.editions, file)
    elif file.suffix in FORMATS:
        found.take(found.dossiers, file)
    elif file.suffix in SAVE_AS:
        found.problems.append(unreadable(file.suffix).problem(file.name))
    elif file.suffix == ZIP:
        found.refuse(file.name, BadInput(N_("A ZIP within a ZIP is not opened. Unpack it first.")))
    else:
        return False
    if _STEERING.search(str(file.path)):
        found.problems.append(
            notice(
                file.name, 0,
                N_("Signs in its name that steer the screen or end a line were taken out."),
            )
        )  # fmt: skip
    return True


def _scan_zip(path: Path, name: str, found: Scan) -> None:
    if not found.is_new(path):
        found.met += 1
        return
    before = found.met, len(found.problems)
    others: list[str] = []
    try:
        archive = Archive(path)
    except Rejected as rejected:
        found.problems.append(rejected.problem(name))
        return
    found.archives.append(archive)
    for held in archive.files():
        inside = Path(*held.path.parts)
        label = f"{name}/{clean_line(str(held.path))}"
        if not _sort_in(SourceFile(inside, label, found=True, held=held.read), found):
            others.append(clean_line(held.path.name))
    _tell_rest(name, before, others, found)


def _scan_folder(folder: Path, found: Scan) -> None:
    label = clean_line(Path(os.path.realpath(folder)).name) or clean_line(str(folder))
    before = found.met, len(found.problems)
    others: list[str] = []
    waiting = [(folder, label)]
    while waiting:
        here, name = waiting.pop()
        if not found.is_new(here):
            # Met before: a link back, or a folder named twice.
            found.met += 1
            continue
        below = _scan_one(here, name, found, others)
        # The last is taken first: reversed keeps the order of the names.
        waiting += reversed(below)
    _tell_rest(label, before, others, found)


def _tell_rest(label: str, before: tuple[int, int], others: list[str], found: Scan) -> None:
    """Tell that there is nothing to read, and what was left aside."""
    if (found.met, len(found.problems)) == before:
        found.refuse(
            label,
            BadInput(
                N_("There is no dossier in it: it holds no file {suffixes}."),
                suffixes=", ".join(SUFFIXES),
            ),
        )
    if others:
        found.problems.append(_left_aside(label, others))


def _scan_one(here: Path, name: str, found: Scan, others: list[str]) -> list[tuple[Path, str]]:
    """Take the files of one folder; return the folders in it."""
    try:
        entries = sorted(entry for entry in os.listdir(here) if not entry.startswith((".", "~$")))
    except OSError as error:
        found.refuse(name, BadInput(N_("It can't be read ({error})."), error=error.strerror))
        return []
    below = []
    for entry in entries:
        path, label = here / entry, f"{name}/{clean_line(entry)}"
        if os.path.isdir(path):
            below.append((path, label))
        elif path.suffix.lower() == ZIP:
            _scan_zip(path, label, found)
        elif not _sort_in(SourceFile(path, label, found=True), found):
            others.append(clean_line(entry))
    return below


def _left_aside(label: str, others: list[str]) -> Problem:
    shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
    return notice(
        label, 0, N_("Left aside, since such files are not read ({n}): {names}"),
        n=len(others), names=shown,
    )  # fmt: skip

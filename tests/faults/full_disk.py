"""The disk is full from the n-th write that needs room on, until there is some again.

Mostly on the virtual disk of the power cuts, which refuses to let a file grow from a given write
on, spread over the making of an edition and the work on it. In the full set also on a small tmpfs,
of which a file leaves a few pages free, where mounting one is allowed. The program must say so in
its own words; what was acknowledged must still be read while the disk is full; with room made the
work must go on in the same session; and afterwards nothing may be lost, torn or corrupt.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import islice
from pathlib import Path

import apsw

from gpci_tui.model.errors import StoreError
from gpci_tui.store.connection import Store, open_store
from tests.faults import deeds, sound
from tests.faults.disk import Delete, Disk, Event, Truncate, Write, plugged
from tests.faults.fault import Fault, Outcome

STEPS = 10
TMPFS_FROM = 100
"""Trials of a set from which on some are made on a tmpfs, a quarter of them."""
TMPFS_SIZE = 4 << 20
PAGE = 4096


class FullDisk(Disk):
    """Refuses from the ``last``-th on every write that needs room, until there is some again."""

    def __init__(self, last: int = sys.maxsize) -> None:
        super().__init__("gpci-full")
        self.asked = 0
        """How many writes needed room."""
        self.last = last
        self._sizes: dict[str, int] = {}

    def make_room(self) -> None:
        self.last = sys.maxsize

    def note(self, event: Event) -> None:
        match event:
            case Write(file, at, data):
                if at + len(data) > self._sizes.get(file, 0):
                    self.asked += 1
                    if self.asked > self.last:
                        raise apsw.exception_for(apsw.SQLITE_FULL)
                    self._sizes[file] = at + len(data)
            case Truncate(file, size):
                self._sizes[file] = size
            case Delete(file):
                self._sizes.pop(file, None)


def as_it_is(count: int, folder: Path) -> Outcome:
    on_tmpfs = count // 4 if count >= TMPFS_FROM else 0
    bad: Counter[str] = Counter()
    with _tmpfs(folder / "tmpfs") as small:
        if small is None:
            on_tmpfs = 0
        for free in random.Random(count).choices(range(120), k=on_tmpfs):
            bad[_on_tmpfs(small or folder, folder, free)] += 1
    bad += _refused(count - on_tmpfs, folder)
    del bad[""]
    where = f"{on_tmpfs} of them on a tmpfs" if on_tmpfs else "all on the virtual disk"
    return Outcome(count, bad, where)


def trusting(count: int, folder: Path) -> Outcome:
    bad = _refused(count, folder, trusting=True)
    del bad[""]
    return Outcome(count, bad)


def _refused(count: int, folder: Path, *, trusting: bool = False) -> Counter[str]:
    writes = _writes(folder / "counted")
    points = [writes * number // count for number in range(count)]
    bad: Counter[str] = Counter()
    for point in points:
        path = folder / f"at-{point}" / "edition.gpci"
        disk = FullDisk(point)
        with plugged(disk):
            wrong, said = _work(path, disk.make_room, trusting=trusting)
        bad[wrong or deeds.judge(path, said).wrong] += 1
        shutil.rmtree(path.parent)
    return bad


def _writes(folder: Path) -> int:
    """Return how many writes of the work need room."""
    disk = FullDisk()
    with plugged(disk), closing(open_store(folder / "edition.gpci")) as store:
        list(islice(deeds.work(store, 0), STEPS))
    return disk.asked


def _work(
    path: Path, make_room: Callable[[], object], *, steps: int = STEPS, trusting: bool = False
) -> tuple[str, int]:
    """Work until the disk is full, make room, go on; return what was wrong and what was said."""
    try:
        store = open_store(path)
    except StoreError as error:
        if "no room" not in error.template:
            return "other words", 0
        make_room()
        store = open_store(path)
    with closing(store):
        said, words = _until_full(store, 0, steps)
        said += trusting and bool(words)
        if words and "could not be written" not in words:
            return "other words", said
        try:
            if deeds.done(store) != said:
                return "not read while full", said
        except (sound.Unsound, sqlite3.Error):
            return "not read while full", said
        make_room()
        said, words = _until_full(store, said, 2)
    return "full with room" if words else "", said


def _until_full(store: Store, first: int, steps: int) -> tuple[int, str]:
    """Work; return how much is done in all, and what was said where it could not go on."""
    done = first
    work = deeds.work(store, first)
    try:
        for _ in range(steps):
            done = next(work)
    except StoreError as error:
        return done, error.template
    return done, ""


def _on_tmpfs(small: Path, folder: Path, free: int) -> str:
    """Work on a tmpfs with some pages free beside a new edition."""
    template = folder / "template.gpci"
    if not template.exists():
        deeds.template(folder)
    path = deeds.copied(template, small / "work")
    ballast = small / "ballast"
    left = shutil.disk_usage(small).free - free * PAGE
    ballast.write_bytes(bytes(max(0, left)))
    wrong, said = _work(path, partial(ballast.unlink, missing_ok=True), steps=200)
    return wrong or deeds.judge(path, said).wrong


@contextmanager
def _tmpfs(place: Path) -> Iterator[Path | None]:
    """Mount a small tmpfs; None where that is not allowed."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TMPFS_SIZE}", "none", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


FAULT = Fault(
    name="full", what="the disk is full from the n-th write that needs room on, until room is made",
    must="every acknowledged step kept, said in words", quick=20, full=400, run=as_it_is,
    weaker="a writer that takes the error for success", control=trusting, control_count=10,
    how=__doc__,
)  # fmt: skip

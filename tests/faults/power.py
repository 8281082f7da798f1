"""The power is cut at a random moment, and again, of a disk that keeps a log of all it is told.

The program works on a virtual file system of SQLite (apsw), from the making of the edition on;
every write, truncation, sync, and name that comes or goes is noted, and what was acknowledged. A
cut leaves what was synced and, of the rest, any sectors of 512 bytes in any order, garbage where
files had grown, and names up to any moment since the folder was synced. What is left is opened by
the program as it is: what was acknowledged must be there, no step by half, and pages, foreign
keys, index and journal must agree.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from contextlib import closing
from itertools import islice
from pathlib import Path

from gpci_tui.store.connection import open_store
from tests.faults import deeds
from tests.faults.cuts import Medium
from tests.faults.disk import Disk, Event, Said, Write, plugged
from tests.faults.fault import Fault, Outcome

CUTS_A_LOG = 100
STEPS = 16
"""Pieces of work that a log holds."""
OTHERS = 10
"""How much likelier a cut comes just after something else than a write, which are many."""


def as_it_is(count: int, folder: Path) -> Outcome:
    return _cut(count, folder, "EXTRA")


def less_durable(count: int, folder: Path) -> Outcome:
    """Cut with ``synchronous=FULL``, then with OFF; both must lose something."""
    full = _cut(count - count // 4, folder / "full", "FULL")
    off = _cut(count // 4, folder / "off", "OFF")
    bad = Counter({f"{what} with FULL": n for what, n in full.bad.items()})
    bad.update({f"{what} with OFF": n for what, n in off.bad.items()})
    return Outcome(count, bad)


def _cut(count: int, folder: Path, synchronous: str) -> Outcome:
    chance = random.Random(count)
    bad: Counter[str] = Counter()
    events = done = 0
    while done < count:
        log = _logged(folder / f"log-{done}", synchronous)
        events += len(log)
        medium = Medium()
        weights = [1 if isinstance(event, Write) else OTHERS for event in log]
        cuts = min(CUTS_A_LOG, count - done)
        moments = Counter(chance.choices(range(len(log)), weights, k=cuts))
        for place, event in enumerate(log):
            medium.go_on(event)
            for _ in range(moments[place]):
                after = folder / "after"
                shutil.rmtree(after, ignore_errors=True)
                after.mkdir(parents=True)
                medium.cut(chance, after)
                judged = deeds.judge(after / "edition.gpci", medium.said)
                if judged.wrong:
                    bad[judged.wrong] += 1
                done += 1
    return Outcome(count, bad, f"{events:,} events of the disk")


def _logged(folder: Path, synchronous: str) -> list[Event]:
    """Work on a new edition; return what its disk was told."""
    disk = Disk("gpci-power")
    with plugged(disk), closing(open_store(folder / "edition.gpci", juror="Jo")) as store:
        store.conn.execute(f"PRAGMA synchronous = {synchronous}")
        for done in islice(deeds.work(store, 0), STEPS):
            disk.note(Said(done))
    return disk.log


FAULT = Fault(
    name="power", what="power-cut simulator: what was not synced survives in any part and order",
    must="0 lost, 0 torn, 0 corrupt", quick=80, full=3000, run=as_it_is,
    weaker="`synchronous=FULL` and `OFF` in place of `EXTRA`", control=less_durable,
    control_count=60, how=__doc__,
)  # fmt: skip

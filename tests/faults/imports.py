"""Files of every format are damaged and imported; whatever is in them, nothing may be raised.

Each is a good file (Markdown, edition.toml, HTML, CSV, two kinds of JSON, DOCX, ODT, XLSX, PDF, a
ZIP) with one to twenty changes: bits turned, parts cut, doubled or put in, numbers made huge. Of
files that are ZIPs mostly a part is changed and packed again. They are read by folders, as an
import reads them, and the text of each Markdown file is cut as a booklet, too. Each file has 10 s;
what is read in a process of its own has 512 MB there, else all of it together has (peak, Linux).
What is taken must be clean.
"""

from __future__ import annotations

import csv
import io
import json
import random
import shutil
import sys
import time
import tomllib
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

from gpci_tui.importers.booklet import propose
from gpci_tui.model.cleaning import clean
from gpci_tui.operations.importing import Bundle, read_paths
from tests.faults.fault import Fault, Outcome
from tests.faults.mutations import mutated, seeds

SECONDS = 10
MEGABYTES = 512
BATCH = 40
"""Files that are read together."""


def as_it_is(count: int, folder: Path) -> Outcome:
    """Read so many damaged files of each format."""
    chance = random.Random(count)
    before = _peak()
    bad: Counter[str] = Counter()
    taken = 0
    slowest = 0.0
    good = seeds(folder)
    for suffix, data in good.items():
        left = count
        while left:
            size = 1 if suffix == ".toml" else min(BATCH, left)
            files = [mutated(data, chance) for _ in range(size)]
            wrong, kept, seconds = _imported(folder / "batch", suffix, files)
            bad.update(f"{what} of {suffix}" for what in wrong)
            taken, slowest, left = taken + kept, max(slowest, seconds), left - size
    bad["too much memory"] += max(0, _peak() - before) > MEGABYTES
    note = f"{taken:,} dossiers taken, the slowest file {slowest:.1f} s"
    return Outcome(count * len(good), bad, note)


def unguarded(count: int, folder: Path) -> Outcome:
    """Read them by Python's own readers."""
    chance = random.Random(count)
    readers = {
        ".toml": lambda data: tomllib.loads(data.decode()),
        ".json": json.loads,
        ".csv": lambda data: list(csv.reader(io.StringIO(data.decode()), strict=True)),
        ".docx": lambda data: zipfile.ZipFile(io.BytesIO(data)).testzip(),
        ".md": bytes.decode,
    }
    good = seeds(folder)
    bad: Counter[str] = Counter()
    for suffix, read in readers.items():
        for _ in range(count):
            try:
                read(mutated(good[suffix], chance))
            except Exception:  # noqa: BLE001 - whatever it is, it is counted.
                bad[f"raised of {suffix}"] += 1
    return Outcome(count * len(readers), bad)


def _imported(folder: Path, suffix: str, files: list[bytes]) -> tuple[list[str], int, float]:
    """Import a folder of files; return what went wrong, how many dossiers came, and the slowest."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number, data in enumerate(files):
        name = "edition" if suffix == ".toml" else f"d{number}"
        (folder / f"{name}{suffix}").write_bytes(data)
    moments = [time.perf_counter()]

    def note_moment(_done: int, _total: int) -> bool:
        moments.append(time.perf_counter())
        return True

    wrong = []
    kept = 0
    try:
        bundle = read_paths([folder], note_moment)
        kept = len(bundle.drafts)
        wrong += ["not clean"] * (not _is_clean(bundle))
        if suffix == ".md":
            for data in files:
                propose(clean(data.decode("utf-8", "replace")).split("\n"))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted.
        wrong.append(type(error).__name__)
    moments.append(time.perf_counter())
    slowest = max(later - sooner for sooner, later in pairwise(moments))
    return wrong + ["too slow"] * (slowest > SECONDS + 2), kept, slowest


def _is_clean(bundle: Bundle) -> bool:
    texts = [text for draft in bundle.drafts for text in (draft.title, draft.body, draft.applicant)]
    return all(clean(text) == text for text in texts)


def _peak() -> int:
    """Return how much memory this process has had at most, in MB; 0 where it isn't told."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


FAULT = Fault(
    name="imports", what="every importer on damaged files, so many of each of eleven formats",
    must="0 uncaught, each under 10 s and 512 MB", quick=6, full=10_000, run=as_it_is,
    weaker="Python's own readers", control=unguarded, control_count=20, how=__doc__,
)  # fmt: skip

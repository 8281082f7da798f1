"""The table of a run, and docs/performance.md around it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.measure import ONE_FRAME
from benchmarks.pair import Pair, p95

DOCUMENT = """\
# Speed

Written by `python benchmarks/run.py`; run it again rather than editing this page.

{table}

{conditions}

## How it is measured

- gpci is installed from its wheel into an empty environment. Everything runs in one go, in real
  pseudo-terminals of 132x40, in turn with its floor (A B A B), so that a busy machine slows both.
- **Start**: from the start of the process to the last byte of the first settled frame: the
  library with its list, facets and preview, after which nothing comes for 60 ms.
  The floor is `benchmarks/hello.py`, a Textual app of a single line.
- **First frame**: from the key to the last byte of the first frame, the one in which the cursor
  has moved. {gap:.0f} ms without a byte part two frames.
- **All settled**: to the last byte after which nothing comes for 60 ms. In the library this
  includes the preview, which is read at once after a single step, and a moment later while a key
  is held, so that not every dossier on its way is read.
- The floor of a key is `benchmarks/echo.py`, in which each key changes one line; that of a page,
  an order, a facet and an opened dossier is `benchmarks/repaint.py`, in which each key writes
  every line of the screen; that of a letter typed is `benchmarks/pane.py`, a field over a pane
  in which nothing happens.
- The edition of 100,000 dossiers of some 5 kB is made from a seed by `benchmarks/corpus.py`: words
  of French shape by Zipf's law. Letters count until nothing more comes for 0.35 s: a better order
  that comes later is part of it.
- **First results**: the ids, the counts of every facet and the rows of the first page, for each
  beginning of a few searches, inside one process; the floor reads the same texts from files.
  **Ranked top 50**: the floor asks FTS5's own bm25 of the same index for the same words.
  **Import**: from Markdown files to a durable edition with journal and index; the floor takes the
  texts, read and folded beforehand, into an FTS5 table in memory.
  **A key while dossiers are imported**: how late the event loop comes round, inside one process;
  a key is painted that much later. Aim: 50 ms at p95.
- p95: 95 of 100 stay below. Ratio: of the two medians. By pair: the median of the ratios of each
  time to the one measured beside it; p95 after it: the ratio that 95 of 100 pairs stay below.

## What stays above its aim, and why

- **A letter typed, settled**: its floor is a field in which nothing is looked for, so all the aim
  leaves is a millisecond. Finding takes one or two, the passages of what is on the screen some
  three, the way to another thread and back one, and painting a list some four: that list is what
  one sees first. The better order of a large result follows, as **ranked top 50** says.
- **Another order, a facet, an opened dossier**: the floor writes one character per line. Beside
  the painting of real lines there is the way to the store's thread and back, for the event loop
  waits for no disk; another order also closes the window in which it was chosen.
- **A durable annotation**: a commit that survives a power cut (DELETE, EXTRA) syncs the journal,
  its folder and the file, as **a bare SQLite row** shows. The rest is the journal of steps and
  the index, written in the same transaction, so that undo and search are never behind.
- **Import**: FTS5 is quicker here than its floor, since it keeps no beginnings; the time goes to
  what the floor is spared: reading front matter, cleaning, the journal, and the sets of words.
- **Start and memory**: the difference is the program's own modules and the store.
"""


def table(pairs: Sequence[Pair]) -> str:
    """Return the results as a Markdown table."""
    lines = [
        "| measured | gpci p50 | p95 | floor | floor p50 | p95 | ratio | by pair | p95 | aim |",
        "| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for pair in pairs:
        unit = pair.unit
        lines.append(
            f"| {pair.name} | {median(pair.gpci):.1f} {unit} | {p95(pair.gpci):.1f} {unit} "
            f"| {pair.floor_name} | {median(pair.floor):.1f} {unit} | {p95(pair.floor):.1f} {unit} "
            f"| **{pair.ratio:.2f}** | {pair.ratio_by_pair:.2f} | {pair.ratio_p95:.2f} "
            f"| {_aim(pair)} |"
        )
    return "\n".join(lines)


def _aim(pair: Pair) -> str:
    sign = "≥" if pair.at_least else "≤"
    aims = [f"{sign} {pair.aim}"] if pair.aim else []
    if pair.aim_p95:
        aims.append(f"{sign} {pair.aim_p95} at p95")
    return ", ".join(aims) or "–"


def conditions(python: Path, runs: int, presses: int) -> str:
    """Return where and with what the run was made."""
    asked = "import platform, textual; print(platform.python_version(), textual.__version__)"
    versions = subprocess.run(
        [python, "-c", asked], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}; Python {versions[0]}, Textual {versions[1]}; "
        f"{runs} starts and {presses} keys of each."
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except FileNotFoundError:  # Only Linux has it.
        pass
    return platform.processor() or platform.machine()


def document(pairs: Sequence[Pair], under: str) -> str:
    """Return the whole page."""
    return DOCUMENT.format(table=table(pairs), conditions=under, gap=ONE_FRAME * 1000)

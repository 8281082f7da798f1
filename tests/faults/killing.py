"""A process that writes is killed (``kill -9``) at a random moment, again and again.

It writes steps of many rows and says each number once the step has returned. Whatever it said
must be in the store, no step by half, and pages, foreign keys, index and journal must agree. One
kill in eight falls while an edition is being made. The store grows over fifty kills, then begins
anew.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.faults import deeds
from tests.faults.fault import Fault, Outcome

PROJECT = Path(__file__).parents[2]
KILLS_A_STORE = 50
NEW_STORES = 8
"""One kill in so many falls while a store is made."""
MOST_LINES = 6
LONGEST = 0.01
"""Seconds after the last of at most so many lines at which the writer is killed at the latest."""
LONGEST_START = 0.5
"""Seconds after which it is killed at most where it makes an edition, from its start on."""


def kill_after_commit(count: int, folder: Path) -> Outcome:
    return _kill(count, folder, "after")


def kill_before_commit(count: int, folder: Path) -> Outcome:
    return _kill(count, folder, "before")


def _kill(count: int, folder: Path, when: str) -> Outcome:
    chance = random.Random(count)
    bad: Counter[str] = Counter()
    template = deeds.template(folder)
    steps, path, done = 0, None, 0
    for number in range(count):
        if number % NEW_STORES == NEW_STORES - 1:
            fresh = folder / f"new-{number}" / "edition.gpci"
            said = _work_and_kill(fresh, 0, when, 0, chance.uniform(0, LONGEST_START))
            judged = deeds.judge(fresh, said)
        else:
            if path is None or number % KILLS_A_STORE == 0:
                path, done = deeds.copied(template, folder / "work"), 0
            lines = chance.randint(1, MOST_LINES)
            said = _work_and_kill(path, done, when, lines, chance.uniform(0, LONGEST))
            steps += said - done
            judged = deeds.judge(path, said)
            path, done = None if judged.wrong else path, judged.done
        if judged.wrong:
            bad[judged.wrong] += 1
    return Outcome(count, bad, f"{steps:,} steps were acknowledged")


def _work_and_kill(path: Path, first: int, when: str, lines: int, after: float) -> int:
    """Return how many pieces of work were said to be done when it was killed.

    That is so many s after so many lines of what it says.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.writer", path, str(first), when],
        stdout=subprocess.PIPE, cwd=PROJECT,
    )  # fmt: skip
    assert process.stdout is not None
    with process:
        said = [process.stdout.readline().strip() for _ in range(lines)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        # What it said meanwhile is still in the pipe.
        said += process.stdout.read().split()
    assert process.returncode == -signal.SIGKILL
    numbers = [int(line) for line in said if line != b"opened"]
    return numbers[-1] if numbers else first


FAULT = Fault(
    name="kill", what="`kill -9` in a loop, the writer acknowledges after its commit",
    must="0 lost, 0 torn, 0 corrupt", quick=12, full=1000, run=kill_after_commit,
    weaker="a writer that acknowledges before its commit", control=kill_before_commit,
    control_count=10, how=__doc__,
)  # fmt: skip

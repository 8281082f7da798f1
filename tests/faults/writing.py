"""A note is typed in a real terminal, and the program ended in the midst of it.

By SIGTERM, SIGHUP, a terminal that is closed, ``kill -9``, and a power cut. Some twenty keys a
second are sent, and the moment of each is kept. Afterwards the edition is opened: it must be sound,
what is offered back must be the beginning of what was typed, and the first key that is missing
must have been pressed less than a second before the end. For the power cuts the program itself
runs on the virtual disk of `power`, which notes when it was told what; every session is cut at ten
moments.
"""

from __future__ import annotations

import pickle
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model.errors import GpciError
from gpci_tui.store import places
from gpci_tui.store.connection import open_store
from gpci_tui.ui.drafts import PREFIX, understood
from tests.faults import deeds, sound
from tests.faults.cuts import Medium
from tests.faults.disk import Event
from tests.faults.fault import Fault, Outcome
from tests.terminal.conftest import surroundings

if TYPE_CHECKING:
    from benchmarks.driver import Terminal

PROJECT = Path(__file__).parents[2]
MOST = 1.0
"""Seconds of typing that may be lost."""
PAUSE = 0.05
"""Seconds between two keys, on average."""
SHORTEST, LONGEST = 1.05, 2.0
"""Seconds for which one types before the end comes."""
CUTS_A_SESSION = 10
LETTERS = "aeiourstnlpm éàç’"

Ending = Callable[["Terminal"], object]
ENDINGS: dict[str, Ending] = {
    "SIGTERM": lambda terminal: terminal.process.send_signal(signal.SIGTERM),
    "SIGHUP": lambda terminal: terminal.process.send_signal(signal.SIGHUP),
    "closed pty": lambda terminal: terminal.hang_up(),
    "kill -9": lambda terminal: terminal.kill(),
}


class Key(NamedTuple):
    """A key that was sent, and when (``time.monotonic``)."""

    char: str
    at: float


class Lost(NamedTuple):
    """What came of one end."""

    wrong: str
    """'' for nothing."""
    seconds: float
    """How long before the end the first key was sent that is missing; 0 where none is."""


def as_it_is(count: int, folder: Path) -> Outcome:
    return _all(count, folder, "kept")


def in_memory(count: int, folder: Path) -> Outcome:
    return _all(count, folder, "lost")


def _all(count: int, folder: Path, kind: str) -> Outcome:
    chance = random.Random(count)
    template = deeds.template(folder)
    bad: Counter[str] = Counter()
    longest: dict[str, float] = {}

    def judge(way: str, lost: Lost) -> None:
        bad[f"{lost.wrong} by {way}"] += bool(lost.wrong)
        longest[way] = max(longest.get(way, 0), lost.seconds)

    for number in range(count):
        for way, finish in ENDINGS.items():
            judge(way, _ended(template, folder / f"{number}-{way}", finish, chance, kind))
        if number % CUTS_A_SESSION == 0:
            cuts = min(CUTS_A_SESSION, count - number)
            for lost in _cut(template, folder / f"power-{number}", cuts, chance, kind):
                judge("power cut", lost)
    most = ", ".join(f"{seconds:.2f} s by {way}" for way, seconds in longest.items())
    return Outcome(count * (len(ENDINGS) + 1), bad, f"at most lost: {most}")


def _ended(template: Path, folder: Path, finish: Ending, chance: random.Random, kind: str) -> Lost:
    path = deeds.copied(template, folder)
    with _started(path, "-", kind) as terminal:
        keys = _typed(terminal, chance.uniform(SHORTEST, LONGEST), chance)
        end = time.monotonic()
        finish(terminal)
        terminal.process.wait(20)
    return _judged(path, keys, end)


def _cut(
    template: Path, folder: Path, cuts: int, chance: random.Random, kind: str
) -> Iterator[Lost]:
    path = deeds.copied(template, folder)
    with _started(path, str(folder / "log"), kind) as terminal:
        keys = _typed(terminal, LONGEST + cuts * SHORTEST / 2, chance)
        last = time.monotonic()
    moments = sorted(chance.uniform(keys[0].at + SHORTEST, last) for _ in range(cuts))
    medium = Medium({path.name: template.read_bytes()})
    log = _events(folder / "log")
    at, event = next(log)
    for number, moment in enumerate(moments):
        while at <= moment:
            medium.go_on(event)
            at, event = next(log, (float("inf"), event))
        after = folder / f"after-{number}"
        after.mkdir()
        medium.cut(chance, after)
        yield _judged(after / path.name, [key for key in keys if key.at <= moment], moment)


def _events(log: Path) -> Iterator[tuple[float, Event]]:
    with log.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except (EOFError, pickle.UnpicklingError):  # It was killed while it noted the last.
                return


@contextmanager
def _started(path: Path, log: str, kind: str) -> Iterator[Terminal]:
    """Start the program and open the note on the first dossier."""
    from benchmarks.driver import Terminal

    command = [sys.executable, "-m", "tests.faults.typist", path, log, kind]
    env = surroundings(path.parent)
    env["PYTHONPATH"] += f":{PROJECT}"
    with Terminal(command, env=env, cwd=path.parent) as terminal:
        terminal.wait_for("Library", "Lire ensemble")
        terminal.press("n")
        terminal.wait_for("Note on the dossier")
        yield terminal


def _typed(terminal: Terminal, seconds: float, chance: random.Random) -> list[Key]:
    """Type for some seconds, and read what is painted meanwhile."""
    keys: list[Key] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        keys.append(Key(chance.choice(LETTERS), time.monotonic()))
        terminal.press(keys[-1].char)
        until = time.monotonic() + chance.uniform(0, 2 * PAUSE)
        while (left := until - time.monotonic()) > 0:
            terminal.read(quiet=0.001, patience=left)
    return keys


def _judged(path: Path, keys: list[Key], end: float) -> Lost:
    """Look at what is left of an edition of which so much was typed when the end came."""
    try:
        with closing(open_store(path)) as store:
            sound.check(store)
            kept = _draft(places.session(store.conn))
    except (sound.Unsound, GpciError, sqlite3.Error) as error:
        return Lost(f"{type(error).__name__} left", 0)
    finally:
        shutil.rmtree(path.parent)
    if not "".join(key.char for key in keys).startswith(kept):
        return Lost("another text", 0)
    missing = keys[len(kept) :]
    seconds = end - missing[0].at if missing else 0.0
    return Lost("a second and more lost" if seconds > MOST else "", seconds)


def _draft(session: dict[str, str]) -> str:
    drafts = [understood(value) for key, value in session.items() if key.startswith(PREFIX)]
    return "".join(draft.text for draft in drafts if draft is not None)


FAULT = Fault(
    name="typing", what="SIGTERM, SIGHUP, closed pty, `kill -9`, power cut while typing a note",
    must="at most 1 s of typing lost", quick=1, full=50, run=as_it_is,
    weaker="what is typed is kept in memory alone", control=in_memory, control_count=1,
    how=__doc__,
)  # fmt: skip

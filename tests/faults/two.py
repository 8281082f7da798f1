"""Two instances start at the same moment on one edition, and both want to write.

A third of the times there is no edition yet and both want to make it, a third it is one of an older
version to be migrated, a third it is ready. Each opens it, works if it may, and says what it has
done; one that finds it busy says so. Both stay open until both have answered: exactly one must
have worked, its steps must be there, and what the other is told must be the program's own words.
"""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

from gpci_tui.store.connection import open_store
from tests.faults import deeds, sound
from tests.faults.fault import Fault, Outcome

PROJECT = Path(__file__).parents[2]
OLD = PROJECT / "tests" / "data" / "stores" / "version-2.gpci.gz"
STEPS = 3
INSTANCE = """
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path
from gpci_tui.model.errors import GpciError
from gpci_tui.operations import themes
from gpci_tui.store import connection
from tests.faults import deeds

path, name, steps, locked = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
if locked == "no":
    connection.take_lock = lambda path: (connection.sqlite3.connect(":memory:"), "")
print("ready", flush=True)
sys.stdin.readline()
try:
    with closing(connection.open_store(path)) as store:
        if store.read_only:
            print(store.reason, flush=True)
        else:
            for number in range(steps):
                themes.create(store, f"{name} {number}")
                print("did", name, number, flush=True)
            print("worked", flush=True)
        sys.stdin.readline()
except GpciError as error:
    print("refused", error.template, flush=True)
"""


def as_it_is(count: int, folder: Path) -> Outcome:
    return _both(count, folder, "yes")


def without_lock(count: int, folder: Path) -> Outcome:
    return _both(count, folder, "no")


def _both(count: int, folder: Path, locked: str) -> Outcome:
    chance = random.Random(count)
    bad: Counter[str] = Counter()
    said: Counter[str] = Counter()
    template = deeds.template(folder)
    for number in range(count):
        path = folder / str(number) / "edition.gpci"
        path.parent.mkdir()
        if number % 3 == 1:
            path.write_bytes(gzip.decompress(OLD.read_bytes()))
        elif number % 3 == 2:
            path.write_bytes(template.read_bytes())
        answers = _race(path, locked, first=chance.choice(("a", "b")))
        bad.update(_judged(path, answers))
        said.update(line.split()[0] for lines in answers.values() for line in lines[-1:])
    note = ", ".join(f"{times} {what}" for what, times in sorted(said.items()))
    return Outcome(count, bad, f"how they ended: {note}")


def _race(path: Path, locked: str, first: str) -> dict[str, list[str]]:
    """Let two instances open the edition at once; return what each said."""
    command = [sys.executable, "-c", INSTANCE, str(path)]
    names = sorted("ab", key=lambda name: name != first)
    started = {
        name: subprocess.Popen(
            [*command, name, str(STEPS), locked], cwd=PROJECT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        for name in names
    }  # fmt: skip
    for process in started.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started.values():
        _tell(process)
    answers = {name: _answer(process) for name, process in started.items()}
    # Both stay open until both have answered.
    for process in started.values():
        _tell(process)
        process.communicate()
    return answers


def _tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # It was refused and has ended.
        process.stdin.write("go on\n")
        process.stdin.flush()


def _answer(process: subprocess.Popen[str]) -> list[str]:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if not line.startswith("did "):
            break
    return lines


def _judged(path: Path, answers: dict[str, list[str]]) -> list[str]:
    """Return what went wrong."""
    lines = [line for some in answers.values() for line in some]
    wrong = (
        ["traceback"] if any(line.startswith(("Traceback", "/", "File")) for line in lines) else []
    )
    did = {line.removeprefix("did ") for line in lines if line.startswith("did ")}
    workers = lines.count("worked")
    wrong += ["nobody worked"] * (workers == 0) + ["two writers"] * (workers > 1)
    with closing(open_store(path)) as store:
        names = {row[0] for row in store.conn.execute("SELECT name FROM theme").fetchall()}
        wrong += ["lost"] * (not did <= names)
        try:
            sound.check(store)
        except sound.Unsound:
            wrong.append("torn")
    return wrong


FAULT = Fault(
    name="two", what="two instances start at once: make, migrate, write", quick=6, full=200,
    must="0 tracebacks, 0 lost, one writer", run=as_it_is,
    weaker="without the lock beside the edition", control=without_lock, control_count=6,
    how=__doc__,
)  # fmt: skip

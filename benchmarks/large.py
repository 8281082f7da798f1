"""What a person meets in an edition of 100,000 dossiers, each beside its floor, A B A B."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.driver import Terminal
from benchmarks.measure import ONE_FRAME, PATIENCE, Installed, keys
from benchmarks.pair import Pair

SETTLED = 0.35
"""Seconds without a byte after which nothing more is to come, not even a better order."""
SHOWN = "100"
"""Stands in the library of 100,000, wherever its language puts the separator."""


SPELT = ("tablette", "médiathèque", "inclusion", "robot éc")
MISSPELT = ("tabelttes", "mediatheqe", "perisclaire")


def starts(large: Installed, small: Installed, runs: int) -> list[Pair]:
    """Time the start with 100,000 dossiers against hello, world and against 27 dossiers."""
    floor, few, many = [], [], []
    for _ in range(runs):
        with large.open_floor("hello.py") as hello:
            floor.append((hello.wait_for("Hello, world") - hello.started) * 1000)
        with small.open() as library:
            few.append((library.wait_for("27", "Anor") - library.started) * 1000)
        with large.open() as library:
            many.append((library.wait_for(SHOWN, "/") - library.started) * 1000)
    return [
        Pair("start with 100,000", "hello, world", many, floor, aim=1.15),
        Pair("start with 100,000", "start with 27", many, few, aim=1.05),
    ]


def moves(large: Installed, presses: int) -> list[Pair]:
    """Time arrow and page keys in the list of 100,000."""
    with large.open() as library, large.open_floor("echo.py") as echo:
        library.wait_for(SHOWN, quiet=SETTLED)
        echo.wait_for("0 keys")
        rows = keys("100,000: one row", library, echo, ["down"] * 5 + ["up"] * 5, presses)
    with large.open() as library, large.open_floor("repaint.py") as wall:
        library.wait_for(SHOWN, quiet=SETTLED)
        wall.wait_for("0 keys")
        turns = ["pagedown"] * 5 + ["pageup"] * 5
        pages = keys("100,000: one page", library, wall, turns, presses)
    return [_with_aim(rows[0], 1.6), _with_aim(pages[0], 2.5)]


def sorts_and_filters(large: Installed, rounds: int) -> list[Pair]:
    """Time another order, and a facet taken and let go, until all is settled."""
    with large.open() as library, large.open_floor("repaint.py") as wall:
        library.wait_for(SHOWN, quiet=SETTLED)
        wall.wait_for("0 keys")
        order: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds):
            library.press("o")
            library.read(quiet=SETTLED, patience=PATIENCE)
            library.press(*["down"] * (1 + number % 2))
            library.read(quiet=SETTLED, patience=PATIENCE)
            order[0].append(_settled(library, "enter"))
            order[1].append(_settled(wall, "x"))
        library.press("o")
        library.read(quiet=SETTLED, patience=PATIENCE)
        library.press(*["up"] * 10, "enter")  # As in the edition again, for what comes next.
        library.read(quiet=SETTLED, patience=PATIENCE)
        library.press("f")
        library.read(quiet=SETTLED, patience=PATIENCE)
        facet: tuple[list[float], list[float]] = ([], [])
        for _ in range(rounds):
            facet[0].append(_settled(library, "enter"))
            facet[1].append(_settled(wall, "x"))
    return [
        Pair("100,000: another order", "full repaint", *order, aim=2.5),
        Pair("100,000: a facet", "full repaint", *facet, aim=2.5),
    ]


def typing(
    large: Installed, name: str, words: Sequence[str], aims: tuple[float, float | None]
) -> Pair:
    """Time each letter of some searches until the results are settled."""
    found, floor = [], []
    with large.open() as library, large.open_floor("pane.py") as pane:
        library.wait_for(SHOWN, quiet=SETTLED)
        pane.wait_for("type here")
        library.press("/")
        library.read(quiet=SETTLED)
        for word in words:
            for letter in word:
                found.append(_settled(library, letter))
                floor.append(_settled(pane, letter))
            library.press("escape")
            library.read(quiet=SETTLED, patience=PATIENCE)
            library.press("/")
            library.read(quiet=SETTLED)
            pane.press(*["backspace"] * len(word))
            pane.read(quiet=SETTLED)
    return Pair(name, "the same over an empty pane", found, floor, *aims)


def openings(sized: Callable[[int], Installed], rounds: int) -> list[Pair]:
    """Time opening a dossier of 3, 30 and 300 kB from the library, and leaving it again."""
    pairs = []
    for size, aim in ((3, 2.0), (30, 2.0), (300, 3.5)):
        times: tuple[list[float], list[float]] = ([], [])
        installed = sized(size)
        with installed.open() as library, installed.open_floor("repaint.py") as wall:
            library.wait_for("kB", quiet=SETTLED)
            wall.wait_for("0 keys")
            library.press("enter")  # Once for nothing: the reader is imported.
            library.read(quiet=SETTLED, patience=PATIENCE)
            for _ in range(rounds):
                library.press("1")
                library.read(quiet=SETTLED, patience=PATIENCE)
                library.press("down")
                library.read(quiet=SETTLED, patience=PATIENCE)
                times[0].append(_first_frame(library, "enter"))
                times[1].append(_first_frame(wall, "x"))
        pairs.append(Pair(f"open a dossier of {size} kB", "full repaint", *times, aim=aim))
    return pairs


def keys_in_a_long_text(installed: Installed, presses: int) -> Pair:
    """Time a move to the next block in a text of 300 kB."""
    with installed.open() as reader, installed.open_floor("echo.py") as echo:
        reader.wait_for("kB", quiet=SETTLED)
        reader.press("enter")
        reader.read(quiet=SETTLED, patience=PATIENCE)
        echo.wait_for("0 keys")
        moved = keys("Reader, 300 kB: one block", reader, echo, ["down"] * 5 + ["up"] * 5, presses)
    return _with_aim(moved[0], 3.0)


def quits(large: Installed, runs: int) -> Pair:
    """Time from ctrl+q to the end of the process."""
    gpci, floor = [], []
    for _ in range(runs):
        with large.open_floor("hello.py") as hello:
            hello.wait_for("Hello, world", quiet=SETTLED)
            floor.append(_until_end(hello))
        with large.open() as library:
            library.wait_for(SHOWN, quiet=SETTLED)
            gpci.append(_until_end(library))
    return Pair("quit to the prompt", "hello, world", gpci, floor, aim=0.3)


def memory(large: Installed, pages: int = 30) -> Pair:
    """Private memory after paging through 100,000 dossiers, in MiB."""
    with large.open() as library, large.open_floor("hello.py") as hello:
        library.wait_for(SHOWN, quiet=SETTLED)
        hello.wait_for("Hello, world", quiet=SETTLED)
        for _ in range(pages):
            library.press("pagedown")
            library.read(patience=PATIENCE)
        library.press("end")
        library.read(quiet=SETTLED, patience=PATIENCE)
        used = [private_memory(program.process.pid) for program in (library, hello)]
    return Pair("memory of its own, 100,000", "hello, world", used[:1], used[1:], 1.25, unit="MiB")


def private_memory(pid: int) -> float:
    """Return what only this process holds in memory, in MiB. Linux only."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    kept = (line.split() for line in rollup.splitlines() if line.startswith("Private_"))
    return sum(int(fields[1]) for fields in kept) / 1024


def _settled(program: Terminal, key: str) -> float:
    pressed = program.press(key)
    last = program.read(quiet=SETTLED, patience=PATIENCE)
    program.text()
    assert last is not None, f"{key} painted nothing"
    return (last - pressed) * 1000


def _first_frame(program: Terminal, key: str) -> float:
    pressed = program.press(key)
    last = program.read(quiet=ONE_FRAME, patience=PATIENCE)
    assert last is not None, f"{key} painted nothing"
    program.read(quiet=SETTLED)
    program.text()
    return (last - pressed) * 1000


def _until_end(program: Terminal) -> float:
    pressed = program.press("ctrl+q")
    with _drained(program) as drain:
        while program.process.poll() is None:
            drain()
    return (time.perf_counter() - pressed) * 1000


@contextmanager
def _drained(program: Terminal) -> Iterator[Callable[[], None]]:
    """Read what the program still writes, so that it never waits for a reader."""

    def drain() -> None:
        if select.select([program.fd], [], [], 0.001)[0]:
            try:
                os.read(program.fd, 1 << 16)
            except OSError:  # Linux says so when the program has ended.
                time.sleep(0.001)

    yield drain


def _with_aim(pair: Pair, aim: float) -> Pair:
    return Pair(pair.name, pair.floor_name, pair.gpci, pair.floor, aim)

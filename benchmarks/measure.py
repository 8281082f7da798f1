"""What is measured: starts and keys of gpci, each one beside its floor, A B A B."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.driver import Terminal
from benchmarks.pair import Pair

FLOORS = Path(__file__).parent
ONE_FRAME = 0.008
"""Seconds without a byte that part one frame from the next."""
PATIENCE = 5.0
"""Seconds that a key may take until its first byte."""


class Installed(NamedTuple):
    """An environment with gpci in it, and an edition to open."""

    python: Path
    gpci: Path
    store: Path
    env: Mapping[str, str]

    def open(self) -> Terminal:
        return Terminal([self.gpci, "--store", self.store], env=self.env)

    def open_floor(self, script: str) -> Terminal:
        return Terminal([self.python, FLOORS / script], env=self.env)


def starts(installed: Installed, runs: int) -> Pair:
    """Time from the start of the process to the last byte of the first settled frame."""
    floor, gpci = [], []
    for _ in range(runs):
        with installed.open_floor("hello.py") as hello:
            floor.append((hello.wait_for("Hello, world") - hello.started) * 1000)
        with installed.open() as library:
            gpci.append((library.wait_for("27", "Anor") - library.started) * 1000)
    return Pair("start to the full library", "hello, world", gpci, floor, aim=1.3)


def keys_in_library(installed: Installed, presses: int) -> list[Pair]:
    """Time an arrow key in the list, down and back up."""
    with installed.open() as library, installed.open_floor("echo.py") as echo:
        library.wait_for("27", "Anor", quiet=0.3)
        echo.wait_for("0 keys")
        return keys("Library, one row", library, echo, UP_AND_DOWN, presses)


def keys_in_reader(installed: Installed, presses: int) -> list[Pair]:
    """Time a move to the next block of a text, and back up."""
    with installed.open() as reader, installed.open_floor("echo.py") as echo:
        reader.wait_for("27", "Anor", quiet=0.3)
        reader.press("enter")
        reader.wait_for("PLAN", quiet=0.5)
        echo.wait_for("0 keys")
        return keys("Reader, one block", reader, echo, UP_AND_DOWN, presses)


UP_AND_DOWN = ["down"] * 5 + ["up"] * 5


def keys(
    name: str, terminal: Terminal, echo: Terminal, moves: Sequence[str], presses: int
) -> list[Pair]:
    """Time keys until the first frame, and until all is settled."""
    every = list(moves) * -(-presses // len(moves))
    first: tuple[list[float], list[float]] = ([], [])
    settled: tuple[list[float], list[float]] = ([], [])
    for key in every[:presses]:
        for place, program in enumerate((terminal, echo)):
            pressed = program.press(key)
            painted = program.read(quiet=ONE_FRAME, patience=PATIENCE)
            assert painted is not None, f"{name}: {key} painted nothing"
            first[place].append((painted - pressed) * 1000)
            settled[place].append(((program.read() or painted) - pressed) * 1000)
            program.text()
    return [
        Pair(f"{name}: first frame", "one line", *first, aim=2.0),
        Pair(f"{name}: all settled", "one line", *settled),
    ]

"""The program, to be ended while a note is typed: PATH, a file for its disk's log or -, kept|lost.

``kept`` is the program as it is, ``lost`` one that keeps what is typed in memory alone.
"""

from __future__ import annotations

import pickle
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from gpci_tui import cli
from gpci_tui.ui.drafts import Drafts
from tests.faults.disk import Disk, Event, plugged


class Watched(Disk):
    """A disk whose log outlives the program, with the moment of each event (``time.monotonic``)."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        super().__init__("gpci-typing")

    def note(self, event: Event) -> None:
        pickle.dump((time.monotonic(), event), self._file)


def main() -> None:
    path, log, kind = sys.argv[1:]
    if kind == "lost":
        Drafts.flush = _nothing  # type: ignore[method-assign]
        Drafts.take_unwritten = lambda _self: {}  # type: ignore[method-assign]
    sys.argv = ["gpci", "--store", path]
    # Unbuffered: what was noted is in the log when the program is killed.
    with nullcontext() if log == "-" else plugged(Watched(Path(log).open("wb", buffering=0))):
        cli.main()


async def _nothing(_drafts: Drafts) -> None:
    """Write nothing."""


if __name__ == "__main__":
    main()

"""Running the program in a real pseudo-terminal, which POSIX has and Windows has not."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gpci_tui

if TYPE_CHECKING:
    from benchmarks.driver import Terminal

collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []


def surroundings(home: Path) -> dict[str, str]:
    """Return the variables of a person of one's own, who speaks English."""
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "GPCI_SETTINGS": str(home / "settings.toml"),
        "LANG": "en_GB.UTF-8",
        "TZ": "UTC",
        # The very program that the tests import.
        "PYTHONPATH": str(Path(gpci_tui.__file__).parent.parent),
    }


@pytest.fixture
def gpci(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Return how to start ``gpci`` with some arguments; what still runs is killed at the end."""
    from benchmarks.driver import Terminal

    with ExitStack() as running:

        def start(*arguments: str | Path, columns: int = 132, lines: int = 40) -> Terminal:
            return running.enter_context(
                Terminal(
                    [sys.executable, "-m", "gpci_tui", *arguments],
                    columns=columns, lines=lines, env=surroundings(tmp_path), cwd=tmp_path,
                )
            )  # fmt: skip

        yield start

"""The editions that are measured with: of 100,000 dossiers, and of long ones."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from benchmarks.measure import Installed
from benchmarks.pair import Pair

ROOT = Path(__file__).resolve().parent.parent
LONG_ONES = 12
"""Dossiers of an edition of long ones."""


def large(installed: Installed, count: int, folder: Path) -> Path:
    """Return an edition of ``count`` dossiers in ``folder``, made where it is not there."""
    printed = _run(installed, "-m", "benchmarks.corpus", count, folder)
    return Path(printed.splitlines()[-1])


def inside(installed: Installed, edition: Path, folder: Path) -> list[Pair]:
    """Return what is measured within the installed program's own process."""
    printed = _run(installed, "-m", "benchmarks.inside", edition, folder)
    return [Pair(**values) for values in json.loads(printed)]


def sized(installed: Installed, kilobytes: int, folder: Path) -> Installed:
    """Return an edition of dossiers of a size, which their titles name."""
    store = folder / f"{kilobytes}.gpci"
    if not store.exists():
        files = folder / f"{kilobytes}-kB"
        _run(installed, "-m", "benchmarks.long_texts", LONG_ONES, kilobytes, files)
        command = [installed.gpci, "--store", store, "import", files]
        subprocess.run(
            command, check=True, stdout=subprocess.DEVNULL, env=os.environ | dict(installed.env)
        )
    return installed._replace(store=store)


def _run(installed: Installed, *arguments: object) -> str:
    command = [installed.python, *map(str, arguments)]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return ran.stdout

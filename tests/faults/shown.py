"""``gpci doctor`` on damaged editions, as a person sees it: what the program itself prints."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from gpci_tui import paths
from gpci_tui.operations import backups, reviews
from gpci_tui.store.connection import utc_now
from tests.operations.scenes import set_the_stage
from tests.samples import open_filled
from tests.terminal.conftest import surroundings

EDITION = "edition.gpci"
PAGE = 4096


def change_rows(path: Path) -> None:
    """Change a note without the history, take a word from the index, and a tag's theme away."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("UPDATE review SET note = 'Une note que personne n’a écrite' WHERE note > ''")
        conn.execute("DELETE FROM trait WHERE text = 'tablettes'")
        conn.execute("DELETE FROM theme WHERE id = 2")


def zero_a_page(path: Path) -> None:
    """Let a page with texts of dossiers be zeros, as a failing disk leaves it."""
    data = bytearray(path.read_bytes())
    at = data.index("Métropole de Lyon".encode()) // PAGE * PAGE
    data[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(data)


SCENES: tuple[tuple[str, Callable[[Path], None], tuple[tuple[str, ...], ...]], ...] = (
    (
        "Something else than the program changed a note, took a word out of the index, and removed "
        "a theme that a tag belongs to:",
        change_rows,
        (("doctor",), ("doctor", "--mend")),
    ),
    (
        "A page of the file is all zeros:",
        zero_a_page,
        (("doctor",), ("restore", "1", "--yes"), ("doctor",)),
    ),
)


@cache
def doctor() -> str:
    """Return what is printed, as Markdown."""
    with tempfile.TemporaryDirectory(prefix="gpci-shown-") as folder:
        home = Path(folder).resolve()
        parts = [
            f"{what}\n\n```console\n{_printed(home / str(number), harm, commands)}\n```"
            for number, (what, harm, commands) in enumerate(SCENES)
        ]
    return "\n\n".join(parts)


def _printed(
    folder: Path, harm: Callable[[Path], None], commands: Sequence[tuple[str, ...]]
) -> str:
    folder.mkdir()
    path = folder / EDITION
    with closing(open_filled(path)) as store:
        set_the_stage(store)
        reviews.set_note(store, 1, "Un beau projet, à discuter")
    backups.make(path, paths.backup_folder(path), utc_now())
    harm(path)
    lines = [_run(folder, command) for command in commands]
    lines += [f"$ cat {aside.name}\n{_text(aside)}" for aside in folder.glob("*-doctor-*.txt")]
    return "\n".join(lines)


def _text(file: Path) -> str:
    return file.read_text("utf-8").rstrip()


def _run(folder: Path, command: tuple[str, ...]) -> str:
    """Return the line that is typed and what comes of it, with the paths of the folder short."""
    typed = ("--store", EDITION, *command)
    env = surroundings(folder) | {"COLUMNS": "90"}
    done = subprocess.run(
        [sys.executable, "-m", "gpci_tui", *typed], cwd=folder, env=env, check=False, text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    said = done.stdout.replace(f"{folder}/", "").rstrip()
    return f"$ gpci {shlex.join(typed)}\n{said}\n$ echo $?\n{done.returncode}"

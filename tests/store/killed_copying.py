"""Runs a backup or a restore again and again, killed one file operation later each time.

    python killed_copying.py keep|restore FOLDER

``FOLDER`` holds ``edition.gpci`` and its backups. Prints a line for each kill: the note on the
first dossier as the next start finds it, and how many backups are listed. A process of its own,
since only one without threads may fork.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from gpci_tui.model.rotation import Reason
from gpci_tui.store import backups, copying, restoring, reviews
from gpci_tui.store.connection import open_store

STEPS = {"os.rename", "os.remove", "os.mkdir", "open", "sqlite3.connect", "shutil.copyfile"}
"""What Python tells its audit hooks of: before each of these a kill may come."""
NOW = datetime(2025, 3, 12, tzinfo=UTC)


def do(task: str, path: Path, folder: Path) -> None:
    if task == "restore":
        restoring.restore(path, backups.listed(folder)[-1].path, folder, NOW)
        return
    store = open_store(path)
    backups.keep(store.conn, path, folder, Reason.ASKED, NOW)
    store.close()


def killed_at(number: int, task: str, path: Path, folder: Path) -> bool:
    """Return whether the child was killed, before its step ``number``; False where it ended."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    steps = 0

    def count(event: str, _args: object) -> None:
        nonlocal steps
        steps += event in STEPS
        if steps == number:
            os._exit(9)

    sys.addaudithook(count)
    do(task, path, folder)
    os._exit(0)


def found(path: Path, folder: Path) -> tuple[str, int]:
    store = open_store(path)
    note = reviews.review(store.conn, store.juror_id, 1).note
    store.close()
    listed = backups.listed(folder)
    for one in listed:
        copying.check(one.path)
    return note, len(listed)


def main(task: str, base: Path) -> None:
    number, killed = 0, True
    while killed:
        number += 1
        here = base.with_name(f"{base.name}-{number}")
        shutil.copytree(base, here)
        path, folder = here / "edition.gpci", here / "edition.gpci.backups"
        killed = killed_at(number, task, path, folder)
        print("killed" if killed else "whole", *found(path, folder))
        do(task, path, folder)
        print("again", *found(path, folder))
        shutil.rmtree(here)


main(sys.argv[1], Path(sys.argv[2]))

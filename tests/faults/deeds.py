"""Numbered pieces of work, and how to tell from a store which of them were done."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from gpci_tui.model.errors import GpciError
from gpci_tui.operations import edition, reviews, themes
from gpci_tui.store.connection import Store, open_store
from tests.faults import sound
from tests.samples import DRAFTS, EDITION, open_filled

DOSSIERS = tuple(range(1, len(DRAFTS) + 1))
LONG = 3000
"""Characters of a note: some pages of the file, so that a step is not one write."""


def do(store: Store, number: int) -> None:
    """Do the piece of work ``number``, from 0 on, as one step that writes many rows or pages."""
    if number % 2:
        reviews.set_note(store, _noted(number), note(number))
    else:
        themes.create(store, f"Thème {number}", DOSSIERS)


def note(number: int) -> str:
    """Return the note that a piece of work writes."""
    return f"{number} " + f"mot{number} " * (LONG // 8) + "fin"


def _noted(number: int) -> int:
    return DOSSIERS[number // 2 % len(DOSSIERS)]


def done(store: Store) -> int:
    """Return how many pieces of work were done. Raises Unsound where one was done by half."""
    conn = store.conn
    tagged = dict(
        conn.execute(
            "SELECT name, count(tagging.id) FROM theme JOIN tagging ON theme_id = theme.id"
            " WHERE name LIKE 'Thème %' GROUP BY theme.id"
        ).fetchall()
    )
    notes = dict(conn.execute("SELECT dossier_id, note FROM review").fetchall())
    numbers = [int(name.split()[1]) for name in tagged]
    numbers += [int(text.split()[0]) for text in notes.values()]
    last = max(numbers, default=-1)
    wanted_notes = {_noted(number): note(number) for number in range(1, last + 1, 2)}
    wanted_tags = {f"Thème {number}": len(DOSSIERS) for number in range(0, last + 1, 2)}
    if (tagged, notes) != (wanted_tags, wanted_notes):
        raise sound.Unsound("a step by half")
    return last + 1


class Judged(NamedTuple):
    """What became of a store."""

    wrong: str
    """'' for nothing, or lost, torn, corrupt."""
    done: int
    """How many pieces of work stand in it."""


def judge(path: Path, acknowledged: int) -> Judged:
    """Open a store and look at everything in it, of which so many steps were acknowledged."""
    try:
        with closing(open_store(path)) as store:
            sound.check(store)
            there = done(store)
    except sound.Unsound:
        return Judged("torn", 0)
    except (GpciError, sqlite3.Error):
        return Judged("corrupt", 0)
    return Judged("lost" if there < acknowledged else "", there)


def work(store: Store, first: int) -> Iterator[int]:
    """Fill an edition that is empty, then do one piece of work after the other, from ``first``.

    Yields after each how many are done.
    """
    if not store.conn.execute("SELECT 1 FROM dossier").fetchall():
        edition.take_in(store, DRAFTS, EDITION)
    for number in count(first):
        do(store, number)
        yield number + 1


def template(folder: Path) -> Path:
    """Make the edition on which the work is done."""
    path = folder / "template.gpci"
    open_filled(path).close()
    return path


def copied(template: Path, folder: Path) -> Path:
    """Return a copy of the edition in a folder emptied for it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return shutil.copy(template, folder / "edition.gpci")

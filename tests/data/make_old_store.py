"""Make a store of an earlier version with the code of that version, to be kept here.

``PYTHONPATH=CHECKOUT/src python tests/data/make_old_store.py FOLDER FILE.gpci.gz``, where CHECKOUT
is the last commit with that version of the tables and FOLDER holds the files of a small edition.
Only verbs that have been there from the first version on are used.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import (
    annotations,
    edition,
    importing,
    reviews,
    shortlists,
    themes,
)
from gpci_tui.store import journal, places
from gpci_tui.store.connection import Store, open_store

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def work(store: Store, folder: Path) -> None:
    """Import, mark, note, tag, shortlist, revise; undo and redo; leave some steps undone."""
    bundle = importing.read_paths([folder])
    importing.take(store, bundle)
    for dossier_id, start, kind in (
        (1, 20, Kind.QUOTE),
        (1, 80, Kind.WEAKNESS),
        (2, 40, Kind.STRENGTH),
    ):
        annotations.annotate(store, dossier_id, start, start + 30, kind, f"Note « {start} »")
    annotations.edit(store, 1, note="Mieux dit, l’œuvre")
    themes.create(store, "Éducation aux médias", [1, 2, 3])
    themes.create(store, "À relire", [3])
    themes.describe(store, 1, "Une description\nsur deux lignes")
    reviews.set_note(store, 1, "Très bon projet.\n\n« à suivre » \U0001f4da")
    reviews.set_note(store, 3, "À comparer avec les autres")
    reviews.set_status(store, [2], Status.ASIDE)
    prize = ListKey(ListKind.PRIZE, 1)
    shortlists.add(store, [1, 2, 3], prize, "Une raison")
    shortlists.create(store, "Ma liste", [4, 1])
    shortlists.rank(store, 3, -2)
    edition.rename_me(store, "Camille Exemple")
    first = bundle.drafts[0]
    edition.take_in(store, [first._replace(body="## Avant-propos\n\nUn mot.\n\n" + first.body)])
    themes.merge(store, 2, 1)
    journal.undo(store)
    journal.redo(store)
    reviews.set_note(store, 4, "Une note qui a été retirée")
    journal.undo(store)
    places.put(store, 1, 120, 0.4)
    places.remember(store, {"mode": "reader", "dossier": "1"})


def main() -> None:
    """Make the store, and compress it."""
    folder, target = map(Path, sys.argv[1:])
    seconds = count()
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "edition.gpci"
        store = open_store(
            path, juror="Camille", clock=lambda: START + timedelta(minutes=next(seconds))
        )
        work(store, folder)
        store.close()
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()

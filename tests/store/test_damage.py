"""A value that nothing of ours wrote is the damage of a file, not a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError
from gpci_tui.operations import edition
from gpci_tui.store import reviews, revisions
from gpci_tui.store.connection import Store, damage
from gpci_tui.store.thread import StoreThread
from gpci_tui.store.visit import visit
from tests.samples import CALAIS


@pytest.fixture
def damaged(store: Store, store_path: Path) -> Path:
    """An edition with a status that is none, and fields that are no JSON."""
    edition.take_in(store, [CALAIS._replace(body="Un autre texte.")])
    store.conn.execute("UPDATE revision SET fields = '[[\"a'")
    store.conn.execute("PRAGMA ignore_check_constraints = ON")
    store.conn.execute(
        "INSERT INTO review (uuid, juror_id, dossier_id, status, updated_at)"
        " VALUES ('u', 1, 1, 'rea', '')"
    )
    store.close()
    return store_path


def test_a_command_says_so(damaged: Path) -> None:
    with pytest.raises(StoreError, match="can't be read"), visit(damaged) as store:
        reviews.review(store.conn, store.juror_id, 1)
    with pytest.raises(StoreError, match="can't be read"), visit(damaged) as store:
        revisions.of_dossier(store.conn, 1)


def test_the_interface_says_so(damaged: Path) -> None:
    thread = StoreThread(damaged)
    try:
        for read in (
            lambda store: reviews.review(store.conn, store.juror_id, 1),
            lambda store: revisions.of_dossier(store.conn, 1),
        ):
            with pytest.raises(StoreError, match="can't be read"):
                thread.submit(read).result()
    finally:
        thread.close()


def test_a_fault_of_the_program_on_a_whole_file_stays_one(store: Store, store_path: Path) -> None:
    assert damage(store.conn, ValueError()) is None
    store.close()
    with pytest.raises(KeyError), visit(store_path):
        raise KeyError
    thread = StoreThread(store_path)
    try:
        with pytest.raises(TypeError):
            thread.submit(lambda _store: len(1)).result()  # type: ignore[arg-type]
    finally:
        thread.close()

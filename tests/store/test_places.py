from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError
from gpci_tui.model.review import Place
from gpci_tui.store import journal, places
from gpci_tui.store.connection import Store
from tests.samples import opened


def _place(store: Store, dossier_id: int = 1) -> Place:
    return places.get(store.conn, store.juror_id, dossier_id)


def test_a_dossier_never_read_has_no_place(store: Store) -> None:
    assert _place(store) == Place()


def test_the_position_moves_and_the_progress_never_falls(store: Store) -> None:
    places.put(store, 1, 200, 0.8)
    first = _place(store)
    places.put(store, 1, 50, 0.3)
    second = _place(store)
    assert (first.position, first.progress) == (200, 0.8)
    assert (second.position, second.progress) == (50, 0.8)
    assert second.read_at > first.read_at


def test_places_and_the_session_are_there_after_a_restart(store: Store, store_path: Path) -> None:
    places.put(store, 2, 7, 0.25)
    places.remember(store, {"screen": "reader", "dossier": "2"})
    places.remember(store, {"screen": "library"})
    place = _place(store, 2)
    store.close()
    with opened(store_path) as again:
        assert _place(again, 2) == place
        assert places.session(again.conn) == {"screen": "library", "dossier": "2"}


def test_places_are_no_steps(store: Store) -> None:
    before = journal.history(store.conn)
    places.put(store, 1, 1, 0.1)
    places.remember(store, {"screen": "reader"})
    assert journal.history(store.conn) == before


def test_the_place_of_a_dossier_that_is_gone_is_not_kept(store: Store) -> None:
    places.put(store, 1, 5, 0.5)
    journal.undo(store)
    places.put(store, 1, 6, 0.6)
    assert _place(store) == Place()
    journal.redo(store)
    assert _place(store) == Place()
    places.put(store, 1, 6, 0.6)
    assert _place(store).position == 6


def test_a_place_that_can_not_be_written_is_said(store: Store) -> None:
    store.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="could not be written"):
        places.put(store, 1, 1, 0.5)
    with pytest.raises(StoreError, match="could not be written"):
        places.remember(store, {"screen": "reader"})
    assert not store.conn.in_transaction

from __future__ import annotations

import pytest

from gpci_tui.model.errors import NotFound
from gpci_tui.model.review import Review, Status
from gpci_tui.operations import reviews
from gpci_tui.store import places
from gpci_tui.store import reviews as stored
from gpci_tui.store.connection import Store


def _review(store: Store, dossier_id: int) -> Review:
    return stored.review(store.conn, store.juror_id, dossier_id)


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_set(store: Store, status: Status) -> None:
    reviews.set_status(store, [1], Status.READ if status is not Status.READ else Status.ASIDE)
    assert reviews.set_status(store, [1], status).dossiers == {1}
    assert _review(store, 1).status is status
    assert not reviews.set_status(store, [1], status)


def test_several_are_one_step(store: Store) -> None:
    reviews.set_status(store, [2], Status.READ)
    changes = reviews.set_status(store, [1, 2, 3], Status.READ)
    assert changes.dossiers == {1, 3}
    assert changes.words == {"status": "read", "count": "3"}
    assert not reviews.set_status(store, [], Status.READ)


def test_beginning_to_read_marks_an_unread_dossier_only(store: Store) -> None:
    reviews.set_status(store, [2], Status.REREAD)
    assert reviews.start_reading(store, 1)
    assert not reviews.start_reading(store, 1)
    assert not reviews.start_reading(store, 2)
    assert [_review(store, 1).status, _review(store, 2).status] == [Status.READING, Status.REREAD]


def test_the_note_is_cleaned_replaced_and_taken_away(store: Store) -> None:
    reviews.set_note(store, 1, "  Une\r\nnote\x1b[2J  ")
    assert _review(store, 1).note == "Une\nnote\ufffd[2J"
    assert not reviews.set_note(store, 1, "Une\nnote\ufffd[2J\n")
    assert reviews.set_note(store, 1, "")
    assert _review(store, 1) == Review()


def test_status_and_note_do_not_touch_each_other(store: Store) -> None:
    reviews.set_note(store, 1, "note")
    reviews.set_status(store, [1], Status.READ)
    reviews.set_note(store, 1, "autre")
    assert _review(store, 1) == Review(Status.READ, "autre")


def test_setting_aside_and_back(store: Store) -> None:
    places.put(store, 1, 5, 0.5)
    reviews.set_status(store, [2], Status.ASIDE)
    assert reviews.toggle_aside(store, [1, 2]).dossiers == {1}
    reviews.toggle_aside(store, [1])
    reviews.toggle_aside(store, [2])
    assert [_review(store, 1).status, _review(store, 2).status] == [Status.READING, Status.UNREAD]
    assert not reviews.toggle_aside(store, [])


def test_what_was_set_aside_comes_back_as_it_was(store: Store) -> None:
    reviews.set_status(store, [1], Status.READ)
    reviews.set_status(store, [2], Status.REREAD)
    reviews.toggle_aside(store, [1, 2])
    reviews.set_note(store, 1, "mot")
    reviews.toggle_aside(store, [1, 2])
    assert [_review(store, 1).status, _review(store, 2).status] == [Status.READ, Status.REREAD]


def test_a_dossier_that_is_gone_is_said(store: Store) -> None:
    for verb in (
        lambda: reviews.set_status(store, [99], Status.READ),
        lambda: reviews.start_reading(store, 99),
        lambda: reviews.set_note(store, 99, "x"),
    ):
        with pytest.raises(NotFound):
            verb()

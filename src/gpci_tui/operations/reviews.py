"""Reading status and the note on a whole dossier."""

from __future__ import annotations

from collections.abc import Sequence

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean
from gpci_tui.model.review import Status
from gpci_tui.operations.common import about
from gpci_tui.store import journal, places, reviews
from gpci_tui.store.connection import Store
from gpci_tui.store.journal import Step


def set_status(store: Store, dossier_ids: Sequence[int], status: Status) -> Changes:
    """Mark dossiers as unread, being read, read, to re-read or set aside."""
    words = about(store, dossier_ids)
    with journal.step(store, "review.status", status=status.value, **words) as step:
        for dossier_id in dossier_ids:
            if reviews.review(store.conn, store.juror_id, dossier_id).status is not status:
                _put(step, dossier_id, status=status.value)
    return step.changes()


def start_reading(store: Store, dossier_id: int) -> Changes:
    """Mark an unread dossier as being read; one in any other status stays as it is."""
    if reviews.review(store.conn, store.juror_id, dossier_id).status is not Status.UNREAD:
        return Changes()
    return set_status(store, [dossier_id], Status.READING)


def set_note(store: Store, dossier_id: int, note: str) -> Changes:
    """Replace the juror's note on a dossier; '' takes it away."""
    note = clean(note).strip()
    if reviews.review(store.conn, store.juror_id, dossier_id).note == note:
        return Changes()
    with journal.step(store, "review.note", **about(store, [dossier_id])) as step:
        _put(step, dossier_id, note=note)
    return step.changes()


def _put(step: Step, dossier_id: int, **values: str) -> None:
    juror_id = step.store.juror_id
    found = reviews.review_id(step.conn, juror_id, dossier_id)
    if found is None:
        step.insert(
            "review", juror_id=juror_id, dossier_id=dossier_id, updated_at=step.at, **values
        )
    else:
        step.update("review", found, updated_at=step.at, **values)


def toggle_aside(store: Store, dossier_ids: Sequence[int]) -> Changes:
    """Set dossiers aside; where all are, bring each back with the status it had before."""
    statuses = [
        reviews.review(store.conn, store.juror_id, dossier_id).status for dossier_id in dossier_ids
    ]
    if any(status is not Status.ASIDE for status in statuses):
        return set_status(store, dossier_ids, Status.ASIDE)
    if not dossier_ids:
        return Changes()
    with journal.step(store, "review.bring_back", **about(store, dossier_ids)) as step:
        for dossier_id in dossier_ids:
            _put(step, dossier_id, status=_before_aside(store, dossier_id).value)
    return step.changes()


def _before_aside(store: Store, dossier_id: int) -> Status:
    found = reviews.review_id(store.conn, store.juror_id, dossier_id)
    before = journal.value_before(store.conn, "review", found, "status") if found else None
    if before is not None:
        return Status(str(before))
    seen = places.get(store.conn, store.juror_id, dossier_id).read_at
    return Status.READING if seen else Status.UNREAD

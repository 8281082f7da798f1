from __future__ import annotations

import pytest

from gpci_tui.model.errors import BadInput, NotFound
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.operations import annotations
from gpci_tui.operations.common import QUOTE_SHOWN, shorten
from gpci_tui.store import dossiers
from gpci_tui.store import reviews as stored
from gpci_tui.store.connection import Store
from tests.samples import CALAIS


def _all(store: Store) -> list[Annotation]:
    return stored.all_annotations(store.conn, store.juror_id)


def test_a_passage_is_kept_with_its_quote_and_context(store: Store) -> None:
    start = CALAIS.body.index("\n\nL’école")
    end = CALAIS.body.index("Leurs")
    made = annotations.annotate(store, 1, start, end, Kind.STRENGTH, " Très\x07 bien \n")
    (found,) = _all(store)
    assert found.id == made.result
    assert found.quote == CALAIS.body[found.start : found.end] == CALAIS.body[start:end].strip()
    assert CALAIS.body[: found.start].endswith(found.prefix)
    assert CALAIS.body[found.end :].startswith(found.suffix)
    assert (found.kind, found.note, found.orphaned) == (Kind.STRENGTH, "Très\ufffd bien", False)
    assert found.created_at == found.updated_at == made.at
    assert len(found.uuid) == 36


def test_annotations_may_overlap_and_come_in_the_order_of_the_text(store: Store) -> None:
    for start, end in ((30, 60), (20, 40), (20, 30)):
        annotations.annotate(store, 1, start, end, Kind.QUOTE)
    spans = [(a.start, a.end) for a in stored.annotations_of(store.conn, store.juror_id, 1)]
    assert spans == sorted(spans)
    assert len(spans) == 3


@pytest.mark.parametrize(("start", "end"), [(11, 13), (5, 5), (9, 2), (9_000, 9_100)])
def test_nothing_is_no_passage(store: Store, start: int, end: int) -> None:
    with pytest.raises(BadInput, match="select a passage"):
        annotations.annotate(store, 1, start, end, Kind.QUOTE)


def test_editing_changes_what_is_given(store: Store) -> None:
    id_ = annotations.annotate(store, 1, 0, 11, Kind.QUOTE, "note").result
    assert annotations.edit(store, id_, kind=Kind.QUESTION).result == id_
    assert annotations.edit(store, id_, note="autre").result == id_
    found = stored.annotation(store.conn, id_)
    assert (found.kind, found.note) == (Kind.QUESTION, "autre")
    assert found.updated_at > found.created_at
    same = annotations.edit(store, id_, kind=Kind.QUESTION, note=" autre ")
    assert not same
    assert same.result == id_


def test_deleting(store: Store) -> None:
    id_ = annotations.annotate(store, 1, 0, 11, Kind.QUOTE).result
    assert annotations.delete(store, id_).dossiers == {1}
    assert _all(store) == []


def test_what_is_gone_is_said(store: Store) -> None:
    with pytest.raises(NotFound):
        annotations.annotate(store, 99, 0, 3, Kind.QUOTE)
    with pytest.raises(NotFound):
        annotations.edit(store, 99, note="x")
    with pytest.raises(NotFound):
        annotations.delete(store, 99)


def test_a_long_quote_is_shortened_in_the_history(store: Store) -> None:
    made = annotations.annotate(store, 1, 0, 120, Kind.QUOTE)
    assert len(made.words["quote"]) <= QUOTE_SHOWN
    assert made.words["quote"].endswith("…")
    assert "\n" not in made.words["quote"]
    assert shorten("a b", 3) == "a b"
    assert shorten("a b c", 3) == "a…"


def test_dossiers_are_read_by_row_and_by_ref(store: Store) -> None:
    found = dossiers.by_ref(store.conn, CALAIS.ref)
    assert dossiers.get(store.conn, found.id) == found
    assert (found.fields, found.fingerprint) == (CALAIS.fields, CALAIS.fingerprint)
    with pytest.raises(NotFound, match="nowhere"):
        dossiers.by_ref(store.conn, "nowhere")

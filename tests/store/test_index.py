from __future__ import annotations

from collections.abc import Callable

import pytest

from gpci_tui.model.changes import Changes
from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, edition, reviews, themes
from gpci_tui.store import index, journal, matching, places, stamps
from gpci_tui.store.connection import Store
from gpci_tui.store.transaction import transaction
from tests.samples import CALAIS
from tests.store.images import held_traits, index_words
from tests.store.scan import scanned_traits

STEPS: dict[str, Callable[[Store], object]] = {
    "a note": lambda store: reviews.set_note(store, 1, "Très réussi, l’œuvre"),
    "a note on a passage": lambda store: annotations.annotate(
        store, 1, 0, 11, Kind.QUESTION, "Qui ? Où ?"
    ),
    "a new theme": lambda store: themes.create(store, "Numérique éducatif", [1, 2]),
    "a theme renamed": lambda store: themes.rename(store, _tagged(store), "Égalité"),
    "a theme merged": lambda store: themes.merge(store, _tagged(store), 2),
    "a theme deleted": lambda store: themes.delete(store, _tagged(store)),
    "a dossier revised": lambda store: edition.take_in(
        store, [CALAIS._replace(title="Un autre titre", body="Tout autre chose.")]
    ),
    "a new dossier": lambda store: edition.take_in(store, [CALAIS._replace(ref="encore")]),
    "a juror named": lambda store: edition.rename_me(store, "Max"),
}


def _tagged(store: Store) -> int:
    themes.tag(store, [1, 3], 1)
    return 1


def _rebuilt(store: Store) -> object:
    with transaction(store):
        index.rebuild(store.conn, store.juror_id)
    return index_words(store.conn)


@pytest.mark.parametrize("step", STEPS)
def test_the_index_is_what_a_rebuild_makes(store: Store, step: str) -> None:
    reviews.set_note(store, 3, "Une note")
    annotations.annotate(store, 3, 20, 40, Kind.QUOTE, "la fin")
    annotations.annotate(store, 3, 0, 10, Kind.QUOTE, "le début")
    before = index_words(store.conn)
    STEPS[step](store)
    after = index_words(store.conn)
    assert after == _rebuilt(store)
    while index_words(store.conn) != before:
        undone = journal.undo(store)
        assert undone, "undone in full, and the index is not what it was"
        kept = index_words(store.conn)
        assert kept == _rebuilt(store)
    while journal.redo(store) != Changes():
        pass
    assert index_words(store.conn) == after


@pytest.mark.parametrize("step", STEPS)
def test_the_traits_are_what_a_scan_finds(store: Store, step: str) -> None:
    STEPS[step](store)
    assert held_traits(store.conn) == scanned_traits(store.conn, store.juror_id)


def test_what_another_juror_holds_is_not_found(store: Store) -> None:
    held = held_traits(store.conn)
    with journal.step(store, "test") as step:
        step.insert("juror", name="Camille")
        step.insert(
            "review", juror_id=2, dossier_id=1, status="read", note="Zizanie", updated_at=step.at
        )
    assert held_traits(store.conn) == held


def test_every_written_table_is_stamped(store: Store) -> None:
    before = stamps.read(store.conn)
    assert set(before) == set(stamps.TABLES) == set(journal.TOPICS) | {"place"}
    reviews.set_note(store, 1, "Une note")
    after = stamps.read(store.conn)
    assert {table for table in after if after[table] != before[table]} == {"review"}
    journal.undo(store)
    assert stamps.read(store.conn)["review"] > after["review"]
    places.put(store, 1, 3, 0.5)
    assert stamps.read(store.conn)["place"] > after["place"]


def test_the_vocabulary_is_folded_and_counts_dossiers(store: Store) -> None:
    reviews.set_note(store, 1, "Élèves ÉLÈVES zizanie")
    vocabulary = matching.words_beginning(store, matching.ANYWHERE, "")
    assert vocabulary["oeuvres"] == 1
    assert vocabulary["tablettes"] == 2
    assert vocabulary["zizanie"] == 1
    assert vocabulary["eleves"] == 3
    assert all(word == word.lower() for word in vocabulary)


def test_rows_inserted_together_are_indexed_as_they_are_left(store: Store) -> None:
    held = index_words(store.conn)
    names = [row[1] for row in store.conn.execute("PRAGMA table_info(dossier)")]
    row = store.conn.execute("SELECT * FROM dossier WHERE id = 1").fetchone()
    image = dict(zip(names, row, strict=True))
    with journal.step(store, "test") as step:
        step.insert_many("dossier", [])
        step.insert_many("dossier", [{**image, "ref": f"n{at}"} for at in range(3)])
        step.update("dossier", 7, level="région", body="Tout autre chose.")
        step.delete("dossier", 8)
        step.insert_many("dossier", [{**image, "ref": "n9"}])
    left = store.conn.execute("SELECT id FROM dossier WHERE id > 5").fetchall()
    assert {row[0] for row in left} == {6, 7, 8}
    assert held_traits(store.conn) == scanned_traits(store.conn, store.juror_id)
    assert index_words(store.conn) == _rebuilt(store)
    done = index_words(store.conn)
    journal.undo(store)
    assert index_words(store.conn) == held
    journal.redo(store)
    assert index_words(store.conn) == done

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from gpci_tui.model.changes import Changes, Topic
from gpci_tui.model.errors import GpciError, Refused, StoreError, UndoRefused
from gpci_tui.model.review import Kind, Status
from gpci_tui.operations import annotations, edition, reviews, themes
from gpci_tui.store import journal
from gpci_tui.store import reviews as stored
from gpci_tui.store.connection import Store
from tests.samples import DRAFTS, opened
from tests.store.images import tables


def _note(store: Store, dossier_id: int = 1) -> str:
    return stored.review(store.conn, store.juror_id, dossier_id).note


def test_a_step_says_what_changed(store: Store) -> None:
    changes = annotations.annotate(store, 1, 0, 11, Kind.STRENGTH, "une note")
    assert changes
    assert changes.verb == "annotation.create"
    assert changes.topics == {Topic.ANNOTATIONS}
    assert changes.dossiers == {1}
    assert changes.result == stored.annotations_of(store.conn, store.juror_id, 1)[0].id
    assert changes.at == journal.last_written(store.conn)
    assert changes.words["quote"] == "## Contexte"


def test_a_step_that_changes_nothing_is_no_step(store: Store) -> None:
    before = tables(store.conn, with_journal=True)
    changes = reviews.set_status(store, [1, 2], Status.UNREAD)
    assert not changes
    assert changes.at == ""
    assert tables(store.conn, with_journal=True) == before


def test_a_step_holds_each_row_before_and_after(store: Store) -> None:
    reviews.set_note(store, 1, "un")
    reviews.set_note(store, 1, "deux")
    (step,) = journal.history(store.conn, limit=1)
    table, before, after = store.conn.execute(
        "SELECT table_name, before, after FROM journal_row WHERE step_id = ?", (step.id,)
    ).fetchall()[0]
    assert table == "review"
    assert (json.loads(before)["note"], json.loads(after)["note"]) == ("un", "deux")


def test_undo_and_redo_over_a_reopened_store(store: Store, store_path: Path) -> None:
    first = tables(store.conn)
    reviews.set_note(store, 1, "un")
    themes.create(store, "Nouveau", [1, 2])
    last = tables(store.conn)
    store.close()
    with opened(store_path) as again:
        assert journal.undo(again).verb == "theme.create_tag"
        assert journal.undo(again).verb == "review.note"
        assert tables(again.conn) == first
    with opened(store_path) as again:
        assert journal.redo(again).verb == "review.note"
        assert journal.redo(again).verb == "theme.create_tag"
        assert tables(again.conn) == last
        assert journal.redo(again) == Changes()


def test_nothing_to_take_back(empty_store: Store) -> None:
    assert journal.undo(empty_store) == Changes()
    assert journal.redo(empty_store) == Changes()
    assert journal.undo_to(empty_store, 1) == Changes()


def test_undo_says_what_it_changed(store: Store) -> None:
    themes.create(store, "Nouveau", [1, 2])
    changes = journal.undo(store)
    assert changes.topics == {Topic.THEMES}
    assert changes.dossiers == {1, 2}
    assert changes.words == {"theme": "Nouveau", "count": "2"}


@pytest.mark.parametrize(
    "outside",
    [
        "UPDATE review SET note = 'outside'",
        "DELETE FROM review",
        "UPDATE review SET uuid = 'another'",
    ],
)
def test_undo_is_refused_when_the_row_changed_outside(store: Store, outside: str) -> None:
    reviews.set_note(store, 1, "un")
    store.conn.execute(outside)
    before = tables(store.conn, with_journal=True)
    with pytest.raises(UndoRefused, match="Nothing was changed"):
        journal.undo(store)
    assert tables(store.conn, with_journal=True) == before


def test_redo_is_refused_when_something_stands_in_its_place(store: Store) -> None:
    made = themes.create(store, "Nouveau").result
    journal.undo(store)
    store.conn.execute(
        "INSERT INTO theme (id, uuid, name, folded) VALUES (?, 'u', 'Outside', 'outside')", (made,)
    )
    with pytest.raises(UndoRefused):
        journal.redo(store)


def test_undo_is_refused_when_a_row_made_outside_hangs_on_it(store: Store) -> None:
    made = themes.create(store, "Nouveau").result
    store.conn.execute(
        "INSERT INTO tagging (uuid, juror_id, dossier_id, theme_id, created_at)"
        " VALUES ('u', 1, 1, ?, '')",
        (made,),
    )
    before = tables(store.conn, with_journal=True)
    with pytest.raises(UndoRefused):
        journal.undo(store)
    assert tables(store.conn, with_journal=True) == before


def test_a_new_step_leaves_what_was_undone_for_good(store: Store) -> None:
    reviews.set_note(store, 1, "un")
    reviews.set_note(store, 1, "deux")
    journal.undo(store)
    reviews.set_note(store, 1, "trois")
    assert journal.redo(store) == Changes()
    assert _note(store) == "trois"
    assert [step.verb for step in journal.history(store.conn)] == [
        "review.note", "review.note", "edition.import",
    ]  # fmt: skip
    # It can't be redone, but it is still written down.
    states = store.conn.execute("SELECT state FROM journal_step ORDER BY id").fetchall()
    assert [state for (state,) in states] == ["done", "done", "left", "done"]
    journal.undo(store)
    assert _note(store) == "un"


def test_a_step_that_changes_nothing_leaves_the_undone_to_be_redone(store: Store) -> None:
    reviews.set_note(store, 1, "un")
    journal.undo(store)
    reviews.set_status(store, [2], Status.UNREAD)
    assert journal.redo(store)
    assert _note(store) == "un"


def test_undo_to_a_step(store: Store) -> None:
    reviews.set_note(store, 1, "un")
    after_one = tables(store.conn)
    second = reviews.set_note(store, 2, "deux")
    reviews.set_note(store, 3, "trois")
    last = tables(store.conn)
    step = next(s for s in journal.history(store.conn) if s.at == second.at)
    changes = journal.undo_to(store, step.id)
    assert changes.dossiers == {2, 3}
    assert tables(store.conn) == after_one
    assert [s.undone for s in journal.history(store.conn)] == [True, True, False, False]
    journal.redo(store)
    journal.redo(store)
    assert tables(store.conn) == last


def test_undo_to_takes_nothing_back_where_one_step_can_not_be(store: Store) -> None:
    first = reviews.set_note(store, 1, "un")
    reviews.set_note(store, 2, "deux")
    store.conn.execute("UPDATE review SET note = 'outside' WHERE dossier_id = 1")
    before = tables(store.conn, with_journal=True)
    step = next(s for s in journal.history(store.conn) if s.at == first.at)
    with pytest.raises(UndoRefused):
        journal.undo_to(store, step.id)
    assert tables(store.conn, with_journal=True) == before


def test_the_history_is_newest_first_and_bounded(store: Store) -> None:
    for number in range(4):
        reviews.set_note(store, 1, str(number))
    assert [step.id for step in journal.history(store.conn)] == [5, 4, 3, 2, 1]
    assert [step.id for step in journal.history(store.conn, limit=2)] == [5, 4]
    assert not any(step.undone for step in journal.history(store.conn))


def test_a_failing_operation_leaves_nothing(store: Store) -> None:
    before = tables(store.conn, with_journal=True)

    def fail() -> None:
        with journal.step(store, "theme.create", theme="x") as step:
            step.insert("theme", name="x", folded="x")
            step.update("theme", 1, name="y")
            step.delete("criterion", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert tables(store.conn, with_journal=True) == before
    assert not store.conn.in_transaction
    assert themes.create(store, "x")


def test_an_import_that_is_stopped_leaves_nothing(empty_store: Store) -> None:
    before = tables(empty_store.conn, with_journal=True)
    with pytest.raises(edition.Cancelled):
        edition.take_in(empty_store, DRAFTS, progress=lambda done, total: done < 3)
    assert tables(empty_store.conn, with_journal=True) == before


def test_what_hangs_on_something_that_is_gone_is_refused(store: Store) -> None:
    before = tables(store.conn, with_journal=True)
    with pytest.raises(Refused, match="nothing was changed"):
        reviews.set_status(store, [1, 99], Status.READ)
    with pytest.raises(Refused, match="nothing was changed"):
        themes.tag(store, [1, 99], 1)
    assert tables(store.conn, with_journal=True) == before


def test_a_row_removed_meanwhile_is_said(store: Store) -> None:
    with pytest.raises(GpciError, match="removed meanwhile"), journal.step(store, "x") as step:
        step.update("theme", 99, name="x")


def test_deleting_what_is_gone_is_no_step(store: Store) -> None:
    with journal.step(store, "x") as step:
        step.delete("theme", 99)
    assert not step.changes()


def test_a_full_disk_is_said_and_leaves_nothing(store: Store) -> None:
    before = tables(store.conn, with_journal=True)
    pages = store.conn.execute("PRAGMA page_count").fetchall()[0][0]
    store.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="could not be written"):
        reviews.set_note(store, 1, "mot " * 100_000)
    assert tables(store.conn, with_journal=True) == before
    store.conn.execute("PRAGMA max_page_count = 1000000")
    assert reviews.set_note(store, 1, "mot")


def test_a_store_that_another_program_holds_is_said(store: Store, store_path: Path) -> None:
    store.conn.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(store_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="could not be written"):
        reviews.set_note(store, 1, "un")
    other.execute("ROLLBACK")
    other.close()
    assert reviews.set_note(store, 1, "un")


def test_a_broken_file_is_said_as_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError), journal.step(store, "x"):
        raise sqlite3.DatabaseError("database disk image is malformed")
    assert not store.conn.in_transaction


def test_a_journal_that_names_another_table_is_not_played(store: Store) -> None:
    reviews.set_note(store, 1, "un")
    store.conn.execute("UPDATE journal_row SET table_name = 'session' WHERE table_name = 'review'")
    before = tables(store.conn)
    with pytest.raises(GpciError):
        journal.undo(store)
    assert tables(store.conn) == before

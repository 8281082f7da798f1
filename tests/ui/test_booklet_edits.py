"""Edits of a proposal can be taken back and done again."""

from __future__ import annotations

from gpci_tui.model import segments
from gpci_tui.ui.booklet_edits import Edits
from tests.ui.booklets import proposal


def test_what_was_done_is_taken_back_in_turn_and_done_again() -> None:
    first = proposal()
    edits = Edits(first)
    second, third = segments.drop(first, 3), segments.drop(segments.drop(first, 3), 0)
    assert edits.do("one", second, 4)
    assert edits.do("two", third, 7)
    assert edits.undo() == ("two", 7)
    assert edits.proposal == second
    assert edits.undo() == ("one", 4)
    assert edits.undo() is None
    assert edits.proposal == first
    assert edits.redo() == ("one", 4)
    assert edits.redo() == ("two", 7)
    assert edits.redo() is None
    assert edits.proposal == third


def test_a_new_edit_ends_what_could_be_done_again() -> None:
    first = proposal()
    edits = Edits(first)
    edits.do("one", segments.drop(first, 3), 0)
    edits.undo()
    edits.do("other", segments.drop(first, 0), 0)
    assert edits.redo() is None


def test_what_changes_nothing_is_no_edit() -> None:
    edits = Edits(proposal())
    assert not edits.do("same", proposal(), 0)
    assert edits.undo() is None


def test_it_knows_whether_a_file_holds_all() -> None:
    first = proposal()
    edits = Edits(first)
    assert not edits.unsaved
    edits.do("one", segments.drop(first, 3), 0)
    assert edits.unsaved
    edits.saved()
    assert not edits.unsaved
    edits.undo()
    assert edits.unsaved

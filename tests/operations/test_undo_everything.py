"""Any sequence of verbs, undone in full, gives back the first state byte for byte."""

from __future__ import annotations

import inspect
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.changes import Changes
from gpci_tui.model.errors import GpciError
from gpci_tui.operations import (
    annotations,
    edition,
    reviews,
    saved_searches,
    shortlists,
    themes,
)
from gpci_tui.store import checking, index, journal, places
from gpci_tui.store.checking import Found
from gpci_tui.store.connection import Store, open_store
from gpci_tui.store.transaction import transaction
from tests.operations.scenes import SCENES, set_the_stage
from tests.operations.verbs import TEXTS, VERBS, Move
from tests.samples import open_filled, ticking
from tests.store.images import Image, index_words, tables
from tests.store.scan import scanned_traits

TRAVEL = ("undo", "redo", "undo to", "restart")
SMALL = st.integers(0, 60)
MOVES = st.lists(
    st.builds(
        Move, st.sampled_from([*VERBS, *TRAVEL]), SMALL, SMALL, SMALL, st.sampled_from(TEXTS)
    ),
    min_size=12,
    max_size=40,
)


class Game:
    """A store of its own that can be restarted, without waiting for the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.clock = ticking()
        self.store = self._open()
        self.base = self.standing()

    def _open(self) -> Store:
        store = open_store(self.path, clock=self.clock)
        store.conn.execute("PRAGMA synchronous = OFF")
        return store

    def restart(self) -> None:
        self.store.close()
        self.store = self._open()

    def tables(self) -> Image:
        return tables(self.store.conn)

    def play(self, move: Move) -> None:
        before = tables(self.store.conn, with_journal=True)
        try:
            if move.verb == "undo":
                # But not the stage: the places that go with its dossiers don't come back.
                if self.standing() > self.base:
                    journal.undo(self.store)
            elif move.verb == "redo":
                journal.redo(self.store)
            elif move.verb == "undo to":
                steps = [
                    step.id for step in journal.history(self.store.conn) if step.id > self.base
                ]
                if steps:
                    journal.undo_to(self.store, steps[move.a % len(steps)])
            elif move.verb == "restart":
                self.restart()
            else:
                VERBS[move.verb](self.store, move)
        except GpciError:
            # What is refused leaves nothing behind.
            assert tables(self.store.conn, with_journal=True) == before

    def standing(self) -> int:
        """Return the last step that stands."""
        steps = journal.history(self.store.conn)
        return next((step.id for step in steps if not step.undone), 0)

    def undo_all(self, after: int) -> None:
        while self.standing() > after:
            assert journal.undo(self.store)

    def redo_all(self) -> None:
        while journal.redo(self.store) != Changes():
            pass

    def assert_index_is_a_rebuild(self) -> None:
        kept = index_words(self.store.conn)
        with transaction(self.store):
            index.rebuild(self.store.conn, self.store.juror_id)
        assert index_words(self.store.conn) == kept
        assert kept["traits"] == scanned_traits(self.store.conn, self.store.juror_id)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which everything is already there, with places and a session."""
    path = tmp_path_factory.mktemp("template") / "edition.gpci"
    store = open_filled(path)
    set_the_stage(store)
    places.put(store, 1, 120, 0.5)
    places.put(store, 3, 7, 1.0)
    places.remember(store, {"screen": "reader", "dossier": "1"})
    store.close()
    return path


@contextmanager
def game(template: Path) -> Iterator[Game]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.gpci"
        shutil.copy(template, path)
        playing = Game(path)
        try:
            yield playing
        finally:
            playing.store.close()


@settings(max_examples=120)
@given(moves=MOVES)
def test_undone_in_full_is_the_first_state_and_redone_the_last(
    template: Path, moves: list[Move]
) -> None:
    with game(template) as playing:
        first = playing.tables()
        for move in moves:
            playing.play(move)
        playing.redo_all()
        last = playing.tables()
        playing.assert_index_is_a_rebuild()

        playing.undo_all(after=playing.base)
        assert playing.tables() == first
        playing.assert_index_is_a_rebuild()
        assert checking.examine(playing.path) == Found()

        playing.restart()
        playing.redo_all()
        assert playing.tables() == last

        playing.restart()
        playing.undo_all(after=playing.base)
        assert playing.tables() == first


def test_undone_to_the_very_first_import_is_an_empty_edition(tmp_path: Path) -> None:
    path = tmp_path / "edition.gpci"
    open_store(path, juror="Jo", clock=ticking()).close()
    with game(path) as playing:
        fresh = playing.tables()
        edition.take_in(playing.store, [])
        assert playing.tables() == fresh
        VERBS["edition.take_in"](playing.store, Move("", 2, 3, 1))
        full = playing.tables()
        places.put(playing.store, 1, 9, 0.9)
        for verb in VERBS:
            playing.play(Move(verb, 1, 2, 3, "Élan"))
        playing.undo_all(after=0)
        # Where one stopped reading goes with the dossier and does not come back with it.
        assert playing.tables() == fresh
        journal.redo(playing.store)
        assert playing.tables() == full


@pytest.mark.parametrize("scene", SCENES)
def test_every_verb_is_one_step_that_undo_takes_back(template: Path, scene: str) -> None:
    with game(template) as playing:
        before = playing.tables()
        steps = journal.history(playing.store.conn)
        changes = SCENES[scene](playing.store)
        after = playing.tables()
        assert changes
        assert after != before
        (step,) = [step for step in journal.history(playing.store.conn) if step not in steps]
        assert (step.verb, step.words, step.at) == (changes.verb, changes.words, changes.at)
        journal.undo(playing.store)
        assert playing.tables() == before
        assert checking.examine(playing.path) == Found()
        journal.redo(playing.store)
        assert playing.tables() == after
        assert checking.examine(playing.path) == Found()


def test_the_game_knows_every_verb() -> None:
    public = {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in (annotations, edition, reviews, saved_searches, shortlists, themes)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and next(iter(inspect.signature(function).parameters), "") == "store"
    }
    assert public - {"edition.plan"} == set(VERBS)
    assert {scene.partition(":")[0] for scene in SCENES} == set(VERBS)

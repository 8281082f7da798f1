"""Any verbs in any order, with undo, redo and restarts: the store against plain dictionaries.

A hypothesis state machine does what a juror can do, on the store and on dictionaries that know
nothing of it, and compares the two after every step. Searches must find what a scan of every text
finds. At a restart and at the end pages, foreign keys, index and journal are compared as well: the
index with one that is made anew and with a scan, the tables with the journal replayed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gpci_tui.model.changes import Changes
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.folding import fold
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import (
    annotations,
    edition,
    library,
    reviews,
    saved_searches,
    shortlists,
    themes,
)
from gpci_tui.store import edition as stored_edition
from gpci_tui.store import journal
from gpci_tui.store import reviews as stored_reviews
from gpci_tui.store import shortlists as stored_lists
from gpci_tui.store import themes as stored_themes
from gpci_tui.store.connection import Store, open_store
from tests.faults import deeds, sound
from tests.faults.fault import Fault, Outcome
from tests.faults.plain_review import Held, read
from tests.samples import ids, ticking

STEPS = 50
"""Verbs of a play."""
THEMES = ("Élan", "Inclusion", "Numérique responsable", "Lecture", "cœur", "x")
LISTS = ("Ma liste", "À revoir", "élan")
TEXTS = ("", "une note", "Élan vers l’école", "tablettes\n\npirogue", "œuvre inclusive")
WORDS = ("tablettes", "élan", "note", "école", "pirogue", "œuvre", "inclusion", "rien", "cœur")

NUMBER = st.integers(0, 20)
NUMBERS = st.lists(NUMBER, min_size=1, max_size=3)
THEME, TEXT = st.sampled_from(THEMES), st.sampled_from(TEXTS)


class Machine(RuleBasedStateMachine):
    """One play, on a copy of the sample edition of the tests."""

    template: ClassVar[Path]
    played: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self._closing = ExitStack()
        folder = self._closing.enter_context(tempfile.TemporaryDirectory(prefix="gpci-play-"))
        self.path = Path(shutil.copy(self.template, Path(folder) / "edition.gpci"))
        self.clock = ticking()
        self.store = self._open()
        self.held = read(self.store)
        self.past: list[Held] = []
        self.future: list[Held] = []

    def _open(self) -> Store:
        store = open_store(self.path, clock=self.clock)
        store.conn.execute("PRAGMA synchronous = OFF")
        return store

    def teardown(self) -> None:
        try:
            sound.check(self.store)
        finally:
            self.store.close()
            self._closing.close()

    def _did(self, changes: Changes, do: Callable[[Held], object]) -> None:
        """Do on the dictionaries what was done on the store; both say whether it was a step."""
        after = self.held.copy()
        do(after)
        assert bool(changes) == (after != self.held)
        if changes:
            self.past.append(self.held)
            self.held, self.future = after, []

    def _refs(self, numbers: Sequence[int]) -> list[str]:
        refs = list(self.held.texts)
        return [refs[number % len(refs)] for number in numbers]

    def _ids(self, refs: Sequence[str]) -> list[int]:
        known = ids(self.store)
        return [known[ref] for ref in refs]

    def _theme(self, number: int) -> str:
        return list(self.held.themes.values())[number % len(self.held.themes)]

    def _theme_id(self, name: str) -> int:
        theme = stored_themes.by_name(self.store.conn, name)
        assert theme is not None
        return theme.id

    def _list(self, number: int) -> tuple[ListKind, str]:
        keys = [(ListKind.PRIZE, fold(p.name)) for p in stored_edition.prizes(self.store.conn)]
        keys += [(ListKind.THEME, theme) for theme in self.held.themes]
        keys += [key for key in self.held.lists if key[0] is ListKind.OWN]
        return keys[number % len(keys)]

    def _key(self, wanted: tuple[ListKind, str]) -> ListKey:
        choices = stored_lists.choices(self.store.conn, self.store.juror_id)
        (key,) = [c.key for c in choices if (c.kind, fold(c.name)) == wanted]
        return key

    # -- themes -------------------------------------------------------------

    @precondition(lambda self: self.held.themes)
    @rule(numbers=NUMBERS, theme=NUMBER, off=st.booleans())
    def tag(self, numbers: list[int], theme: int, off: bool) -> None:
        refs, name = self._refs(numbers), self._theme(theme)
        verb = themes.untag if off else themes.tag
        changes = verb(self.store, self._ids(refs), self._theme_id(name))
        self._did(changes, lambda h: h.untag(refs, name) if off else h.tag(refs, name))

    @rule(name=THEME, numbers=NUMBERS, alone=st.booleans())
    def create_theme(self, name: str, numbers: list[int], alone: bool) -> None:
        refs = [] if alone else self._refs(numbers)
        changes = themes.create(self.store, name, self._ids(refs))
        self._did(changes, lambda h: h.create_theme(name, refs))

    @precondition(lambda self: self.held.themes)
    @rule(theme=NUMBER, name=THEME)
    def rename_theme(self, theme: int, name: str) -> None:
        old = self._theme(theme)
        if fold(name) == fold(old) or fold(name) not in self.held.themes:
            changes = themes.rename(self.store, self._theme_id(old), name)
            self._did(changes, lambda h: h.rename_theme(old, name))

    @precondition(lambda self: len(self.held.themes) > 1)
    @rule(theme=NUMBER, into=NUMBER)
    def merge_themes(self, theme: int, into: int) -> None:
        old, new = self._theme(theme), self._theme(into)
        if old != new:
            changes = themes.merge(self.store, self._theme_id(old), self._theme_id(new))
            self._did(changes, lambda h: h.merge_themes(old, new))

    @precondition(lambda self: self.held.themes)
    @rule(theme=NUMBER)
    def delete_theme(self, theme: int) -> None:
        name = self._theme(theme)
        changes = themes.delete(self.store, self._theme_id(name))
        self._did(changes, lambda h: h.delete_theme(name))

    # -- opinions on a dossier ----------------------------------------------

    @rule(numbers=NUMBERS, status=st.sampled_from(Status))
    def set_status(self, numbers: list[int], status: Status) -> None:
        refs = self._refs(numbers)
        changes = reviews.set_status(self.store, self._ids(refs), status)
        self._did(changes, lambda h: h.set_status(refs, status))

    @rule(number=NUMBER, note=TEXT)
    def set_note(self, number: int, note: str) -> None:
        (ref,) = self._refs([number])
        changes = reviews.set_note(self.store, self._ids([ref])[0], note)
        self._did(changes, lambda h: h.set_note(ref, note))

    @rule(number=NUMBER, start=st.integers(0, 3), kind=st.sampled_from(Kind), note=TEXT)
    def annotate(self, number: int, start: int, kind: Kind, note: str) -> None:
        (ref,) = self._refs([number])
        changes = annotations.annotate(self.store, self._ids([ref])[0], start, 5, kind, note)
        made = stored_reviews.annotation(self.store.conn, changes.result)
        self._did(changes, lambda h: h.annotate(ref, (made.start, made.end, kind, note)))

    @precondition(lambda self: any(self.held.passages.values()))
    @rule(number=NUMBER)
    def delete_annotation(self, number: int) -> None:
        marks = stored_reviews.all_annotations(self.store.conn, self.store.juror_id)
        mark = marks[number % len(marks)]
        (ref,) = [ref for ref, id_ in ids(self.store).items() if id_ == mark.dossier_id]
        passage = mark.start, mark.end, mark.kind, mark.note
        changes = annotations.delete(self.store, mark.id)
        self._did(changes, lambda h: h.delete_passage(ref, passage))

    # -- lists and searches -------------------------------------------------

    @rule(name=st.sampled_from(LISTS), numbers=NUMBERS)
    def create_list(self, name: str, numbers: list[int]) -> None:
        refs, key = self._refs(numbers), (ListKind.OWN, fold(name))
        if key not in self.held.lists:
            changes = shortlists.create(self.store, name, self._ids(refs))
            self._did(changes, lambda h: h.put(refs, key, ""))

    @rule(numbers=NUMBERS, place=NUMBER, reason=st.sampled_from(("", "parce que", "œuvre")))
    def put_on_list(self, numbers: list[int], place: int, reason: str) -> None:
        refs, key = self._refs(numbers), self._list(place)
        changes = shortlists.add(self.store, self._ids(refs), self._key(key), reason)
        self._did(changes, lambda h: h.put(refs, key, reason))

    @rule(numbers=NUMBERS, place=NUMBER)
    def take_off_list(self, numbers: list[int], place: int) -> None:
        refs, key = self._refs(numbers), self._list(place)
        changes = shortlists.remove(self.store, self._ids(refs), self._key(key))
        self._did(changes, lambda h: h.take_off(refs, key))

    @precondition(lambda self: any(self.held.lists.values()))
    @rule(place=NUMBER, entry=NUMBER, by=st.integers(-3, 3))
    def rank(self, place: int, entry: int, by: int) -> None:
        filled = [key for key, places in self.held.lists.items() if places]
        key = filled[place % len(filled)]
        was = entry % len(self.held.lists[key])
        wanted = self._key(key)
        list_id = stored_lists.list_id(self.store.conn, self.store.juror_id, wanted)
        entry_id = stored_lists.ranks(self.store.conn, list_id or 0)[was][0]
        changes = shortlists.rank(self.store, entry_id, by)
        before, after = list(self.held.lists[key]), self.held.copy()
        after.rank(key, was, was + by)
        # Only the order is shown: a step that writes it anew may leave it as it was.
        assert changes or after.lists[key] == before
        self._did(changes, lambda h: h.rank(key, was, was + by))

    @precondition(lambda self: any(kind is ListKind.OWN for kind, _ in self.held.lists))
    @rule(number=NUMBER)
    def delete_list(self, number: int) -> None:
        own = [key for key in self.held.lists if key[0] is ListKind.OWN]
        key = own[number % len(own)]
        changes = shortlists.delete(self.store, self._key(key))
        self._did(changes, lambda h: h.lists.pop(key))

    @rule(name=st.sampled_from(LISTS), query=st.sampled_from(("tablettes", "état:lu")))
    def save_search(self, name: str, query: str) -> None:
        changes = saved_searches.save(self.store, name, query)
        self._did(changes, lambda h: h.searches.update({fold(name): (name, query)}))

    @rule(number=st.integers(0, 3), text=st.sampled_from(TEXTS[1:]))
    def take_in(self, number: int, text: str) -> None:
        ref = f"nouveau-{number}"
        if ref not in self.held.texts:
            draft = DossierDraft(ref=ref, title=f"Nouveau {number}", body=text)
            outcome = edition.take_in(self.store, [draft])
            self._did(outcome.changes, lambda h: _add(h, read(self.store), ref))

    # -- back, forth, and once more from the disk ---------------------------

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            assert journal.undo(self.store)
            self.future.append(self.held)
            self.held = self.past.pop()

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(times):
            changes = journal.redo(self.store)
            assert bool(changes) == bool(self.future)
            if changes:
                self.past.append(self.held)
                self.held = self.future.pop()

    @rule()
    def restart(self) -> None:
        sound.check(self.store)
        self.store.close()
        self.store = self._open()

    @rule(word=st.sampled_from(WORDS))
    def search(self, word: str) -> None:
        assert self._found(f"={word}") == self.held.found(word)
        # Inflections are found as well there.
        assert self._found(f"note:{word}") >= self.held.noted(word)
        assert self._found("note:any") == self.held.with_notes()

    def _found(self, query: str) -> set[str]:
        refs = {id_: ref for ref, id_ in ids(self.store).items()}
        return {refs[id_] for id_ in library.find(self.store, query).ids}

    @invariant()
    def the_store_holds_the_same(self) -> None:
        type(self).played += 1
        assert read(self.store) == self.held


def _add(held: Held, present: Held, ref: str) -> None:
    held.texts[ref] = present.texts[ref]
    held.statuses[ref], held.notes[ref], held.passages[ref] = Status.UNREAD, "", []


def as_it_is(count: int, folder: Path) -> Outcome:
    return _play(count, folder, (Phase.generate, Phase.shrink))


def forgetful(count: int, folder: Path) -> Outcome:
    """Play with an undo that does not tell the index."""
    with patch("gpci_tui.store.index.refresh", lambda *_values: None):
        return _play(count, folder, (Phase.generate,))


def _play(count: int, folder: Path, phases: tuple[Phase, ...]) -> Outcome:
    machine: Any = type("Play", (Machine,), {"template": deeds.template(folder), "played": 0})
    chosen = hypothesis.settings(
        max_examples=count, stateful_step_count=STEPS, derandomize=True, database=None,
        deadline=None, phases=phases, suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    bad: Counter[str] = Counter()
    said = ""
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a difference.
        bad["difference"] += 1
        said = "".join([f"; {type(error).__name__}: {error}", *getattr(error, "__notes__", [])])
    return Outcome(count, bad, f"{machine.played:,} comparisons{said}")


FAULT = Fault(
    name="machine", what=f"any verbs, undo, redo, restarts: plays of {STEPS} steps against a model",
    must="0 differences", quick=8, full=2000, run=as_it_is,
    weaker="an undo that does not tell the index", control=forgetful, control_count=10,
    how=__doc__,
)  # fmt: skip

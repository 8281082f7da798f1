"""What a juror holds, in plain dictionaries: what the store must hold after each verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from gpci_tui.model.folding import fold, words
from gpci_tui.model.review import Kind, ListKind, Status
from gpci_tui.store import reviews, saved_searches, shortlists, themes
from gpci_tui.store.connection import Store

Passage = tuple[int, int, Kind, str]
"""First and last place of a marked passage, its kind, its note."""
Place = tuple[str, str]
"""A dossier's ref on a list, and the reason."""


@dataclass
class Held:
    """Everything by name: themes, lists and searches by folded name, dossiers by ref."""

    texts: dict[str, str] = field(default_factory=dict)
    """What of a dossier is searched besides the juror's own words."""
    statuses: dict[str, Status] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    tags: set[tuple[str, str]] = field(default_factory=set)
    """(dossier, theme)"""
    passages: dict[str, list[Passage]] = field(default_factory=dict)
    lists: dict[tuple[ListKind, str], list[Place]] = field(default_factory=dict)
    """Those that hold something, and all of one's own."""
    searches: dict[str, tuple[str, str]] = field(default_factory=dict)

    def copy(self) -> Held:
        return deepcopy(self)

    # -- the verbs ----------------------------------------------------------

    def tag(self, refs: Iterable[str], theme: str) -> None:
        self.tags |= {(ref, fold(theme)) for ref in refs}

    def untag(self, refs: Iterable[str], theme: str) -> None:
        self.tags -= {(ref, fold(theme)) for ref in refs}

    def create_theme(self, name: str, refs: Iterable[str]) -> None:
        self.themes.setdefault(fold(name), name)
        self.tag(refs, name)

    def rename_theme(self, theme: str, name: str) -> None:
        old, new = fold(theme), fold(name)
        del self.themes[old]
        self.themes[new] = name
        self.tags = {(ref, new if tag == old else tag) for ref, tag in self.tags}
        if (ListKind.THEME, old) in self.lists:
            self.lists[ListKind.THEME, new] = self.lists.pop((ListKind.THEME, old))

    def merge_themes(self, theme: str, into: str) -> None:
        old, new = fold(theme), fold(into)
        del self.themes[old]
        self.tags = {(ref, new if tag == old else tag) for ref, tag in self.tags}
        moved = self.lists.pop((ListKind.THEME, old), [])
        if moved:
            self._append(moved, self.lists.setdefault((ListKind.THEME, new), []))

    @staticmethod
    def _append(moved: list[Place], there: list[Place]) -> None:
        for ref, reason in moved:
            known = next((at for at, place in enumerate(there) if place[0] == ref), None)
            if known is None:
                there.append((ref, reason))
            else:
                reasons = dict.fromkeys(filter(None, (there[known][1], reason)))
                there[known] = ref, "; ".join(reasons)

    def delete_theme(self, theme: str) -> None:
        del self.themes[fold(theme)]
        self.tags = {(ref, tag) for ref, tag in self.tags if tag != fold(theme)}
        self.lists.pop((ListKind.THEME, fold(theme)), None)

    def set_status(self, refs: Iterable[str], status: Status) -> None:
        self.statuses.update(dict.fromkeys(refs, status))

    def set_note(self, ref: str, note: str) -> None:
        self.notes[ref] = note

    def annotate(self, ref: str, passage: Passage) -> None:
        self.passages[ref] = sorted([*self.passages[ref], passage])

    def delete_passage(self, ref: str, passage: Passage) -> None:
        self.passages[ref].remove(passage)

    def put(self, refs: Sequence[str], key: tuple[ListKind, str], reason: str) -> None:
        there = self.lists.setdefault(key, [])
        for ref in dict.fromkeys(refs):
            if ref not in dict(there):
                there.append((ref, reason))

    def take_off(self, refs: Iterable[str], key: tuple[ListKind, str]) -> None:
        self.lists[key] = [place for place in self.lists.get(key, []) if place[0] not in set(refs)]
        if not self.lists[key] and key[0] is not ListKind.OWN:
            del self.lists[key]

    def rank(self, key: tuple[ListKind, str], was: int, now: int) -> None:
        there = self.lists[key]
        there.insert(max(0, min(len(there) - 1, now)), there.pop(was))

    # -- what a search must find --------------------------------------------

    def found(self, word: str) -> set[str]:
        """Return the dossiers in which a word stands, looking at every text."""
        return {ref for ref in self.texts if fold(word) in words(self._all_of(ref))}

    def noted(self, word: str) -> set[str]:
        """Return the dossiers in whose notes a word stands."""
        return {ref for ref in self.texts if fold(word) in words("\n".join(self._notes(ref)))}

    def with_notes(self) -> set[str]:
        """Return the dossiers on which something was noted."""
        return {ref for ref in self.texts if any(self._notes(ref))}

    def _notes(self, ref: str) -> list[str]:
        return [self.notes[ref], *(note for *_, note in self.passages[ref])]

    def _all_of(self, ref: str) -> str:
        names = [self.themes[theme] for there, theme in self.tags if there == ref]
        return "\n".join([self.texts[ref], *names, *self._notes(ref)])


def read(store: Store) -> Held:
    """Return what a store holds."""
    conn, me = store.conn, store.juror_id
    rows = conn.execute("SELECT id, ref, title, applicant, department, fields, body FROM dossier")
    refs = {}
    held = Held()
    for id_, ref, *texts in rows.fetchall():
        refs[id_] = ref
        held.texts[ref] = "\n".join(texts)
        review = reviews.review(conn, me, id_)
        held.statuses[ref], held.notes[ref] = review
        held.tags |= {(ref, fold(theme.name)) for theme in themes.of_dossier(conn, me, id_)}
        held.passages[ref] = sorted(
            (mark.start, mark.end, mark.kind, mark.note)
            for mark in reviews.annotations_of(conn, me, id_)
        )
    held.themes = {fold(theme.name): theme.name for theme in themes.vocabulary(conn, me)}
    for kind in ListKind:
        for board in shortlists.board(conn, me, kind):
            if board.entries or kind is ListKind.OWN:
                places = [(refs[entry.dossier_id], entry.reason) for entry in board.entries]
                held.lists[kind, fold(board.name)] = places
    held.searches = {fold(s.name): (s.name, s.query) for s in saved_searches.all_of(conn, me)}
    return held

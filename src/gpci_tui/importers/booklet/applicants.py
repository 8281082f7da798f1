"""Who the text before and after an atom's beginning speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gpci_tui.importers.booklet.atoms import Atom, head_run
from gpci_tui.importers.booklet.authorities import Authority, mentions
from gpci_tui.model.clues import Clue
from gpci_tui.model.folding import words

_WINDOW = 1_800
"""Characters that are looked at on each side."""
_FIRST = 300
"""Characters of an opening, in which an applicant is mostly named."""
_IN_ORDER = 0.75
"""Share of neighbours in alphabetical order from which an order is meant."""
_FEWEST = 6


class Applicants:
    """The authorities that are named, and whether they stand in alphabetical order."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self._atoms = atoms
        self._named = [mentions(atom.text[: 2 * _WINDOW]) for atom in atoms]
        self._order: dict[int, str] = {}

    def opening(self, at: int) -> Authority | None:
        """Return the authority that an atom's beginning is about, or None."""
        run = head_run(self._atoms, at)
        for atom in run:
            if atom.authority is not None and atom.authority.key:
                return atom.authority
        named = self._named[at + len(run) - 1]
        first = [each for each in named if each.start < _FIRST]
        if not first:
            return None
        often = Counter(each.key for each in named)
        return max(first, key=lambda each: (often[each.key], -each.start))

    def speak(self, at: int) -> list[tuple[float, Clue]]:
        """Return what the names say for (above 0) or against a new dossier before an atom."""
        mine = self.opening(at)
        if mine is None or not mine.key:
            return []
        found = []
        before = " ".join(_before(self._atoms, at)).lower()
        if mine.key and set(mine.key.split()) <= set(words(before)):
            found.append((-1.5, Clue("same applicant", mine.words)))
        else:
            others = any(each.key for each in self._nearby(at))
            found.append((1.5 if others else 0.8, Clue("new applicant", mine.words)))
        if at in self._order:
            in_order = self._order[at] <= mine.key
            found.append((0.7, Clue("alphabet")) if in_order else (-0.7, Clue("goes on")))
        return found

    def _nearby(self, at: int) -> list[Authority]:
        return [each for place in range(max(0, at - 4), at) for each in self._named[place]]

    def learn_order(self, begins: Sequence[int]) -> None:
        """Take the atoms that begin dossiers; if their applicants are in order, ask for it."""
        keyed = [(at, mine.key) for at in begins if (mine := self.opening(at)) and mine.key]
        pairs = list(pairwise(keyed))
        rising = sum(first[1] <= second[1] for first, second in pairs)
        self._order = {}
        if len(keyed) < _FEWEST or rising < _IN_ORDER * len(pairs):
            return
        last = 0
        for at in range(len(self._atoms)):
            while last + 1 < len(keyed) and keyed[last + 1][0] < at:
                last += 1
            if keyed[last][0] < at:
                self._order[at] = keyed[last][1]


def _before(atoms: Sequence[Atom], at: int) -> list[str]:
    found: list[str] = []
    size = 0
    for atom in reversed(atoms[max(0, at - 8) : at]):
        if size >= _WINDOW:
            break
        found.append(atom.text[-_WINDOW:])
        size += len(found[-1])
    return found

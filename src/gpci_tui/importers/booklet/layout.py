"""The habits of one booklet: numbering, forms, sub-headings, how its dossiers begin."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from gpci_tui.importers.booklet import vocabulary
from gpci_tui.importers.booklet.atoms import Atom, head_run, number_of
from gpci_tui.importers.booklet.sections import Section, without_number
from gpci_tui.importers.booklet.units import Shape, Unit

_OFTEN = 3
"""Times from which something is a habit."""
_FEWEST = 6
_MOSTLY = 0.6
_SOMETIMES = 0.3
_STRONGEST = 2.5
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+(?:[.) ]|$)")
_SEEN_LATELY = 40
"""Atoms after which a heading that comes again is no running title any more."""


class Layout:
    """What is repeated, and therefore tells where things begin or go on."""

    def __init__(self, atoms: Sequence[Atom], contents: Container[int] = ()) -> None:
        """Look at all atoms but those of a table of contents."""
        self._atoms = atoms
        told = [at for at in range(len(atoms)) if at not in contents]
        self._numbers, self._subnumbers = _chains(atoms, told)
        self._repeated, often = _repeated(atoms, told)
        self._cycles = _cycle_heads(atoms, often, self._repeated)
        self._forms = _form_openings(atoms)
        self._habits: dict[str, float] = {}
        self._headed = _share_headed(atoms)

    def headless(self, at: int) -> float:
        """Return what it says against a dossier that a page begins without a heading here."""
        atom = self._atoms[at]
        if atom.head or not (atom.page or atom.gap >= 0.5) or self._headed < _SOMETIMES:
            return 0.0
        return -2.0 if self._headed >= _MOSTLY else -1.2

    def number(self, at: int) -> str:
        """Return the number of a heading that counts the dossiers, '' for none."""
        return self._numbers.get(at, "")

    def is_subnumber(self, at: int) -> bool:
        """Return whether a heading is numbered within a dossier."""
        return at in self._subnumbers

    def is_repeated(self, at: int) -> bool:
        """Return whether a heading comes again and again, or just came."""
        return at in self._repeated and at not in self._numbers

    def heads_cycle(self, at: int) -> bool:
        """Return whether a heading of its own stands before sub-headings that many share."""
        return at in self._cycles

    def opens_form(self, at: int) -> bool:
        """Return whether an atom begins with the first field of a form that is repeated."""
        return at in self._forms

    def habit(self, at: int) -> float:
        """Return what the dossiers found so far say about an atom that looks like this one."""
        return self._habits.get(signature(self._atoms[at]), 0.0)

    def learn(self, begins: Iterable[int], region: Iterable[int]) -> None:
        """Take the atoms that begin dossiers among those of the region that holds them."""
        chosen = set(begins)
        yes: Counter[str] = Counter()
        no: Counter[str] = Counter()
        for at in region:
            if at not in self._repeated:
                (yes if at in chosen else no)[signature(self._atoms[at])] += 1
        self._habits = {}
        for sign in yes.keys() | no.keys():
            if yes[sign] + no[sign] >= _OFTEN:
                odds = math.log((yes[sign] + 0.5) / (no[sign] + 0.5))
                self._habits[sign] = max(-_STRONGEST, min(_STRONGEST, 0.8 * odds))


def signature(atom: Atom) -> str:
    """Return how an atom begins, so that those that begin alike have one signature."""
    place = ("wide" if atom.gap >= 0.5 else "") + ("page" if atom.page else "")
    first = atom.units[0] if not atom.head else atom.head[0]
    if first.level:
        look = f"level {first.level}"
    elif number_of(first):
        look = "number"
    elif first.shape is Shape.FIELD:
        look = "field " + first.folded.split(":")[0].strip()
    elif atom.authority:
        look = "authority"
    elif first.shape is Shape.HEADING:
        look = "capitals" if first.capitals else "heading"
    elif vocabulary.GOING_ON.match(first.folded) or first.text[:1].islower():
        look = "going on"
    else:
        look = first.shape.value
    return f"{place}|{look}"


def _share_headed(atoms: Sequence[Atom]) -> float:
    """Return the share of pages, or of what wide gaps part, that begin with a heading."""
    pages = [
        atom
        for atom in atoms
        if (atom.page or atom.gap >= 0.5) and atom.section is Section.NONE and not atom.person
    ]
    return sum(bool(atom.head) for atom in pages) / len(pages) if len(pages) >= _FEWEST else 0.0


def _heading_key(atom: Atom) -> str:
    return _key(atom.head[0])


def _key(unit: Unit) -> str:
    return without_number(unit.folded).rstrip(" :")


def _repeated(atoms: Sequence[Atom], told: Iterable[int]) -> tuple[set[int], dict[str, list[int]]]:
    """Return the atoms whose heading is a sub-heading of many, or came shortly before; and
    the sub-headings of many, with their places.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in told:
        atom = atoms[at]
        if atom.head and atom.section is Section.NONE and atom.head[0].shape is Shape.HEADING:
            places[_heading_key(atom)].append(at)
    found: set[int] = set()
    often = {key: held for key, held in places.items() if key and len(held) >= _OFTEN}
    for key, held in places.items():
        if not key:
            continue
        if len(held) >= _OFTEN:
            found.update(held)
        for before, after in pairwise(held):
            if after - before <= _SEEN_LATELY and _adds_nothing(atoms, before, after):
                found.add(after)
    return found, often


def _cycle_heads(
    atoms: Sequence[Atom], often: dict[str, list[int]], repeated: Container[int]
) -> set[int]:
    """Return the bare headings right before the first of the sub-headings that dossiers share."""
    found: set[int] = set()
    for held in often.values():
        before = [at - 1 for at in held if _is_bare(atoms, at) and at - 1 not in repeated]
        if len(before) >= _OFTEN and len(before) >= _MOSTLY * len(held):
            found.update(before)
    return found | _heads_of_own(atoms)


def _heads_of_own(atoms: Sequence[Atom]) -> set[int]:
    """Return the atoms that begin with a heading of their own, then one that many share."""
    times = Counter(_key(unit) for atom in atoms for unit in atom.head)
    below: defaultdict[str, list[int]] = defaultdict(list)
    for at, atom in enumerate(atoms):
        if len(atom.head) > 1 and atom.head[1].shape is Shape.HEADING:
            key = _key(atom.head[1])
            if key and times[key] >= _OFTEN > times[_key(atom.head[0])]:
                below[key].append(at)
    return {
        at
        for key, held in below.items()
        if len(held) >= max(_OFTEN, _MOSTLY * times[key])
        for at in held
    }


def _is_bare(atoms: Sequence[Atom], at: int) -> bool:
    """Return whether a heading without text stands right before an atom."""
    before = atoms[at - 1] if at else None
    is_close = atoms[at].gap < 0.5 and not atoms[at].page
    return (
        before is not None and is_close and bool(before.head) and not before.text_words
        and before.section is Section.NONE
    )  # fmt: skip


def _adds_nothing(atoms: Sequence[Atom], before: int, after: int) -> bool:
    """Return whether a heading that comes again has no new heading below it."""
    known = {unit.folded for atom in atoms[before:after] for unit in atom.units}
    return all(
        unit.folded in known for atom in head_run(atoms, after) for unit in atom.head[:3]
        if unit.shape is Shape.HEADING
    )  # fmt: skip


def _chains(atoms: Sequence[Atom], told: Iterable[int]) -> tuple[dict[int, str], set[int]]:
    """Return the headings that count through the booklet, and those that count within pieces."""
    by_word: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    within: set[int] = set()
    for at in told:
        atom = atoms[at]
        found = number_of(atom.head[0]) if atom.head else None
        if atom.head and _DECIMAL.match(atom.head[0].folded):
            within.add(at)
        if found is not None:
            by_word[f"{found[0]}|{atom.head[0].level}"].append((at, found[1]))
    counting: dict[int, str] = {}
    for numbered in by_word.values():
        chain = _longest_chain(numbered)
        restarts = sum(number <= before for (_a, before), (_b, number) in pairwise(numbered))
        if len(chain) >= _OFTEN and len(chain) > 2 * restarts:
            counting |= {at: atoms[at].head[0].text[:60] for at in chain}
        elif restarts >= 2:
            within.update(at for at, _number in numbered)
    return counting, within


def _longest_chain(numbered: Sequence[tuple[int, int]]) -> list[int]:
    """Return the atoms whose numbers rise one by one, as many as there are in one go."""
    ending: dict[int, list[int]] = {}
    best: list[int] = []
    for at, number in numbered:
        before = ending.get(number - 1)
        chain = before if before is not None else []
        chain.append(at)
        ending.pop(number - 1, None)
        if len(chain) > len(ending.get(number, ())):
            ending[number] = chain
        if len(chain) > len(best):
            best = chain
    return list(best)


def _form_openings(atoms: Sequence[Atom]) -> set[int]:
    """Return the atoms that hold the first field of each filling of a form."""
    labels: Counter[str] = Counter()
    cycles: list[list[tuple[int, str]]] = []
    for at, atom in enumerate(atoms):
        names = [(at, _label(unit.folded)) for unit in atom.head if unit.shape is Shape.FIELD]
        labels.update({name for _at, name in names})
        if names:
            cycles.append(names)
    often = {name for name, times in labels.items() if times >= _OFTEN}
    firsts: Counter[str] = Counter()
    for names in cycles:
        if names[0][1] in often:
            firsts[names[0][1]] += 1
    wanted = [
        name
        for name, _times in firsts.most_common()
        if vocabulary.APPLICANT_FIELD.fullmatch(name) or vocabulary.TITLE_FIELD.fullmatch(name)
    ]
    if not wanted:
        return set()
    return {names[0][0] for names in cycles if names[0][1] == wanted[0]}


def _label(folded: str) -> str:
    return re.split(r" ?:", folded, maxsplit=1)[0].strip()

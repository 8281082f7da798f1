"""What an atom's neighbours say about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gpci_tui.importers.booklet.atoms import Atom
from gpci_tui.importers.booklet.sections import Section, contents_entries, without_number

_PARTS = {Section.JURY, Section.DOSSIERS, Section.EDITORIALS, Section.BACK}
_SHORTEST_ENTRY = 4
_LATE = 0.8
"""The part of the atoms after which something is near the end."""


class Context(NamedTuple):
    """What stands around an atom."""

    is_first: bool
    part: Section
    """The part that the last divider opened."""
    part_names: bool
    """Whether that part names a person at its beginning."""
    persons_before: int
    """Names of persons before it on the same page."""
    person_after: str
    """The first name of a person after it on the same page."""
    text_before: bool
    """Whether text stands before it on the same page."""
    is_contents: bool
    is_late: bool
    """Whether it stands near the end."""
    listed: str
    """The entry of the table of contents that its heading is, '' for none."""


def contexts(atoms: Sequence[Atom], lines: Sequence[str]) -> list[Context]:
    """Return each atom's context."""
    entries = contents_entries(lines)
    titles = {without_number(name) for name in entries.values() if len(name) >= _SHORTEST_ENTRY}
    made: list[Context] = []
    part, names = Section.NONE, False
    for begin, end in _pages(atoms):
        persons, text = 0, False
        for at in range(begin, end):
            atom = atoms[at]
            in_contents = sum(
                line in entries for unit in atom.units for line in range(unit.first, unit.last + 1)
            )
            is_contents = (
                in_contents * 2
                >= sum(
                    unit.last - unit.first + 1 for unit in atom.units if unit not in atom.head[:1]
                )
                and in_contents > 0
            )
            after = next((each.person for each in atoms[at + 1 : end] if each.person), "")
            made.append(
                Context(at == 0, part, names, persons, after, text, is_contents,
                        at >= _LATE * len(atoms), "" if is_contents else _listed(atom, titles))
            )  # fmt: skip
            persons += bool(atom.person or atom.group)
            text = text or atom.text_words > 0
            if atom.section is Section.PRIZE and part is Section.JURY:
                part = Section.DOSSIERS
            if atom.section in _PARTS:
                part = atom.section
                names = any(each.person or each.group for each in atoms[at + 1 : at + 4])
    return made


def _pages(atoms: Sequence[Atom]) -> list[tuple[int, int]]:
    """Return the spans of atoms between wide gaps or page starts."""
    starts = [at for at, atom in enumerate(atoms) if at == 0 or atom.page or atom.gap >= 0.5]
    return list(zip(starts, [*starts[1:], len(atoms)], strict=True))


def _listed(atom: Atom, titles: set[str]) -> str:
    for unit in atom.head[:3]:
        if without_number(unit.folded) in titles:
            return unit.text
    return ""

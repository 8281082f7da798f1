"""What speaks for and against a segment that begins at an atom, as weights with their clues."""

from __future__ import annotations

from typing import NamedTuple

from gpci_tui.importers.booklet import vocabulary
from gpci_tui.importers.booklet.applicants import Applicants
from gpci_tui.importers.booklet.atoms import Atom, head_run
from gpci_tui.importers.booklet.context import Context
from gpci_tui.importers.booklet.kinds import opening_words
from gpci_tui.importers.booklet.layout import Layout
from gpci_tui.importers.booklet.sections import Section
from gpci_tui.importers.booklet.subject import Subject
from gpci_tui.importers.booklet.units import Shape
from gpci_tui.model.clues import Clue
from gpci_tui.model.segments import Kind

_ANY = -2.0
"""Most atoms begin nothing."""


class Weight(NamedTuple):
    """One ground: positive for a boundary, negative against."""

    value: float
    clue: Clue
    only: Kind | None = None
    """The kind that it speaks of; None for all."""


class Witness:
    """Weighs every atom's beginning."""

    def __init__(
        self, atoms: list[Atom], around: list[Context], layout: Layout, subject: Subject,
        applicants: Applicants,
    ) -> None:  # fmt: skip
        self._atoms = atoms
        self._around = around
        self._layout = layout
        self._subject = subject
        self._applicants = applicants

    def weights(self, at: int) -> list[Weight]:
        """Return the grounds for and against a boundary before the atom ``at``."""
        if at == 0:
            return [Weight(0.0, Clue("start"))]
        return [
            *self._of_gap(at),
            *self._of_head(at),
            *self._of_opening(at),
            *self._of_neighbours(at),
            *self._of_people(at),
        ]

    def _of_gap(self, at: int) -> list[Weight]:
        atom = self._atoms[at]
        found = [Weight(3.5 * atom.gap, Clue("gap"))]
        if atom.page:
            found = [Weight(max(2.0, 3.5 * atom.gap), Clue("page"))]
        if atom.after_label:
            before = self._atoms[at - 1]
            found.append(Weight(3.0, Clue("prize" if before.section is Section.PRIZE else "divider",
                                          before.units[0].text)))  # fmt: skip
        found += self._of_glued(at)
        if atom.section is not Section.NONE:
            found.append(Weight(2.0, Clue("divider", atom.units[0].text)))
        return found

    def _of_glued(self, at: int) -> list[Weight]:
        """A heading at a page's end heads what follows on the next page."""
        name = self._glued(at)
        if name and self._atoms[at].gap < 0.5 and not self._atoms[at].page:
            strong = self._atoms[at].authority is not None or bool(self._atoms[at].group)
            return [Weight(2.5 if strong else 0.3, Clue("glued", name))]
        if self._glued(at - 1):
            strong = self._atoms[at - 1].authority is not None
            return [Weight(-2.5 if strong else -0.5, Clue("goes on"), Kind.DOSSIER)]
        return []

    def _glued(self, at: int) -> str:
        atom = self._atoms[at]
        if not 0 < at < len(self._atoms) - 1 or atom.text_words or atom.person:
            return ""
        after = self._atoms[at + 1]
        ends_page = after.gap >= 0.5 or after.page
        plain = atom.section is Section.NONE and not atom.after_label and atom.head
        return atom.head[0].text if ends_page and plain else ""

    def _of_head(self, at: int) -> list[Weight]:
        atom = self._atoms[at]
        if atom.head and self._layout.is_repeated(at):
            return [Weight(-4.0, Clue("goes on"))]
        found = [Weight(0.5, Clue("heading"))] if atom.head else []
        run = head_run(self._atoms, at)
        listed = next((each.listed for each in self._around[at : at + len(run)] if each.listed), "")
        if listed:
            found.append(Weight(3.0, Clue("listed", listed)))
        authority = next((each.authority for each in run if each.authority), None)
        if authority is not None:
            found.append(Weight(2.0, Clue("applicant", authority.words), Kind.DOSSIER))
        elif atom.head and atom.head[0].capitals and not atom.person and len(atom.head) > 1:
            found.append(Weight(1.0, Clue("capitals", atom.head[0].text)))
        if self._is_under_heading(at):
            level = atom.units[0].level
            marked = level and level != self._atoms[at - 1].units[0].level
            found.append(Weight(-1.0 if marked else -3.0, Clue("goes on"), Kind.DOSSIER))
        places = range(at, at + len(run))
        number = next(filter(None, map(self._layout.number, places)), "")
        if number:
            found.append(Weight(4.5, Clue("numbered", number), Kind.DOSSIER))
        elif self._layout.is_subnumber(at):
            found.append(Weight(-2.0, Clue("goes on")))
        if headless := self._layout.headless(at):
            found.append(Weight(headless, Clue("goes on"), Kind.DOSSIER))
        if any(map(self._layout.heads_cycle, places)):
            found.append(Weight(3.0, Clue("layout"), Kind.DOSSIER))
        if any(map(self._layout.opens_form, places)):
            found.append(Weight(3.5, Clue("layout"), Kind.DOSSIER))
        habit = self._layout.habit(at)
        if habit:
            found.append(Weight(habit, Clue("layout" if habit > 0 else "goes on"), Kind.DOSSIER))
        return found

    def _is_under_heading(self, at: int) -> bool:
        """Return whether a heading without text stands close above, such as a title."""
        atom, before = self._atoms[at], self._atoms[at - 1]
        is_title = before.head and not before.text_words and before.section is Section.NONE
        return bool(is_title) and atom.gap < 0.5 and not atom.page

    def _of_opening(self, at: int) -> list[Weight]:
        atom, before = self._atoms[at], self._atoms[at - 1]
        first = next((unit for unit in atom.units if unit not in atom.head), None)
        found = []
        if first is not None:
            opening = vocabulary.OPENING.match(first.folded)
            if opening:
                found.append(Weight(0.7, Clue("opening", opening_words(first, opening.end()))))
            elif not atom.head and vocabulary.SURELY_GOING_ON.match(first.folded):
                found.append(Weight(-4.5, Clue("goes on")))
            elif not atom.head and vocabulary.GOING_ON.match(first.folded):
                found.append(Weight(-2.0, Clue("goes on")))
        told = [unit for unit in before.units if unit.shape is not Shape.NOISE]
        start = atom.units[0]
        if not atom.head and start.text[:1].islower():
            found.append(Weight(-5.0, Clue("goes on")))
        elif not atom.head and told and told[-1].shape is Shape.TEXT and not told[-1].ended:
            found.append(Weight(-1.5, Clue("goes on")))
        if start.shape is Shape.LIST and not atom.person:
            found.append(Weight(-2.5, Clue("goes on")))
        return found

    def _of_neighbours(self, at: int) -> list[Weight]:
        atom, found = self._atoms[at], []
        if atom.section is Section.NONE and not atom.person:
            change = self._subject.change(at)
            found.append(Weight(change, Clue("subject" if change > 0 else "same subject")))
        found += [Weight(value, clue, Kind.DOSSIER) for value, clue in self._applicants.speak(at)]
        return found

    def _of_people(self, at: int) -> list[Weight]:
        atom, context = self._atoms[at], self._around[at]
        if not (atom.person or atom.group):
            return []
        below = context.text_before and not context.persons_before and atom.gap < 0.5
        if below and not atom.group:
            # The name under a text that has none yet.
            return [Weight(-2.5, Clue("goes on"), Kind.JUROR)]
        return [Weight(2.5, Clue("person", atom.person or atom.group), Kind.JUROR)]


def total(weights: list[Weight], kind: Kind) -> float:
    """Return what the weights say about a boundary of a kind."""
    return _ANY + sum(weight.value for weight in weights if weight.only in (None, kind))

"""How a booklet that holds a whole edition is cut: a proposal made of its lines alone.

lines → units (paragraphs, headings…) → atoms (pieces between places where a
segment may begin) → what speaks for each kind and each boundary → the best
whole → names. Nothing here knows any booklet, place or project.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from gpci_tui.importers.booklet import boundaries, kinds, naming
from gpci_tui.importers.booklet.applicants import Applicants
from gpci_tui.importers.booklet.atoms import Atom, atoms_of
from gpci_tui.importers.booklet.boundaries import Weight, Witness
from gpci_tui.importers.booklet.choosing import KINDS, Choice, Scores, choose
from gpci_tui.importers.booklet.context import contexts
from gpci_tui.importers.booklet.layout import Layout
from gpci_tui.importers.booklet.subject import Subject
from gpci_tui.importers.booklet.units import units_of
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.clues import Clue
from gpci_tui.model.segments import Kind, Proposal, Segment

ROUNDS = 3
"""How often the habits of the dossiers that were found are looked at again."""
_CLUES = 3
_ENOUGH_TEXT = 12
"""Words below a heading from which a dossier has a text."""
_CALM = 1.6
"""How much of a margin stands for a doubling of the odds, more or less."""


def propose(lines: Sequence[str], pages: Sequence[int] = (), name: str = "") -> Proposal:
    """Return how a booklet may be cut; every line is in exactly one segment.

    ``pages`` holds the line on which each page begins, from 0, where known;
    ``name`` is the file's. Time grows with the text's length.
    """
    lines = tuple(lines)
    name = clean_line(name)
    pages = tuple(sorted({page for page in pages if 0 <= page < len(lines)}))
    atoms = atoms_of(units_of(lines, pages or _form_feeds(lines)))
    if not atoms:
        empty = (Segment(Kind.OTHER, 0, len(lines) - 1, clues=(Clue("empty"),)),) if lines else ()
        return Proposal(name, lines, pages, empty)
    around = contexts(atoms, lines)
    found = [kinds.opinions(*pair) for pair in zip(atoms, around, strict=True)]
    contents = {at for at, each in enumerate(around) if each.is_contents}
    layout, applicants = Layout(atoms, contents), Applicants(atoms)
    witness = Witness(atoms, around, layout, Subject(atoms), applicants)
    choices: list[Choice] = []
    for _round in range(ROUNDS):
        weighed = [witness.weights(at) for at in range(len(atoms))]
        choices = choose(
            [
                _scores(atom, opinion, weights)
                for atom, opinion, weights in zip(atoms, found, weighed, strict=True)
            ]
        )
        begins = [at for at, each in enumerate(choices)
                  if each.begins and each.kind is Kind.DOSSIER]  # fmt: skip
        layout.learn(begins, (at for at, each in enumerate(choices) if each.kind is Kind.DOSSIER))
        applicants.learn_order(begins)
    return Proposal(name, lines, pages, tuple(_segments(lines, atoms, choices, found, weighed)))


def _form_feeds(lines: Sequence[str]) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith("\f")]


def _scores(atom: Atom, opinion: dict[Kind, kinds.Opinion], weights: list[Weight]) -> Scores:
    on = kinds.inside(atom, opinion)
    return Scores(
        tuple(opinion[kind].score + boundaries.total(weights, kind) for kind in KINDS),
        tuple(on[kind] for kind in KINDS),
        atom.text_words >= _ENOUGH_TEXT,
    )


def _segments(
    lines: Sequence[str], atoms: Sequence[Atom], choices: Sequence[Choice],
    found: Sequence[dict[Kind, kinds.Opinion]], weighed: Sequence[list[Weight]],
) -> list[Segment]:  # fmt: skip
    begins = [at for at, choice in enumerate(choices) if choice.begins]
    made: list[Segment] = []
    prize = ""
    for place, at in enumerate(begins):
        end = begins[place + 1] if place + 1 < len(begins) else len(atoms)
        kind = choices[at].kind
        segment = Segment(
            kind,
            atoms[at].first if place else 0,
            (atoms[end].first if end < len(atoms) else len(lines)) - 1,
            confidence=_confidence(choices, at, end),
            clues=_clues(kind, weighed[at], found[at][kind]),
        )
        segment = _named(segment, atoms[at:end], prize)
        # A prize's page speaks of the dossier after it.
        prize = segment.title if kind is Kind.PRIZE else ""
        made.append(segment)
    return made


def _named(segment: Segment, atoms: Sequence[Atom], prize: str) -> Segment:
    if segment.kind is Kind.DOSSIER:
        names = naming.of_dossier(atoms)
        return segment._replace(**names._asdict(), prize=prize)
    if segment.kind is Kind.JUROR:
        name, role = naming.of_juror(atoms)
        return segment._replace(title=name, applicant=role)
    return segment._replace(title=naming.of_other(atoms))


def _confidence(choices: Sequence[Choice], at: int, end: int) -> float:
    """Return how sure a segment's beginning, and that nothing begins within it, is."""
    least = min(choice.margin for choice in choices[at:end])
    sure = 1 / (1 + math.exp(-min(choices[at].margin, 1.5 * least + 1.0) / _CALM))
    return round(min(0.99, sure), 2)


def _clues(kind: Kind, weights: list[Weight], opinion: kinds.Opinion) -> tuple[Clue, ...]:
    """Return the strongest grounds, the one for the kind among them."""
    grounds = [weight for weight in weights if weight.value > 0 and weight.only in (None, kind)]
    grounds.sort(key=lambda weight: -weight.value)
    clues = [weight.clue for weight in grounds]
    if opinion.clue is not None:
        clues.insert(1, opinion.clue)
    if not weights or weights[0].clue.code == "start":
        clues.insert(0, Clue("start"))
    short = (clue._replace(text=clean_line(clue.text)[:60]) for clue in dict.fromkeys(clues))
    return tuple(dict.fromkeys(short))[:_CLUES]

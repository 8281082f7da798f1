"""What speaks for each kind in an atom's words."""

from __future__ import annotations

from typing import NamedTuple

from gpci_tui.importers.booklet import people, vocabulary
from gpci_tui.importers.booklet.atoms import Atom
from gpci_tui.importers.booklet.authorities import mentions
from gpci_tui.importers.booklet.context import Context
from gpci_tui.importers.booklet.sections import Section, without_number
from gpci_tui.importers.booklet.units import Unit
from gpci_tui.model.clues import Clue
from gpci_tui.model.folding import spans
from gpci_tui.model.segments import Kind

_LONG_BIOGRAPHY = 260
_COVER_WORDS = 40


class Opinion(NamedTuple):
    """How well a kind fits, as a sum of weights, and why."""

    score: float
    clue: Clue | None = None


def opinions(atom: Atom, context: Context) -> dict[Kind, Opinion]:
    """Return how well each kind fits an atom that begins a segment."""
    folded = atom.folded[: vocabulary.LOOKED_AT]
    return {
        Kind.EDITORIAL: _editorial(atom, context, folded),
        Kind.JUROR: _juror(atom, context, folded),
        Kind.PRIZE: _prize(atom, context),
        Kind.DOSSIER: _dossier(atom, context, folded),
        Kind.OTHER: _other(atom, context),
    }


def inside(atom: Atom, found: dict[Kind, Opinion]) -> dict[Kind, float]:
    """Return how well an atom goes on with a segment of each kind."""
    on = -1.0 if atom.text_words > 40 else 0.0
    divides = 3.0 if atom.section is not Section.NONE else 0.0
    return {
        Kind.EDITORIAL: 0.3 * max(-2.0, min(2.0, found[Kind.EDITORIAL].score)) - divides,
        Kind.JUROR: (-1.5 if atom.text_words > _LONG_BIOGRAPHY else 0.2) - divides,
        Kind.PRIZE: -4.0 if atom.text_words > 25 else -1.0,
        Kind.DOSSIER: 0.2 * max(-2.0, min(2.0, found[Kind.DOSSIER].score)) - divides,
        Kind.OTHER: 3.0 if found[Kind.OTHER].clue == Clue("contents") else on,
    }


def _editorial(atom: Atom, context: Context, folded: str) -> Opinion:
    score, clue = -1.5, None
    heading = next(
        (unit for unit in atom.head[:2] if vocabulary.EDITORIAL_HEAD.search(unit.folded)), None
    )
    if heading is not None:
        score += 4.0
        clue = Clue("words", heading.text)
    said = set(vocabulary.EDITORIAL_WORDS.findall(folded))
    if atom.text_words:
        score += min(3.5, 0.7 * len(said))
    if said and clue is None:
        clue = Clue("editorial", _said(atom.text[: vocabulary.LOOKED_AT]))
    if context.part is Section.EDITORIALS:
        score += 1.5
    elif context.part in (Section.DOSSIERS, Section.JURY):
        score -= 2.0
    if atom.words < 20 or context.is_contents or atom.section is not Section.NONE:
        score -= 2.5
    if atom.person and not heading:
        score -= 1.5
    return Opinion(score, clue)


def _said(text: str) -> str:
    """Return some of the turns of an editorial as the text writes them."""
    found = (text[start:end] for start, end in spans(text, vocabulary.EDITORIAL_WORDS))
    return ", ".join(list(dict.fromkeys(found))[:3])


def opening_words(unit: Unit, end: int) -> str:
    """Return how a text opens: its first ``end`` characters and the rest of their last word."""
    rest = unit.text[end:].split(" ", 1)[0] if unit.text[end - 1 : end].isalpha() else ""
    return (unit.text[:end] + rest).strip(" ,.;:")


def _juror(atom: Atom, context: Context, folded: str) -> Opinion:
    in_part = context.part is Section.JURY
    told = people.biography_of(folded)
    if atom.group and (in_part or atom.gap < 0.5):
        return Opinion(2.5 + in_part, Clue("group", atom.group))
    score = -3.0
    clue = Clue("jury") if in_part else None
    roles = sum(people.has_role(unit) for unit in atom.units[:4])
    if atom.person:
        below = any(people.has_role(unit) for unit in atom.units[1:3] if unit.words <= 20)
        own = atom.units[0].words > len(atom.person.split()) + 1
        certain = in_part or below or own or (atom.head and atom.head[0].capitals)
        score = (0.5 if certain else -2.0) + min(1.5, roles) + 0.4 * told
        rest = " ".join(unit.folded for unit in atom.units[1:])
        score += 1.0 if people.surname_in(atom.person, rest) else 0.0
        clue = Clue("person", atom.person)
    elif context.person_after and not context.persons_before:
        # The name stands below the text, as under a portrait.
        score = 0.3 * told + (1.5 if people.surname_in(context.person_after, folded) else 0.0)
        clue = Clue("person", context.person_after)
    elif in_part and not context.part_names:
        score = -0.5 + min(1.0, roles) + 0.3 * told
    if not (atom.person or atom.text_words):
        score -= 1.5
    if atom.authority:
        score -= 1.5
    if in_part:
        score += 1.5
    elif context.part is Section.DOSSIERS:
        score -= 2.0
    if atom.text_words > _LONG_BIOGRAPHY or context.is_contents or atom.section is not Section.NONE:
        score -= 3.0
    return Opinion(score, clue)


def _prize(atom: Atom, context: Context) -> Opinion:
    if atom.section is not Section.PRIZE or context.is_first:
        return Opinion(-6.0)
    return Opinion(4.0, Clue("label"))


def _dossier(atom: Atom, context: Context, folded: str) -> Opinion:
    if atom.section is not Section.NONE or context.is_contents:
        return Opinion(-4.0)
    score = 0.5 if atom.text_words >= 30 else 0.0
    clue = None
    first = next((unit for unit in atom.units if unit not in atom.head), None)
    if atom.authority or mentions(" ".join(unit.text for unit in atom.units[:4])[:1500]):
        score += 0.7
    if first is not None and (opening := vocabulary.OPENING.match(first.folded)):
        score += 0.5
        clue = Clue("opening", opening_words(first, opening.end()))
    if context.part is Section.DOSSIERS:
        score += 1.0
    elif context.part in (Section.JURY, Section.EDITORIALS):
        score -= 0.5
    if context.is_first and atom.text_words < _COVER_WORDS:
        score -= 2.0
    if _is_back(atom, context):
        score -= 3.0
    return Opinion(score, clue)


def _other(atom: Atom, context: Context) -> Opinion:
    if context.is_contents:
        return Opinion(5.0, Clue("contents"))
    if atom.section is not Section.NONE:
        score = 0.0 if atom.section is Section.PRIZE and not context.is_first else 4.0
        return Opinion(score, Clue("divider", atom.head[0].text))
    if context.is_first and atom.text_words < _COVER_WORDS:
        return Opinion(3.0, Clue("cover"))
    if _is_back(atom, context):
        return Opinion(3.0, Clue("after dossiers"))
    bare = 2.0 if not atom.text_words else 0.0
    return Opinion(
        -1.5 - bare - min(2.0, atom.text_words / 80), Clue("divider", atom.units[0].text[:60])
    )


def _is_back(atom: Atom, context: Context) -> bool:
    return (
        context.is_late
        and bool(atom.head)
        and bool(vocabulary.BACK_SECTION.fullmatch(without_number(atom.head[0].folded)))
    )

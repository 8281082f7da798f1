"""What a segment is called, who submitted it, at which level, in which department."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gpci_tui.importers.booklet import authorities, people, vocabulary
from gpci_tui.importers.booklet.atoms import Atom, number_of
from gpci_tui.importers.booklet.authorities import Authority, mentions
from gpci_tui.importers.booklet.sections import is_prize, without_number
from gpci_tui.importers.booklet.units import Shape, Unit
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import LEVELS
from gpci_tui.model.folding import fold

LONGEST = 120
_LOOKED_AT = 6_000
_OPENING = 300
_QUOTED = re.compile(
    r"(?:[Pp]rojet|[Aa]ction|[Dd]ispositif|[Pp]rogramme|[Oo]pération|[Pp]arcours|[Ii]nitiative|"
    r"intitulée?|nommée?|appelée?|[Pp]roject|[Pp]rogram|[Ss]cheme|called|named)[^.!?«“\"]{0,40}"
    r"[«“\"]\s*(?P<name>[^«»“”\"]{3,100}?)\s*[»”\"]"
    r"|^[^.!?«“\"]{0,40}[«“\"]\s*(?P<early>(?=\S)(?![A-Z]{2,6}\s*[»”\"])[^«»“”\"]{3,100}?)\s*[»”\"]"
)
_DEFINED = re.compile(
    r"^(?:[Ll][ea] |[Ll]['’]|[Tt]he )?(?P<name>[A-ZÀ-Ý#][^.,;:!?«»()]{1,60}?"
    r"|[A-ZÀ-Ý][\w.-]{1,40}) (?:est|is|are|sont) (?:une?|les?|la|l['’]|the|an?)\b"
)
_NAMED = re.compile(
    r"(?:[Ll][ea] (?:projet|dispositif|programme|parcours|plateforme)|[Ll]['’](?:action|opération|"
    r"initiative)|[Tt]he (?:project|programme|scheme)) "
    r"(?P<name>#?[A-ZÀ-Ý][\w’'#-]*(?:\.\w+)*"
    r"(?:(?: (?:[–-]|de|du|des|la|le|les|l['’]|d['’]|en|et|of|the|and|for|in|à))* "
    r"[A-ZÀ-Ý0-9][\w’'-]*){0,7})"
)
_QUOTED_LATER = re.compile(
    r"(?:[Pp]rojet|[Pp]roject|[Ss]cheme) [«“\"]\s*(?P<name>[^«»“”\"]{3,100}?)\s*[»”\"]"
)
_CALLED = re.compile(
    r"^(?:(?:le|la|ce|cette|the|this) |l['’])(?:projet|dispositif|programme|magazine|plateforme|"
    r"initiative|action|démarche|jeu|project|programme|scheme) "
    r"(?:de la |de l['’]|d['’]|du |des |de |of (?:the )?)?(?=\S)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


_HEADING_MARK = re.compile(r"^#{1,6}\s+")


class Names(NamedTuple):
    """What the head of a dossier and its text say of it."""

    title: str
    applicant: str
    level: str
    department: str


def of_dossier(atoms: Sequence[Atom]) -> Names:
    """Return the names of a dossier made of these atoms; '' for what is not stated."""
    units = [unit for atom in atoms for unit in atom.units if unit.shape is not Shape.NOISE]
    head = list(atoms[0].head)
    for atom in atoms[1:3]:
        if atoms[0].text_words == 0:
            head += atom.head
    applicant, level = _applicant(atoms, units, head)
    department = _field(units, vocabulary.DEPARTMENT_FIELD)
    if not department and level == "département":
        found = mentions(applicant)
        department = found[0].name if found else ""
    text = " ".join(unit.text for unit in units[:12])[:_LOOKED_AT]
    department = department or authorities.stated_department(text)
    stated = _field(units, vocabulary.LEVEL_FIELD)
    return Names(
        _short(_title(units, head, applicant)),
        _short(applicant),
        next((known for known in LEVELS if fold(known) == fold(stated)), level),
        _short(department),
    )


def of_juror(atoms: Sequence[Atom]) -> tuple[str, str]:
    """Return the name of a juror and what they are, as the booklet puts it."""
    units = [unit for atom in atoms for unit in atom.units if unit.shape is not Shape.NOISE]
    named = next(
        ((at, name) for at, unit in enumerate(units)
         if (name := people.person_of(unit) or people.group_of(unit))), None,
    )  # fmt: skip
    if named is None:
        headings = [unit for unit in units if unit.shape is Shape.HEADING]
        return (_short(headings[0].text) if headings else "", "")
    at, name = named
    roles = []
    for unit in units[at + 1 : at + 4]:
        is_short = unit.words <= 16 and people.has_role(unit)
        if unit.words > 25 or not (unit.shape is Shape.HEADING or is_short):
            break
        roles.append(unit.text)
    own = units[at].text
    if not roles and len(own) > len(name) + 3:
        roles = [re.sub(r"^[\s,:–—(|-]+|[\s)]+$", "", own.lstrip("-*•–▪◦●‣· ")[len(name) :])]
    return _short(name), _short(" ".join(roles))


def of_other(atoms: Sequence[Atom]) -> str:
    """Return the title of a segment of another kind: its heading."""
    unit = atoms[0].units[0]
    return _short(unit.text) if unit.shape is Shape.HEADING else ""


def _applicant(
    atoms: Sequence[Atom], units: Sequence[Unit], head: Sequence[Unit]
) -> tuple[str, str]:
    stated = _field(units, vocabulary.APPLICANT_FIELD)
    if stated:
        found = mentions(stated) or [each for each in [authorities.of_heading(stated)] if each]
        return stated, found[0].level if found else ""
    text = " ".join(unit.text for unit in units if unit not in head)[:_LOOKED_AT]
    named = mentions(text)
    logo = atoms[0].authority or next(
        (each for unit in head if (each := authorities.of_heading(unit.text))), None
    )
    if logo is not None:
        same = _same(logo, named)
        return (same or logo).words, logo.level or (same.level if same else "")
    place = authorities.apposed(text[:_OPENING])
    if place:
        key = authorities.name_key(place)
        same = next((each for each in named if each.key == key and each.level == "commune"), None)
        return same.words if same else place, "commune"
    best = _most_named(named)
    if best is not None:
        return best.words, best.level or authorities.level_in(text[: 2 * _OPENING])
    capitals = " ".join(unit.text for unit in head if unit.capitals)
    return "", authorities.level_in(capitals) or authorities.level_in(text[: 2 * _OPENING])


def _same(logo: Authority, named: Sequence[Authority]) -> Authority | None:
    """Return how the text writes the authority of a logo."""
    wanted = set(logo.key.split())
    for each in named:
        if each.level == logo.level and wanted <= set(each.key.split()):
            return each
    return None


def _most_named(named: Sequence[Authority]) -> Authority | None:
    if not named:
        return None
    often = Counter(each.key for each in named)

    def worth(each: Authority) -> tuple[float, int]:
        early = 2.0 if each.start < _OPENING else 0.0
        return often[each.key] + early, -each.start

    best = max(named, key=worth)
    alone = len(often) == 1
    return best if alone or often[best.key] > 1 or best.start < 2 * _OPENING else None


def _field(units: Sequence[Unit], label: re.Pattern[str]) -> str:
    for unit in units:
        if unit.shape is not Shape.FIELD:
            continue
        name, _colon, value = unit.text.partition(":")
        if label.fullmatch(fold(name).strip()):
            return clean_line(value).strip("*_ ")
    return ""


def _title(units: Sequence[Unit], head: Sequence[Unit], applicant: str) -> str:
    stated = _field(units, vocabulary.TITLE_FIELD)
    if stated:
        return stated
    for unit in head:
        title = _heading_title(unit, applicant)
        if title:
            return title
    text = " ".join(unit.text for unit in units if unit not in head)[:_LOOKED_AT]
    named = [
        found
        for pattern in (_DEFINED, _NAMED, _QUOTED)
        if (found := pattern.search(text[:1500])) and found.start() < 6 * _OPENING
    ]
    if named:
        found = min(named, key=lambda each: each.start())
        return _bare_name(str(next(filter(None, found.groups()))))
    if head and not head[0].capitals and not applicant:
        return head[0].text
    later = _QUOTED_LATER.search(text)
    if later:
        return _bare_name(later["name"])
    first = _SENTENCE_END.split(text, maxsplit=1)[0].strip()
    return first.rstrip(".")


def _bare_name(text: str) -> str:
    """Return a project's name without “the project” before it and quotes around it."""
    text = _CALLED.sub("", text.strip()).strip(' «»“”"')
    return text[:1].upper() + text[1:]


def _heading_title(unit: Unit, applicant: str) -> str:
    """Return the title that a heading holds beside a number and the applicant, '' for none."""
    if unit.shape is not Shape.HEADING or is_prize(unit.folded):
        return ""
    if vocabulary.SUB_HEADING.fullmatch(without_number(unit.folded)):
        return ""
    text = unit.text
    if number_of(unit):
        text = re.sub(
            r"^(?:[^\W\d_]+\s*)?(?:[nN]\s?[°º]\s?|[nN]o\.?\s?|#\s?|№\s?)?\d{1,4}\s*[.):/–—-]*\s*",
            "",
            text,
        )
    for mark in (" – ", " — ", " - ", " : ", ": ", " | "):
        before, found, after = text.partition(mark)
        if not found:
            continue
        if _is_applicant(before, applicant):
            return after.strip()
        if _is_applicant(after, applicant):
            return before.strip()
    if not text.strip() or _is_applicant(text, applicant):
        return ""
    if unit.capitals and (authorities.of_heading(text) or authorities.level_in("le " + text)):
        return ""
    if unit.capitals and (len(unit.text.split()) < 3 or "|" in unit.text):
        return ""
    return authorities.in_small_letters(text) if unit.capitals and applicant else text.strip()


def _is_applicant(text: str, applicant: str) -> bool:
    if authorities.of_heading(text.strip()):
        return True
    said = set(authorities.name_key(text).split())
    return bool(said) and bool(applicant) and said <= set(authorities.name_key(applicant).split())


def _short(text: str) -> str:
    text = clean_line(without_marks(text))
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def without_marks(text: str) -> str:
    """Return a text without the marks of bold and headings around it."""
    return _HEADING_MARK.sub("", text.strip()).strip("*_").strip()

"""Names of persons, and who may be a juror."""

from __future__ import annotations

import re

from gpci_tui.importers.booklet.authorities import in_small_letters
from gpci_tui.importers.booklet.units import Shape, Unit
from gpci_tui.importers.booklet.vocabulary import BIOGRAPHY, GROUP, PRIZE, ROLE
from gpci_tui.model.folding import fold

_TITLE = r"(?:(?:M|Mme|Mlle|Dr|Pr|Me|Mr|Mrs|Ms|Prof|Madame|Monsieur|Professeur|Sir|Dame)\.? )?"
_PLAIN = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[-’'][A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*"
_LARGE = r"[A-ZÀ-ÖØ-Þ]{2,}(?:[-’'][A-ZÀ-ÖØ-Þ]+)*"
_INITIAL = r"[A-ZÀ-Ö]\."
_BETWEEN = r"(?:(?:de|du|van|von|da|di|le|la|el|ben|DE|DU|VAN|VON|LE|LA|EL|BEN) |d['’]|D['’])?"
_MIXED = re.compile(
    rf"{_TITLE}(?:{_PLAIN}|{_INITIAL})(?: (?:{_PLAIN}|{_INITIAL}))?"
    rf"(?: {_BETWEEN}(?:{_PLAIN}|{_LARGE})){{1,2}}"
)
_CAPITALS = re.compile(rf"{_TITLE}{_LARGE}(?: {_BETWEEN}{_LARGE}){{1,3}}")
_ROLE_AFTER = re.compile(r"(?P<name>.{4,60}?)(?:\s*[,:–—(|]\s*|\s+-\s+)(?P<role>.{3,})")
_NO_NAME = re.compile(
    r"^(?:le|la|les|the|our|a|an|un|une|notre|nos)\b|\b(?:des|prix|grand|ville|commune|departement|region|metropole|conseil|projet|jury|"
    r"dossiers?|edition|college|lycee|ecole|numerique|mention|academie|communaute|agglomeration|"
    r"council|city|county|award|prize|school|project|the|and|contents|association|syndicat|"
    r"mixte|general|national|collectivites?|objectifs?|contexte|resultats?|bilan|budget|"
    r"partenaires?|introduction|annexes?|sommaire|editorial|edito|club|library|street|road|"
    r"town|borough|digital|learning|summary|results|background|impact|next|steps)\b"
)


def person_of(unit: Unit) -> str:
    """Return the name of the person that a heading or a list item presents, '' for none."""
    if unit.shape not in (Shape.HEADING, Shape.LIST, Shape.TEXT, Shape.FIELD) or unit.words > 40:
        return ""
    text = unit.text.lstrip("-*•–▪◦●‣· ").strip()
    name = _name(text)
    if name:
        return name if unit.shape in (Shape.HEADING, Shape.LIST) else ""
    parted = _ROLE_AFTER.fullmatch(text)
    if parted and ROLE.search(fold(parted.group("role"))):
        return _name(parted.group("name").strip())
    return ""


def _name(text: str) -> str:
    folded = fold(text)
    if not (_MIXED.fullmatch(text) or _CAPITALS.fullmatch(text)):
        return ""
    if _NO_NAME.search(folded) or ROLE.search(folded):
        return ""
    return in_small_letters(text) if text.isupper() else text


def group_of(unit: Unit) -> str:
    """Return the group of jurors that a heading names, such as a class; '' for none."""
    if unit.shape is not Shape.HEADING or unit.words > 16 or not GROUP.fullmatch(unit.folded):
        return ""
    if not unit.capitals:
        return unit.text
    shown = in_small_letters(unit.text)
    return shown[:1].upper() + shown[1:]


def has_role(unit: Unit) -> bool:
    """Return whether a unit begins with what somebody is."""
    told = unit.folded[:160] if unit.shape is Shape.HEADING else unit.folded[:80]
    return bool(ROLE.search(told)) and not PRIZE.search(unit.folded[:80])


def biography_of(text: str) -> int:
    """Return how many turns of a biography the folded text takes, at most 4."""
    return min(4, len(set(BIOGRAPHY.findall(text))))


def surname_in(name: str, folded: str) -> bool:
    """Return whether a part of the name occurs in the folded text below or above it."""
    return any(
        len(part) > 2 and re.search(rf"\b{re.escape(part)}\b", folded)
        for part in fold(name).split()
    )

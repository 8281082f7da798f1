"""What a cut booklet gives: dossiers, jurors and prizes, each with where it stood."""

from __future__ import annotations

import re

from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.dossier import DossierDraft, EditionDraft, Juror, Prize, Provenance, make_ref
from gpci_tui.model.folding import fold, words
from gpci_tui.model.segments import Kind, Proposal, Segment, first_words, label, page_of

_HEAD = 80
"""A line of a dossier's head, such as a logo's letters, is no longer than this."""
_REF = 50
"""Characters of a ref at most, before the number that tells it from another."""
_SMALL = frozenset(
    ("a", "au", "aux", "d", "de", "des", "du", "l", "la", "le", "les", "the", "of", "and", "et")
)
_NUMBERING = re.compile(r"^(?:[A-Za-zÀ-ÿ]+ +)?(?:n ?[°ºo.]* *)?\d{1,4}\s*[.):–—-]?\s*")
_GROUP = re.compile(r"\b(?:les|eleves?|lyceens|collegiens|classes?|pupils|students)\b")


def drafts(proposal: Proposal) -> list[DossierDraft]:
    """Return the kept dossiers in order, each under a ref of its own.

    The body is the segment's lines; those at its beginning that only repeat the
    title or the applicant are left to the head. A dossier without text gives none.
    """
    made: list[DossierDraft] = []
    refs: set[str] = set()
    for segment in proposal.of(Kind.DOSSIER):
        body = _body(proposal, segment)
        if not body:
            continue
        title = segment.title or first_words(proposal, segment)
        made.append(
            DossierDraft(
                ref=_ref(proposal, segment, title, refs), title=title, body=body,
                applicant=segment.applicant, level=segment.level, department=segment.department,
                prize=segment.prize, source=proposal.file, place=place_of(proposal, segment),
            )
        )  # fmt: skip
    return made


def place_of(proposal: Proposal, segment: Segment) -> Provenance:
    """Return where in its file a segment stands, without the blank lines around it."""
    first, last = segment.first, segment.last
    while first < last and not proposal.lines[first].strip():
        first += 1
    while last > first and not proposal.lines[last].strip():
        last -= 1
    return Provenance(first + 1, last + 1, page_of(proposal, first), page_of(proposal, last))


def edition(proposal: Proposal) -> EditionDraft:
    """Return the kept jurors and prizes, each name once."""
    prizes = [segment.title for segment in proposal.of(Kind.PRIZE)]
    prizes += [segment.prize for segment in proposal.of(Kind.DOSSIER)]
    named = {fold(name): name for name in reversed(prizes) if name}
    jurors = {
        fold(label(proposal, segment)): _juror(proposal, segment)
        for segment in reversed(proposal.of(Kind.JUROR)) if label(proposal, segment)
    }  # fmt: skip
    return EditionDraft(
        prizes=tuple(Prize(0, name) for name in reversed(named.values())),
        jury=tuple(reversed(jurors.values())),
    )


def _juror(proposal: Proposal, segment: Segment) -> Juror:
    name = label(proposal, segment)
    return Juror(
        0, "", name, role=segment.applicant,
        presentation=_without_head(_lines(proposal, segment), f"{name} {segment.applicant}"),
        is_group=bool(_GROUP.search(fold(name))),
    )  # fmt: skip


def _ref(proposal: Proposal, segment: Segment, title: str, taken: set[str]) -> str:
    applicant = segment.applicant if fold(segment.applicant) not in fold(title) else ""
    stem = make_ref(f"{applicant} {title}") or make_ref(proposal.file) or "dossier"
    if len(stem) > _REF:
        stem = stem[: _REF + 1].rpartition("-")[0] or stem[:_REF]
    ref, number = stem, 1
    while ref in taken:
        number += 1
        ref = f"{stem}-{number}"
    taken.add(ref)
    return ref


def _lines(proposal: Proposal, segment: Segment) -> list[str]:
    return clean("\n".join(proposal.lines[segment.first : segment.last + 1])).split("\n")


def _body(proposal: Proposal, segment: Segment) -> str:
    lines = _lines(proposal, segment)
    whole = "\n".join(lines).strip("\n").rstrip()
    if not whole.strip():
        return ""
    return _without_head(lines, f"{segment.title} {segment.applicant}") or whole


def _without_head(lines: list[str], shown: str) -> str:
    """Return the text below the lines that only repeat words of ``shown``."""
    known = set(words(fold(shown))) | _SMALL
    begin = 0
    for number, line in enumerate(lines):
        text = clean_line(line).lstrip("#* ").rstrip("#*| ")
        said = words(fold(_NUMBERING.sub("", text, count=1) or text))
        if len(text) > _HEAD or not set(said) <= known:
            break
        begin = number + 1
    return "\n".join(lines[begin:]).strip("\n").rstrip()

"""What the segments of a booklet are called: kinds, certainty, reasons, places."""

from __future__ import annotations

from gpci_tui.i18n import _, ngettext, number
from gpci_tui.model.errors import N_
from gpci_tui.model.segments import APPROVED, Kind, Proposal, Segment, page_of
from gpci_tui.operations.words import level_name

SIGNS = {
    Kind.EDITORIAL: "¶", Kind.JUROR: "◊", Kind.PRIZE: "♦", Kind.DOSSIER: "■", Kind.OTHER: "□",
}  # fmt: skip
"""Signs of WGL4; a dropped segment has ``DROPPED`` in its place."""
DROPPED = "×"
DOUBT = "?"
_NAMES = {
    Kind.EDITORIAL: N_("editorial"),
    Kind.JUROR: N_("juror"),
    Kind.PRIZE: N_("prize name"),
    Kind.DOSSIER: N_("dossier"),
    Kind.OTHER: N_("other text"),
}
_ABOUT = {
    Kind.EDITORIAL: N_("foreword…: not taken in"),
    Kind.JUROR: N_("becomes a juror of the edition"),
    Kind.PRIZE: N_("becomes a prize of the edition"),
    Kind.DOSSIER: N_("becomes a dossier"),
    Kind.OTHER: N_("cover, contents…: not taken in"),
}
SURE = 0.85
"""Confidence from which a segment is called sure."""


def kind_name(kind: Kind) -> str:
    return _(_NAMES[kind])


def kind_about(kind: Kind) -> str:
    """Return what becomes of a segment of that kind."""
    return _(_ABOUT[kind])


def sign(segment: Segment) -> str:
    return DROPPED if segment.dropped else SIGNS[segment.kind]


def wants_look(segment: Segment) -> bool:
    """Return whether a person should look at a segment: it is doubtful, or nobody applies."""
    if segment.dropped:
        return False
    return segment.is_doubtful or lacks_applicant(segment)


def lacks_applicant(segment: Segment) -> bool:
    """Return whether a dossier names no applicant, and nobody said that this is right."""
    return segment.kind is Kind.DOSSIER and not segment.applicant and segment.clues != APPROVED


def certainty(segment: Segment) -> str:
    """Return how sure a proposal is, in a word."""
    if segment.is_doubtful:
        return _("doubtful")
    return _("sure") if segment.confidence >= SURE else _("likely")


def place(proposal: Proposal, segment: Segment) -> str:
    """Return on which lines a segment stands, and on which pages where there are any."""
    first, last = segment.first + 1, segment.last + 1
    lines = (
        _("line {n}").format(n=number(first))
        if first == last
        else _("lines {first}–{last}").format(first=number(first), last=number(last))
    )
    page, end = page_of(proposal, segment.first), page_of(proposal, segment.last)
    if not page:
        return lines
    if page == end:
        return lines + " · " + _("page {n}").format(n=number(page))
    pages = _("pages {first}–{last}").format(first=number(page), last=number(end))
    return lines + " · " + pages


def who(segment: Segment) -> list[str]:
    """Return applicant, level, department and prize, as far as they are known."""
    level = level_name(segment.level)
    return [text for text in (segment.applicant, level, segment.department, segment.prize) if text]


def dossiers(count: int) -> str:
    return ngettext("{n} dossier", "{n} dossiers", count)

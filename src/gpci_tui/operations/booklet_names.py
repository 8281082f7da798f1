"""Names that may be meant for the applicant of a booklet's dossier."""

from __future__ import annotations

from gpci_tui.importers.booklet.authorities import mentions, of_heading
from gpci_tui.model.folding import fold
from gpci_tui.model.segments import Kind, Proposal, Segment, text_of


def applicants(proposal: Proposal, segment: Segment) -> list[str]:
    """Return the one that was read, those that the segment's own text names, then the others'."""
    named = [authority.words for authority in mentions(text_of(proposal, segment))]
    others = [each.applicant for each in proposal.of(Kind.DOSSIER)]
    return distinct([segment.applicant_read or "", *named, *others])


def level_of(applicant: str) -> str:
    """Return the level that an applicant's name tells, '' where it tells none."""
    authority = of_heading(applicant)
    return authority.level if authority else ""


def distinct(texts: list[str]) -> list[str]:
    """Return each text once, in order, whatever case and accents; '' not at all."""
    return list({fold(text): text for text in reversed(texts) if text}.values())[::-1]

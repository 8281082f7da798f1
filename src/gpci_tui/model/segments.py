"""A booklet cut into segments, and the edits that a secretary makes to the cuts.

Every function returns another proposal and keeps one promise: each line of the
source is in exactly one segment.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.clues import CORRECTED, Clue
from gpci_tui.model.errors import N_, Refused

BY_HAND = (Clue("hand"),)
APPROVED = (Clue("right"),)
"""A person looked at it and found nothing to change, whatever may be missing."""
MAX_TITLE = 300
"""Characters of a title or a name, as in a dossier's front matter."""
DOUBTFUL = 0.6
"""A segment whose confidence is below this is worth a look."""
_FIRST_WORDS = 70


class Kind(StrEnum):
    """What a segment is."""

    EDITORIAL = "editorial"
    JUROR = "juror"
    PRIZE = "prize label"
    DOSSIER = "dossier"
    OTHER = "other"


class Segment(NamedTuple):
    """Some lines of the booklet. Lines count from 0; ``last`` belongs to it."""

    kind: Kind
    first: int
    last: int
    title: str = ""
    """Of a dossier or an editorial; the name of a juror or of a prize."""
    applicant: str = ""
    """Of a dossier; of a juror, what they are as the booklet puts it."""
    level: str = ""
    department: str = ""
    prize: str = ""
    confidence: float = 1.0
    """From 0 to 1; 1 is sure, or set by hand."""
    clues: tuple[Clue, ...] = ()
    dropped: bool = False
    """Left out when the proposal is taken in."""
    applicant_read: str | None = None
    """The dossier's applicant as read in the text, where it was set since: by hand, or as an
    earlier correction says. None where nobody touched it."""

    @property
    def is_doubtful(self) -> bool:
        """Return whether it is worth a look."""
        return self.confidence < DOUBTFUL


class Proposal(NamedTuple):
    """A booklet's text and how it is cut."""

    file: str
    """Its name, for provenance; cleaned."""
    lines: tuple[str, ...]
    pages: tuple[int, ...]
    """The line on which each page begins, from 0; empty where there are no pages."""
    segments: tuple[Segment, ...]

    @property
    def kept(self) -> tuple[Segment, ...]:
        """Return the segments that are not dropped."""
        return tuple(segment for segment in self.segments if not segment.dropped)

    def of(self, kind: Kind) -> tuple[Segment, ...]:
        """Return the kept segments of a kind."""
        return tuple(segment for segment in self.kept if segment.kind is kind)


def is_sound(proposal: Proposal) -> bool:
    """Return whether every line is in exactly one segment."""
    expected = 0
    for segment in proposal.segments:
        if segment.first != expected or segment.last < segment.first:
            return False
        expected = segment.last + 1
    return expected == len(proposal.lines)


def whole(file: str, lines: Iterable[str], pages: Iterable[int] = ()) -> Proposal:
    """Return a proposal of a single segment, from which all others can be made by hand."""
    lines = tuple(lines)
    segments = (Segment(Kind.OTHER, 0, len(lines) - 1),) if lines else ()
    return Proposal(file, lines, tuple(pages), segments)


def at(proposal: Proposal, line: int) -> int:
    """Return the index of the segment that holds ``line``. Raises IndexError outside the text."""
    if not 0 <= line < len(proposal.lines):
        raise IndexError(line)
    return bisect_right(proposal.segments, line, key=lambda segment: segment.first) - 1


def text_of(proposal: Proposal, segment: Segment) -> str:
    """Return a segment's lines as one text, without the blank ones around it."""
    return "\n".join(proposal.lines[segment.first : segment.last + 1]).strip()


def first_words(proposal: Proposal, segment: Segment) -> str:
    """Return how a segment begins, on one line; '' where it has no text."""
    for line in proposal.lines[segment.first : segment.last + 1]:
        text = clean_line(line).lstrip("#>*- ").strip()
        if text:
            return (
                text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
            )
    return ""


def label(proposal: Proposal, segment: Segment) -> str:
    """Return what to call a segment in a list: its title, else how it begins."""
    return segment.title or first_words(proposal, segment)


def page_of(proposal: Proposal, line: int) -> int:
    """Return the page of a line, from 1; 0 where there are no pages."""
    return bisect_right(proposal.pages, line)


def split(proposal: Proposal, line: int) -> Proposal:
    """Begin a new segment of the same kind at ``line``; unchanged where one begins there."""
    index = at(proposal, line)
    segment = proposal.segments[index]
    if line == segment.first:
        return proposal
    upper = _by_hand(segment, last=line - 1)
    lower = _by_hand(
        segment, first=line, title="", applicant="", level="", department="",
        applicant_read="", clues=BY_HAND,
    )  # fmt: skip
    return _replaced(proposal, index, index + 1, upper, lower)


def join(proposal: Proposal, index: int) -> Proposal:
    """Join a segment with the one before, whose kind and fields stay; gaps are filled.

    Raises:
        Refused: it is the first.
    """
    if index == 0:
        raise Refused(N_("Nothing stands before the first part."))
    before, segment = proposal.segments[index - 1 : index + 1]
    fields = {
        name: getattr(before, name) or getattr(segment, name)
        for name in ("title", "applicant", "level", "department", "prize")
    }
    named = before if before.applicant else segment
    joined = _by_hand(
        before, last=segment.last, dropped=before.dropped and segment.dropped, **fields,
        clues=BY_HAND + _corrections(named),
        applicant_read="" if named.kind is Kind.JUROR else named.applicant_read,
    )  # fmt: skip
    return _replaced(proposal, index - 1, index + 1, joined)


def move_boundary(proposal: Proposal, index: int, line: int) -> Proposal:
    """Let a segment begin at ``line``; the one before gives or takes the lines between.

    Raises:
        Refused: it is the first, or one of the two would be left without a line.
    """
    if index == 0:
        raise Refused(N_("Nothing stands before the first part."))
    before, segment = proposal.segments[index - 1 : index + 1]
    if not before.first < line <= segment.last:
        raise Refused(N_("A part would be left without a line; join the two instead."))
    return _replaced(
        proposal, index - 1, index + 1,
        _by_hand(before, last=line - 1), _by_hand(segment, first=line),
    )  # fmt: skip


def change(
    proposal: Proposal,
    index: int,
    *,
    kind: Kind | None = None,
    title: str | None = None,
    applicant: str | None = None,
    level: str | None = None,
    department: str | None = None,
    prize: str | None = None,
) -> Proposal:
    """Set what is given of a segment; with nothing given, confirm it as it stands."""
    texts = {
        "title": title, "applicant": applicant, "level": level, "department": department,
        "prize": prize,
    }  # fmt: skip
    segment = proposal.segments[index]
    changes: dict[str, object] = {
        name: clean_line(text)[:MAX_TITLE] for name, text in texts.items() if text is not None
    }
    if kind is not None:
        changes["kind"] = kind
    if applicant is not None:
        changes["clues"] = BY_HAND
    if applicant is not None or (kind is not None and segment.kind is not Kind.DOSSIER):
        changes["applicant_read"] = _applicant_read(segment)
    if not changes:
        changes["clues"] = APPROVED
    return _replaced(proposal, index, index + 1, _by_hand(segment, **changes))


def drop(proposal: Proposal, index: int) -> Proposal:
    """Leave a segment out of what is taken in; its lines stay in the proposal."""
    return _replaced(proposal, index, index + 1, _by_hand(proposal.segments[index], dropped=True))


def keep(proposal: Proposal, index: int) -> Proposal:
    """Take a dropped segment back."""
    return _replaced(proposal, index, index + 1, _by_hand(proposal.segments[index], dropped=False))


def next_doubtful(proposal: Proposal, index: int) -> int | None:
    """Return the next kept segment worth a look after ``index``, around the end; or None."""
    count = len(proposal.segments)
    for step in range(1, count + 1):
        segment = proposal.segments[(index + step) % count]
        if segment.is_doubtful and not segment.dropped:
            return (index + step) % count
    return None


def _by_hand(segment: Segment, **changes: Any) -> Segment:
    clues = BY_HAND + _corrections(segment)
    return segment._replace(confidence=1.0, clues=clues)._replace(**changes)


def _corrections(segment: Segment) -> tuple[Clue, ...]:
    """Return why an applicant is not as read: true whatever else is set by hand."""
    return tuple(clue for clue in segment.clues if clue.code == CORRECTED)


def _applicant_read(segment: Segment) -> str:
    if segment.applicant_read is not None:
        return segment.applicant_read
    # What a juror is, as the booklet puts it, is no applicant's name.
    return segment.applicant if segment.kind is Kind.DOSSIER else ""


def _replaced(proposal: Proposal, begin: int, end: int, *segments: Segment) -> Proposal:
    old = proposal.segments
    return proposal._replace(segments=(*old[:begin], *segments, *old[end:]))

"""What one juror holds on a dossier: reading status, note, tags, annotations, places."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """The reading status. The last is not one of reading: the juror set the dossier aside."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    REREAD = "reread"
    ASIDE = "aside"

    @property
    def sign(self) -> str:
        """The sign shown with the colour, so that a colour never speaks alone."""
        return {"unread": "○", "reading": "►", "read": "●", "reread": "↺", "aside": "×"}[self.value]


class Kind(StrEnum):
    """The kind of an annotation."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    QUESTION = "question"
    QUOTE = "quote"

    @property
    def sign(self) -> str:
        return {"strength": "+", "weakness": "−", "question": "?", "quote": "«"}[self.value]


class Fate(StrEnum):
    """What the last revision of a dossier did to a marked passage."""

    KEPT = "kept"
    MOVED = "moved"
    """It stands elsewhere, or its words were changed."""
    ORPHANED = "orphaned"

    @property
    def sign(self) -> str:
        return {"kept": "●", "moved": "►", "orphaned": "×"}[self.value]


class Annotation(NamedTuple):
    """A marked passage.

    Anchored as in the W3C Web Annotation Data Model: TextPositionSelector
    (``start`` and ``end``, in code points of the dossier's body, end excluded)
    and TextQuoteSelector (``quote``, ``prefix``, ``suffix``).
    """

    id: int
    uuid: str
    dossier_id: int
    kind: Kind
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    note: str
    created_at: str
    updated_at: str
    orphaned: bool = False
    """True when the passage no longer stands in the revised text."""
    fate: Fate | None = None
    """None where the text was not revised since, or it was attached by hand."""
    similarity: float = 1.0
    """How much the passage is like what was marked, 0 to 1; 0 where it is orphaned."""
    quote_before: str = ""
    """What was marked before the last revision, where its words were changed."""


CONTEXT = 32
"""Characters kept before and after a quote, to find it again in a revised text."""


class Anchor(NamedTuple):
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


def anchor(body: str, start: int, end: int) -> Anchor:
    """Return the anchor of ``body[start:end]``, without the white space at its edges.

    Raises:
        ValueError: nothing but white space stands there.
    """
    start, end = max(0, start), min(len(body), end)
    quote = body[start:end]
    left = len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote:
        raise ValueError("an annotation needs a passage")
    start += left
    end = start + len(quote)
    return Anchor(
        start, end, quote, body[max(0, start - CONTEXT) : start], body[end : end + CONTEXT]
    )


class ListKind(StrEnum):
    """What a shortlist is for."""

    PRIZE = "prize"
    THEME = "theme"
    OWN = "own"


class Review(NamedTuple):
    """A juror's opinion of a whole dossier, without its annotations."""

    status: Status = Status.UNREAD
    note: str = ""


class Place(NamedTuple):
    """Where the juror stopped reading a dossier."""

    position: int = 0
    """Code point of the body at which the cursor stood."""
    progress: float = 0.0
    """Share of the text that was on the screen, 0 to 1; it never falls."""
    read_at: str = ""
    """When it was last read, ISO 8601 in UTC; '' for never."""


class Entry(NamedTuple):
    """A dossier's place in a shortlist."""

    id: int
    dossier_id: int
    ref: str
    title: str
    applicant: str
    rank: int
    """From 1 on."""
    reason: str
    status: Status
    kinds: tuple[Kind, ...]
    """Kinds of its annotations, each once, in the order of ``Kind``."""
    annotations: int
    read_at: str = ""


class Shortlist(NamedTuple):
    """An ordered list of dossiers for a prize, for a theme, or one that the juror named.

    ``target_id`` is the prize's or the theme's id; for one of the juror's own
    it is the list's own id.
    """

    kind: ListKind
    target_id: int
    name: str
    places: int
    """Places above the line; 0 where no line is drawn."""
    entries: tuple[Entry, ...] = ()
    sign: str = ""
    tagged: int = 0
    """Dossiers that the juror tagged with the theme, for the list of a theme."""

    @property
    def key(self) -> ListKey:
        return ListKey(self.kind, self.target_id)

    @property
    def filled(self) -> int:
        """How many of the places are taken."""
        return min(self.places, len(self.entries)) if self.places else len(self.entries)


class ListKey(NamedTuple):
    """Which shortlist, without its content."""

    kind: ListKind
    target_id: int

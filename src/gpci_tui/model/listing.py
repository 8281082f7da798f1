"""What the library lists: facets, an order, rows, and the outcome of a search."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model.review import ListKey, Status

if TYPE_CHECKING:
    from gpci_tui.model.query import Problem


class Sort(StrEnum):
    """Orders of the library. RELEVANCE stands only while words are searched."""

    EDITION = "edition"
    TITLE = "title"
    APPLICANT = "applicant"
    LAST_READ = "last_read"
    ANNOTATIONS = "annotations"
    WORDS = "words"
    RELEVANCE = "relevance"


class Facets(NamedTuple):
    """Chosen values. Values of one facet add up, facets narrow each other."""

    statuses: frozenset[Status] = frozenset()
    prizes: frozenset[int] = frozenset()
    """Prize ids; 0 stands for 'no prize stated'."""
    levels: frozenset[str] = frozenset()
    """'' stands for 'not stated'."""
    themes: frozenset[int] = frozenset()
    """Theme ids; 0 stands for 'no theme'."""
    shortlists: frozenset[ListKey] = frozenset()
    annotated: frozenset[bool] = frozenset()
    searches: frozenset[int] = frozenset()
    """Ids of saved searches."""

    def __bool__(self) -> bool:
        return any(self[:])

    def toggle(self, facet: str, value: object) -> Facets:
        """Return the facets with ``value`` chosen, or let go if it was."""
        chosen: frozenset[object] = getattr(self, facet)
        return self._replace(**{facet: chosen ^ {value}})  # type: ignore[arg-type]


class FacetValue(NamedTuple):
    """A line of the facets: a value, what it is called, how many dossiers have it."""

    facet: str
    value: object
    name: str
    count: int  # type: ignore[assignment]  # hides tuple.count
    sign: str = ""


class Row(NamedTuple):
    """A dossier as the library lists it."""

    id: int
    ref: str
    title: str
    applicant: str
    level: str
    prize: str
    words: int
    status: Status
    annotations: int
    has_note: bool
    progress: float
    read_at: str
    themes: tuple[str, ...] = ()
    shortlists: tuple[str, ...] = ()


class Asked(NamedTuple):
    """How something was searched."""

    text: str = ""
    facets: Facets = Facets()
    sort: Sort = Sort.EDITION
    typing: bool = False
    """Whether the last word may go on."""
    literal: bool = False
    """Whether every word is taken as it stands."""


class Found(NamedTuple):
    """The outcome of a search: which dossiers, in which order, and how it was understood."""

    ids: Sequence[int] = ()
    total: int = 0
    """How many dossiers the edition holds."""
    terms: tuple[str, ...] = ()
    """Folded words and phrases to highlight: as typed, inflected, after corrections."""
    corrected: tuple[tuple[str, str], ...] = ()
    """(word as typed, nearest word of the edition) where the typed one was nowhere."""
    facets: tuple[FacetValue, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What was not understood as it stands."""
    groups: tuple[int, ...] = ()
    """How many dossiers each group holds where THEN parts them, in order."""
    ranked: bool = True
    """Whether ``ids`` are in their final order; if not, ``operations.library.rank`` puts them."""
    asked: Asked = Asked()

"""What is exported: one juror's whole review of an edition, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gpci_tui.model.dossier import Dossier, Edition, Juror
from gpci_tui.model.review import Annotation, Kind, ListKind, Place, Review, Shortlist, Status


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A dossier with all that the juror holds on it."""

    dossier: Dossier
    review: Review
    themes: tuple[str, ...]
    annotations: tuple[Annotation, ...]
    place: Place

    @property
    def is_touched(self) -> bool:
        """Return whether the juror holds anything on it."""
        opinion = self.review != Review() or self.themes or self.annotations
        return bool(opinion or self.place.read_at)


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything one juror holds, in the edition's order."""

    edition: Edition
    edition_uuid: str
    juror: Juror
    dossiers: tuple[Reviewed, ...]
    shortlists: tuple[Shortlist, ...]
    searches: tuple[tuple[str, str], ...]
    """Saved searches: name, and what is asked for, as it was typed."""
    at: str
    """When it was gathered, ISO 8601 in UTC."""

    @property
    def annotations(self) -> int:
        """Return how many annotations there are."""
        return sum(len(reviewed.annotations) for reviewed in self.dossiers)


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in the language spoken; given, since exporters are below them."""

    status: Callable[[Status], str]
    kind: Callable[[Kind], str]
    level: Callable[[str], str]
    list_kind: Callable[[ListKind], str]

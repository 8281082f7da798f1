"""What the reader shows of one dossier, read from the store in one go."""

from __future__ import annotations

from dataclasses import dataclass

from gpci_tui.model.document import Document, parse
from gpci_tui.model.dossier import Dossier, Theme
from gpci_tui.model.review import Annotation, Place, Review
from gpci_tui.store import dossiers, places, reviews, revisions, shortlists, themes
from gpci_tui.store.connection import Store


@dataclass(frozen=True, slots=True)
class Reading:
    """A dossier open in the reader, with everything the juror holds on it."""

    dossier: Dossier
    document: Document
    review: Review
    place: Place
    annotations: tuple[Annotation, ...]
    """In the order of the text; orphaned ones too."""
    themes: tuple[Theme, ...]
    lists: tuple[tuple[str, int], ...]
    """(name, rank) of each shortlist that holds the dossier."""
    older: int = 0
    """How many older texts it has."""

    def same_text(self, other: Reading | None) -> bool:
        """Return whether ``other`` shows the very text of this one."""
        return (
            other is not None
            and self.dossier.id == other.dossier.id
            and self.dossier.fingerprint == other.dossier.fingerprint
        )

    def quote(self, annotation: Annotation) -> str:
        """Return the passage of an annotation as it is displayed, on one line."""
        if annotation.orphaned:
            return " ".join(annotation.quote.split())
        return self.document.excerpt(annotation.start, annotation.end)


def read(store: Store, dossier_id: int, known: Reading | None = None) -> Reading:
    """Read a dossier; the text of ``known`` is taken over where it is the same.

    Raises:
        NotFound: the dossier is not in the edition.
    """
    conn, me = store.conn, store.juror_id
    dossier = dossiers.get(conn, dossier_id)
    same = known is not None and known.dossier.body == dossier.body
    return Reading(
        dossier,
        known.document if known is not None and same else parse(dossier.body),
        reviews.review(conn, me, dossier_id),
        places.get(conn, me, dossier_id),
        tuple(reviews.annotations_of(conn, me, dossier_id)),
        tuple(themes.of_dossier(conn, me, dossier_id)),
        tuple((name, rank) for _key, name, rank in shortlists.of_dossier(conn, me, dossier_id)),
        revisions.count(conn, dossier_id),
    )

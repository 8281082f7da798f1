"""A dossier that was annotated and then revised."""

from __future__ import annotations

from gpci_tui.model.changes import Changes
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, edition
from gpci_tui.store.connection import Store

REVISED = 6
"""Row of the dossier, the first one after those of ``tests.samples``."""
OLD = "\n\n".join(
    [
        "## Contexte",
        "Les élèves lisent beaucoup de livres à l’école et à la médiathèque du quartier.",
        *(f"Un paragraphe, le numéro {n}, qui ne change pas du tout." for n in range(30)),
        "Les tablettes circulent entre les classes de tout le département.",
        "Une phrase qui va disparaître du dossier avec son paragraphe entier.",
    ]
)
NEW = OLD.replace("beaucoup de livres", "beaucoup de romans").rpartition("\n\n")[0]
MARKED = ("beaucoup de livres", "Les tablettes", "Une phrase qui va disparaître")


def revise(store: Store) -> Changes:
    """Add a dossier to the small edition, annotate it three times, and revise it."""
    draft = DossierDraft("revise", "Un dossier révisé", OLD, "Ville d’Un")
    edition.take_in(store, [draft])
    for quote, kind in zip(MARKED, Kind, strict=False):
        start = OLD.index(quote)
        annotations.annotate(store, REVISED, start, start + len(quote), kind)
    return edition.take_in(store, [draft._replace(body=NEW, title="Un dossier corrigé")]).changes

"""A stage, and every verb played on it so that it has something to change."""

from __future__ import annotations

from collections.abc import Callable

from gpci_tui.model.changes import Changes
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import (
    annotations,
    edition,
    reviews,
    saved_searches,
    shortlists,
    themes,
)
from gpci_tui.store.connection import Store
from tests.samples import CALAIS, GUYANE

FIRST, SECOND, THIRD = 1, 2, 3
"""Rows of the first dossiers of ``tests.samples``."""
INCLUSION, READING = 1, 2
"""Rows of the themes of ``tests.samples``."""
PRIZE = ListKey(ListKind.PRIZE, 1)
THEME = ListKey(ListKind.THEME, INCLUSION)


def set_the_stage(store: Store) -> None:
    """Tag, annotate and shortlist on the edition of ``tests.samples``, just imported."""
    themes.tag(store, [FIRST, SECOND], INCLUSION)
    themes.tag(store, [SECOND, THIRD], READING)
    annotations.annotate(store, FIRST, 13, 40, Kind.QUOTE, "Une note")
    shortlists.create(store, "Ma liste", [FIRST, SECOND, THIRD])
    shortlists.add(store, [FIRST, SECOND], THEME, "Une raison")
    shortlists.add(store, [SECOND, THIRD], ListKey(ListKind.THEME, READING))
    reviews.set_status(store, [SECOND], Status.ASIDE)
    saved_searches.save(store, "Tablettes", "tablette*")


def mine(store: Store) -> ListKey:
    """Return the list “Ma liste”."""
    ((list_id,),) = store.conn.execute("SELECT id FROM shortlist WHERE name = 'Ma liste'")
    return ListKey(ListKind.OWN, list_id)


def entry(store: Store, dossier_id: int, name: str = "Ma liste") -> int:
    """Return the row of a dossier's place on a list of one's own."""
    ((entry_id,),) = store.conn.execute(
        "SELECT entry.id FROM entry JOIN shortlist ON shortlist.id = shortlist_id"
        " WHERE dossier_id = ? AND name = ?",
        (dossier_id, name),
    )
    return int(entry_id)


SCENES: dict[str, Callable[[Store], Changes]] = {
    "themes.tag": lambda s: themes.tag(s, [THIRD], INCLUSION),
    "themes.tag: several": lambda s: themes.tag(s, [FIRST, SECOND, THIRD, THIRD], INCLUSION),
    "themes.untag": lambda s: themes.untag(s, [FIRST], INCLUSION),
    "themes.create": lambda s: themes.create(s, "Éveil"),
    "themes.create: and tag": lambda s: themes.create(s, "Éveil", [FIRST, SECOND]),
    "themes.rename": lambda s: themes.rename(s, READING, "Lecture et écriture"),
    "themes.describe": lambda s: themes.describe(s, READING, "Une description\nsur deux lignes"),
    "themes.set_sign": lambda s: themes.set_sign(s, READING, "■"),
    "themes.merge": lambda s: themes.merge(s, INCLUSION, READING),
    "themes.delete": lambda s: themes.delete(s, INCLUSION),
    "reviews.set_status": lambda s: reviews.set_status(s, [FIRST, THIRD], Status.REREAD),
    "reviews.start_reading": lambda s: reviews.start_reading(s, FIRST),
    "reviews.toggle_aside": lambda s: reviews.toggle_aside(s, [FIRST, SECOND]),
    "reviews.toggle_aside: back": lambda s: reviews.toggle_aside(s, [SECOND]),
    "reviews.set_note": lambda s: reviews.set_note(s, FIRST, "Une note\n\n« à suivre »"),
    "annotations.annotate": lambda s: annotations.annotate(s, SECOND, 13, 60, Kind.WEAKNESS),
    "annotations.edit": lambda s: annotations.edit(s, 1, kind=Kind.STRENGTH, note="Mieux"),
    "annotations.delete": lambda s: annotations.delete(s, 1),
    "annotations.attach": lambda s: annotations.attach(s, 1, 3, 11),
    "shortlists.add": lambda s: shortlists.add(s, [FIRST], PRIZE, "Parce que"),
    "shortlists.add: several": lambda s: shortlists.add(s, [FIRST, SECOND, FIRST], PRIZE),
    "shortlists.remove": lambda s: shortlists.remove(s, [FIRST, THIRD], mine(s)),
    "shortlists.rank": lambda s: shortlists.rank(s, entry(s, THIRD), -2),
    "shortlists.move": lambda s: shortlists.move(s, entry(s, THIRD), PRIZE),
    "shortlists.set_reason": lambda s: shortlists.set_reason(s, entry(s, FIRST), "Le plus abouti"),
    "shortlists.set_places": lambda s: shortlists.set_places(s, mine(s), 2),
    "shortlists.set_places: prize": lambda s: shortlists.set_places(s, PRIZE, 4),
    "shortlists.create": lambda s: shortlists.create(s, "Une autre", [THIRD, FIRST, THIRD]),
    "shortlists.rename": lambda s: shortlists.rename(s, mine(s), "Ma liste à moi"),
    "shortlists.delete": lambda s: shortlists.delete(s, mine(s)),
    "saved_searches.save": lambda s: saved_searches.save(s, "À lire", "état:nonlu"),
    "saved_searches.save: again": lambda s: saved_searches.save(s, "TABLETTES", "tablettes"),
    "saved_searches.rename": lambda s: saved_searches.rename(s, 1, "Écrans"),
    "saved_searches.remove": lambda s: saved_searches.remove(s, 1),
    "edition.take_in": lambda s: (
        edition.take_in(
            s,
            [
                CALAIS._replace(body="## Avant-propos\n\n" + CALAIS.body),
                GUYANE._replace(ref="nouveau", prize="Prix nouveau"),
            ],
        ).changes
    ),
    "edition.rename_me": lambda s: edition.rename_me(s, "Camille"),
}

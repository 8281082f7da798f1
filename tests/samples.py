"""A small edition for tests, and a clock that ticks instead of running."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from gpci_tui.model.dossier import (
    Criterion,
    DossierDraft,
    EditionDraft,
    Juror,
    Prize,
    Theme,
)
from gpci_tui.operations import edition
from gpci_tui.store.connection import Store, open_store

START = datetime(2025, 3, 12, 13, 0, tzinfo=UTC)


def ticking(start: datetime = START) -> Callable[[], datetime]:
    """Return a clock that is one second later each time it is read."""
    seconds = count()
    return lambda: start + timedelta(seconds=next(seconds))


CALAIS = DossierDraft(
    ref="calais-lecture",
    title="Lire ensemble à Calais",
    applicant="Ville de Calais",
    level="commune",
    department="Pas-de-Calais",
    prize="Innovation pédagogique",
    fields=(("budget", ("22\u00a0605 €",)), ("partners", ("Canopé", "Bibliothèque"))),
    body=(
        "## Contexte\n\nL’école du Pont-du-Leu reçoit 240 élèves. Leurs œuvres sont exposées.\n\n"
        "## Projet\n\nDes tablettes circulent entre l’école et la médiathèque. "
        "Le budget est de 22\u00a0605 euros.\n"
    ),
    source="calais-lecture.md",
)
LYON = DossierDraft(
    ref="lyon-inclusif",
    title="Un espace numérique inclusif",
    applicant="Métropole de Lyon",
    level="métropole",
    prize="Alliance éducative",
    body=(
        "## Contexte\n\nLes collégiens à besoins particuliers utilisent des tablettes adaptées.\n\n"
        "## Résultats\n\nLes familles sont associées au projet. Les familles sont entendues.\n"
    ),
)
GUYANE = DossierDraft(
    ref="guyane-classes",
    title="Élargir la classe en Guyane",
    applicant="Collectivité territoriale de Guyane",
    level="collectivité d’outre-mer",
    body="Une pirogue relie les écoles isolées ; le réseau arrive par satellite.\n",
)
MOSELLE = DossierDraft(
    ref="moselle-stages",
    title="Stages de 3e en Moselle",
    applicant="Département de la Moselle",
    level="département",
    prize="Innovation pédagogique",
    body="## Projet\n\nLes élèves de troisième découvrent cœur de métier et entreprise.\n",
)
SANS = DossierDraft(ref="sans-rien", title="Dossier sans indication", body="Texte bref.\n")

DRAFTS = (CALAIS, LYON, GUYANE, MOSELLE, SANS)
EDITION = EditionDraft(
    name="Grand Prix",
    year=2025,
    organiser="L’organisateur",
    prizes=(
        Prize(0, "Innovation pédagogique", "Ce qui change en classe", 3),
        Prize(0, "Alliance éducative", "", 1),
    ),
    themes=(Theme(0, "Inclusion"), Theme(0, "Lecture", "Lire et écrire", "●")),
    jury=(Juror(0, "", "Camille Exemple", "présidente"),),
    criteria=(Criterion("Impact", "Ce que les élèves y gagnent", suggested=True),),
)


def open_filled(path: Path) -> Store:
    """Return a store at ``path`` with the small edition in it, as one journal step."""
    store = open_store(path, juror="Jo", clock=ticking())
    edition.take_in(store, DRAFTS, EDITION)
    return store


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the store at ``path`` for a while."""
    store = open_store(path, clock=ticking(START + timedelta(days=1)))
    try:
        yield store
    finally:
        store.close()


def ids(store: Store) -> dict[str, int]:
    """Return the row of every dossier by its ref."""
    return dict(store.conn.execute("SELECT ref, id FROM dossier").fetchall())

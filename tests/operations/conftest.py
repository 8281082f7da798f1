"""An edition in which a juror, and another one, worked a lot."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import annotations, edition, reviews, shortlists, themes
from gpci_tui.store import places
from gpci_tui.store.connection import Store
from tests.samples import open_filled

MORE = tuple(
    DossierDraft(
        ref=f"dossier-{number}",
        title=f"{title} {number}",
        applicant=("", "Ville d’Évry", "ville d'Albi")[number % 3],
        level=("commune", "", "région")[number % 3],
        prize=("", "Alliance éducative")[number % 2],
        body=f"{title}. " + "Les élèves lisent des œuvres à l’école. " * (1 + number % 4),
    )
    for number, title in enumerate(
        ["Éveil musical", "Tablettes pour tous", "Égalité", "eau vive", "Zones", "Œuvrer"]
    )
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that is only read: opinions of every kind, and another juror's, too."""
    store = open_filled(tmp_path_factory.mktemp("busy") / "edition.gpci")
    edition.take_in(store, MORE)
    themes.create(store, "Éducation aux médias", [1, 4, 7])
    themes.tag(store, [1, 2, 9], 1)
    themes.tag(store, [2, 4], 2)
    reviews.set_status(store, [1, 2, 6], Status.READ)
    reviews.set_status(store, [3], Status.ASIDE)
    reviews.set_note(store, 3, "À rapprocher de l’œuvre d’Évry")
    for dossier_id, kind in ((1, Kind.QUOTE), (1, Kind.STRENGTH), (5, Kind.QUESTION)):
        annotations.annotate(
            store, dossier_id, 0, 9, kind, "pérenne ?" if kind == "question" else ""
        )
    shortlists.add(store, [1, 2, 7], ListKey(ListKind.PRIZE, 1))
    shortlists.add(store, [2], ListKey(ListKind.THEME, 1))
    shortlists.create(store, "À revoir", [7, 8])
    for dossier_id in (4, 1, 9):
        places.put(store, dossier_id, 3, 0.5)
    _let_another_juror_work(store)
    yield store
    store.close()


def _let_another_juror_work(store: Store) -> None:
    for table in ("review", "tagging", "annotation"):
        columns = [row[1] for row in store.conn.execute(f"PRAGMA table_info({table})")]
        names = [f'"{name}"' for name in columns if name not in ("id", "uuid")]
        other = {'"juror_id"': "2", '"dossier_id"': "1 + dossier_id % 11"}
        values = [other.get(name, name) for name in names]
        store.conn.execute(
            f"INSERT INTO {table} (uuid, {', '.join(names)})"
            f" SELECT lower(hex(randomblob(16))), {', '.join(values)} FROM {table}"
        )
    store.conn.execute(
        "INSERT INTO shortlist (uuid, juror_id, kind, prize_id, name)"
        " VALUES ('o', 2, 'own', NULL, 'X'), ('p', 2, 'prize', 1, '')"
    )
    store.conn.execute(
        "INSERT INTO entry (uuid, juror_id, shortlist_id, dossier_id, rank, created_at)"
        " SELECT s.uuid || d.id, 2, s.id, d.id, d.id, '' FROM dossier d JOIN shortlist s"
        " ON s.juror_id = 2"
    )
    store.conn.execute("INSERT INTO place SELECT id, 2, 1, 1, '2030', x'' FROM dossier")

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.model.dossier import Criterion, EditionDraft, Juror, Prize, Provenance, Theme
from gpci_tui.model.errors import Refused
from gpci_tui.model.review import Annotation, Fate, Kind
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import annotations, edition, shortlists
from gpci_tui.operations.edition import Outcome
from gpci_tui.store import backups, copying, dossiers
from gpci_tui.store import edition as stored
from gpci_tui.store import reviews as read
from gpci_tui.store.connection import Store
from tests.samples import CALAIS, DRAFTS, EDITION, LYON
from tests.store.images import tables

QUOTE = "Les familles sont"


def test_an_edition_is_taken_in_as_it_is_said(store: Store) -> None:
    found = stored.get(store.conn)
    assert (found.title, found.organiser, found.dossiers) == (
        "Grand Prix 2025", "L’organisateur", 5,
    )  # fmt: skip
    assert [(prize.name, prize.places) for prize in found.prizes] == [
        ("Innovation pédagogique", 3), ("Alliance éducative", 1),
    ]  # fmt: skip
    assert [criterion.name for criterion in stored.criteria(store.conn)] == ["Impact"]
    assert [juror.name for juror in stored.jurors(store.conn)] == ["Jo", "Camille Exemple"]
    calais = dossiers.by_ref(store.conn, CALAIS.ref)
    assert (calais.prize, calais.body, calais.source) == (
        CALAIS.prize, CALAIS.body, CALAIS.source,
    )  # fmt: skip


def test_taken_in_again_nothing_changes(store: Store) -> None:
    before = tables(store.conn, with_journal=True)
    result = edition.take_in(store, DRAFTS, EDITION)
    assert not result.changes
    assert result.count(Outcome.UNCHANGED) == len(DRAFTS)
    assert tables(store.conn, with_journal=True) == before


def test_the_plan_is_what_is_done(store: Store) -> None:
    drafts = [CALAIS, LYON._replace(title="Autre"), LYON._replace(ref="nouveau")]
    before = tables(store.conn, with_journal=True)
    planned = edition.plan(store, drafts)
    assert [outcome for _, outcome in planned] == [
        Outcome.UNCHANGED, Outcome.REVISED, Outcome.NEW,
    ]  # fmt: skip
    assert tables(store.conn, with_journal=True) == before
    result = edition.take_in(store, drafts)
    assert result.outcomes == planned
    assert result.changes.words == {"new": "1", "revised": "1"}


def test_progress_is_told_for_each(empty_store: Store) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    edition.take_in(empty_store, DRAFTS, progress=progress)
    assert told == [(number, 5) for number in range(5)]


def test_two_drafts_of_one_ref_are_refused_and_nothing_is_kept(empty_store: Store) -> None:
    before = tables(empty_store.conn, with_journal=True)
    with pytest.raises(Refused):
        edition.take_in(empty_store, [CALAIS, LYON, CALAIS._replace(title="Autre")], EDITION)
    assert tables(empty_store.conn, with_journal=True) == before


def test_where_a_dossier_stands_in_its_file_is_kept(empty_store: Store) -> None:
    somewhere = Provenance(first_line=12, last_line=80, first_page=3, last_page=4)
    edition.take_in(empty_store, [CALAIS._replace(place=somewhere), LYON])
    assert dossiers.by_ref(empty_store.conn, CALAIS.ref).place == somewhere
    assert dossiers.by_ref(empty_store.conn, LYON.ref).place == Provenance()
    again = edition.take_in(empty_store, [CALAIS])
    assert not again.changes


def test_a_revision_keeps_what_was_stated_before(store: Store) -> None:
    somewhere = Provenance(first_line=12, last_line=80)
    edition.take_in(store, [LYON._replace(title="Autre titre", applicant="", place=somewhere)])
    edition.take_in(store, [LYON])
    kept = store.conn.execute(
        "SELECT applicant, level, department, prize, source, place FROM revision ORDER BY id"
    ).fetchall()
    assert kept == [
        (LYON.applicant, LYON.level, "", LYON.prize, "", ""),
        ("", LYON.level, "", LYON.prize, "", somewhere.dumped()),
    ]


def test_a_prize_that_only_a_dossier_names_is_made_once(empty_store: Store) -> None:
    edition.take_in(
        empty_store,
        [CALAIS._replace(prize="Coup de cœur"), LYON._replace(prize="COUP DE COEUR")],
    )
    assert [prize.name for prize in stored.prizes(empty_store.conn)] == ["Coup de cœur"]


def test_what_an_edition_file_leaves_out_stays(store: Store) -> None:
    edition.take_in(store, [], EditionDraft(description="Une description"))
    found = stored.get(store.conn)
    assert (found.title, found.organiser) == ("Grand Prix 2025", "L’organisateur")
    assert found.description == "Une description"


def test_an_edition_file_that_says_a_thing_twice(empty_store: Store) -> None:
    draft = EditionDraft(
        prizes=(Prize(0, "Élan"), Prize(0, "elan")),
        themes=(Theme(0, "Élan"), Theme(0, "élan")),
        jury=(Juror(0, "", "Ana"), Juror(0, "", "ANA")),
        criteria=(Criterion("Élan"), Criterion("élan")),
    )
    edition.take_in(empty_store, [], draft)
    counts = [
        empty_store.conn.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in ("prize", "theme", "juror", "criterion")
    ]
    assert counts == [1, 1, 2, 1]


def test_the_places_that_the_jury_set_stay(store: Store) -> None:
    shortlists.set_places(store, shortlists.ListKey(shortlists.ListKind.PRIZE, 1), 7)
    edition.take_in(store, [], EDITION._replace(prizes=(EDITION.prizes[0]._replace(places=2),)))
    assert stored.prizes(store.conn)[0].places == 7


def test_a_revision_keeps_the_older_text_and_when_it_came_and_went(store: Store) -> None:
    came = dossiers.imported_at(store.conn, 1)
    result = edition.take_in(store, [CALAIS._replace(body="Autre texte.", title="Autre titre")])
    kept = store.conn.execute(
        "SELECT title, body, fingerprint, imported_at, replaced_at FROM revision"
    ).fetchall()
    went = result.changes.at
    assert kept == [(CALAIS.title, CALAIS.body, CALAIS.fingerprint, came, went)]
    assert came < went == dossiers.imported_at(store.conn, 1)
    now = dossiers.by_ref(store.conn, CALAIS.ref)
    assert (now.title, now.body, now.words) == ("Autre titre", "Autre texte.", 2)


def _revised(store: Store, start: int, end: int, body: str, *, title: str = "") -> Annotation:
    """Annotate a passage of LYON, revise its text, and return the annotation."""
    annotations.annotate(store, 2, start, end, Kind.QUOTE)
    edition.take_in(store, [LYON._replace(body=body, title=title or LYON.title)])
    (found,) = read.annotations_of(store.conn, store.juror_id, 2)
    return found


def test_a_passage_finds_its_place_again(store: Store) -> None:
    start = LYON.body.index("Les collégiens")
    body = "## Avant-propos\n\nUn ajout.\n\n" + LYON.body
    found = _revised(store, start, start + 14, body)
    assert not found.orphaned
    assert body[found.start : found.end] == found.quote == "Les collégiens"
    assert found.start > start
    assert body[: found.start].endswith(found.prefix)


def test_the_context_tells_two_like_passages_apart(store: Store) -> None:
    start = LYON.body.index(QUOTE, LYON.body.index(QUOTE) + 1)
    body = "Un ajout.\n\n" + LYON.body
    found = _revised(store, start, start + len(QUOTE), body)
    assert not found.orphaned
    assert found.start == start + len("Un ajout.\n\n")


def test_a_passage_whose_context_changed_is_found_by_its_quote(store: Store) -> None:
    quote = "des tablettes adaptées.\n\n## Résultats\n\nLes familles"
    start = LYON.body.index(quote)
    body = f"Tout autour a changé : {quote}, dit-on maintenant."
    found = _revised(store, start, start + len(quote), body)
    assert (found.orphaned, found.fate, found.similarity) == (False, Fate.MOVED, 1.0)
    assert body[found.start : found.end] == quote
    assert body[: found.start].endswith(found.prefix)
    assert body[found.end :].startswith(found.suffix)


def test_two_words_in_another_text_are_not_the_passage(store: Store) -> None:
    start = LYON.body.index("besoins particuliers")
    body = "Tout autour a changé : besoins particuliers, dit-on maintenant."
    assert _revised(store, start, start + 20, body).orphaned


def test_a_passage_that_is_gone_is_orphaned_and_keeps_its_quote(store: Store) -> None:
    start = LYON.body.index("besoins particuliers")
    found = _revised(store, start, start + 20, "Rien de tel.")
    assert found.orphaned
    assert found.quote == "besoins particuliers"
    edition.take_in(store, [LYON])
    (back,) = read.annotations_of(store.conn, store.juror_id, 2)
    assert not back.orphaned
    assert (back.start, back.end) == (start, start + 20)


def test_a_passage_that_is_there_twice_is_orphaned_and_not_moved(store: Store) -> None:
    start = LYON.body.index("besoins particuliers")
    body = "Des besoins particuliers ici. Des besoins particuliers là."
    assert _revised(store, start, start + 20, body).orphaned


def test_a_text_copied_in_front_of_itself_moves_nothing_silently(store: Store) -> None:
    start = LYON.body.index("besoins particuliers")
    body = "Un ajout.\n\n" + LYON.body + LYON.body
    assert _revised(store, start, start + 20, body).orphaned


def test_an_unmoved_passage_stays_though_the_text_repeats_it(store: Store) -> None:
    start = LYON.body.index("besoins particuliers")
    found = _revised(store, start, start + 20, LYON.body + LYON.body)
    assert not found.orphaned
    assert found.start == start


def test_a_new_title_leaves_the_passages_and_tells_them_the_revision(store: Store) -> None:
    found = _revised(store, 13, 40, LYON.body, title="Autre titre")
    assert (found.start, found.quote, found.orphaned) == (13, LYON.body[13:40].strip(), False)
    fingerprints = store.conn.execute("SELECT fingerprint FROM annotation").fetchall()
    assert fingerprints == [(dossiers.get(store.conn, 2).fingerprint,)]


def test_the_juror_gets_a_name(store: Store) -> None:
    edition.rename_me(store, " Max\n\x1bX ")
    me = stored.me(store.conn)
    assert me is not None
    assert me.name == "Max \ufffdX"
    assert not edition.rename_me(store, "Max \ufffdX")


def test_a_copy_is_kept_before_dossiers_come_in_and_before_a_revision(
    store: Store, store_path: Path
) -> None:
    store.backups = store_path.with_name("copies")
    edition.take_in(store, DRAFTS)
    assert backups.listed(store.backups) == []
    edition.take_in(store, [CALAIS._replace(body="Autre texte.\n")])
    edition.take_in(store, [CALAIS._replace(ref="autre")])
    made = backups.listed(store.backups)
    assert [one.reason for one in made] == [Reason.IMPORT, Reason.REVISION]
    assert copying.count(made[1].path).dossiers == len(DRAFTS)

"""Five sample dossiers revised, with forty annotations: ``tests/data/revisions.toml``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from gpci_tui import paths
from gpci_tui.importers import dossier, folder
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.errors import NotFound
from gpci_tui.model.review import Annotation, Fate, Kind, Status
from gpci_tui.operations import annotations, edition, reviews
from gpci_tui.store import dossiers, journal, revisions
from gpci_tui.store import reviews as read
from gpci_tui.store.connection import Store
from tests.samples import CALAIS, LYON, ids
from tests.store.images import tables

TABLE = Path(__file__).parent.parent / "data/revisions.toml"
CASES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text("utf-8"))["dossier"]
ROWS = [(case, row) for case in CASES for row in case["annotations"]]


def _spaced(text: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, text.split())))


def _find(body: str, text: str) -> tuple[int, int]:
    found = _spaced(text).search(body)
    assert found, text
    return found.span()


def _revised(body: str, case: dict[str, Any]) -> str:
    for change in case["changes"]:
        if "move" in change:
            paragraphs = body.strip().split("\n\n")
            moved = next(p for p in paragraphs if p.startswith(change["move"]))
            paragraphs.remove(moved)
            behind = next(p for p in paragraphs if p.startswith(change["behind"]))
            paragraphs.insert(paragraphs.index(behind) + 1, moved)
            body = "\n\n".join(paragraphs) + "\n"
        else:
            start, end = _find(body, change["replace"])
            body = body[:start] + change["by"] + body[end:]
    return str(case.get("body", body))


@pytest.fixture(scope="module")
def samples() -> dict[str, DossierDraft]:
    files = folder.scan([paths.sample_dossiers()]).dossiers
    drafts = [dossier.read(file).draft for file in files]
    return {draft.ref: draft for draft in drafts if draft is not None}


@pytest.fixture
def annotated(
    empty_store: Store, samples: dict[str, DossierDraft]
) -> tuple[Store, dict[tuple[str, str], int]]:
    """The sample edition, five dossiers of it read and annotated as the table says."""
    edition.take_in(empty_store, list(samples.values()))
    rows = ids(empty_store)
    made = {}
    for case, row in ROWS:
        span = _find(samples[case["ref"]].body, row["quote"])
        changes = annotations.annotate(empty_store, rows[case["ref"]], *span, Kind.QUOTE)
        made[case["ref"], row["quote"]] = changes.result
    reviews.set_status(empty_store, [rows[case["ref"]] for case in CASES], Status.READ)
    return empty_store, made


def _revise_all(store: Store, samples: dict[str, DossierDraft]) -> None:
    drafts = [samples[case["ref"]] for case in CASES]
    edition.take_in(
        store,
        [
            draft._replace(body=_revised(draft.body, case))
            for draft, case in zip(drafts, CASES, strict=True)
        ],
    )


def test_the_table_is_of_forty_annotations_on_five_dossiers() -> None:
    assert (len(CASES), len(ROWS)) == (5, 40)
    assert {row["fate"] for _, row in ROWS} == set(Fate)


def test_each_annotation_has_the_fate_that_the_table_says(
    annotated: tuple[Store, dict[tuple[str, str], int]], samples: dict[str, DossierDraft]
) -> None:
    store, made = annotated
    _revise_all(store, samples)
    told, wanted = {}, {}
    for case, row in ROWS:
        note = read.annotation(store.conn, made[case["ref"], row["quote"]])
        name = f"{case['what']}: {row['quote']}"
        told[name] = (note.fate, " ".join(note.quote.split()))
        wanted[name] = (Fate(row["fate"]), row.get("now", row["quote"]))
        _check(note, dossiers.by_ref(store.conn, case["ref"]).body, row)
    assert told == wanted


def _check(note: Annotation, body: str, row: dict[str, Any]) -> None:
    assert note.orphaned == (note.fate is Fate.ORPHANED)
    if note.orphaned:
        assert (note.similarity, note.quote_before) == (0.0, "")
        return
    assert body[note.start : note.end] == note.quote
    assert body[: note.start].endswith(note.prefix)
    assert body[note.end :].startswith(note.suffix)
    assert (note.similarity == 1.0) == ("now" not in row)
    assert (note.quote_before != "") == ("now" in row)


def test_what_was_read_is_to_be_read_again(
    annotated: tuple[Store, dict[tuple[str, str], int]], samples: dict[str, DossierDraft]
) -> None:
    store, _made = annotated
    _revise_all(store, samples)
    rows = ids(store)
    for case in CASES:
        status = read.review(store.conn, store.juror_id, rows[case["ref"]]).status
        assert status.value == case["status"]


def test_one_undo_takes_texts_status_and_passages_back(
    annotated: tuple[Store, dict[tuple[str, str], int]], samples: dict[str, DossierDraft]
) -> None:
    store, _made = annotated
    before = tables(store.conn)
    _revise_all(store, samples)
    after = tables(store.conn)
    assert after != before
    journal.undo(store)
    assert tables(store.conn) == before
    journal.redo(store)
    assert tables(store.conn) == after


@pytest.mark.parametrize(
    "revised",
    [
        CALAIS._replace(title="Autre titre", applicant="Autre", fields=()),
        CALAIS._replace(body=CALAIS.body.replace("\n\n", "\n\n\n").replace(" ", "\u00a0") + "\n"),
        CALAIS._replace(body=CALAIS.body.replace("exposées", "**exposées**")),
    ],
    ids=["metadata", "white space", "markup"],
)
def test_what_was_read_stays_read_where_the_text_says_the_same(
    store: Store, revised: DossierDraft
) -> None:
    reviews.set_status(store, [1], Status.READ)
    changes = edition.take_in(store, [revised]).changes
    assert changes
    assert read.review(store.conn, store.juror_id, 1).status is Status.READ


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.READ])
def test_another_status_stays(store: Store, status: Status) -> None:
    reviews.set_status(store, [1], status)
    edition.take_in(store, [CALAIS._replace(body="Tout autre chose.")])
    assert read.review(store.conn, store.juror_id, 1).status is status


def test_another_jurors_opinions_are_revised_as_well(store: Store) -> None:
    at = LYON.body.index("Les familles sont associées")
    annotations.annotate(store, 2, at, at + 40, Kind.QUOTE)
    reviews.set_status(store, [2], Status.READ)
    with journal.step(store, "test") as step:
        for table in ("annotation", "review"):
            (row,) = step.conn.execute(f"SELECT id FROM {table} WHERE dossier_id = 2").fetchall()
            step.update(table, row[0], juror_id=2)
    edition.take_in(store, [LYON._replace(body="Tout autre chose.")])
    assert read.review(store.conn, 2, 2).status is Status.REREAD
    (note,) = read.annotations_of(store.conn, 2, 2)
    assert note.fate is Fate.ORPHANED


def test_an_orphaned_passage_is_attached_by_hand(store: Store) -> None:
    made = annotations.annotate(store, 2, 13, 40, Kind.QUOTE, "à garder").result
    edition.take_in(store, [LYON._replace(body="Tout autre chose, ici.")])
    before = tables(store.conn)
    changes = annotations.attach(store, made, 0, 11)
    note = read.annotation(store.conn, made)
    assert (note.quote, note.note, note.orphaned, note.fate) == (
        "Tout autre", "à garder", False, None,
    )  # fmt: skip
    assert changes.words["quote"] == "Tout autre"
    assert not annotations.attach(store, made, 0, 11)
    journal.undo(store)
    assert tables(store.conn) == before


def test_older_texts_are_read_the_latest_first(store: Store) -> None:
    with pytest.raises(NotFound):
        revisions.latest(store.conn, 2)
    edition.take_in(store, [LYON._replace(body="Deux.", applicant="Une autre")])
    edition.take_in(store, [LYON._replace(body="Trois.")])
    found = revisions.of_dossier(store.conn, 2)
    assert [older.body for older in found] == ["Deux.", LYON.body]
    assert [older.applicant for older in found] == ["Une autre", LYON.applicant]
    assert revisions.latest(store.conn, 2) == found[0]
    assert revisions.count(store.conn, 2) == 2

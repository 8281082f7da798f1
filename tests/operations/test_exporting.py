"""A juror's whole review in three formats, complete enough to be checked against the store."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gpci_tui import i18n
from gpci_tui.model.errors import BadInput, Refused
from gpci_tui.model.review import Kind, ListKey, ListKind, Shortlist, Status
from gpci_tui.operations import annotations, exporting, reviews, saved_searches, shortlists, themes
from gpci_tui.operations.exporting import Format
from gpci_tui.store import dossiers, edition
from gpci_tui.store import reviews as held
from gpci_tui.store import shortlists as stored_lists
from gpci_tui.store.connection import Store
from tests.samples import ids

NOTE = "Première ligne\n# pas un titre\n\n[/x] <b> =1+1"


@pytest.fixture
def reviewed(store: Store) -> Store:
    """A store in which something of everything was noted."""
    rows = ids(store)
    calais, lyon = rows["calais-lecture"], rows["lyon-inclusif"]
    body = dossiers.get(store.conn, calais).body
    start = body.index("Des tablettes")
    annotations.annotate(store, calais, start, start + 13, Kind.STRENGTH, NOTE)
    annotations.annotate(store, calais, start + 4, len(body), Kind.QUESTION)
    annotations.annotate(store, calais, 0, 30, Kind.QUOTE, "=HYPERLINK()")
    reviews.set_status(store, [calais], Status.READ)
    reviews.set_note(store, lyon, "-1 pour l’équipe")
    themes.create(store, "Nouveau thème", [calais, lyon])
    prize = ListKey(ListKind.PRIZE, edition.prizes(store.conn)[1].id)
    shortlists.add(store, [lyon, calais], prize, "Une raison")
    shortlists.create(store, "Mes [b]favoris", [calais])
    shortlists.create(store, "Encore vide")
    saved_searches.save(store, "[À] voir", "thème:none -robot PUIS *école*")
    return store


def refs_in_order(store: Store) -> list[str]:
    return sorted(ids(store), key=lambda ref: ids(store)[ref])


def exported(store: Store, form: Format) -> str:
    return exporting.render(exporting.gather(store), form)


def test_json_holds_saved_searches_as_they_were_typed(reviewed: Store) -> None:
    held = json.loads(exported(reviewed, Format.JSON))["saved_searches"]
    assert held == [{"name": "[À] voir", "query": "thème:none -robot PUIS *école*"}]


def test_json_holds_everything_that_the_store_holds(reviewed: Store) -> None:
    conn, juror = reviewed.conn, reviewed.juror_id
    document = json.loads(exported(reviewed, Format.JSON))
    assert (document["format"], document["version"]) == ("gpci-review", 1)
    assert document["edition"]["uuid"] == edition.uuid(conn) != ""
    me = edition.me(conn)
    assert me is not None
    assert document["juror"] == {"uuid": me.uuid, "name": "Jo"}
    assert [d["ref"] for d in document["dossiers"]] == refs_in_order(reviewed)
    for told in document["dossiers"]:
        dossier = dossiers.by_ref(conn, told["ref"])
        review = held.review(conn, juror, dossier.id)
        assert told["fingerprint"] == dossier.fingerprint
        assert (told["status"], told["note"]) == (review.status.value, review.note)
        assert len(told["annotations"]) == len(held.annotations_of(conn, juror, dossier.id))
        for note, kept in zip(
            told["annotations"], held.annotations_of(conn, juror, dossier.id), strict=True
        ):
            assert {key: getattr(kept, key) for key in note} == note
            assert dossier.body[note["start"] : note["end"]] == note["quote"]
    assert document["shortlists"] == [
        {
            "kind": "prize",
            "name": "Alliance éducative",
            "places": 1,
            "entries": [
                {"rank": 1, "ref": "lyon-inclusif", "reason": "Une raison"},
                {"rank": 2, "ref": "calais-lecture", "reason": "Une raison"},
            ],
        },
        {
            "kind": "own",
            "name": "Mes [b]favoris",
            "places": 0,
            "entries": [{"rank": 1, "ref": "calais-lecture", "reason": ""}],
        },
        {"kind": "own", "name": "Encore vide", "places": 0, "entries": []},
    ]


def test_what_is_exported_stood_at_one_moment(
    reviewed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = stored_lists.board

    def while_another_process_writes(*args: Any) -> list[Shortlist]:
        with closing(sqlite3.connect(reviewed.path, timeout=0, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM entry")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("COMMIT")
        return board(*args)

    monkeypatch.setattr(stored_lists, "board", while_another_process_writes)
    assert sum(len(each.entries) for each in exporting.gather(reviewed).shortlists) == 3
    assert not reviewed.conn.in_transaction


def test_csv_has_a_row_for_everything(reviewed: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(reviewed, Format.CSV), newline="")))
    of = {item: [row for row in rows if row["item"] == item] for item in ("dossier", "annotation")}
    assert [row["ref"] for row in of["dossier"]] == refs_in_order(reviewed)
    kept = held.all_annotations(reviewed.conn, reviewed.juror_id)
    assert [(r["uuid"], r["kind"], int(r["start"]), int(r["end"])) for r in of["annotation"]] == [
        (note.uuid, note.kind.value, note.start, note.end) for note in kept
    ]
    assert [row["quote"] for row in of["annotation"]] == [note.quote for note in kept]
    assert of["annotation"][0]["note"] == "'=HYPERLINK()"
    assert of["dossier"][1]["note"] == "'-1 pour l’équipe"
    assert [(r["list"], r["rank"], r["ref"]) for r in rows if r["item"] == "shortlist"] == [
        ("Alliance éducative", "1", "lyon-inclusif"),
        ("Alliance éducative", "2", "calais-lecture"),
        ("Mes [b]favoris", "1", "calais-lecture"),
    ]


def test_markdown_says_everything_and_that_it_is_private(reviewed: Store) -> None:
    text = exported(reviewed, Format.MARKDOWN)
    head, _, rest = text.partition("## Shortlists")
    assert "private notes" in head
    assert "Jo" in head
    assert "Grand Prix 2025" in head
    for part in (
        "### Prize: Alliance éducative\n\n1. **Un espace numérique inclusif** — Métropole de Lyon",
        "   Une raison",
        "*reserve list*",
        r"### My lists: Mes \[b]favoris",
        "- Reading status: ● read",
        "- Themes: Nouveau thème",
        "\\-1 pour l’équipe",
        "   Première ligne  \n   \\# pas un titre\n\n   \\[/x] \\<b> =1+1",
        "## Dossiers without a review yet\n\n- Élargir la classe en Guyane",
        "## Saved searches\n\n- **\\[À] voir**: thème:none -robot PUIS *école*",
    ):
        assert part in rest, part


def test_every_quote_is_in_every_format(reviewed: Store) -> None:
    kept = held.all_annotations(reviewed.conn, reviewed.juror_id)
    assert len(kept) == 3
    for form in Format:
        text = exported(reviewed, form)
        for note in kept:
            for line in filter(None, note.quote.split("\n")):
                assert line in text, (form, line)


def test_an_untouched_edition_can_be_exported(empty_store: Store) -> None:
    for form in Format:
        assert exported(empty_store, form)


def test_the_language_is_the_one_spoken(reviewed: Store) -> None:
    english = exported(reviewed, Format.MARKDOWN)
    json_english = json.loads(exported(reviewed, Format.JSON))
    i18n.choose("fr")
    assert exported(reviewed, Format.MARKDOWN) != english
    json_french = json.loads(exported(reviewed, Format.JSON))
    json_french["exported_at"] = json_english["exported_at"]
    assert json_french == json_english, "JSON is the same in every language"


def test_a_file_appears_whole_and_private(reviewed: Store, tmp_path: Path) -> None:
    target = tmp_path / "avis.json"
    holding = exporting.export(reviewed, target, Format.JSON)
    assert holding.annotations == 3
    assert json.loads(target.read_text("utf-8"))["format"] == "gpci-review"
    assert [p.name for p in tmp_path.iterdir() if "avis" in p.name] == ["avis.json"]
    if sys.platform != "win32":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_csv_file_says_that_it_is_utf_8(reviewed: Store, tmp_path: Path) -> None:
    exporting.export(reviewed, tmp_path / "avis.csv", Format.CSV)
    assert (tmp_path / "avis.csv").read_bytes().startswith(b"\xef\xbb\xbfitem,ref,")


def test_a_file_that_is_there_is_kept_unless_forced(reviewed: Store, tmp_path: Path) -> None:
    target = tmp_path / "avis.md"
    target.write_text("précieux")
    with pytest.raises(Refused, match="--force"):
        exporting.export(reviewed, target, Format.MARKDOWN)
    assert target.read_text() == "précieux"
    exporting.export(reviewed, target, Format.MARKDOWN, force=True)
    assert "Grand Prix" in target.read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are POSIX's")
def test_what_is_no_file_is_never_replaced(reviewed: Store, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="no ordinary file"):
        exporting.export(reviewed, pipe, Format.JSON, force=True)
    assert pipe.is_fifo()


def test_the_edition_itself_is_never_replaced(reviewed: Store) -> None:
    before = reviewed.path.read_bytes()
    with pytest.raises(Refused, match="edition itself"):
        exporting.export(reviewed, reviewed.path, Format.JSON, force=True)
    assert reviewed.path.read_bytes() == before


@pytest.mark.parametrize(("place", "error"), [("", Refused), ("rien/avis.md", BadInput)])
def test_a_place_that_takes_no_file_is_told(
    reviewed: Store, tmp_path: Path, place: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        exporting.export(reviewed, tmp_path / place, Format.MARKDOWN)


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    reviewed: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sortie"
    folder.mkdir()
    target = folder / "avis.md"
    target.write_text("précieux")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BadInput, match="No space left"):
        exporting.export(reviewed, target, Format.MARKDOWN, force=True)
    assert [(p.name, p.read_text()) for p in folder.iterdir()] == [("avis.md", "précieux")]


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.json", Format.JSON), ("a.CSV", Format.CSV), ("a.md", Format.MARKDOWN), ("a.txt", None)],
)
def test_the_ending_asks_for_a_format(name: str, form: Format | None) -> None:
    assert exporting.format_of(Path(name)) is form

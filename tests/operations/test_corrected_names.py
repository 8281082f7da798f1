"""An applicant's name that was corrected once is right in the next import."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui import i18n
from gpci_tui.model import segments
from gpci_tui.model.segments import Kind, Proposal, Segment
from gpci_tui.operations import booklets, corrected_names, exporting, importing
from gpci_tui.operations.edition import Cancelled
from gpci_tui.operations.exporting import Format
from gpci_tui.operations.importing import Bundle, problem_text
from gpci_tui.store import dossiers, places
from gpci_tui.store.connection import Store

LINES = ("Ville de Lile", "Un jardin d’élèves.", "Ville de Vienne", "Un bus de livres.")
TABLE = "Titre;Collectivité;Texte\nTrois;VILLE DE LILE;a\nQuatre;ville de lile;b\nCinq;Vienne;c\n"


def booklet(store: Store | None = None) -> Proposal:
    """Return a small booklet as it is proposed, with a store that may know names."""
    found = Proposal(
        "livret.txt", LINES, (),
        (
            Segment(Kind.DOSSIER, 0, 1, "Un", "Ville de Lile"),
            Segment(Kind.DOSSIER, 2, 3, "Deux", "Ville de Vienne"),
        ),
    )  # fmt: skip
    return corrected_names.in_booklet(found, corrected_names.known(store)) if store else found


def take(store: Store, proposal: Proposal) -> None:
    importing.take(store, booklets.bundle(store, proposal))


@pytest.fixture
def corrected(empty_store: Store) -> Store:
    """A store in which “Ville de Lile” was corrected."""
    take(empty_store, segments.change(booklet(), 0, applicant="Département du Nord"))
    return empty_store


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "candidatures.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def read(store: Store, path: Path) -> Bundle:
    return importing.named(importing.read_paths([path]), corrected_names.known(store))


def applicants(bundle: Bundle) -> list[str]:
    return [draft.applicant for draft in bundle.drafts]


def test_nothing_is_remembered_of_what_is_not_corrected(empty_store: Store) -> None:
    take(empty_store, booklet())
    assert places.session(empty_store.conn) == {}


def test_a_correction_is_remembered_when_the_booklet_is_taken_in(empty_store: Store) -> None:
    bundle = booklets.bundle(empty_store, segments.change(booklet(), 0, applicant="Ville de Lille"))
    importing.preview(empty_store, bundle)
    with pytest.raises(Cancelled):
        importing.take(empty_store, bundle, lambda _done, _total: False)
    assert corrected_names.known(empty_store) == {}
    importing.take(empty_store, bundle)
    assert corrected_names.known(empty_store) == {"ville de lile": "Ville de Lille"}


def test_the_next_booklet_has_the_name_and_says_why(corrected: Store) -> None:
    again = booklet(corrected)
    first, second = again.segments
    assert (first.applicant, first.level) == ("Département du Nord", "département")
    assert second == booklet().segments[1]
    assert "applicant, read as “Ville de Lile”, was corrected so before" in booklets.reason(first)
    (told,) = corrected_names.told(again)
    assert problem_text(told) == (
        "livret.txt, line 1: The applicant “Ville de Lile” is taken in as “Département du Nord”: "
        "the name was corrected before."
    )
    assert list(corrected_names.told(segments.drop(again, 0))) == []


def test_the_same_booklet_gives_the_same_dossiers_again(corrected: Store) -> None:
    hand = segments.change(booklet(), 0, applicant="Département du Nord", level="département")
    take(corrected, hand)
    summary = importing.preview(corrected, booklets.bundle(corrected, booklet(corrected)))
    assert (len(summary.unchanged), summary.new, summary.revised) == (2, (), ())


def test_a_correction_that_is_made_back_is_forgotten(corrected: Store) -> None:
    again = booklet(corrected)
    take(corrected, again)
    assert corrected_names.known(corrected) == {"ville de lile": "Département du Nord"}
    take(corrected, segments.change(again, 0, applicant="Ville de Lile"))
    assert corrected_names.known(corrected) == {}
    assert booklet(corrected) == booklet()


def test_a_table_has_the_name_and_tells_each_change_once(corrected: Store, table: Path) -> None:
    bundle = read(corrected, table)
    assert applicants(bundle) == ["Département du Nord", "Département du Nord", "Vienne"]
    assert [problem_text(each) for each in bundle.notices] == [
        f"candidatures.csv: The applicant “{name}” is taken in as “Département du Nord”: "
        "the name was corrected before."
        for name in ("VILLE DE LILE", "ville de lile")
    ]
    importing.take(corrected, bundle)
    assert importing.preview(corrected, read(corrected, table)).unchanged == tuple(
        draft.ref for draft in bundle.drafts
    )


def test_a_document_has_the_name_too(corrected: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\napplicant: Ville de Lilé\n---\nTexte\n", "utf-8")
    bundle = read(corrected, path)
    assert applicants(bundle) == ["Département du Nord"]
    i18n.choose("fr")
    assert [problem_text(each) for each in bundle.notices] == [
        "a.md\u00a0: La collectivité «\u00a0Ville de Lilé\u00a0» est importée sous "
        "«\u00a0Département du Nord\u00a0»\u00a0: ce nom a déjà été corrigé."
    ]


def test_without_a_corrected_name_nothing_changes(empty_store: Store, table: Path) -> None:
    bundle = importing.read_paths([table])
    assert importing.named(bundle, corrected_names.known(empty_store)) == bundle
    assert importing.named(bundle, {"lyon": "Ville de Lyon"}) == bundle


@pytest.mark.parametrize("form", [Format.JSON, Format.MARKDOWN])
def test_an_export_keeps_the_names_that_were_settled_in_it(
    empty_store: Store, tmp_path: Path, form: Format
) -> None:
    take(empty_store, booklet())
    path = tmp_path / f"revue.{form.value}"
    exporting.export(empty_store, path, form)
    hand = segments.change(booklet(), 0, applicant="Ville de Lille")
    corrected_names.remember(empty_store, booklets.bundle(None, hand).applicants)
    bundle = read(empty_store, path)
    assert applicants(bundle) == ["Ville de Lile", "Ville de Vienne"]
    assert bundle.notices == ()
    assert len(dossiers.refs(empty_store.conn)) == 2

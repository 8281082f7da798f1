"""What becomes of a table's columns: stated, remembered, changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui import i18n
from gpci_tui.importers.tables.mapping import TARGETS
from gpci_tui.model.errors import BadInput
from gpci_tui.operations import importing, mappings
from gpci_tui.operations.importing import Bundle
from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store

TABLE = "Titre;Collectivité;Bilan;Texte\nUn;Calais;b;{long}\nDeux;Vienne;;{long}\n".replace(
    "{long}", "Un texte de plusieurs phrases, assez long pour être lu. " * 5
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "candidatures.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def targets(bundle: Bundle) -> list[str]:
    return [column.target for column in bundle.tables[0].mapping.columns]


def changed(bundle: Bundle, *said: str) -> Bundle:
    return importing.mapped(bundle, mappings.stated(bundle.tables, said))


def test_columns_are_stated_by_name_in_both_languages(table: Path) -> None:
    bundle = importing.read_paths([table])
    assert targets(bundle) == ["title", "applicant", "own", "body"]
    other = changed(bundle, "bilan=rubrique", "COLLECTIVITE=left out")
    assert targets(other) == ["title", "left out", "section", "body"]
    assert other.drafts[0].body.endswith("## Bilan\n\nb") or "## Bilan\n\nb" in other.drafts[0].body
    assert other.drafts[0].applicant == ""
    assert targets(bundle) == ["title", "applicant", "own", "body"]


@pytest.mark.parametrize(
    ("said", "part"),
    [("Bilan", "column=field"), ("=title", "column=field"), ("Bilan=x", "no field “x”"),
     ("Rien=title", "“Titre”, “Collectivité”")],
)  # fmt: skip
def test_what_is_not_there_is_told(table: Path, said: str, part: str) -> None:
    bundle = importing.read_paths([table])
    with pytest.raises(BadInput) as caught:
        changed(bundle, said)
    assert part in str(caught.value)


def test_without_a_table_there_is_no_column(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# T\n\nTexte\n")
    with pytest.raises(BadInput, match="no table"):
        changed(importing.read_paths([tmp_path]), "a=title")


def test_what_was_changed_by_hand_is_remembered_with_the_import(
    empty_store: Store, table: Path
) -> None:
    bundle = changed(importing.read_paths([table]), "Bilan=section")
    assert mappings.known(empty_store) == {}
    importing.take(empty_store, bundle)
    known = mappings.known(empty_store)
    again = importing.as_remembered(importing.read_paths([table]), known)
    assert targets(again) == targets(bundle)
    assert importing.preview(empty_store, again).unchanged == ("un", "deux")
    assert {mappings.reason(column) for column in again.tables[0].mapping.columns} == {
        "as last time"
    }


def test_what_was_only_proposed_is_not_remembered(empty_store: Store, table: Path) -> None:
    importing.take(empty_store, importing.read_paths([table]))
    assert mappings.known(empty_store) == {}


def test_other_files_of_an_import_stay(empty_store: Store, table: Path) -> None:
    (table.parent / "autre.md").write_text("# Autre\n\nTexte\n")
    (table.parent / "faux.md").write_text("---\nouvert\n")
    bundle = importing.read_paths([table.parent])
    other = changed(bundle, "Titre=own", "Bilan=title")
    assert [draft.title for draft in other.drafts] == ["Autre", "b"]
    assert len(other.refused) == 2  # the open file, and the row without a “Bilan”
    importing.take(empty_store, other)
    assert set(dossiers.refs(empty_store.conn)) == {"autre", "b"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_target_has_a_name(language: str) -> None:
    before = i18n.language()
    i18n.choose(language)
    try:
        names = [mappings.target_name(target) for target in TARGETS]
    finally:
        i18n.choose(before)
    assert len(set(names)) == len(TARGETS)
    assert not set(names) & set(TARGETS)

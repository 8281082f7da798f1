"""Columns find their fields by name, and can be given others."""

from __future__ import annotations

import itertools

import pytest
from rapidfuzz import fuzz

from gpci_tui.importers.keys import KEYS
from gpci_tui.importers.tables import naming
from gpci_tui.importers.tables.mapping import (
    BODY,
    LEFT_OUT,
    OWN,
    SECTION,
    How,
    Mapping,
    from_json,
    propose,
    target_of,
)  # fmt: skip
from gpci_tui.importers.tables.table import Row, Table

LONG = "Un texte de plusieurs phrases, tel qu’un candidat l’écrit dans un formulaire. " * 4


def table(columns: dict[str, str]) -> Table:
    rows = [
        Row(n, tuple(f"{value} {n}" if value else "" for value in columns.values())) for n in (2, 3)
    ]
    return Table(tuple(columns), tuple(rows))


def targets(columns: dict[str, str]) -> dict[str, str]:
    return {each.name: each.target for each in propose(table(columns)).columns}


@pytest.mark.parametrize(
    ("name", "target"),
    [
        *((key.name, key.name) for key in KEYS),
        *((key.french.upper(), key.name) for key in KEYS),
        ("Intitulé du projet", "title"),
        ("Intitulé de votre projet", "title"),
        ("NOM DU PROJET", "title"),
        ("Titre du dossier", "title"),
        ("Nom de la collectivité", "applicant"),
        ("Collectivité candidate", "applicant"),
        ("Colectivité", "applicant"),
        ("Type de collectivité", "level"),
        ("Prix demandé", "prize"),
        ("Budget prévisionnel (€)", "budget"),
        ("Coût total", "budget"),
        ("Partenaires du projet", "partners"),
        ("Département (n°)", "department"),
        ("Niveaux scolaires concernés", "school_levels"),
        ("Description du projet", BODY),
        ("Project title", "title"),
        ("Local authority", "applicant"),
        ("School levels", "school_levels"),
        ("N°", "ref"),
    ],
)
def test_a_name_finds_its_field(name: str, target: str) -> None:
    assert naming.guesses(name)[0].target == target


@pytest.mark.parametrize(
    "name", ["Pays", "Adresse", "Courriel du contact", "Téléphone", "Site web", "Remarques", "Avis"]
)
def test_other_names_find_none(name: str) -> None:
    assert naming.guesses(name) == []


def test_the_threshold_parts_slips_from_other_words() -> None:
    slips = ["Titr", "Tittre", "Colectivité", "Colectivite", "Partenaire", "Budjet", "Lauréate",
             "Fournisseur", "Perriode", "Departement", "Intitule", "Fourniseurs"]  # fmt: skip
    others = ["Pays", "Contact", "Adresse", "Site", "Mail", "Notes", "Avis", "Jury", "Statut",
              "Prénom", "Fonction", "Région", "Effectif", "Score", "Langue"]  # fmt: skip

    def nearest(name: str) -> float:
        return max(fuzz.ratio(naming._plain(name), alias) for alias in naming._BY_NAME)

    assert min(map(nearest, slips)) >= naming.NEAR > max(map(nearest, others))


def test_each_field_is_given_once_to_the_surest_name() -> None:
    found = targets({"Projet": "x", "Intitulé du projet": "y", "Texte": LONG})
    assert found == {"Projet": "title", "Intitulé du projet": OWN, "Texte": BODY} or found == {
        "Projet": OWN, "Intitulé du projet": "title", "Texte": BODY,
    }  # fmt: skip


def test_a_long_text_is_the_text_whatever_it_is_called() -> None:
    assert targets({"Titre": "a", "Votre histoire": LONG})["Votre histoire"] == BODY


def test_several_long_texts_are_sections() -> None:
    found = targets({"Titre": "a", "Contexte": LONG, "Bilan": LONG, "Courriel": "x@y"})
    assert found == {"Titre": "title", "Contexte": SECTION, "Bilan": SECTION, "Courriel": OWN}


def test_a_text_beside_the_named_one_is_a_section() -> None:
    found = targets({"Titre": "a", "Description": LONG, "Bilan": LONG})
    assert found == {"Titre": "title", "Description": BODY, "Bilan": SECTION}


def test_a_field_that_holds_a_long_text_is_none() -> None:
    assert targets({"Titre": "a", "Prix": LONG})["Prix"] == BODY


def test_without_texts_what_is_unknown_is_read() -> None:
    found = targets({"Titre": "a", "Collectivité": "b", "Remarque": "c", "Avis": "d"})
    assert found["Remarque"] == found["Avis"] == SECTION


def test_without_a_title_the_first_short_texts_that_differ_are_it() -> None:
    found = targets({"Courriel": "a@b", "Texte": LONG})
    assert found["Courriel"] == "title"


def test_why_is_kept() -> None:
    found = propose(table({"Titre": "a", "Colectivité": "b", "Récit": LONG, "Mail": "c"}))
    assert [each.how for each in found.columns] == [How.NAME, How.NEAR, How.LENGTH, How.REST]
    assert naming.NEAR <= found.columns[1].similarity < 100


def test_a_column_takes_a_field_from_another_one() -> None:
    before = propose(table({"Titre": "a", "Nom": "b", "Texte": LONG}))
    after = before.with_target(1, "title")
    assert [each.target for each in after.columns] == [OWN, "title", BODY]
    assert [each.how for each in after.columns] == [How.HAND, How.HAND, How.NAME]
    assert [each.target for each in before.columns] == ["title", OWN, BODY]


def test_the_text_that_gives_way_becomes_a_section() -> None:
    after = propose(table({"Titre": "a", "Texte": LONG, "Nom": "b"})).with_target(2, BODY)
    assert [each.target for each in after.columns] == ["title", SECTION, BODY]


@pytest.mark.parametrize("target", [SECTION, OWN, LEFT_OUT])
def test_several_columns_may_be_the_same(target: str) -> None:
    mapping = propose(table({"Titre": "a", "B": "b", "C": "c"}))
    after = mapping.with_target(1, target).with_target(2, target)
    assert [each.target for each in after.columns] == ["title", target, target]


def test_it_is_kept_as_a_text_for_the_same_columns_in_any_order() -> None:
    columns = {"Titre": "a", "Nom": "b", "Texte": LONG}
    mapping = propose(table(columns)).with_target(1, LEFT_OUT)
    for order in itertools.permutations(columns):
        other = table({name.upper(): columns[name] for name in order})
        again = from_json(mapping.to_json(), other)
        assert again is not None
        assert {each.name.lower(): each.target for each in again.columns} == {
            "titre": "title", "nom": LEFT_OUT, "texte": BODY,
        }  # fmt: skip
        assert again.key == mapping.key


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"Titre": "title"}', '{"Titre": "x", "Nom": "own"}',
     '{"Titre": "title", "Nom": "title"}', "[" * 100_000],
)  # fmt: skip
def test_what_is_no_mapping_for_the_columns_is_none(text: str) -> None:
    assert from_json(text, table({"Titre": "a", "Nom": "b"})) is None


def test_targets_are_called_in_both_languages() -> None:
    for name, target in {
        "titre": "title", "Title": "title", "échelon": "level", "texte": BODY, "body": BODY,
        "section": SECTION, "rubrique": SECTION, "champ": OWN, "own": OWN, "ignorer": LEFT_OUT,
        "left out": LEFT_OUT,
    }.items():  # fmt: skip
        assert target_of(name) == target
    assert target_of("nonsense") is None


def test_a_mapping_is_nothing_but_a_value() -> None:
    mapping = propose(table({"Titre": "a", "Texte": LONG}))
    assert mapping == Mapping(mapping.columns)
    assert mapping.of(BODY) == [1]

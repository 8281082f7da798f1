"""A file with a table -> dossiers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.dossier import Reading, read
from gpci_tui.importers.problems import Severity
from gpci_tui.importers.source import SourceFile
from gpci_tui.importers.tables.mapping import LEFT_OUT
from gpci_tui.importers.tables.reading import understood
from gpci_tui.model.dossier import DossierDraft, EditionDraft, Prize, Provenance

LONG = "Un texte de plusieurs phrases, tel qu’un candidat l’écrit dans un formulaire. " * 4


def reading(content: str | bytes, name: str = "candidatures.csv") -> Reading:
    data = content if isinstance(content, bytes) else content.encode()
    return read(SourceFile(Path(name), name, held=lambda _limit: data))


def drafts(content: str, name: str = "candidatures.csv") -> tuple[DossierDraft, ...]:
    found = reading(content, name)
    assert found.problems == (), [str(problem.error) for problem in found.problems]
    return found.drafts


def told(found: Reading) -> list[tuple[int, str]]:
    return [(problem.line, str(problem.error)) for problem in found.problems]


def test_a_row_is_a_dossier() -> None:
    (draft,) = drafts(
        "référence;titre;collectivité;échelon;prix;outils;Site web;lauréat;texte\n"
        f"calais;English Books;Ville de Calais;COMMUNE;Partenariat;Bookinou; https://x ;x;{LONG}\n"
    )
    assert draft == DossierDraft(
        ref="calais", title="English Books", body=LONG.strip(), applicant="Ville de Calais",
        level="commune", prize="Partenariat",
        fields=(("tools", ("Bookinou",)), ("laureate", ("true",)), ("Site web", ("https://x",))),
        source="candidatures.csv", place=Provenance(first_line=2, last_line=2),
    )  # fmt: skip


def test_lists_in_a_cell_are_parted() -> None:
    (draft,) = drafts('titre,partenaires,texte\nUn,"ONF; Inspection\nMairie, école",b\n')
    assert draft.fields == (("partners", ("ONF", "Inspection", "Mairie, école")),)


def test_sections_follow_the_text_under_their_columns_names() -> None:
    (draft,) = drafts(f"titre;texte;Contexte;Bilan ##\nUn;{LONG};{LONG};{LONG}\n")
    assert draft.body == (
        f"{LONG.strip()}\n\n## Contexte\n\n{LONG.strip()}\n\n## Bilan\n\n{LONG.strip()}"
    )


def test_lines_and_lists_of_a_cell_stay_and_nothing_becomes_markup() -> None:
    (draft,) = drafts(
        'titre,texte\nUn,"# Pas un titre\nDeux *étoiles*\n\n- un\n• deux\n1) trois"\n'
    )
    assert draft.body == ("\\# Pas un titre\n\nDeux \\*étoiles\\*\n\n- un\n- deux\n1. trois")


def test_refs_are_made_of_titles_and_stay_apart() -> None:
    found = reading("titre;collectivité;texte\nVobot;Calais;a\nVobot;Vienne;b\nVobot;Vienne;c\n")
    assert [draft.ref for draft in found.drafts] == ["vobot", "vienne-vobot", "vobot-2"]
    ((line, reason),) = told(found)
    assert (line, "“vobot-2”" in reason) == (4, True)


def test_a_row_that_can_not_be_taken_is_told_and_the_others_go_in() -> None:
    found = reading(f"titre;texte\nUn;a\n;b\n{'x' * 301};c\nQuatre;\nCinq;d\n")
    assert [draft.title for draft in found.drafts] == ["Un", "Cinq"]
    assert [line for line, _ in told(found)] == [3, 4, 5]
    assert all(problem.severity is Severity.REFUSED for problem in found.problems)


@pytest.mark.parametrize(("name", "longest"), [("Remarque", 1000), ("Budget", 300)])
def test_a_value_that_is_too_long_for_a_field_is_a_section(name: str, longest: int) -> None:
    rows = "".join(f"Dossier {n};a;b\n" for n in range(3))
    *_, draft = drafts(f"titre;texte;{name}\n{rows}Un;a;{'x' * (longest + 1)}\n")
    assert draft.body == f"a\n\n## {name}\n\n{'x' * (longest + 1)}"


def test_a_field_of_its_own_never_takes_the_place_of_a_known_one() -> None:
    found = reading("titre;Intitulé du projet;texte\nUn;Autre;a\n")
    assert found.table is not None
    again = understood(found.table._replace(mapping=found.table.mapping.with_target(1, "title")))
    assert again.problems == ()
    assert (again.drafts[0].title, again.drafts[0].fields) == ("Autre", (("titre (2)", ("Un",)),))


def test_columns_can_be_understood_otherwise() -> None:
    found = reading(f"titre;Nom;texte\nUn;Deux;{LONG}\n")
    assert found.table is not None
    mapping = found.table.mapping.with_target(1, "title").with_target(0, LEFT_OUT)
    (draft,) = understood(found.table._replace(mapping=mapping)).drafts
    assert (draft.title, draft.fields) == ("Deux", ())


def test_without_titles_the_columns_are_named() -> None:
    found = reading("montant;texte\n12;a\n12;b\n")
    assert found.drafts == ()
    assert "montant, texte" in told(found)[-1][1]


def test_a_list_of_objects_is_a_table() -> None:
    value = [{"titre": "Un", "texte": "a\nb", "partenaires": ["x", "y"], "contact": {"mail": "m"}},
             {"titre": "Deux", "texte": "c", "année": 2025}]  # fmt: skip
    one, two = drafts(json.dumps(value), "liste.json")
    assert (one.title, one.body) == ("Un", "a\n\nb")
    assert one.fields == (("partners", ("x", "y")), ("contact.mail", ("m",)))
    assert two.fields == (("period", ("2025",)),)


def test_the_list_may_be_within_an_object() -> None:
    value = {"count": 1, "results": [{"title": "Un", "text": "a"}]}
    assert drafts(json.dumps(value), "liste.json")[0].title == "Un"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("", "empty"),
        ("{", "as JSON"),
        ("[" * 100_000, "as JSON"),
        ("9" * 5000, "as JSON"),
        ("[1, 2]", "neither"),
        ("{}", "neither"),
        ('"text"', "neither"),
        ('{"format": "gpci-review", "dossiers": [{"ref": "a"}]}', "no texts"),
    ],
)
def test_other_json_is_refused(content: str, part: str) -> None:
    ((_, reason),) = told(reading(content, "liste.json"))
    assert part in reason


OWN: dict[str, Any] = {
    "format": "gpci-review", "version": 1,
    "edition": {"name": "Grand Prix", "year": 2025, "organiser": "AFINEF",
                "prizes": [{"name": "Innovation", "places": 2}]},
    "dossiers": [{"ref": "un", "title": "Un", "applicant": "Calais", "level": "commune",
                  "department": "62", "prize": "Innovation",
                  "fields": {"tools": ["a", "b"], "laureate": ["true"], "site": ["x"]},
                  "body": "# Titre\n\nUn *texte*."}],
}  # fmt: skip


def test_an_own_export_gives_its_dossiers_and_its_edition() -> None:
    found = reading(json.dumps(OWN), "moi.json")
    assert found.problems == ()
    assert found.drafts == (
        DossierDraft(
            "un", "Un", "# Titre\n\nUn *texte*.", "Calais", "commune", "62", "Innovation",
            (("tools", ("a", "b")), ("laureate", ("true",)), ("site", ("x",))), "moi.json",
        ),
    )  # fmt: skip
    assert found.edition == EditionDraft(
        "Grand Prix", 2025, "AFINEF", prizes=(Prize(0, "Innovation", places=2),)
    )


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)  # fmt: skip


@given(ANY, st.sampled_from([None, *OWN, *OWN["dossiers"][0]]))
def test_any_json_is_survived(value: Any, place: str | None) -> None:
    whole: Any = json.loads(json.dumps(OWN))
    if place is None:
        whole = value
    elif place in whole:
        whole[place] = value
    else:
        whole["dossiers"][0][place] = value
    found = reading(json.dumps(whole), "moi.json")
    assert found.drafts or found.problems


@given(st.text(alphabet="titrex;,\n\"' \t\u202e\x00#-é", max_size=80))
def test_any_table_is_survived(text: str) -> None:
    found = reading(f"titre;texte\n{text}")
    assert all(draft.title and draft.body for draft in found.drafts)
    assert len({draft.ref for draft in found.drafts}) == len(found.drafts)


def test_a_table_without_titles_of_which_every_row_is_refused_is_told() -> None:
    found = reading("porteur;niveau\nVille;commune;trop\n")
    assert found.drafts == ()
    assert [line for line, _ in told(found)] == [2, 0]
    assert "No column holds the titles" in told(found)[1][1]

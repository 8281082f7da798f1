"""The parts of the method one by one: names, persons, short lines, the best whole."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.importers.booklet import authorities, people, sections
from gpci_tui.importers.booklet.choosing import KINDS, Scores, choose, worth
from gpci_tui.importers.booklet.sections import Section
from gpci_tui.importers.booklet.units import Shape, Unit, units_of
from gpci_tui.model.segments import Kind


def unit(text: str) -> Unit:
    (made,) = units_of([text])
    return made


@pytest.mark.parametrize(
    ("text", "words", "level"),
    [
        (
            "Un projet de la ville de Beaupré-sur-Orne depuis 2030.",
            "Ville de Beaupré-sur-Orne",
            "commune",
        ),
        (
            "Avec la Communauté d’agglomération du Val Noir, tout change.",
            "Communauté d’agglomération du Val Noir",
            "agglomération",
        ),
        (
            "Le conseil départemental de l’Orlande finance.",
            "Conseil départemental de l’Orlande",
            "département",
        ),
        ("Ici Montclair Métropole prête des tablettes.", "Montclair Métropole", "métropole"),
        ("La Région Hautecombe ouvre ses lycées.", "Région Hautecombe", "région"),
        (
            "Le syndicat mixte des Trois Vallées équipe.",
            "Syndicat mixte des Trois Vallées",
            "syndicat mixte",
        ),
        ("The City of Brackendale pays.", "City of Brackendale", "commune"),
        (
            "With Crowhurst County Council, pupils record.",
            "Crowhurst County Council",
            "département",
        ),
    ],
)
def test_an_authority_is_named_in_a_text(text: str, words: str, level: str):
    (found,) = authorities.mentions(text)
    assert (found.words, found.level) == (words, level)


@pytest.mark.parametrize(
    "text",
    ["La ville change.", "une ville de province", "Le département a acté le prêt.", "L’académie.",
     "L'association des deux", "Une région de montagnes", "la commune et ses écoles", ""],
)  # fmt: skip
def test_a_common_noun_is_no_name(text: str):
    assert authorities.mentions(text) == []


@pytest.mark.parametrize(
    ("text", "words", "level"),
    [
        ("VILLE DE BEAUPRÉ", "Ville de Beaupré", "commune"),
        ("MÉTROPOLE GRAND | NORD", "Métropole Grand Nord", "métropole"),
        ("ORLANDE LE DÉPARTEMENT", "Orlande le Département", "département"),
        ("Commune d’Issanges – La cantine compte", "Commune d’Issanges", "commune"),
        ("La cantine compte (12)", "", ""),
        ("LE DÉPARTEMENT", "", ""),
        ("Le projet de la ville de Beaupré et de ses partenaires de toujours", "", ""),
    ],
)
def test_a_heading_is_an_authority_as_a_whole_or_not(text: str, words: str, level: str):
    found = authorities.of_heading(text)
    assert (found.words if found else "", found.level if found else "") == (words, level)


def test_the_department_of_a_commune_is_read_where_it_is_stated():
    said = "Beaupré, petite commune rurale de l’Orlande, ouvre un jardin."
    assert authorities.stated_department(said) == "Orlande"
    assert authorities.apposed(said) == "Beaupré"
    assert authorities.stated_department("La commune de Beaupré ouvre un jardin.") == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ANNE ROUX", "Anne Roux"),
        ("Paul Le Goff", "Paul Le Goff"),
        ("Mme Marie-Ange de La Tour", "Mme Marie-Ange de La Tour"),
        ("Jean-Luc MARTIN", "Jean-Luc MARTIN"),
        ("- Samira Benali, directrice de médiathèque", "Samira Benali"),
        ("VILLE DE BEAUPRÉ", ""),
        ("Le projet", ""),
        ("Contexte", ""),
        ("PRIX DU JURY", ""),
        ("Vice-présidente de Beaupré", ""),
        ("The Quiet Room", ""),
        ("Anne Roux a écrit ceci.", ""),
    ],
)
def test_a_person_is_known_by_the_form_of_the_name(text: str, name: str):
    assert people.person_of(unit(text)) == name


def test_a_group_of_jurors_is_no_person():
    assert people.group_of(unit("LES ÉLÈVES DU COLLÈGE RONSARD")) == "Les Élèves du Collège Ronsard"
    assert people.group_of(unit("LES ÉLÈVES")) == ""


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Présentation du jury", Section.JURY), ("3. Lauréats", Section.DOSSIERS),
        ("Les dossiers candidats", Section.DOSSIERS), ("Éditos", Section.EDITORIALS),
        ("SOMMAIRE", Section.CONTENTS), ("Remerciements", Section.BACK),
        ("Coup de cœur du jury", Section.PRIZE), ("**Prix de l’audace**", Section.PRIZE),
        ("Community Prize", Section.PRIZE), ("Le jury a été séduit", Section.NONE),
        ("Grand Prix des écoles 2031", Section.NONE), ("Contexte", Section.NONE),
        ("Un projet", Section.NONE),
    ],
)  # fmt: skip
def test_a_short_line_opens_a_part_or_not(text: str, section: Section):
    assert sections.of(unit(text)) is section


def test_a_table_of_contents_is_lines_with_rising_numbers():
    lines = ["Éditos ..... 2", "", "Le jury\t3", "Dossiers  10", "Texte."]
    assert sections.contents_entries(lines) == {0: "editos", 2: "le jury", 3: "dossiers"}
    assert sections.contents_entries(["Article 3", "Article 2", "Article 1"]) == {}


def test_lines_become_units_by_their_shape():
    lines = [
        "# Titre", "Une ligne assez longue pour être un texte, qui va", "jusqu’à son point.",
        "- un point", "Budget : 3 000 €", "Page 3", "", "Souligné", "=====", "| Ville | Beaupré |",
    ]  # fmt: skip
    assert [(made.shape, made.text) for made in units_of(lines)] == [
        (Shape.HEADING, "Titre"),
        (Shape.TEXT, "Une ligne assez longue pour être un texte, qui va jusqu’à son point."),
        (Shape.LIST, "- un point"),
        (Shape.FIELD, "Budget : 3 000 €"),
        (Shape.NOISE, "Page 3"),
        (Shape.HEADING, "Souligné"),
        (Shape.FIELD, "Ville : Beaupré"),
    ]


NUMBERS = st.floats(-6, 6).map(lambda value: round(value, 2))
ROW = st.tuples(*[NUMBERS] * len(KINDS))
SCORES = st.builds(Scores, ROW, ROW, st.booleans())


@settings(max_examples=40)
@given(st.lists(SCORES, min_size=1, max_size=3))
def test_no_other_whole_is_better_than_the_chosen_one(scores: list[Scores]):
    chosen = choose(scores)
    labels = [(kind, begins) for kind in KINDS for begins in (True, False)]
    sums = [
        worth(scores, whole)
        for whole in itertools.product(labels, repeat=len(scores))
        if whole[0][1] and all(b[1] or b[0] is a[0] for a, b in itertools.pairwise(whole))
    ]
    best = worth(scores, [(each.kind, each.begins) for each in chosen])
    assert best == pytest.approx(max(sums))
    assert all(each.margin >= 0 for each in chosen)


def test_a_dossier_wants_a_text():
    heading = Scores((-9, -9, -9, 3, -3), (0, 0, 0, 0, 0), has_text=False)
    text = Scores((-9, -9, -9, 3, -3), (0, 0, 0, 0, 0), has_text=True)
    assert [each.begins for each in choose([heading, text])] == [True, False]
    assert [each.begins for each in choose([text, text])] == [True, True]
    assert choose([]) == []
    assert choose([text])[0].kind is Kind.DOSSIER

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.folding import fold, words
from gpci_tui.search.stemming import candidates_prefix, inflections, stem

SAMPLE = Path(__file__).parents[2] / "sample_dossiers"
ONE = """
    tablette tablettes
    élève élèves
    collégien collégiens collégienne collégiennes
    lycéen lycéens lycéenne
    lycée lycées
    numérique numériques
    numériser numérisé numérisée numérisées numérisation
    équiper équipe équipé équipés équipées équipement équipements
    inclusif inclusive inclusifs inclusives inclusion
    actif active actifs actives
    éducatif éducative éducation
    enseignant enseignante enseignants enseignement
    lecteur lecteurs lectrice lectrices
    créateur créatrice créatrices
    journal journaux
    départemental départementaux départementale
    régional régionaux
    rural rurale ruraux
    travail travaux
    jeu jeux
    lieu lieux
    tableau tableaux
    réseau réseaux
    nouveau nouvelle nouveaux nouvel
    public publique publics publiques
    métier métiers
    premier première premières
    radio radios
    média médias
    vidéo vidéos
    défi défis
    handicap handicapé handicapée handicapés handicapées
    professionnel professionnelle professionnelles
    fille filles
    garçon garçons
    école écoles
    loi lois
    mot mots
    île îles
    art arts
    aide aides aider aidé aidant
    accompagner accompagné accompagnée accompagnement
    connecté connectée connectés connecter
    partenaire partenaires
    nombreux nombreuse nombreuses
    essai essais
    délai délais
    robot robots
    book books
    school schools
    teacher teachers
    teach teaching
    city cities
    story stories
    library libraries
    class classes
    process processes
    connect connected
    share shared sharing
    survey surveys
    technology technologies technologie
"""
APART = """
    commune communication
    département départ
    formation format
    formation forme
    université univers
    général génération
    école écologie
    port porteur
    tiers ti
    paris par
    arte art
    pare par
    mote mot
    cours cour
    mission missile
    collège collègue
    santé sante-
    texte textile
    maison mais
    robot robe
    ile il
    classe classique
    class clan
    book boot
"""


def rows(table: str) -> list[list[str]]:
    return [[fold(word) for word in line.split()] for line in table.strip().splitlines()]


@pytest.mark.parametrize("family", rows(ONE), ids=lambda family: family[0])
def test_inflections_have_one_stem_and_one_beginning(family: list[str]) -> None:
    assert {stem(word) for word in family} == {stem(family[0])}
    prefix = candidates_prefix(family[-1])
    assert all(word.startswith(prefix) for word in family)
    assert inflections(family[0], family) == family


@pytest.mark.parametrize(("one", "other"), rows(APART))
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert inflections(one, [one, other]) == [one]


@pytest.mark.parametrize("word", ["", "22605", "cm2", "5e", "한국어", "snake_case"])
def test_what_is_no_plain_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


def test_in_the_sample_every_word_begins_as_its_family_does() -> None:
    known = {word for file in SAMPLE.iterdir() for word in words(file.read_text("utf-8"))}
    families = defaultdict(list)
    for word in known:
        families[stem(word)].append(word)
        assert word.startswith(candidates_prefix(word)), word
    for family in families.values():
        assert inflections(family[0], family) == family
    # Inflections are about a fifth of the words; a stemmer gone wild would join many more.
    assert 0.70 < len(families) / len(known) < 0.85
    assert max(map(len, families.values())) < 12


ROOTS = st.text("abcdefghijlmnoprstuvy", min_size=2, max_size=7)
ENDINGS = """
    s x e es ee ees er eur eurs trice trices teur al aux ale eau eaux elle elles if ive ives
    ique iques iquement ment ement amment emment ance ence ant ante ation ations ateur iere ieres
    ier eux euse ite ites logie y ies ies ing ed usion issement able ables
"""
SUFFIXES = st.sampled_from(ENDINGS.split())


@given(ROOTS, SUFFIXES, SUFFIXES)
def test_any_word_begins_as_its_family_does(root: str, one: str, other: str) -> None:
    for word in (root, root + one, root + one + other):
        prefix = candidates_prefix(word)
        assert prefix
        assert word.startswith(prefix)
        assert fold(stem(word)) == stem(word) != ""


@given(st.text(max_size=20).map(fold))
def test_any_text_has_a_stem(word: str) -> None:
    assert bool(stem(word)) == bool(word)
    assert word in inflections(word, [word])


def test_the_stemmer_is_not_imported_before_the_first_word() -> None:
    script = (
        "import sys; from gpci_tui.search import parser, stemming; parser.parse('tablettes -é');"
        "sys.exit('snowballstemmer' in sys.modules or 'rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

"""Where sentences and words begin and end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model import sentences as language

NBSP = "\u00a0"


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in language.sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "M. Dupont et Mme. Martin sont venus.",
        "Voir p. 12 et l’art. 3 du règlement.",
        "Le n° 4, cf. Annexe, p. ex. Lyon ou Lille.",
        "Laclasse.com et Stage3e.mosl.fr valent 3.5 points.",
        "Le Dr. House et J. Martin, av. J.-C. Renard.",
        "Dr. Smith met Mr. Jones, e.g. No. 5.",
        f"Est-ce «{NBSP}bien{NBSP}!{NBSP}» ou mal ?",
        "3. La méthode",
        "Des mots, etc., puis la suite.",
    ],
)
def test_what_is_one_sentence_is_not_cut(text: str) -> None:
    assert split(text) == [text]


def test_sentences_are_cut_where_they_end() -> None:
    quoted = f"«{NBSP}Nous avons fini.{NBSP}»"
    sentences = ["Qui vient ?", "Personne !", "Il y a 12 classes.", quoted, "Puis, etc.", "Voilà…"]
    assert split(" ".join(sentences)) == sentences


def test_a_number_may_begin_a_sentence_but_not_after_an_abbreviation() -> None:
    assert split("Le projet date de 2019. 12 classes y sont.") == [
        "Le projet date de 2019.",
        "12 classes y sont.",
    ]
    assert len(split("Voir fig. 12 et chap. 3.")) == 1


def test_a_quote_with_plain_spaces_ends_with_its_sign() -> None:
    assert split("Il dit : « Oui ! » Elle rit.") == ["Il dit : « Oui ! »", "Elle rit."]


def test_words_know_elision_numbers_and_compounds() -> None:
    text = "L’école d’aujourd’hui : 22\u00a0605 élèves, 3,5 % à Saint-Étienne, qu'il aime."
    assert [text[start:end] for start, end in language.words(text)] == [
        "L’", "école", "d’", "aujourd’hui", "22\u00a0605", "élèves", "3,5", "à", "Saint-Étienne",
        "qu'", "il", "aime",
    ]  # fmt: skip


def test_lines_of_a_table_are_its_sentences() -> None:
    assert language.lines("a | b\n\n  c | d ") == [(0, 5), (9, 14)]


@given(st.text())
def test_sentences_are_in_order_and_leave_only_white_space_out(text: str) -> None:
    position = 0
    for start, end in language.sentences(text):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@pytest.mark.parametrize("piece", [".", "! ", "M. ", "?)", "1. ", "1,", "a.", "…»", "l’", "a-"])
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    text = piece * 100_000
    started = time.perf_counter()
    language.sentences(text)
    language.words(text)
    assert time.perf_counter() - started < 5

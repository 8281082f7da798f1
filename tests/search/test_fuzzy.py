from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.search.fuzzy import (
    allowed_edits,
    begins,
    nearest_name,
    nearest_word,
    nearly_the_same,
    rank,
)

VOCABULARY = [
    ("tablette", 3), ("tablettes", 9), ("table", 2), ("numerique", 12), ("numeriques", 4),
    ("mediatheque", 2), ("mathematiques", 5), ("ecole", 40), ("ecoles", 20), ("college", 9),
    ("2025", 7), ("20250", 1), ("lecture", 3), ("lecteur", 8),
]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("tabelttes", "tablettes"),
        ("tablete", "tablette"),
        ("numerqiue", "numerique"),
        ("nmerique", "numerique"),
        ("mediateque", "mediatheque"),
        ("matematiques", "mathematiques"),
        ("ecoel", "ecole"),
        ("colege", "college"),
        # Still being typed: the beginning of a longer word.
        ("matehm", "mathematiques"),
        ("numrei", "numerique"),
        # A tie: the commoner word.
        ("lectuer", "lecteur"),
        # Too short, too far, or a number, which nobody means otherwise.
        ("eco", ""),
        ("xyz", ""),
        ("zzzzzzzz", ""),
        ("2052", ""),
        ("", ""),
    ],
)
def test_the_nearest_word(word: str, nearest: str) -> None:
    assert nearest_word(word, VOCABULARY) == nearest


@given(st.text("abcdeé2", max_size=12), st.lists(st.text("abcde2", min_size=1, max_size=12)))
def test_the_nearest_word_is_of_the_vocabulary_and_near(word: str, known: list[str]) -> None:
    found = nearest_word(word, [(other, 1) for other in known])
    assert found in ("", *known)
    if word in known and allowed_edits(word) and not word.isdigit():
        assert found == word
    assert nearest_word(word, [(other, 1) for other in reversed(known)]) == found


NAMES = [
    "Numérique responsable", "Ressources numériques", "Inclusion", "École inclusive",
    "Parentalité", "L’œuvre au collège",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("num", "Numérique responsable"),
        ("res num", "Numérique responsable"),
        ("ress", "Ressources numériques"),
        ("inc", "Inclusion"),
        ("ecole inc", "École inclusive"),
        ("nclus", "Inclusion"),
        ("éi", "École inclusive"),
        ("nure", "Numérique responsable"),
        ("parentallité", "Parentalité"),
        ("oeuvre", "L’œuvre au collège"),
        ("l'oe", "L’œuvre au collège"),
    ],
)
def test_what_was_typed_means_first(typed: str, best: str) -> None:
    assert NAMES[rank(typed, NAMES)[0]] == best


def test_everything_is_offered_before_something_is_typed() -> None:
    assert rank("", NAMES) == rank("  ", NAMES) == list(range(len(NAMES)))
    assert rank("zzzz", NAMES) == []
    assert rank("x", []) == []


def test_beginnings_of_words() -> None:
    assert begins("École inc", "École inclusive")
    assert begins("inc", "École inclusive")
    assert not begins("nclus", "École inclusive")
    assert not begins("éi", "École inclusive")


def test_a_name_of_many_like_words_does_not_stop_the_clock() -> None:
    started = time.process_time()
    assert rank("a" * 11 + "b", [" ".join(["aa"] * 24)]) == []
    assert time.process_time() - started < 1


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=8))
def test_ranking_never_fails_and_names_each_once(typed: str, names: list[str]) -> None:
    found = rank(typed, names)
    assert len(set(found)) == len(found)
    assert set(found) <= set(range(len(names)))


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Numerique responsables", "Numérique responsable"),
        ("responsable numérique", "Numérique responsable"),
        ("Inclusions", "Inclusion"),
        ("Parentalite", ""),  # The very same, once folded.
        ("PARENTALITÉ", ""),
        ("Climat scolaire", ""),
        ("", ""),
    ],
)
def test_a_name_that_is_nearly_there(name: str, same: str) -> None:
    assert nearly_the_same(name, NAMES) == same
    assert nearly_the_same(name, []) == ""


@pytest.mark.parametrize(
    ("name", "meant"),
    [("inclusio", "Inclusion"), ("ecole inclusiv", "École inclusive"), ("zzzz", ""), ("", "")],
)
def test_the_name_that_was_meant(name: str, meant: str) -> None:
    assert nearest_name(name, NAMES) == meant

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.search.spelling import Vocabulary, allowed_edits, nearest_word

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


NAMES = """
    bookinou montfermeil guyane venizel zamizen experitheque helfaut mulhouse soissons beneylu
    anor calais ecole satellite orthographe reseau bureau 22605
"""
PLACES = Vocabulary((word, 1) for word in NAMES.split())


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("bouquinou", "bookinou"),
        ("monfermeille", "montfermeil"),
        ("guiannes", "guyane"),
        ("venisel", "venizel"),
        ("experitek", "experitheque"),
        ("elfaud", "helfaut"),
        ("muloose", "mulhouse"),
        ("soisson", "soissons"),
        ("ekol", "ecole"),
        ("satelitte", "satellite"),
        ("aurtografe", "orthographe"),
        ("rezo", "reseau"),
    ],
)
def test_what_sounds_the_same_is_near(heard: str, written: str) -> None:
    assert next(iter(PLACES.nearest(heard)), "") == written


def test_several_words_may_be_meant() -> None:
    words = Vocabulary([("classe", 9), ("class", 1), ("glasse", 30), ("chasse", 4), ("ecole", 9)])
    assert words.nearest("clase", 4) == ["classe", "class"]
    assert words.nearest("clasee", 4) == ["classe", "class", "chasse", "glasse"]
    assert words.nearest("clase", 1) == ["classe"]
    assert words.nearest("clase", 0) == []
    assert Vocabulary([]).nearest("clase") == []


@given(st.text("abcdeho", min_size=4, max_size=12), st.integers(0, 11), st.sampled_from("xyz"))
def test_one_slip_is_always_forgiven(word: str, at: int, letter: str) -> None:
    words = Vocabulary([(word, 1), ("zzzzzzzzzzzz", 1)])
    at %= len(word)
    slips = {word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]}
    if len(word) > 4:
        slips.add(word[:at] + word[at + 1 :])
    for slip in slips:
        assert words.nearest(slip, 2) == [word]


def test_words_whose_reading_was_interrupted_are_read_again() -> None:
    tried: list[str] = []

    def read(initial: str) -> Iterator[tuple[str, int]]:
        tried.append(initial)
        yield "periscolaire", 3
        if len(tried) == 1:
            raise InterruptedError
        yield "periple", 1

    vocabulary = Vocabulary.read_as_needed("p", read)
    with pytest.raises(InterruptedError):
        vocabulary.nearest("perisclaire")
    assert vocabulary.nearest("perisclaire") == ["periscolaire"]
    assert vocabulary.nearest("periple") == ["periple"]
    assert tried == ["p", "p"]

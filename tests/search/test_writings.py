from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.query import Term
from gpci_tui.search.parser import parse
from gpci_tui.search.writings import LONGEST_JOINED, runs, splits, writings


@pytest.mark.parametrize(
    ("typed", "texts"),
    [
        ("tablette", ["tablette"]),
        ("web-radio", ["web radio", "webradio"]),
        ("22 605", ["22605", "22 605"]),
        ("22605", ["22605", "22 605"]),
        ("1234567", ["1234567", "1 234 567"]),
        ("605", ["605"]),
        ('"22 605 euros"', ["22605 euros", "22 605 euros"]),
        ('"web radio"', ["web radio"]),
        ("=web-radio", ["web radio"]),
        ("rendez-vous", ["rendez vous", "rendezvous"]),
        ("2024/2025", ["2024 2025"]),
        ("1234567890", ["1234567890"]),
        ("st", ["st", "saint"]),
        ("sainte", ["sainte", "ste"]),
        ("st-dié", ["st die", "stdie", "saint die"]),
        ("=st", ["st"]),
        ("3ème", ["3eme", "3e", "troisieme"]),
        ("troisième", ["troisieme", "3e", "3eme"]),
        ("11e", ["11e", "11eme"]),
        ("1re", ["1re", "1er", "1ere", "premier", "premiere"]),
        ("2nde", ["2nde", "2e", "2eme", "2nd", "deuxieme", "second", "seconde"]),
    ],
)
def test_other_writings(typed: str, texts: list[str]) -> None:
    (term,) = parse(typed).terms
    found = writings(term)
    assert [other.text for other in found] == texts
    assert found[0] == term
    for other in found:
        assert other.phrase or " " not in other.text
        assert (other.prefix, other.literal) == (term.prefix, term.literal)


def test_the_words_of_a_compound_may_be_joined() -> None:
    assert writings(Term("web radio", prefix=True, phrase=True, hyphenated=True))[1] == Term(
        "webradio", prefix=True
    )


def test_a_beginning_is_none_of_another_word() -> None:
    assert writings(Term("st", prefix=True)) == (Term("st"), Term("saint", prefix=False))


def test_neighbours_may_be_one_word() -> None:
    assert list(runs(["raconte", "ton", "metier"])) == [
        (0, 2, "raconteton"), (0, 3, "racontetonmetier"), (1, 3, "tonmetier"),
    ]  # fmt: skip
    assert list(runs(["22", "605"])) == list(runs(["seul"])) == list(runs([])) == []
    assert max(end - first for first, end, _word in runs(["mot"] * 9)) == 4
    assert list(runs(["m" * LONGEST_JOINED, "m"])) == []


@pytest.mark.parametrize(
    ("word", "pair"),
    [("webradio", ("web", "radio")), ("wifi", ("wi", "fi")), ("esport", ("e", "sport"))],
)
def test_a_word_may_be_two(word: str, pair: tuple[str, str]) -> None:
    assert pair in splits(word)


def test_little_words_are_split_off_only_where_a_space_was_forgotten() -> None:
    assert ("sur", "tout") not in splits("surtout")
    assert ("la", "jeunesse") not in splits("lajeunesse")
    assert ("la", "jeunesse") in splits("lajeunesse", mistyped=True)


def test_a_number_and_a_monster_are_never_two() -> None:
    assert list(splits("22605")) == []
    assert list(splits("a" * (LONGEST_JOINED + 1))) == []
    assert list(splits("")) == list(splits("a")) == list(splits("ab")) == []


@given(st.text("abcdeé2", max_size=50), st.booleans())
def test_halves_make_the_word(word: str, mistyped: bool) -> None:
    pairs = list(splits(word, mistyped=mistyped))
    assert len(set(pairs)) == len(pairs)
    assert all(first + second == word and second for first, second in pairs)
    lengths = [abs(len(first) - len(second)) for first, second in pairs]
    assert lengths == sorted(lengths)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.search.sounds import alike, sound

SAME = """
    bouquinou bookinou
    guiane guyane
    quantin quentin
    experitek experitheque
    sfero sphero
    orthofoniste orthophoniste
    dislexique dyslexique
    teatre theatre
    collaborasion collaboration
    chario chariot
    mulouse mulhouse
    gimnase gymnase
    kiosque quiosk
    inclusif hinclusif
    metier metiez
    chateau chato
    calet calais
    metie metier
"""
DIFFERENT = """
    ecole eclat
    radio radis
    tablette tableau
    cadre cidre
"""


@pytest.mark.parametrize("pair", SAME.strip().splitlines())
def test_spellings_of_one_sound(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize("pair", DIFFERENT.strip().splitlines())
def test_other_sounds(pair: str) -> None:
    one, other = pair.split()
    assert sound(one) != sound(other)


def test_first_letters_of_one_sound() -> None:
    assert alike("k") == {"c", "k", "q"}
    assert alike("b") == {"b"}


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=20))
def test_a_plural_sounds_as_its_singular(word: str) -> None:
    assert sound(f"{word}s") == sound(word)


@given(st.text(max_size=20))
def test_any_text_has_a_sound(word: str) -> None:
    assert len(sound(word)) <= 2 * len(word)

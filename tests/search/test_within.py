"""The language of a search inside one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.document import parse
from gpci_tui.search.within import find_within

BODY = """\
## Les tablettes

Des **tablettes** circulent ; une Tablette numérique aussi. La webradio de l’école émet.

Budget : 22\u00a0605 euros. Une pirogue, deux pirogues. Salle de classe, classes et salles.
Un web sans radio, un atelier cinématographique.
"""
DOCUMENT = parse(BODY)


def found(typed: str, *, typing: bool = False) -> list[str]:
    return [BODY[start:end] for start, end in find_within(DOCUMENT, typed, typing=typing).hits]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("tablette", ["tablettes", "tablettes", "Tablette"]),
        ("=tablette", ["Tablette"]),
        ("tabl*", ["tabl", "tabl", "Tabl"]),
        ("classe", ["classe", "classes"]),
        ("salle de classe", ["Salle de classe"]),
        ("classe salle", ["Salle", "classe", "classes", "salles"]),
        ('"de classe"', ["de classe"]),
        ("web-radio", ["webradio"]),
        ("web radio", ["webradio", "web", "radio"]),
        ("l'ecole", ["l’école"]),
        ("22605", ["22\u00a0605"]),
        ("22 605", ["22\u00a0605"]),
        ("école OU pirogue", ["école", "pirogue", "pirogues"]),
        ("budget -pirogue", ["Budget"]),
        ("budget thème:aucun", ["Budget"]),
        ("cinemato", ["cinémato"]),
        ("deuxpirogues", ["deux pirogues"]),
        ("OU", []),
        ("-", []),
        ("xyzxyz", []),
        ("", []),
    ],
)
def test_what_is_marked(typed: str, marked: list[str]) -> None:
    assert found(typed) == marked


def test_a_word_being_typed_is_the_beginning_of_one() -> None:
    assert found("pir", typing=True) == ["pir", "pir"]
    assert found("salle de cl", typing=True) == ["Salle de cl"]
    assert found("pirogue ", typing=True) == ["pirogue", "pirogues"]


def test_a_word_that_is_nowhere_is_taken_for_the_nearest_one_and_named() -> None:
    within = find_within(DOCUMENT, "piroge")
    assert within.corrected == (("piroge", "pirogue"),)
    assert [BODY[start:end] for start, end in within.hits] == ["pirogue"]
    assert find_within(DOCUMENT, "=piroge").hits == ()
    assert find_within(DOCUMENT, "22606").hits == ()


@given(st.text(alphabet="tablette \"=*-()OU:<>'’é«»", max_size=30), st.booleans())
def test_any_text_is_understood(typed: str, typing: bool) -> None:
    hits = find_within(DOCUMENT, typed, typing=typing).hits
    assert all(0 <= start < end <= len(BODY) for start, end in hits)
    assert list(hits) == sorted(hits)

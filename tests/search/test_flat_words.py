from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.model.folding import fold
from gpci_tui.model.query import Term
from gpci_tui.search.flat_words import MAX_TERMS, parse


def phrase(text: str, *, prefix: bool = False) -> Term:
    return Term(text, prefix=prefix, phrase=True)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("   ", []),
        ("?! – «»", []),
        ("Tablettes", [Term("tablettes")]),
        ("École numérique", [Term("ecole"), Term("numerique")]),
        ("l’école d’été", [Term("ecole"), Term("ete")]),
        ("l'", [Term("l")]),
        ("à", [Term("a")]),
        ("3 classes", [Term("3"), Term("classes")]),
        ("22\u00a0605", [Term("22"), Term("605")]),
        ("œuvre", [Term("oeuvre")]),
        ("mot mot MOT", [Term("mot")]),
        ('"grand prix"', [phrase("grand prix")]),
        ("« grand prix »", [phrase("grand prix")]),
        ("“Grand Prix” lyon", [phrase("grand prix"), Term("lyon")]),
        ('"grand pri', [phrase("grand pri", prefix=True)]),
        ('lyon "', [Term("lyon")]),
        ('"" lyon', [Term("lyon")]),
        ('"l’école"', [phrase("l ecole")]),
        ('a "b c" d', [phrase("b c")]),
        ('AND OR NOT (x*) NEAR "', [Term("and"), Term("or"), Term("not"), Term("near")]),
        ("col:mot -mot ^mot", [Term("col"), Term("mot")]),
    ],
)
def test_what_was_typed_is_understood(text: str, terms: list[Term]) -> None:
    assert sorted(parse(text).terms, key=str) == sorted(terms, key=str)


@given(st.text() | st.text('"«»“” aé’l*()-:^', max_size=60))
@example('"' * 999)
@example('« “ ” » " mot')
@example("\ud800 \x00")
def test_any_text_is_understood(text: str) -> None:
    query = parse(text)
    assert len(query.terms) == len(set(query.terms)) <= MAX_TERMS
    for term in query.terms:
        assert term.text
        assert fold(term.text) == term.text
        assert set(term.text) & set('"*()^:-') == set()


def test_a_pasted_page_is_cut_to_what_can_be_searched() -> None:
    query = parse(" ".join(f"mot{number}" for number in range(5000)))
    assert len(query.terms) == MAX_TERMS
    assert query.terms[0] == Term("mot0")


def test_so_is_a_pasted_phrase() -> None:
    (term,) = parse('"' + "mot " * 5000 + '"').terms
    assert len(term.text.split()) == MAX_TERMS

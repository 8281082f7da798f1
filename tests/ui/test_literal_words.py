"""Words of a query that are taken as they are typed."""

from __future__ import annotations

import pytest

from gpci_tui.ui.literal_words import is_literal, literally, loosely


@pytest.mark.parametrize(
    ("typed", "words", "literal"),
    [
        ("bokinou", ["bokinou"], "=bokinou"),
        ("Bökinou école", ["bokinou"], "=Bökinou école"),
        ("-bokinou", ["bokinou"], "-=bokinou"),
        ("(a OU bokinou)", ["bokinou"], "(a OU =bokinou)"),
        ('"le bokinou vert" x', ["bokinou"], '="le bokinou vert" x'),
        ("« bokinou vert »", ["bokinou"], "=« bokinou vert »"),
        ("l’bokinou", ["bokinou"], "=l’bokinou"),
        ("web-radyo", ["web radyo"], "=web-radyo"),
        ("web radyo", ["web radyo"], "=web =radyo"),
        ("titre:bokinou", ["bokinou"], "titre:bokinou"),
        ("bokinous", ["bokinou"], "bokinous"),
        ("", ["bokinou"], ""),
    ],
)
def test_the_sign_stands_where_the_language_looks_for_it(
    typed: str, words: list[str], literal: str
) -> None:
    assert literally(typed, words) == literal
    assert literally(literal, words) == literal
    assert loosely(literal) == typed
    assert is_literal(literal) == (literal != typed)


def test_an_equals_sign_within_is_no_sign_of_the_language() -> None:
    assert not is_literal("mots>=500")
    assert loosely("a=b mots>=500") == "a=b mots>=500"

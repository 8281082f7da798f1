from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.model.folding import fold, words
from gpci_tui.search.snippets import SMALLEST_WIDTH, Snippet, snippet

BODY = """## Contexte

Une fois le **wifi** présent dans tous les espaces, le Département a lancé son plan.

## Tablettes

- des tablettes pour les collégiens, rangées dans des mallettes ;
- une tablette pour l’enseignant, et 22\u00a0605 consultations.

## Suites

Les œuvres des élèves sont exposées à la médiathèque.
"""


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.hits]


@pytest.mark.parametrize(
    ("terms", "width", "text", "hits"),
    [
        (["wifi"], 40, "Une fois le wifi présent dans tous les …", ["wifi"]),
        (["espaces"], 30, "… les espaces, le …", ["espaces"]),
        (["mediatheque"], 99, "Les œuvres des élèves sont exposées à la médiathèque.",
         ["médiathèque"]),
        (["oeuvre"], 30, "Les œuvres des élèves sont …", ["œuvre"]),
        (["mediatheque"], 30, "… exposées à la médiathèque.", ["médiathèque"]),
        # The text before the heading.
        (["tablette"], 60, "des tablettes pour les collégiens, rangées dans des …", ["tablette"]),
        # The passage and the window with the most different terms.
        (["tablette", "enseignant"], 44, "… une tablette pour l’enseignant, et …",
         ["tablette", "enseignant"]),
        (["mallettes", "consultation"], 80,
         "… des mallettes ; une tablette pour l’enseignant, et 22\u00a0605 consultations.",
         ["mallettes", "consultation"]),
        (["22605", "22 605"], 30, "… et 22\u00a0605 consultations.", ["22\u00a0605"]),
        (["contexte"], 60, "Contexte", ["Contexte"]),
        ([], 30, "Une fois le wifi présent …", []),
        (["xyz"], 30, "Une fois le wifi présent …", []),
    ],
)  # fmt: skip
def test_the_best_passage(terms: list[str], width: int, text: str, hits: list[str]) -> None:
    found = snippet(BODY, terms, width)
    assert (found.text, marked(found)) == (text, hits)


def test_an_empty_text_has_an_empty_snippet() -> None:
    assert snippet("", ["mot"], 40) == Snippet("")
    assert snippet(" \n\n ", [], 40) == Snippet("")


def test_a_long_paragraph_is_looked_at_in_pieces() -> None:
    body = "mot " * 2000 + "radio web " + "mot " * 2000
    assert snippet(body, ["radio"], 30) == Snippet("radio web mot mot mot mot …", ((0, 5),))


TEXTS = st.lists(
    st.sampled_from(
        ["mot", "œuvre", "l’école", "**gras**", "\n\n", "\n", "- ", "## ", "22\u00a0605", " ",
         "x" * 90, "é\u0301", "№", "`", "web-radio", "…"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@given(
    TEXTS | st.text(),
    st.lists(st.sampled_from(["mot", "oeuvre", "gras", "web radio", "22 605", "x", "", "?"])),
    st.integers(0, 120),
)
@example("x" * 2000, ["x"], 40)
@example("mot " * 500, ["mot"], 12)
def test_any_text_has_a_snippet(body: str, terms: list[str], width: int) -> None:
    found = snippet(body, terms, width)
    assert len(found.text) <= max(width, SMALLEST_WIDTH)
    assert "\n" not in found.text
    assert all(0 <= start < end <= len(found.text) for start, end in found.hits)
    assert all(left[1] < right[0] for left, right in pairwise(found.hits))
    heads = {words(term)[0] for term in terms if words(term)}
    assert all(any(head in fold(text) for head in heads) for text in marked(found))


WORDS = st.sampled_from(["école", "radio", "lycée", "web", "tablette"])


@given(st.lists(WORDS, min_size=1), st.data())
def test_a_term_of_the_text_is_shown(text: list[str], data: st.DataObject) -> None:
    term = data.draw(st.sampled_from(text))
    found = snippet(" ".join(text), [fold(term)], 30)
    assert term in marked(found)
    assert found.text.strip("… ") in " ".join(text)


def test_a_book_takes_no_time() -> None:
    book = "\n\n".join(f"Alinéa {n} " + "du texte ordinaire " * 20 for n in range(1000))
    started = time.process_time()
    assert "alinéa 999" in snippet(book, ["alinea 999"], 60).text.lower()
    assert time.process_time() - started < 0.5

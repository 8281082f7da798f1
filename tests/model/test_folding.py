from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.model.cleaning import clean
from gpci_tui.model.folding import fold, fold_with_offsets, hits, inner_words, words

TEXTS = st.text(
    st.sampled_from("aeéÉœŒæßﬁ№™ǽ’'‑–\u00a0\u202f -_22,.!\n\tİK℃\u0301x\u0302Ｈ𝐀한")
    | st.characters(),
    max_size=40,
)


def by_character(text: str) -> str:
    """Fold as it is defined; ``fold`` takes short cuts."""
    special = {
        "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l",
        "Ł": "l", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-",
        "‒": "-", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2007": " ",
        "\u2009": " ", "\t": " ", "\n": " ",
    }  # fmt: skip
    folded = []
    for char in text:
        if char in special:
            folded.append(special[char])
            continue
        lower = unicodedata.normalize("NFKD", char).casefold()
        for piece in unicodedata.normalize("NFKD", lower):
            if not unicodedata.combining(piece):
                folded.append(special.get(piece, piece))
    return "".join(folded)


@given(TEXTS | st.text(st.characters(max_codepoint=0x24F)))
@example("".join(map(chr, range(0x180))))
@example("".join(map(chr, range(0x2000, 0x2200))))
@example("¼ µ ß é “Œ” €")
def test_folding_is_by_character(text: str) -> None:
    assert fold(text) == by_character(text)


@given(TEXTS)
@example("№ ™ ℃ 𝐀 ǽ ﹘ \t\n`")
@example("¼½¾µßÆæ é ’œ")
def test_folding_with_offsets_is_folding(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(folded) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(fold(text[index]) for index in offsets)


@given(TEXTS)
@example("№ ™ ℃ 𝐀 ǽ ﹘ ｀")
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
@example("ﬁn ΐ")
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text) == fold(text.casefold())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Œuvre", "l'oeuvre"),
        ("l‘école", "l'ecole"),
        ("Straße", "strasse"),
        ("STRASSE ẞ", "strasse ss"),
        ("ÆON ǽ", "aeon ae"),
        ("22\u00a0605\u202f€", "22 605 €"),
        ("Pont‑du–Leu—x−1", "pont-du-leu-x-1"),
        ("e\u0301cole", "ecole"),
        ("Élève№ 1", "eleveno 1"),
        ("ﬁn", "fin"),
        ("a\tb\nc", "a b c"),
        ("`a´", "'a'"),
        ("Łódź Øre", "lodz ore"),
        ("H₂O", "h2o"),
    ],
)
def test_folding_examples(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_words_are_folded_and_in_order() -> None:
    assert words("L’école, à Pont-du-Leu : 22\u00a0605 €") == [
        "l", "ecole", "a", "pont", "du", "leu", "22", "605",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("#RaconteTonMétier, le jeu", ["Raconte", "Ton", "Métier"]),
        ("StudiAva et MathCityMap", ["Studi", "Ava", "Math", "City", "Map"]),
        ("créeÉmotions", ["crée", "Émotions"]),
        ("VObot ENT77 École ÉCOLE", []),
        ("", []),
    ],
)
def test_words_within_words(text: str, inner: list[str]) -> None:
    assert inner_words(text) == inner


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("Leurs œuvres", ("oeuvre",), ["œuvre"]),
        ("Le cœur", ("coe",), ["cœ"]),
        ("Le cœur", ("co",), ["cœ"]),
        ("rue Straßer", ("strasse",), ["Straße"]),
        ("rue Straßer", ("stras",), ["Straß"]),
        ("l’école d’été", ("ecole",), ["école"]),
        ("l’école d’été", ("l'ecole",), ["l’école"]),
        ("22\u00a0605 euros", ("22 605",), ["22\u00a0605"]),
        ("22\u00a0605 euros", ("22", "605"), ["22", "605"]),
        ("Tablettes et tablette", ("tablet",), ["Tablet", "tablet"]),
        ("rétablir", ("tabl",), []),
        ("Pont‑du‑Leu", ("pont du",), ["Pont‑du"]),
        ("a.*b (c)", ("b",), ["b"]),
        ("école", ("eco", "ecole"), ["école"]),
        ("grand prix", ("grand", "grand prix"), ["grand prix"]),
        ("x\u0302y z", ("x",), ["x\u0302"]),
        ("snake_case", ("case",), []),
        ("rien", (), []),
        ("", ("mot",), []),
        ("rien", ("", "  ", "!?"), []),
    ],
)
def test_hits_mark_the_original_text(text: str, terms: tuple[str, ...], marked: list[str]) -> None:
    assert [text[start:end] for start, end in hits(text, terms)] == marked


@given(TEXTS, st.lists(TEXTS.map(lambda text: " ".join(words(text))), max_size=4).map(tuple))
def test_hits_are_in_order_apart_and_say_the_term(text: str, terms: tuple[str, ...]) -> None:
    found = hits(text, terms)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(left[1] < right[0] for left, right in pairwise(found))
    heads = [words(term) for term in terms if words(term)]
    for start, end in found:
        marked = words(text[start:end])
        # A ligature is marked whole, so that the span may say a little more than the term.
        assert any(w.startswith(head[0]) for head in heads for w in marked)


@given(TEXTS)
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    cleaned = clean(text)
    for word in words(cleaned):
        assert hits(cleaned, (word,))

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.operations.word_diff import Comparison, RowKind, compare, says_the_same

OLD = """# Lire

Un premier paragraphe parle de la bibliothèque.

## Contexte

Les élèves lisent **beaucoup** de livres à l’école. Ils aiment le théâtre.

Ce paragraphe sera placé ailleurs dans le texte.

- un kit
- des casques
- trois tablettes
"""


SIGNS = {
    RowKind.SAME: " ", RowKind.CHANGED: "≠", RowKind.REMOVED: "−", RowKind.ADDED: "+",
    RowKind.MOVED: "↕",
}  # fmt: skip


def _told(compared: Comparison) -> list[tuple[str, str, str]]:
    """Return (sign, older, newer text) of each row, changed words in brackets."""
    found = []
    for row in compared.rows:
        old = compared.old.blocks[row.old].text if row.old >= 0 else ""
        new = compared.new.blocks[row.new].text if row.new >= 0 else ""
        found.append((SIGNS[row.kind], _marked(old, row.gone), _marked(new, row.come)))
    return found


def _marked(text: str, parts: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(parts):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _changed(compared: Comparison) -> list[tuple[str, str, str]]:
    return [row for row in _told(compared) if row[0] != " "]


def test_what_did_not_change_stands_side_by_side() -> None:
    compared = compare(OLD, OLD)
    assert {row.kind for row in compared.rows} == {RowKind.SAME}
    assert compared.changes == ()
    assert says_the_same(compared)


def test_words_that_were_changed_are_marked_on_both_sides() -> None:
    new = OLD.replace("élèves", "lycéens").replace("livres", "romans récents")
    assert _changed(compare(OLD, new)) == [
        (
            "≠",
            "Les [élèves] lisent beaucoup de [livres] à l’école. Ils aiment le théâtre.",
            "Les [lycéens] lisent beaucoup de [romans récents] à l’école. Ils aiment le théâtre.",
        )
    ]


def test_a_sentence_that_is_gone() -> None:
    (row,) = _changed(compare(OLD, OLD.replace(" Ils aiment le théâtre.", "")))
    assert row[1].endswith("à l’école. [Ils aiment le théâtre.]")
    assert row[2] == "Les élèves lisent beaucoup de livres à l’école."


def test_paragraphs_that_came_and_went() -> None:
    new = OLD.replace("- des casques\n", "") + "\nEnfin, un bilan est prévu.\n"
    assert _changed(compare(OLD, new)) == [
        ("−", "des casques", ""), ("+", "", "Enfin, un bilan est prévu."),
    ]  # fmt: skip


def test_a_paragraph_that_was_moved_is_shown_where_it_stood_and_where_it_stands() -> None:
    moved = "Ce paragraphe sera placé ailleurs dans le texte.\n\n"
    compared = compare(OLD, moved + OLD.replace(moved, "").replace("# Lire", "# Lire"))
    assert _changed(compared) == [("↕", "", moved.strip()), ("↕", moved.strip(), "")]
    here, there = compared.changes
    assert (compared.rows[here].twin, compared.rows[there].twin) == (there, here)


def test_a_moved_paragraph_may_be_changed_as_well() -> None:
    moved = "Ce paragraphe sera placé ailleurs dans le texte.\n\n"
    new = moved.replace("placé", "déplacé") + OLD.replace(moved, "")
    assert _changed(compare(OLD, new)) == [
        ("↕", "", "Ce paragraphe sera [déplacé] ailleurs dans le texte."),
        ("↕", "Ce paragraphe sera [placé] ailleurs dans le texte.", ""),
    ]


def test_a_heading_that_was_renamed_is_one_that_was_changed() -> None:
    compared = compare(OLD, OLD.replace("Contexte", "Cadre du projet"))
    assert _changed(compared) == [("≠", "[Contexte]", "[Cadre du projet]")]


def test_another_text_shares_no_paragraph() -> None:
    kinds = {row.kind for row in compare(OLD, "Un bus sillonne les vallées.").rows}
    assert kinds == {RowKind.REMOVED, RowKind.ADDED}


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (OLD.replace("\n\n", "\n\n\n") + "\n", True),
        (OLD.replace("l’école. Ils", "l’école.\nIls"), True),
        (OLD.replace("**beaucoup**", "beaucoup"), True),
        (OLD.replace("à l’école", "à l’École"), False),
        (OLD.replace("- un kit\n- des casques", "- des casques\n- un kit"), False),
        ("", False),
    ],
)
def test_white_space_and_markup_are_no_words(new: str, same: bool) -> None:
    assert says_the_same(compare(OLD, new)) is same


def test_a_passage_has_an_image_though_its_words_were_changed() -> None:
    new = "Un avant-propos.\n\n" + OLD.replace("élèves lisent", "lycéens adorent lire")
    start = OLD.index("élèves")
    image = compare(OLD, new).image(start, start + len("élèves lisent"))
    assert image is not None
    assert new[image[0] : image[1]] == "lycéens adorent lire"
    assert not image[2]


def test_a_passage_over_two_paragraphs_has_an_image() -> None:
    start, end = OLD.index("bibliothèque"), OLD.index("élèves")
    new = OLD.replace("Un premier", "Un tout premier")
    image = compare(OLD, new).image(start, end)
    assert image is not None
    assert new[image[0] : image[1]] == OLD[start:end]


def test_a_passage_that_is_gone_has_no_image() -> None:
    start = OLD.index("des casques")
    assert compare(OLD, OLD.replace("- des casques\n", "")).image(start, start + 11) is None


TEXTS = st.text(st.sampled_from("ab \n#-.é*"), max_size=60)


@given(TEXTS, TEXTS)
def test_every_paragraph_of_both_texts_is_shown_once(old: str, new: str) -> None:
    compared = compare(old, new)
    olds = [row.old for row in compared.rows if row.old >= 0]
    news = [row.new for row in compared.rows if row.new >= 0]
    assert olds == list(range(len(compared.old.blocks)))
    assert news == list(range(len(compared.new.blocks)))
    for row in compared.rows:
        if row.kind is RowKind.MOVED:
            assert compared.rows[row.twin].kind is RowKind.MOVED
            assert {row.old, compared.rows[row.twin].old} != {-1}
        for parts, block, blocks in (
            (row.gone, row.old, compared.old.blocks), (row.come, row.new, compared.new.blocks),
        ):  # fmt: skip
            assert all(0 <= a < b <= len(blocks[block].text) for a, b in parts)


@given(TEXTS, TEXTS, st.integers(0, 60), st.integers(1, 60))
def test_an_image_is_a_part_of_the_newer_text(old: str, new: str, start: int, size: int) -> None:
    image = compare(old, new).image(start, min(start + size, len(old)))
    if image is not None:
        assert 0 <= image[0] < image[1] <= len(new)


def _long(seed: int, paragraphs: int) -> list[str]:
    chance = random.Random(seed)
    words = [f"mot{number}" for number in range(3000)]
    return [" ".join(chance.choices(words, k=60)) for _ in range(paragraphs)]


@pytest.mark.parametrize("what", ["replaced", "shuffled", "one line", "the same line"])
def test_long_texts_are_compared_at_once(what: str) -> None:
    paragraphs = _long(1, 800)
    old, new = {
        "replaced": ("\n\n".join(paragraphs), "\n\n".join(_long(2, 800))),
        "shuffled": ("\n\n".join(paragraphs), "\n\n".join(sorted(paragraphs))),
        "one line": (" ".join(paragraphs), " ".join(_long(2, 800))),
        "the same line": ("- a\n" * 10_000, "- a\n" * 9_000 + "- b\n" * 500),
    }[what]
    before = time.process_time()
    compare(old, new)
    assert time.process_time() - before < 4

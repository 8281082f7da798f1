"""Lines of a width: nothing lost, nothing twice, French spacing kept together."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from gpci_tui.model.document import parse
from gpci_tui.ui.widgets.text_layout import (
    _ALL_NARROW,
    MEASURE,
    NEVER_FIRST,
    NEVER_LAST,
    Layout,
    columns,
    wrap,
)

NBSP, NNBSP = "\u00a0", "\u202f"
TOKENS = [
    "mot", "l’eau", "«", "»", "?", "!", ";", ":", "%", "€", "12", "中文",
    "anticonstitutionnellement",
    "e\u0301", "(", ")", "a/b", NBSP, NNBSP, "👩\u200d👧", "- ", "> ", "## ", "\n", "\n\n", "  ",
]  # fmt: skip
texts = st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join) | st.text(max_size=200)
french = st.lists(
    st.sampled_from(["mot", "des", "l’association", "«", "»", "?", "!", ";", ":", "71", "%", "€"]),
    min_size=1,
    max_size=60,
).map(" ".join)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(texts, st.integers(1, 90), st.booleans())
def test_each_character_stands_on_one_line_and_only_spaces_are_left_out(
    text: str, width: int, literal: bool
) -> None:
    position = 0
    for start, end in wrap(text, width, literal=literal):
        assert position <= start <= end
        assert set(text[position:start]) <= {" ", "\n"}
        position = end
    assert set(text[position:]) <= {" ", "\n"}


@given(texts, st.integers(1, 90))
def test_no_line_is_wider_than_asked_but_for_one_wide_character(text: str, width: int) -> None:
    for line in lines(text, width):
        assert columns(line) <= max(width, 2)


@given(french, st.integers(24, 76))
def test_no_line_begins_or_ends_with_what_belongs_to_its_neighbour(text: str, width: int) -> None:
    for before, after in pairwise(lines(text, width)):
        if could_break(before):  # else a run of signs longer than the line has to be cut
            assert before[-1] not in NEVER_LAST
            assert after[0] not in NEVER_FIRST


def could_break(line: str) -> bool:
    return any(
        sign == " " and before not in NEVER_LAST and after not in NEVER_FIRST
        for before, sign, after in zip(line, line[1:], line[2:], strict=False)
    )


def test_french_spacing_stays_together() -> None:
    assert lines("Que dit-il : « oui » ?", 10) == ["Que", "dit-il :", "« oui » ?"]
    assert lines(f"il y a 71{NBSP}% de 22{NNBSP}605{NBSP}€", 9) == [
        "il y a", f"71{NBSP}% de", f"22{NNBSP}605{NBSP}€",
    ]  # fmt: skip


def test_long_words_are_cut_after_a_sign_where_there_is_one() -> None:
    assert lines("https://exemple.fr/dossier", 12) == ["https://", "exemple.fr/", "dossier"]
    assert lines("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_literal_text_keeps_its_indent_and_its_empty_lines() -> None:
    text = "a\n\n   b"
    assert [text[s:e] for s, e in wrap(text, 20, literal=True)] == ["a", "", "   b"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert lines("e\u0301" * 6, 4) == ["e\u0301" * 4, "e\u0301" * 2]


def test_characters_taken_as_narrow_without_measuring_are_narrow() -> None:
    narrow = [chr(code) for code in range(0x20, 0x3000) if _ALL_NARROW.fullmatch(chr(code))]
    assert len(narrow) > 800
    assert {get_character_cell_size(char) for char in narrow} == {1}


@given(texts, st.integers(1, 20) | st.integers(60, 120))
def test_places_and_offsets_round_trip(body: str, width: int) -> None:
    document = parse(body)
    layout = Layout(document, width)
    assert layout.width <= MEASURE
    for index, block in enumerate(document.blocks):
        for number in layout.lines_of(index):
            line = layout.lines[number]
            assert line.block == index
            for position in range(line.start, line.end):
                offset = block.source(position)
                assert layout.line_at(offset) == number
                before = columns(block.text[line.start : position])
                found = layout.source_at(number, layout.indent(block) + before)
                text = block.text[line.start : line.end]
                if text.isascii() and text.isprintable():
                    assert found == offset


@given(texts, st.integers(-3, 60), st.integers(-3, 100))
def test_any_place_of_the_screen_gives_an_offset(body: str, number: int, column: int) -> None:
    layout = Layout(parse(body), 30)
    assert 0 <= layout.source_at(number, column) <= len(body)
    assert 0 <= layout.source_end(number) <= len(body)


def test_blocks_are_set_apart_and_items_stand_together() -> None:
    layout = Layout(parse("# T\n\ntexte\n- un\n- deux\n\n> dit"), 40)
    shown = [
        layout.prefix(line) + layout.document.blocks[line.block].text[line.start : line.end]
        if line.block >= 0
        else ""
        for line in layout.lines
    ]
    assert shown == ["T", "", "texte", "", "  • un", "  • deux", "", " │ dit"]


def test_items_hang_under_their_text() -> None:
    layout = Layout(parse("10. un deux trois quatre cinq"), 20)
    assert [layout.prefix(line) for line in layout.lines] == ["  10. ", "      "]


@pytest.mark.parametrize("width", range(1, 21))
def test_narrow_widths_survive(width: int) -> None:
    layout = Layout(
        parse("# Titre\n\n- un\n  - deux 中文\n\n> > cité « oui » ?\n\n| a | b |"), width
    )
    assert all(layout.indent(block) < max(width, 1) + 1 for block in layout.document.blocks)
    assert layout.height >= 7


def test_a_text_of_300_kb_is_laid_out_at_once() -> None:
    body = ("Un mot après l’autre, « dit-il » ? " * 20 + "\n\n") * 430
    assert len(body) > 300_000
    started = time.perf_counter()
    layout = Layout(parse(body), 70)
    assert time.perf_counter() - started < 2, "some hundredths of a second on an idle machine"
    assert layout.height > 4000

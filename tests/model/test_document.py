"""A text as blocks, each displayed character knowing where it came from."""

from __future__ import annotations

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gpci_tui.model.blocks import Block, BlockKind
from gpci_tui.model.document import Document, parse, plain
from gpci_tui.model.inline import Mark

PIECES = [
    "# ", "## ", "- ", "* ", "1. ", "> ", "```", "~~~", "| a | b |", "|---|---|", "---", "===",
    "**", "*", "_", "`", "[", "](", ")", "](https://a.b/c_d)", "\\", "\n", "\n\n", " ", "  ",
    "    ",
    "mot", "été", "œuvre", "\u00a0", "\u202f", "«", "»", "?", "!", "%", "€", "12", "É", "中",
    "e\u0301",
    "https://ex.org/a_b", "[/x]", "[@click=app.quit]", "\r", "\t", "\x1b[2J", "\ud800", "•", "#",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text()


def shown(body: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in parse(body).blocks]


def marked(block: Block) -> list[tuple[str, Mark]]:
    return [(block.text[span.start : span.end], span.mark) for span in block.spans]


def test_every_kind_of_block_is_read() -> None:
    body = (
        "# Titre #\n\nUn texte\nsur deux lignes.\n\nSous-titre\n---\n- un\n  suite\n   - nid\n"
        "2. deux\n\n> cité\n> encore\n\n```py\nx = 1\n\n  y\n```\n| a | b |\n|---|---|\n\n***\nfin"
    )
    assert shown(body) == [
        ("heading", "Titre"),
        ("paragraph", "Un texte sur deux lignes."),
        ("heading", "Sous-titre"),
        ("item", "un suite"),
        ("item", "nid"),
        ("item", "deux"),
        ("quote", "cité encore"),
        ("verbatim", "x = 1\n\n  y"),
        ("verbatim", "| a | b |\n|---|---|"),
        ("rule", ""),
        ("paragraph", "fin"),
    ]
    blocks = parse(body).blocks
    assert [(b.marker, b.level) for b in blocks if b.kind is BlockKind.ITEM] == [
        ("•", 0), ("•", 1), ("2.", 0),
    ]  # fmt: skip
    assert [b.level for b in blocks if b.kind is BlockKind.HEADING] == [1, 2]


def test_a_line_of_prose_that_begins_with_a_number_stays_prose() -> None:
    assert shown("Le projet date de\n2019. Il dure.") == [
        ("paragraph", "Le projet date de 2019. Il dure.")
    ]


def test_an_indented_paragraph_stays_with_its_item() -> None:
    blocks = parse("- un\n\n  sa suite\n\nautre").blocks
    assert [(b.kind.value, b.marker, b.text) for b in blocks] == [
        ("item", "•", "un"), ("item", "", "sa suite"), ("paragraph", "", "autre"),
    ]  # fmt: skip


def test_two_spaces_at_the_end_keep_the_line_break() -> None:
    assert parse("un  \ndeux\ntrois").blocks[0].text == "un\ndeux trois"


def test_inline_markup_is_taken_out_and_marked() -> None:
    block = parse("un **gras *et* plus** _bas_ `co*d*e` \\*non\\* snake_case").blocks[0]
    assert block.text == "un gras et plus bas co*d*e *non* snake_case"
    assert marked(block) == [
        ("gras ", Mark.BOLD), ("et", Mark.BOLD | Mark.ITALIC), (" plus", Mark.BOLD),
        ("bas", Mark.ITALIC), ("co*d*e", Mark.CODE),
    ]  # fmt: skip


def test_a_link_shows_its_address_and_bare_addresses_stay_whole() -> None:
    block = parse("[site](https://a.b/c_d_e) ![vue](v.png) [x](x) https://e.org/_a_").blocks[0]
    assert block.text == "site (https://a.b/c_d_e) vue (v.png) x https://e.org/_a_"
    assert ("site", Mark.LINK) in marked(block)
    assert (" (https://a.b/c_d_e)", Mark.ADDRESS) in marked(block)


@pytest.mark.parametrize(
    "text", ["[/x] [b] [@click=app.quit]", "2 * 3 * 4", "a ** b", "[a](b", "``", "a_b_c", "a****"]
)
def test_what_is_no_markup_stays_text(text: str) -> None:
    assert parse(text).blocks[0].text == text


@given(texts)
def test_every_displayed_character_comes_from_one_place_of_the_body(body: str) -> None:
    position = -1
    for block in parse(body).blocks:
        for index, char in enumerate(block.text):
            offset = block.source(index)
            assert offset > position, "in order, and no character twice"
            assert block.start <= offset < block.end
            assert body[offset] == char or (char == " " and body[offset] in "\n]")
            assert block.display(offset) == index
            position = offset
        assert block.source(len(block.text)) == (position + 1 if block.text else block.start)


@given(texts)
def test_nothing_but_markup_and_white_space_is_left_out(body: str) -> None:
    # The word after a fence names its language; an address equal to its text is shown once.
    assume("```" not in body and "~~~" not in body and "](" not in body)
    kept = {b.source(i) for b in parse(body).blocks for i in range(len(b.text))}
    lost = {char for index, char in enumerate(body) if index not in kept if not char.isspace()}
    assert lost <= set("#-*_=>`~[]|:\\.)•+0123456789")


@given(texts)
def test_spans_are_in_order_and_inside(body: str) -> None:
    for block in parse(body).blocks:
        position = 0
        for span in block.spans:
            assert position <= span.start < span.end <= len(block.text)
            assert span.mark
            position = span.end


@given(texts, st.integers(-5, 200), st.integers(-5, 200))
def test_any_range_can_be_asked_for(body: str, start: int, end: int) -> None:
    document = parse(body)
    document.excerpt(start, end)
    document.find(body[:5])
    assert -1 <= document.heading_at(start) < max(1, len(document.outline))
    for block in document.blocks:
        assert 0 <= block.display(start) <= len(block.text)


def test_the_end_of_a_range_before_markup_takes_no_further_character() -> None:
    body = "un **gras** fin"
    block = parse(body).blocks[0]
    end_of_word = body.index("gras") + 4
    assert block.text[block.display(3) : block.display(end_of_word)] == "gras"
    assert parse(body).excerpt(5, end_of_word) == "gras"


def test_the_outline_says_what_stands_under_each_heading() -> None:
    document = parse("avant\n\n# A\n\ntexte\n\n## B **b**\n\nfin")
    assert [(h.title, h.level) for h in document.outline] == [("A", 1), ("B b", 2)]
    assert document.outline[0].end == document.outline[1].start
    assert document.outline[1].end == document.length
    assert document.heading_at(0) == -1
    assert document.heading_at(document.length) == 1
    assert parse("rien").outline == ()


def test_finding_folds_and_gives_ranges_of_the_body() -> None:
    body = "L’**Œuvre** coûte 22\u00a0605 €.\n\nUne oeuvre."
    found = parse(body).find("oeuvre")
    assert [body[start:end] for start, end in found] == ["Œuvre", "oeuvre"]
    assert [body[start:end] for start, end in parse(body).find("22 605")] == ["22\u00a0605"]
    assert parse(body).find("«») ") == []


def test_plain_shows_a_quote_on_one_line_without_markup() -> None:
    assert plain("un **mot**\n\n- [lien](a.b)") == "un mot lien (a.b)"
    assert plain("coupé** au milieu") == "coupé au milieu"
    assert plain("[/x] « dit »") == "[/x] « dit »"


def test_a_whole_text_gets_its_blocks_back_by_offset() -> None:
    document = parse("# A\n\nun\n\ndeux")
    for index, block in enumerate(document.blocks):
        assert document.block_at(block.start) == index
        assert document.block_at(block.end) == index
    assert document.blocks_in(0, document.length) == range(3)
    assert Document((), 0).blocks_in(0, 0) == range(0)


def test_sentences_of_a_block_are_ranges_of_what_is_shown() -> None:
    block = parse("Un *mot*. Puis **deux**.").blocks[0]
    assert [block.text[a:b] for a, b in block.sentences()] == ["Un mot.", "Puis deux."]
    assert block.source_range((0, 7)) == (0, 9)


@pytest.mark.parametrize(
    "piece",
    [
        "*", "[", ">", "`", "_", "**a", "[a](", "![", "](", "- ", "# ", "|", "~", "\\", "* ",
        "a* ", "*a ", "`a``", "> - ", "***a", "a***b", "-\n", "|-\n", "[[a](b) ", "[a](((", "a\n=",
        "  - a\n", "(", '](a "', " ",
    ],
)  # fmt: skip
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    started = time.perf_counter()
    document = parse(piece * 50_000)
    document.excerpt(0, document.length)
    assert time.perf_counter() - started < 10, "quadratic would take minutes"

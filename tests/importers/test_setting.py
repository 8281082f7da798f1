"""Blocks of a document -> Markdown that is shown as the document was, sign for sign."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from gpci_tui.importers.blocks import Block, Kind, Row, Run
from gpci_tui.importers.setting import set_text
from gpci_tui.model.blocks import BlockKind
from gpci_tui.model.cleaning import clean
from gpci_tui.model.document import Document, parse
from gpci_tui.model.inline import Mark

SIGNS = "ab é1 2.)*_`\\[](){}#>-+=|~:!•\n\u00a0"
PIECES = st.one_of(
    st.text(SIGNS, max_size=12),
    st.text(max_size=6),
    st.sampled_from(
        ["https://ex.org/a_b", "snake_case", "2 * 3 * 4", "](x)", "---", "| a |", "\uf0b7"]
    ),
)
RUNS = st.lists(st.builds(Run, PIECES, st.booleans(), st.booleans()), max_size=5).map(tuple)


def paragraph(*texts: str | Run) -> Block:
    return Block(Kind.PARAGRAPH, tuple(t if isinstance(t, Run) else Run(t) for t in texts))


def shown(*blocks: Block) -> Document:
    return parse(clean(set_text(blocks)[0]))


def signs(text: str) -> str:
    """Return what a reader sees of a text, whatever its spaces."""
    return "".join(clean(text).translate({0xF0B7: "•"}).split())


def of_document(document: Document) -> str:
    return signs("".join(block.marker + block.text for block in document.blocks))


@given(st.lists(RUNS, max_size=4))
@example([(Run("a*"), Run("b", True), Run("_c_", False, True))])
@example([(Run("x"), Run("é", True, True), Run("_y")), (Run("- - -\n---"),)])
def test_every_sign_of_a_paragraph_is_shown_and_none_else(
    paragraphs: list[tuple[Run, ...]],
) -> None:
    # A dash or a bullet before a line makes an item of it, whose sign is “•”.
    def neutral(text: str) -> str:
        return re.sub("[-•]", "", text)

    document = shown(*(Block(Kind.PARAGRAPH, runs) for runs in paragraphs))
    given_ = signs("\n".join("".join(run.text for run in runs) for runs in paragraphs))
    assert neutral(of_document(document)) == neutral(given_)


def item(text: str, level: int = 0, number: int = 0) -> Block:
    return Block(Kind.ITEM, (Run(text),), level, number)


def table(*rows: tuple[str | Block, ...]) -> Block:
    def cell(held: str | Block) -> tuple[Block, ...]:
        return (held if isinstance(held, Block) else paragraph(held),) if held else ()

    made: tuple[Row, ...] = tuple(tuple(cell(held) for held in row) for row in rows)
    return Block(Kind.TABLE, rows=made)


def outline(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind.value, b.level, b.marker, b.text) for b in document.blocks]


def test_headings_and_lists_keep_their_levels_and_numbers() -> None:
    document = shown(
        Block(Kind.HEADING, (Run("Le  langage C #", bold=True),), 1),
        item("un\nsuite"), item("dedans", 3), item("dehors"),
        paragraph("Puis"),
        item("trois", number=3), item("mille", number=1000),
        Block(Kind.HEADING, (Run("Profond"),), 9),
        Block(Kind.HEADING, (Run("  "),), 2),
    )  # fmt: skip
    assert outline(document) == [
        ("heading", 1, "", "Le langage C #"),
        ("item", 0, "•", "un\nsuite"),
        ("item", 1, "•", "dedans"),
        ("item", 0, "•", "dehors"),
        ("paragraph", 0, "", "Puis"),
        ("item", 0, "3.", "trois"),
        ("item", 0, "•", "mille"),
        ("heading", 6, "", "Profond"),
    ]
    assert document.blocks[0].spans == ()


def test_bold_and_italic_are_seen_whatever_stands_beside_them() -> None:
    (block,) = shown(
        paragraph(Run("« Un", True), Run(" "), Run("mot », ", True), Run("très", False, True), "!")
    ).blocks
    assert block.text == "« Un mot », très!"
    assert [(block.text[s.start : s.end], s.mark) for s in block.spans] == [
        ("Un mot", Mark.BOLD),
        ("très", Mark.ITALIC),
    ]


def test_quotes_and_verbatim_lines_are_told_apart() -> None:
    document = shown(
        paragraph("Il dit")._replace(quoted=True),
        item("et liste")._replace(quoted=True),
        Block(Kind.VERBATIM, (Run("a   b\n```\n* c"),)),
        Block(Kind.RULE),
        paragraph("Fin"),
    )
    assert [(b.kind, b.quoted, b.text) for b in document.blocks] == [
        (BlockKind.QUOTE, 1, "Il dit"),
        (BlockKind.ITEM, 1, "et liste"),
        (BlockKind.VERBATIM, 0, "a   b\n```\n* c"),
        (BlockKind.RULE, 0, ""),
        (BlockKind.PARAGRAPH, 0, "Fin"),
    ]


def test_a_table_of_short_cells_is_rows_below_each_other() -> None:
    text, _ = set_text([table(("Poste", "", "Coût"), ("", "", ""), ("Tablettes *", "", "100 €"))])
    assert text == (
        "| Poste       | Coût  |\n| ----------- | ----- |\n| Tablettes * | 100 € |"
    )  # fmt: skip
    assert [block.kind for block in parse(text).blocks] == [BlockKind.VERBATIM]


def test_a_wide_table_is_not_filled_with_blanks() -> None:
    text, _ = set_text([table(("a" * 50, "b" * 50), ("c", "d"))])
    assert text.split("\n")[2] == "| c | d |"


def test_a_form_is_read_cell_by_cell() -> None:
    long = "Un paragraphe entier, bien trop long pour une ligne de tableau, et qui continue."
    text, _ = set_text([table(("Projet", long), ("Liste", item("un"))), table(("Seule",))])
    assert text == f"**Projet**\n\n{long}\n\n**Liste**\n\n- un\n\nSeule"


def test_a_table_within_a_cell_stands_below_it() -> None:
    text, _ = set_text([table(("Budget", table(("a", "b"), ("1", "2"))))])
    assert text == "**Budget**\n\n| a   | b   |\n| --- | --- |\n| 1   | 2   |"


def test_pages_begin_at_a_line_that_holds_something() -> None:
    page = Block(Kind.PAGE)
    text, pages = set_text(
        [page, paragraph("un\nsuite"), page, page, item("a"), page, item("b"), paragraph("c"), page]
    )  # fmt: skip
    lines = text.split("\n")
    assert [lines[line] for line in pages] == ["un  ", "- a", "- b"]
    assert set_text([paragraph("un")])[1] == ()


def test_several_empty_paragraphs_stay_a_wide_gap_and_one_does_not() -> None:
    gap = Block(Kind.GAP)
    one, two = paragraph("a"), paragraph("b")
    assert set_text([gap, gap, one, gap, two])[0] == "a\n\nb"
    assert set_text([one, gap, gap, gap, two, gap, gap])[0] == "a\n\n\n\n\nb"
    assert set_text([one, *[gap] * 50, two])[0].count("\n") == 11

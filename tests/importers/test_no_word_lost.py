"""Every word of a document comes out, in order, and none that was not there; in each format.

A document is drawn as headings, paragraphs of runs, lists and tables, and
written as Word, OpenDocument and HTML.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats import docx as docx_reader
from gpci_tui.importers.formats import html as html_reader
from gpci_tui.importers.formats import odt as odt_reader
from gpci_tui.importers.formats.docx import read as read_docx
from gpci_tui.importers.problems import Rejected
from gpci_tui.model.cleaning import clean
from gpci_tui.model.document import parse
from tests.importers import odt_files, word_files
from tests.importers.test_docx import HEADINGS, LISTS
from tests.importers.test_odt import AUTOMATIC

Runs = list[tuple[str, bool, bool]]
"""Text, bold, italic."""


class Piece(NamedTuple):
    kind: str
    runs: Runs
    rows: list[list[Runs]] = []


WORDS = st.text(st.sampled_from("abéœ12’'-*_`#|>+.()[]\\&<:;\u00a0"), min_size=1, max_size=9)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
RUNS = st.lists(st.tuples(TEXTS, st.booleans(), st.booleans()), min_size=1, max_size=4)
PIECES = st.one_of(
    st.builds(
        Piece, st.sampled_from(["heading", "paragraph", "item", "number"]), RUNS, st.just([])
    ),
    st.builds(
        Piece,
        st.just("table"),
        st.just([]),
        st.lists(st.lists(RUNS, min_size=1, max_size=3), min_size=1, max_size=3),
    ),
)


def as_docx(pieces: list[Piece]) -> bytes:
    def runs(drawn: Runs) -> str:
        return "".join(
            word_files.run(text, "<w:b/>" * bold + "<w:i/>" * italic)
            for text, bold, italic in drawn
        )

    def piece(drawn: Piece) -> str:
        if drawn.kind == "table":
            return word_files.table(
                *(tuple(word_files.p(runs(cell)) for cell in row) for row in drawn.rows)
            )
        listed = '<w:numPr><w:numId w:val="{}"/></w:numPr>'
        properties = {
            "heading": '<w:pStyle w:val="Titre1"/>', "item": listed.format(1),
            "number": listed.format(2),
        }  # fmt: skip
        return word_files.p(runs(drawn.runs), properties.get(drawn.kind, ""))

    return word_files.docx("".join(map(piece, pieces)), styles=HEADINGS, numbering=LISTS)


def as_odt(pieces: list[Piece]) -> bytes:
    styles = AUTOMATIC + "".join(
        f'<style:style style:name="B{bold}I{italic}" style:family="text"><style:text-properties '
        f'fo:font-weight="{"bold" if bold else "normal"}" '
        f'fo:font-style="{"italic" if italic else "normal"}"/></style:style>'
        for bold in (0, 1)
        for italic in (0, 1)
    )

    def runs(drawn: Runs) -> str:
        return "".join(
            odt_files.span(text, f"B{bold:d}I{italic:d}") for text, bold, italic in drawn
        )

    def piece(drawn: Piece) -> str:
        if drawn.kind == "table":
            return odt_files.table(
                *(tuple(odt_files.p(runs(cell)) for cell in row) for row in drawn.rows)
            )
        if drawn.kind == "heading":
            return f'<text:h text:outline-level="2">{runs(drawn.runs)}</text:h>'
        made = odt_files.p(runs(drawn.runs))
        style = {"item": "Puces", "number": "Nombres"}.get(drawn.kind)
        return odt_files.items(style, made) if style else made

    return odt_files.odt("".join(map(piece, pieces)), automatic=styles)


def as_html(pieces: list[Piece]) -> bytes:
    def runs(drawn: Runs) -> str:
        made = ""
        for text, bold, italic in drawn:
            inner = html.escape(text)
            inner = f"<i>{inner}</i>" if italic else inner
            made += f"<strong>{inner}</strong>" if bold else inner
        return made

    def piece(drawn: Piece) -> str:
        if drawn.kind == "table":
            cells = ("".join(f"<td>{runs(cell)}" for cell in row) for row in drawn.rows)
            return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"
        form = {"heading": "<h3>{}</h3>", "item": "<ul><li>{}</ul>", "number": "<ol><li>{}</ol>"}
        return form.get(drawn.kind, "<p>{}").format(runs(drawn.runs))

    return "".join(map(piece, pieces)).encode()


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", clean(text))


def drawn_words(pieces: list[Piece]) -> Iterator[str]:
    for piece in pieces:
        for runs in [piece.runs, *(cell for row in piece.rows for cell in row)]:
            yield from words("".join(text for text, _, _ in runs))


def shown_words(text: str, *, numbers: bool) -> list[str]:
    """Return the words that a reader sees; of the numbers of items only those that were typed."""
    blocks = parse(clean(text)).blocks
    shown = (f"{block.marker if numbers else ''} {block.text}" for block in blocks)
    return [word for part in shown for word in words(part)]


@pytest.mark.parametrize(
    ("write", "read"),
    [(as_docx, read_docx), (as_odt, odt_reader.read), (as_html, html_reader.read)],
    ids=["docx", "odt", "html"],
)
@given(pieces=st.lists(PIECES, max_size=5))
def test_every_word_comes_out_in_order_and_none_else(
    write: Callable[[list[Piece]], bytes],
    read: Callable[[bytes, str], Extract],
    pieces: list[Piece],
) -> None:
    text = read(write(pieces), "a").text
    numbered = any(piece.kind == "number" for piece in pieces)
    if numbered:  # counted by the document; what was typed must still be there, in order
        left = iter(shown_words(text, numbers=True))
        assert all(word in left for word in drawn_words(pieces))
    else:
        assert shown_words(text, numbers=True) == list(drawn_words(pieces))


SEEDS = {
    "docx": (docx_reader.read, as_docx),
    "odt": (odt_reader.read, as_odt),
    "html": (html_reader.read, as_html),
}
DRAWN = [
    Piece("heading", [("Un titre", True, False)]),
    Piece("item", [("un", False, True), (" deux", False, False)]),
    Piece("table", [], [[[("a", False, False)], [("b", True, True)]]]),
]


EDITS = st.lists(st.tuples(st.integers(0, 9000), st.binary(max_size=4)), max_size=6)


def edited(data: bytes, edits: list[tuple[int, bytes]]) -> bytes:
    changed = bytearray(data)
    for place, change in edits:
        place %= len(data)
        changed[place : place + max(1, len(change))] = change
    return bytes(changed)


@pytest.mark.parametrize("kind", SEEDS)
@given(edits=EDITS)
def test_no_damaged_file_makes_a_reader_stumble(kind: str, edits: list[tuple[int, bytes]]) -> None:
    read, write = SEEDS[kind]
    with suppress(Rejected):
        read(edited(write(DRAWN), edits), "a")


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("docx", "word/document.xml"), ("docx", "word/styles.xml"), ("docx", "word/numbering.xml"),
        ("docx", "word/_rels/document.xml.rels"), ("odt", "content.xml"), ("odt", "styles.xml"),
    ],
)  # fmt: skip
@given(edits=EDITS)
def test_no_damaged_part_makes_a_reader_stumble(
    kind: str, part: str, edits: list[tuple[int, bytes]]
) -> None:
    read, write = SEEDS[kind]
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(DRAWN))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, edited(data, edits) if name == part else data)
    with suppress(Rejected):
        read(made.getvalue(), "a")


@pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("odt", "content.xml")])
@given(data=st.data())
def test_no_arrangement_of_elements_makes_a_reader_stumble(
    kind: str, part: str, data: st.DataObject
) -> None:
    """The XML is sound, but elements stand where none should."""
    read, write = SEEDS[kind]
    with zipfile.ZipFile(io.BytesIO(write(DRAWN))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    tags = re.findall(r"<((?:w|text|table|draw|style):[\w-]+)", files[part])
    more = [
        "w:txbxContent", "w:hyperlink", "w:footnote", "w:fldChar", "w:sectPr", "w:del", "w:ins",
        "text:note", "text:note-body", "text:a", "text:list-item", "draw:text-box", "text:section",
    ]  # fmt: skip
    chosen = data.draw(st.lists(st.sampled_from(sorted({*tags, *more})), max_size=8))
    known = [tag for tag in chosen if tag.split(":")[0] == "w" or kind == "odt"]
    known = [tag for tag in known if (tag.split(":")[0] == "w") == (kind == "docx")]
    nested = "".join(f"<{tag}>" for tag in known) + "".join(f"</{tag}>" for tag in reversed(known))
    ends = re.finditer(r"<(?:w|text):p\b[^>]*>|</(?:w|text):p>", files[part])
    places = [match.end() for match in ends]
    place = data.draw(st.sampled_from(places))
    files[part] = files[part][:place] + nested + files[part][place:]
    found = read(word_files.packed(files), "a")
    assert "titre" in found.text

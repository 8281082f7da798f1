"""OpenDocument texts: what a reader saw in LibreOffice is what comes out."""

from __future__ import annotations

import pytest

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats.odt import read
from gpci_tui.importers.problems import Rejected
from tests.importers.odt_files import h, items, odt, p, span, table
from tests.importers.word_files import packed

AUTOMATIC = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph">
  <style:paragraph-properties fo:break-before="page"/>
  <style:text-properties fo:font-weight="700"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:master-page-name="Standard"/>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="P2"/>
<style:style style:name="T1" style:family="text" style:parent-style-name="Fort">
  <style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text">
  <style:text-properties fo:font-weight="normal"/></style:style>
<style:style style:name="T3" style:family="text">
  <style:text-properties text:display="none"/></style:style>
"""


def extract(body: str, **parts: str) -> Extract:
    return read(odt(body, automatic=AUTOMATIC, **parts), "a.odt")


def text(body: str) -> str:
    return extract(body).text


def told(found: Extract) -> str:
    return "\n".join(str(problem.error) for problem in found.notices)


def test_titles_headings_and_paragraphs() -> None:
    assert text(p("Projet", "P1") + h("Un") + h("Deux", 2) + p("Texte")) == (
        "# Projet\n\n## Un\n\n### Deux\n\nTexte"
    )
    assert text(p("A", "Title") + h("Un") + p("B", "P1")) == "# A\n\n# Un\n\n# B"


def test_bold_and_italic_by_style_and_what_it_inherits() -> None:
    inner = f"<text:span text:style-name='Fort'>fort {span('et doux', 'T2')}</text:span>"
    assert text(p(f"<text:span>un </text:span>{span('deux', 'T1')} {inner}")) == (
        "un **_deux_ fort** et doux"
    )
    assert text(p("gras", "P2") + p(f"{span('non', 'T2')}", "P4")) == "**gras**\n\nnon"


def test_lines_spaces_and_hyphens() -> None:
    body = (
        "<text:p>10\u00a0€ l’avant\u2011projet,\n  aus\u00adsi<text:s text:c='3'/>là<text:tab/>puis"
    )
    assert text(body + "<text:line-break/>fin</text:p>") == (
        "10\u00a0€ l’avant\u2011projet, aussi là puis  \nfin"
    )


def test_lists_keep_their_signs_levels_and_counts() -> None:
    inner = items("", p("a"), p("b") + items("", p("sans signe")))
    body = (
        items("Puces", p("un") + inner, p("deux") + p("suite"))
        + items("Nombres", p("x"), h("Titre", 2), p("y"), more='xml:id="l1"')
        + items("Nombres", p("z"), more='text:continue-numbering="true"')
        + items("Nombres", p("neuf"))
        + items("Nombres", p("suite"), more='text:continue-list="l1"')
        + "<text:list text:style-name='Nombres'><text:list-header><text:p>tête</text:p>"
        "</text:list-header><text:list-item text:start-value='7'><text:p>sept</text:p>"
        "</text:list-item></text:list>"
    )
    assert text(body).split("\n") == [
        "- un", "    4. a", "    5. b", "", "sans signe", "", "- deux", "", "suite", "",
        "1. x", "", "## Titre", "", "3. y", "4. z", "1. neuf", "4. suite", "", "tête", "",
        "7. sept",
    ]  # fmt: skip


def test_tables_with_repeated_and_covered_cells() -> None:
    row = "<table:table-row table:number-rows-repeated='{}'>{}</table:table-row>"
    cell = "<table:table-cell table:number-columns-repeated='{}'>{}</table:table-cell>"
    head = cell.format(1, p("Poste")) + "<table:covered-table-cell/>" + cell.format(2, p("2025"))
    body = (
        f"<table:table><table:table-header-rows>{row.format(1, head)}</table:table-header-rows>"
        + row.format(2, cell.format(1, p("a")) + cell.format(1, p("b")) + cell.format(2, p("1")))
        + row.format(99999999, cell.format(99999999, ""))
        + "</table:table>"
    )
    assert text(body) == (
        "| Poste |     | 2025 | 2025 |\n| ----- | --- | ---- | ---- |\n"
        "| a     | b   | 1    | 1    |\n| a     | b   | 1    | 1    |"
    )
    assert text(table(("Question", p("Réponse ") + items("Puces", p("un"))))) == (
        "**Question**\n\nRéponse\n\n- un"
    )


def test_notes_stand_at_the_end_in_the_order_of_the_text() -> None:
    note = (
        "<text:note text:note-class='{}'><text:note-citation>9</text:note-citation>"
        "<text:note-body>{}</text:note-body></text:note>"
    )
    body = p("<text:span/>Un" + note.format("footnote", p("Note.") + p("Suite.")) + " mot"
             + note.format("endnote", p("Fin.")) + ".")  # fmt: skip
    assert text(body) == "Un[1] mot[2].\n\n---\n\n[1] Note.\n\nSuite.\n\n[2] Fin."


def test_links_boxes_and_what_is_left_out() -> None:
    box = (
        "<draw:frame><svg:title>alt</svg:title><draw:text-box>" + p("en boîte")
        + "</draw:text-box></draw:frame>"
    )  # fmt: skip
    found = extract(
        "<text:tracked-changes><text:changed-region><text:deletion>" + p("jamais")
        + "</text:deletion></text:changed-region></text:tracked-changes>"
        + p(f'<text:a xlink:href="https://ex.org">le site</text:a>{box} suite'
            "<office:annotation><dc:creator>Jo</dc:creator><text:p>remarque</text:p>"
            "</office:annotation><office:annotation-end/>" + span("caché", "T3")
            + "<draw:frame><draw:image><text:p/></draw:image><svg:desc>alt</svg:desc></draw:frame>")
        + "<text:section text:display='none'>" + p("jamais") + "</text:section>"
        + "<text:section>" + p("toujours") + "</text:section>"
    )  # fmt: skip
    assert found.text == "le site (https://ex.org) suite\n\nen boîte\n\ntoujours"
    for word in ("tracked changes", "comments", "hidden", "pictures were left out (1)"):
        assert word in told(found)
    assert told(extract(p("x"))) == ""


def test_pages_are_known() -> None:
    found = extract(
        p("un", "P3") + p("<text:soft-page-break/>deux") + p("trois", "P2") + p("encore")
    )
    lines = found.text.split("\n")
    assert [lines[line] for line in found.pages] == ["un", "deux", "**trois**"]


def test_the_title_is_that_of_the_properties() -> None:
    assert extract(p("x"), title="Un &amp; deux").title == "Un & deux"


def test_a_protected_document_is_refused() -> None:
    manifest = (
        "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        "<m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    with pytest.raises(Rejected, match="password"):
        extract(p("x"), manifest=manifest)


@pytest.mark.parametrize(
    "data",
    [packed({"a.txt": "x"}), packed({"content.xml": "<a>"}), b"PK"],
    ids=["no text", "cut off", "no zip"],
)
def test_what_is_no_opendocument_text_is_refused(data: bytes) -> None:
    with pytest.raises(Rejected, match="incomplete or damaged"):
        read(data, "a.odt")

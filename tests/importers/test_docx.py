"""Word documents: what a reader saw in Word is what comes out."""

from __future__ import annotations

import pytest

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats.docx import read
from gpci_tui.importers.problems import Rejected
from tests.importers.word_files import docx, item, p, packed, part, run, styled, table

HEADINGS = """
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Mien"><w:name w:val="Mon titre de section"/>
  <w:basedOn w:val="Berschrift2"/></w:style>
<w:style w:type="paragraph" w:styleId="Cadre"><w:name w:val="Cadre"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Corps"><w:name w:val="Corps"/><w:basedOn w:val="Titre1"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
"""
LISTS = """
<w:abstractNum w:abstractNumId="7">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="4"/><w:numFmt w:val="lowerLetter"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="none"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def extract(body: str, **parts: object) -> Extract:
    return read(docx(body, **parts), "a.docx")  # type: ignore[arg-type]


def text(body: str, **parts: object) -> str:
    return extract(body, **parts).text


def told(found: Extract) -> str:
    return "\n".join(str(problem.error) for problem in found.notices)


def test_headings_are_known_by_style_inheritance_and_outline() -> None:
    body = "".join(
        styled(style, style) for style in ("Titre1", "Berschrift2", "Mien", "Cadre", "Corps", "X")
    ) + p("direct", '<w:outlineLvl w:val="0"/>')
    assert text(body, styles=HEADINGS).split("\n\n") == [
        "# Titre1", "## Berschrift2", "## Mien", "### Cadre", "Corps", "X", "# direct",
    ]  # fmt: skip


@pytest.mark.parametrize("style", ["Heading 3", "heading3", "Titre 3", "Überschrift 3"])
def test_without_styles_the_name_tells(style: str) -> None:
    assert text(styled(style, "Un titre")) == "### Un titre"


def test_a_single_title_stands_above_the_headings() -> None:
    body = styled("Titre", "Projet") + styled("Titre1", "Un") + styled("Berschrift2", "Deux")
    assert text(body, styles=HEADINGS) == "# Projet\n\n## Un\n\n### Deux"
    assert text(body + body, styles=HEADINGS).startswith("# Projet\n\n# Un\n\n## Deux\n\n# Projet")


def test_lists_keep_their_signs_levels_and_counts() -> None:
    body = (
        item("puce") + item("sans signe", 1, 1) + item("a", 2) + item("dedans", 2, 1)
        + item("encore", 2, 1) + item("b", 2) + item("dedans", 2, 1)
        + p("Entre") + item("c", 2) + item("anew", 3) + item("inconnu", 99)
    )  # fmt: skip
    assert text(body, numbering=LISTS) == (
        "- puce\n\nsans signe\n\n1. a\n    4. dedans\n    5. encore\n2. b\n    4. dedans\n\n"
        "Entre\n\n3. c\n1. anew\n\ninconnu"
    )


def test_a_list_can_be_that_of_a_style() -> None:
    styles = (
        '<w:style w:styleId="L"><w:name w:val="Liste"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = styled("L", "un") + p(
        "non", '<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert text(body, styles=styles, numbering=LISTS) == "- un\n\nnon"


def test_the_lists_of_word_that_nest_by_their_names_are_nested() -> None:
    styles = "".join(
        f'<w:style w:styleId="L{n}"><w:name w:val="{name}"/><w:pPr><w:numPr><w:numId w:val="{n}"/>'
        "</w:numPr></w:pPr></w:style>"
        for n, name in enumerate(("List Bullet", "List Number 2"), 1)
    )
    body = styled("L1", "a") + styled("L2", "b") + styled("L1", "c")
    assert text(body, styles=styles, numbering=LISTS) == "- a\n    1. b\n- c"


def test_bold_and_italic_by_run_and_by_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Fort"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Gras"><w:rPr><w:b w:val="true"/></w:rPr></w:style>'
    )
    plain = p(
        run("un ") + run("deux", "<w:b/>") + run(" trois ", '<w:b w:val="0"/>')
        + run("quatre", '<w:rStyle w:val="Fort"/><w:i/>')
    )  # fmt: skip
    bold = p(
        run("un ") + run("deux", '<w:rStyle w:val="Fort"/>')
        + run(" trois", '<w:b w:val="false"/>'),
        '<w:pStyle w:val="Gras"/>',
    )  # fmt: skip
    assert text(plain + bold, styles=styles) == (
        "un **deux** trois **_quatre_**\n\n**un** deux trois"
    )


def test_the_mark_that_ends_a_paragraph_makes_nothing_bold() -> None:
    assert text(p("rien", "<w:rPr><w:b/><w:vanish/></w:rPr>")) == "rien"


def test_lines_spaces_and_hyphens() -> None:
    body = p(
        run("10\u00a0000\u202f€ ") + "<w:r><w:t>l’avant</w:t><w:noBreakHyphen/><w:t>projet,</w:t>"
        "<w:tab/><w:t>aus\u00adsi</w:t><w:softHyphen/><w:br/><w:t>puis</w:t><w:cr/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:char="zz"/></w:r>'
    )  # fmt: skip
    assert text(body) == "10\u00a0000\u202f€ l’avant\u2011projet, aussi  \npuis  \n✓"


def test_text_on_several_lines_of_the_file_is_one_line() -> None:
    assert text(p("<w:r><w:t>un\n   deux</w:t></w:r>")) == "un deux"


def test_tables_are_legible() -> None:
    body = table(("Poste", "Coût"), ("Tablettes", "100 €")) + p("fin")
    assert text(body) == (
        "| Poste     | Coût  |\n| --------- | ----- |\n| Tablettes | 100 € |\n\nfin"
    )  # fmt: skip


def test_merged_cells_keep_the_columns_in_place() -> None:
    wide = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{wide}<w:tc>{p('b')}</w:tc></w:tr>"
    body = f"<w:tbl>{row}<w:tr>{''.join(f'<w:tc>{p(t)}</w:tc>' for t in '123')}</w:tr></w:tbl>"
    assert text(body).split("\n")[0::2] == ["| a   |     | b   |", "| 1   | 2   | 3   |"]


def test_a_table_in_a_cell_and_paragraphs_in_cells() -> None:
    long = "mot " * 30 + "fin"
    body = table(("Question", p(long) + item("point")), ("Détail", table(("a", "b"), ("c", "d"))))
    assert text(body, numbering=LISTS) == (
        f"**Question**\n\n{long}\n\n- point\n\n**Détail**\n\n"
        "| a   | b   |\n| --- | --- |\n| c   | d   |"
    )


def test_notes_stand_at_the_end_in_the_order_of_the_text() -> None:
    note = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/><w:t>{}</w:t></w:r></w:p></w:footnote>'
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        + note.format(2, "Deux.") + note.format(1, "Jamais nommée.")
        + '<w:footnote w:id="3"/>'
    )  # fmt: skip
    endnotes = '<w:endnote w:id="2"><w:p><w:r><w:t>Fin.</w:t></w:r></w:p><w:p/></w:endnote>'
    body = p(
        run("Un", "<w:b/>") + '<w:r><w:rPr><w:b/></w:rPr><w:endnoteReference w:id="2"/></w:r>'
        + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" suite")
        + '<w:r><w:footnoteReference w:id="9"/></w:r>'
    )  # fmt: skip
    assert text(body, footnotes=footnotes, endnotes=endnotes) == (
        "**Un**[1][2] suite[3]\n\n---\n\n[1] Fin.\n\n[2] Deux."
    )


def test_links_tell_where_they_lead() -> None:
    address = "https://ex.org/a_b"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "{}" \\o "x"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    simple = '<w:fldSimple w:instr=" {} ">{}</w:fldSimple>'
    body = (
        p('<w:hyperlink r:id="x0">' + run("le site") + "</w:hyperlink>" + run("."))
        + p('<w:hyperlink r:id="x1">' + run("www.ex.org") + "</w:hyperlink>")
        + p('<w:hyperlink r:id="x2">' + run("jo@ex.org") + "</w:hyperlink>")
        + p('<w:hyperlink w:anchor="plus-bas">' + run("plus bas") + "</w:hyperlink>")
        + p(field.format("http://ex.org/b", run("voir")) + run(" bien"))
        + p(simple.format("HYPERLINK &quot;http://ex.org/c&quot;", run("là")))
        + p(simple.format("PAGE", run("12")))
    )
    external = (address, "http://www.ex.org/", "mailto:jo@ex.org")
    assert text(body, external=external).split("\n\n") == [
        f"le site ({address}).", "www.ex.org", "jo@ex.org", "plus bas",
        "voir (http://ex.org/b) bien", "là (http://ex.org/c)", "12",
    ]  # fmt: skip


def test_tracked_changes_are_as_if_accepted_and_told_once() -> None:
    deleted = "<w:del><w:r><w:delText>jamais</w:delText><w:t>jamais</w:t></w:r></w:del>"
    mark = '<w:rPr><w:del w:id="1"/></w:rPr>'
    row = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('jamais')}</w:tc></w:tr>"
    body = (
        p(run("un ") + deleted + "<w:ins>" + run("deux") + deleted + "</w:ins>")
        + p("avant ", mark) + p(run("après"))
        + p(f"<w:moveFrom>{run('jamais')}</w:moveFrom><w:moveTo>{run('venu')}</w:moveTo>")
        + p("gras", '<w:pPrChange><w:pPr><w:pStyle w:val="Heading 1"/></w:pPr></w:pPrChange>')
        + f"<w:tbl>{row}<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
        + p("bout", mark)
    )  # fmt: skip
    found = extract(body)
    assert found.text == (
        "un deux\n\navant après\n\nvenu\n\ngras\n\n| a   | b   |\n| --- | --- |\n\nbout"
    )
    assert told(found).count("tracked changes") == 1


def test_text_boxes_follow_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{p(run('en boîte', '<w:i/>'))}{p('et plus')}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    body = p(f"<w:r><w:rPr><w:b/></w:rPr>{twice}<w:t>hôte</w:t></w:r>") + p("suite")
    assert text(body) == "**hôte**\n\n_en boîte_\n\net plus\n\nsuite"


def test_forms_smart_tags_and_formulas_are_kept() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" + p("champ")
        + "</w:sdtContent></w:sdt>" + p(f"<w:smartTag>{run('Lyon')}</w:smartTag>"
        "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    )  # fmt: skip
    assert text(body) == "champ\n\nLyona+b"


def test_what_is_left_out_is_told() -> None:
    body = (
        p(run("vu") + run("caché", "<w:vanish/>") + "<w:r><w:commentReference w:id='0'/></w:r>")
        + p("<w:r><w:drawing><pic:pic/><v:imagedata/></w:drawing></w:r>")
        + "<w:altChunk r:id='x'/>"
    )  # fmt: skip
    found = extract(body, comments=f"<w:comment w:id='0'>{p('une remarque')}</w:comment>")
    assert found.text == "vu"
    for word in ("comments", "hidden", "pictures were left out (2)", "embedded"):
        assert word in told(found)
    assert told(extract(p("vu"))) == ""


def test_pages_are_known() -> None:
    body = (
        p("un") + p("<w:r><w:lastRenderedPageBreak/><w:t>deux</w:t></w:r>")
        + p(run("deux encore") + '<w:r><w:br w:type="page"/></w:r>') + p("trois")
        + p("quatre", "<w:pageBreakBefore/>")
        + p("fin", '<w:sectPr><w:type w:val="nextPage"/></w:sectPr>') + p("cinq")
        + p("", '<w:sectPr><w:type w:val="continuous"/></w:sectPr>') + p("cinq encore")
        + table(("a", '<w:p><w:r><w:br w:type="page"/><w:t>b</w:t></w:r></w:p>'))
        + "<w:sectPr/>"
    )  # fmt: skip
    found = extract(body)
    lines = found.text.split("\n")
    assert [lines[line] for line in found.pages] == ["un", "deux", "trois", "quatre", "cinq"]
    assert "| a   | b   |" in lines


def test_the_title_is_that_of_the_properties() -> None:
    assert extract(p("x"), title="Un dossier &amp; demi").title == "Un dossier & demi"


def test_the_strict_edition_of_the_format_reads_the_same() -> None:
    made = part("document", f"<w:body>{styled('Heading 1', 'Titre')}{p('x')}</w:body>").replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(packed({"word/document.xml": made}), "a.docx").text == "# Titre\n\nx"


@pytest.mark.parametrize("inside", ["<w:t>seul</w:t>", "<w:tc><w:p/></w:tc>", "<w:tr/>"])
def test_elements_out_of_place_do_no_harm(inside: str) -> None:
    assert text(inside + p("x")) == "x"


def test_a_zip_that_is_no_word_document_is_refused() -> None:
    with pytest.raises(Rejected, match="incomplete or damaged"):
        read(packed({"a.txt": "x"}), "a.docx")

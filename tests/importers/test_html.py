"""Web pages: what a reader saw in the browser is what comes out."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.formats.html import read
from gpci_tui.importers.problems import Rejected


def extract(page: str) -> Extract:
    return read(page.encode(), "a.html")


def text(page: str) -> str:
    return extract(page).text


def test_headings_paragraphs_and_letters() -> None:
    page = """<!DOCTYPE html><html><head><title>Mon &amp; titre</title><style>p{}</style></head>
    <body><h1>Un <b>titre</b></h1><p>Un <strong>mot</strong>,
      <em>deux</em> <b><i>trois</i></b>&nbsp;; l&rsquo;&eacute;t&#233;<br>ligne</p>libre
    <div>bloc<div>dedans</div>fin</div><h3>Sous</h3></body></html>"""
    found = extract(page)
    assert found.title == "Mon & titre"
    assert found.text.split("\n\n") == [
        "# Un titre", "Un **mot**, _deux_ **_trois_**\u00a0; l’été  \nligne", "libre", "bloc",
        "dedans", "fin", "### Sous",
    ]  # fmt: skip


def test_lists_in_lists_with_and_without_ends() -> None:
    page = """<ul><li>un<li>deux<ol start=4><li>a</li><li value="9"><p>b</p><p>encore</p>
    <li>c</ol><li><p>trois</ul><p>fin"""
    assert text(page) == (
        "- un\n- deux\n    4. a\n    9. b\n\nencore\n\n10. c\n- trois\n\nfin"
    )  # fmt: skip


def test_tables_with_spans_captions_and_no_ends() -> None:
    page = """<table><caption>Coûts</caption><thead><tr><th>Poste<th colspan=2>Sommes
    <tbody><tr><td rowspan="2">Tablettes<td>1<td>2<tr><td>3<td>4</table>après"""
    assert text(page) == (
        "Coûts\n\n| Poste     | Sommes |     |\n| --------- | ------ | --- |\n"
        "| Tablettes | 1      | 2   |\n|           | 3      | 4   |\n\naprès"
    )


def test_tables_that_only_lay_out_are_read_in_order() -> None:
    long = "Un paragraphe bien trop long pour une cellule de tableau, vraiment très long."
    page = f"<table><tr><td><p>{long}<ul><li>un</ul><td><table><tr><td>seul</table></table>"
    assert text(page) == f"{long}\n\n- un\n\nseul"


def test_quotes_verbatim_rules_and_definitions() -> None:
    page = (
        "<blockquote><p>dit</p></blockquote><pre>a  b\n <b>c</b></pre><hr><dl><dt>mot<dd>sens</dl>"
    )
    assert text(page) == "> dit\n\n```\na  b\n c\n```\n\n---\n\n**mot**\n\nsens"


def test_what_is_not_shown_is_left_out() -> None:
    page = """<nav>menu</nav><script>if (a < b) "</p>"</script><p hidden>caché<p>vu
    <div style="color:red; display : none">caché</div><template>caché</template><svg><text>x</text>
    </svg><dialog>caché</dialog><dialog open>ouvert</dialog><!-- caché --><noscript>x</noscript>
    <span style="display:none">caché</span><button>Envoyer</button>"""
    assert text(page) == "vu\n\nouvert"


@pytest.mark.parametrize(
    "page",
    [
        "<head><title>T</title><p>vu",
        "<head><meta charset=utf-8><title>T</title>vu",
        "<html><head><title>T<body>vu</body>",
        "<title>T</title><svg><title>non</title></svg>vu",
        "<head><title>T</title></head>vu",
    ],
)
def test_a_head_that_does_not_say_where_it_ends_swallows_nothing(page: str) -> None:
    found = extract(page)
    assert (found.title, found.text) == ("T", "vu")


def test_what_was_typed_into_a_form_is_kept() -> None:
    page = """<label>Nom</label><input value="Ville de Calais"><input type=hidden value=x>
    <input type=submit value=y><textarea>Projet</textarea><select><option>non<option selected>oui
    </select>"""
    assert text(page) == "Nom Ville de Calais Projet oui"


def test_links_tell_where_they_lead_and_pictures_are_told() -> None:
    found = extract(
        '<p>Voir <a href="https://ex.org/a_b">le site</a>, <a href="#n">note</a>, '
        '<a href="https://ex.org/">ex.org</a>, <a href="javascript:x()">clic</a>.<img alt="x">'
    )
    assert found.text == "Voir le site (https://ex.org/a_b), note, ex.org, clic."
    assert [str(problem.error) for problem in found.notices] == ["Its pictures were left out (1)."]


@pytest.mark.parametrize(
    ("head", "encoding", "told"),
    [
        ("", "utf-8", 0),
        ("", "utf-8-sig", 0),
        ("", "utf-16", 1),
        ("", "cp1252", 1),
        ('<meta charset="iso-8859-1">', "cp1252", 0),
        ("<META content='text/html; charset=windows-1252' http-equiv=x>", "cp1252", 0),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15", 0),
        ("<meta charset=klingon>", "utf-8", 0),
        ("<meta charset=utf-16>", "utf-8", 0),
        ("<meta charset=utf-8>", "cp1252", 1),
        ("<meta charset=base64>", "utf-8", 0),
    ],
)
def test_the_encoding_is_that_of_the_mark_the_page_or_the_text(
    head: str, encoding: str, told: int
) -> None:
    found = read(f"{head}<p>Été à 5 €, cœur".encode(encoding), "a.html")
    assert (found.text, len(found.notices)) == ("Été à 5 €, cœur", told)


def test_deep_nesting_is_read_without_recursion() -> None:
    assert text("<div>" * 20_000 + "<ul><li>" * 500 + "fond").strip(" -") == "fond"


def test_binary_data_is_refused() -> None:
    with pytest.raises(Rejected, match="binary"):
        read(b"<p>\x00\x01\x02", "a.html")


TAGS = "p div b i ul ol li table tr td th h1 h2 a br hr pre script nav span dl dd blockquote"
MARKUP = st.one_of(
    st.sampled_from(TAGS.split()).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS.split()).map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        ["<td colspan=99>", "<td rowspan=9>", "<p hidden>", "<![x[", "<!", "&#x110000;"]
    ),
    st.text(max_size=8),
)


@given(st.lists(MARKUP, max_size=40))
def test_no_page_makes_it_stumble(parts: list[str]) -> None:
    with suppress(Rejected):
        text("".join(parts))

"""CSV in every way in which it is saved."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers.problems import Rejected
from gpci_tui.importers.tables.csv_rows import read
from gpci_tui.importers.tables.table import Table

PLAIN = (
    "titre;collectivité;texte\nEnglish Books;Calais;Un texte, avec une virgule\n"
    "Vobot;Val d’Oise;Deux\n"
)


def table(text: str | bytes) -> Table:
    return read(text if isinstance(text, bytes) else text.encode(), "t.csv")


def rows(found: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def told(found: Table) -> list[tuple[int, str]]:
    return [(problem.line, str(problem.error)) for problem in found.problems]


def refusal(text: str | bytes) -> tuple[int, str]:
    with pytest.raises(Rejected) as caught:
        table(text)
    return caught.value.line, str(caught.value.error)


def test_names_and_rows_are_read() -> None:
    found = table(PLAIN)
    assert found.columns == ("titre", "collectivité", "texte")
    assert rows(found) == [
        ("English Books", "Calais", "Un texte, avec une virgule"),
        ("Vobot", "Val d’Oise", "Deux"),
    ]
    assert [row.line for row in found.rows] == [2, 3]
    assert found.problems == ()


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_sign_between_cells_is_found_out(sign: str) -> None:
    text = (
        '"titre";"texte";"budget"\n"Un";"Dit ""oui""; puis non, | et fin";"12,5"\n"Deux";"b";"3"\n'
    )
    parts = text.replace('";"', f'"{sign}"')
    assert rows(table(parts))[0] == ("Un", 'Dit "oui"; puis non, | et fin', "12,5")


def test_commas_within_texts_do_not_part_cells() -> None:
    text = "titre;texte\nUn, deux, trois;Quatre, cinq\nSix, sept;Huit\n"
    assert table(text).columns == ("titre", "texte")


def test_a_file_may_name_its_sign() -> None:
    found = table("sep=,\ntitre,texte\nUn,b;c;d\n")
    assert (found.columns, found.rows[0].line) == (("titre", "texte"), 3)


def test_line_breaks_in_quotes_stay_and_lines_are_counted() -> None:
    found = table('titre;texte\nUn;"ligne 1\nligne 2\n\nligne 3"\nDeux;b\n')
    assert rows(found)[0][1] == "ligne 1\nligne 2\n\nligne 3"
    assert [row.line for row in found.rows] == [2, 6]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.replace("’", "'").encode("cp1252"),
        codecs.BOM_UTF8 + PLAIN.replace("’", "'").encode(),
        PLAIN.replace("’", "'").encode("utf-16"),
        PLAIN.replace("’", "'").replace("\n", "\r\n").encode("utf-16"),
        PLAIN.replace("’", "'").replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends(data: bytes) -> None:
    found = table(data)
    assert found.columns == ("titre", "collectivité", "texte")
    assert rows(found)[1] == ("Vobot", "Val d'Oise", "Deux")


def test_an_encoding_that_was_guessed_is_told() -> None:
    (problem,) = table(PLAIN.encode("cp1252")).problems
    assert "1252" in str(problem.error)


def test_a_title_above_the_table_and_empty_rows_are_left_out() -> None:
    found = table("Candidatures 2025;;\n;;\ntitre;collectivité;texte\n;;\nUn;Calais;b\n;;\n")
    assert found.columns == ("titre", "collectivité", "texte")
    assert [(row.line, row.cells) for row in found.rows] == [(5, ("Un", "Calais", "b"))]


def test_short_rows_are_filled_and_long_ones_refused() -> None:
    found = table("titre;texte;budget\nUn\nDeux;b;c;d\nTrois;e;f;;\n")
    assert rows(found) == [("Un", "", ""), ("Trois", "e", "f")]
    ((line, reason),) = told(found)
    assert (line, "4 cells" in reason) == (3, True)


def test_columns_without_a_name_or_with_the_same_have_their_own() -> None:
    found = table("titre;;texte;texte\nUn;x;b;c\n")
    assert found.columns == ("titre", "B", "texte", "texte (2)")


def test_a_quote_that_is_not_closed_is_refused_with_its_line() -> None:
    line, reason = refusal('titre;texte\nUn;a\nDeux;"b\nTrois;c\n')
    assert (line, "never closed" in reason) == (3, True)


def test_quotes_within_a_text_are_taken_as_they_are_and_told() -> None:
    found = table('titre;texte\nUn;"a" et "b"\nDeux;c\n')
    assert rows(found)[0][0] == "Un"
    assert '"b"' in rows(found)[0][1]
    assert told(found)[0][0] == 2


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "empty"),
        (";;\n;;\n", "empty"),
        ("titre;texte\n", "no row below"),
        ("titre\nUn\nDeux\n", "names the columns"),
        ("1;2\n3;4\n", "names the columns"),
        ("titre;texte\n" + "a;b\n" * 50_001, "too large"),
    ],
)
def test_what_is_no_table_is_refused(text: str, part: str) -> None:
    assert part in refusal(text)[1]


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_what_was_written_is_read(cells: list[list[str]]) -> None:
    import csv
    import io

    from gpci_tui.model.cleaning import clean

    written = io.StringIO()
    csv.writer(written, delimiter=";").writerows([["titre", "texte"], *cells])
    expected = [tuple(clean(cell).strip() for cell in row) for row in cells]
    expected = [row for row in expected if any(row)]
    if not expected:
        return
    assert rows(table(written.getvalue().encode())) == expected


@given(st.binary(max_size=200))
def test_any_bytes_are_survived(data: bytes) -> None:
    try:
        found = read(data, "t.csv")
    except Rejected:
        return
    assert all(len(row.cells) == len(found.columns) for row in found.rows)

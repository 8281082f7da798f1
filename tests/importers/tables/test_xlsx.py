"""Spreadsheets as people fill them in."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.importers import isolation
from gpci_tui.importers.problems import Rejected
from gpci_tui.importers.tables import xlsx_cells, xlsx_rows
from gpci_tui.importers.tables.table import Table
from tests.importers.tables.making import sheet, xlsx

HEAD = ("Titre", "Collectivité", "Texte")


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_module: str, data: bytes, name: str) -> object:
        return xlsx_cells.read(data, name)

    monkeypatch.setattr(xlsx_rows, "read_apart", read)


def table(*sheets: str, names: tuple[str, ...] = ()) -> Table:
    return xlsx_rows.read(xlsx(*sheets, names=names), "t.xlsx")


def rows(found: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


def refusal(data: bytes) -> str:
    with pytest.raises(Rejected) as caught:
        xlsx_rows.read(data, "t.xlsx")
    return str(caught.value.error)


def test_names_and_rows_are_read() -> None:
    found = table(sheet([HEAD, ("English Books", "Calais", "Un\ndeux"), (), ("Vobot", None, "b")]))
    assert found.columns == HEAD
    assert rows(found) == [("English Books", "Calais", "Un\ndeux"), ("Vobot", "", "b")]
    assert [row.line for row in found.rows] == [2, 4]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (12, 0, "12"),
        (12.0, 0, "12"),
        (0.1 + 0.2, 0, "0,3"),
        (1234567, 0, "1234567"),
        (12500.5, 2, "12\u00a0500,5\u00a0€"),
        (-1500, 2, "-1\u00a0500\u00a0€"),
        (0.125, 3, "12,5\u00a0%"),
        (45731, 1, "15/03/2025"),
        (45731, 4, "2025-03-15"),
        (45731, 5, "03/15/2025"),
    ],
)
def test_dates_and_numbers_are_written_as_people_write_them(
    value: float, style: int, text: str
) -> None:
    found = table(sheet([(*HEAD, "Montant"), ("Un", "b", "c", (value, style))]))
    assert rows(found)[0][3] == text


def test_cells_that_span_rows_stand_in_each_of_them() -> None:
    found = table(
        sheet(
            [("Collectivité", "Titre", "Texte"), ("Calais", "Un", "a"), (None, "Deux", "b"),
             (None, "Trois", "c"), ("Vienne", "Quatre", "d")],
            merged=["A2:A4"],
        )
    )  # fmt: skip
    assert [row[0] for row in rows(found)] == ["Calais", "Calais", "Calais", "Vienne"]


def test_a_title_across_the_sheet_is_left_out() -> None:
    found = table(sheet([("Candidatures 2025",), HEAD, ("Un", "b", "c")], merged=["A1:C1"]))
    assert (found.columns, len(found.rows)) == (HEAD, 1)


def test_a_hundred_thousand_empty_rows_are_passed_over() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(3, 100_003))
    found = table(sheet([HEAD, ("Un", "b", "c")], more=empty + '<row r="1048576"/>'))
    assert len(found.rows) == 1


def test_a_formula_without_a_value_is_told() -> None:
    found = table(sheet([(*HEAD, "Total"), ("Un", "b", "c", "=1+1"), ("Deux", "b", "c", 5)]))
    assert [row[3] for row in rows(found)] == ["", "5"]
    (problem,) = found.problems
    assert (problem.line, "(rows 2)" in str(problem.error)) == (2, True)


def test_a_formula_with_a_value_gives_its_value() -> None:
    known = (
        '<row r="2"><c r="A2" t="str"><f>A1</f><v>Un</v></c><c r="B2"><f>6*7</f><v>42</v></c></row>'
    )
    found = table(sheet([("Titre", "Texte")], more=known))
    assert (rows(found), found.problems) == ([("Un", "42")], ())


def test_the_first_sheet_with_a_table_is_read_and_told() -> None:
    found = table(
        sheet([("Lisez-moi",)]), sheet([HEAD, ("Un", "b", "c")]), sheet([HEAD, ("Non", "b", "c")]),
        names=("Notes", "Dossiers"),
    )  # fmt: skip
    assert rows(found)[0][0] == "Un"
    (problem,) = found.problems
    assert "“Dossiers”" in str(problem.error)


def test_a_cell_with_an_error_is_empty() -> None:
    wrong = '<row r="2"><c r="A2" t="inlineStr"><is><t>Un</t></is></c><c r="B2" t="e"><v>#REF!</v></c></row>'  # noqa: E501
    assert rows(table(sheet([("Titre", "Texte")], more=wrong))) == [("Un", "")]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"no zip", "damaged"),
        (xlsx(sheet([HEAD, ("Un", "b", "c")]))[:900], "damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (xlsx(sheet([])), "empty"),
        (xlsx(sheet([HEAD, ("U" * 30_000_000, "b", "c")])), "too large"),
    ],
    ids=["no zip", "cut", "encrypted", "empty", "bomb"],
)
def test_what_can_not_be_read_is_refused(data: bytes, part: str) -> None:
    assert part in refusal(data)


def test_entities_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        + sheet([HEAD, ("Un", "b", "c")]).replace("Un", "&b;")
    )  # fmt: skip
    assert "damaged" in refusal(xlsx(bomb))


def test_a_file_is_read_in_a_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "read_apart", isolation.read_apart)
    try:
        found = table(sheet([HEAD, ("Un", "b", "c")]))
    finally:
        isolation.close()
    assert rows(found) == [("Un", "b", "c")]


@given(st.data())
def test_changed_parts_never_bring_the_reader_down(drawn: st.DataObject) -> None:
    whole = xlsx(sheet([HEAD, ("Un", 12, "=1"), ("Deux", (45731, 1), "c")], merged=["A2:A3"]))
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(written, "w") as target:
        changed = drawn.draw(st.sampled_from(source.namelist()))
        for name in source.namelist():
            part = bytearray(source.read(name))
            if name == changed:
                at = drawn.draw(st.integers(0, len(part) - 1))
                end = at + drawn.draw(st.integers(0, 9))
                part[at:end] = drawn.draw(st.binary(max_size=6))
            target.writestr(name, bytes(part))
    try:
        found = xlsx_cells.read(written.getvalue(), "t.xlsx")
    except Rejected as rejected:
        found = {"sheets": [str(rejected.error)]}
    assert "sheets" in found

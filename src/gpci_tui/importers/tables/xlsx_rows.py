"""XLSX -> the table of the first sheet that has one."""

from __future__ import annotations

from gpci_tui.importers.isolation import read_apart
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.importers.tables.table import Row, Table, as_table
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_

_CELLS = "gpci_tui.importers.tables.xlsx_cells"
_NAMED = 10


def read(data: bytes, name: str) -> Table:
    """Return the table of a spreadsheet; ``name`` is what its file is called in messages.

    Raises:
        Rejected: it is damaged, or no sheet holds a table.
    """
    sheets = read_apart(_CELLS, data, name)["sheets"]
    refused: Rejected | None = None
    for sheet in sheets:
        rows = [Row(line, tuple(cells)) for line, cells in sheet["rows"]]
        try:
            table = as_table(rows, name, even=True)
        except Rejected as rejected:
            refused = refused or rejected
            continue
        told = _told(name, clean_line(sheet["name"]), len(sheets), sheet["formulas"])
        return table._replace(problems=(*table.problems, *told))
    raise refused or Rejected(0, N_("The table is empty."))


def _told(name: str, sheet: str, sheets: int, formulas: list[int]) -> list[Problem]:
    told = []
    if sheets > 1:
        told.append(
            notice(
                name, 0, N_("Of its {n} sheets “{sheet}” was read: the first one with a table."),
                n=sheets, sheet=sheet,
            )
        )  # fmt: skip
    if formulas:
        lines = ", ".join(map(str, formulas[:_NAMED])) + (", …" if len(formulas) > _NAMED else "")
        told.append(
            notice(
                name, formulas[0],
                N_("Formulas have no value here, and were left empty (rows {lines}). Open the file "
                   "in a spreadsheet program and save it."),
                lines=lines,
            )
        )  # fmt: skip
    return told

"""A table with its head, whatever file it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gpci_tui.importers.problems import Problem, Rejected
from gpci_tui.importers.tables.naming import is_known
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold

MAX_COLUMNS = 300
MAX_ROWS = 50_000
"""Columns and rows of a table; one of an award stays far below."""
LOOKED_AT = 20
"""Rows from above among which the head of the table is looked for."""
LONGEST_NAME = 300
"""Characters of a column's name."""

_FIGURES = re.compile(r"[\d\s.,:/€%+-]+")


class Row(NamedTuple):
    line: int
    """Where it begins in its file, from 1 on."""
    cells: tuple[str, ...]


class Table(NamedTuple):
    """Columns with names of their own, and rows that are as long."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
    """Rows that can't be taken, and what to know of the others."""

    def values(self, column: int) -> list[str]:
        """Return what stands in a column, without its empty cells."""
        return [row.cells[column] for row in self.rows if row.cells[column]]


def as_table(
    rows: Sequence[Row], name: str, problems: Sequence[Problem] = (), *, even: bool = False
) -> Table:
    """Return rows as a table; ``name`` is what its file is called in messages.

    The head is the row, of the first ones, that names most fields. What stands
    above is left out, and so are empty rows, and empty columns without a name. In
    an ``even`` one no cell can slip into another column: what stands beside the
    head has a column that is called by its letter.

    Raises:
        Rejected: there is no head, no row below it, or too much of either.
    """
    filled = [row for row in map(_trimmed, rows) if row.cells]
    if not filled:
        raise Rejected(0, N_("The table is empty."))
    width = max(len(row.cells) for row in filled)
    at = _head(filled)
    if at is None or width < 2:
        raise Rejected(
            filled[0].line,
            N_("No row names the columns. The first row of the table holds names such as “title”."),
        )
    head, body = filled[at], filled[at + 1 :]
    if even:
        head = Row(head.line, head.cells + ("",) * (width - len(head.cells)))
    if not body:
        raise Rejected(head.line, N_("There is no row below the names of the columns."))
    if width > MAX_COLUMNS or len(body) > MAX_ROWS:
        raise Rejected(
            0, N_("The table is too large: at most {columns} columns and {rows} rows are read."),
            columns=MAX_COLUMNS, rows=MAX_ROWS,
        )  # fmt: skip
    told = list(problems)
    taken = []
    named = len(head.cells)
    for row in body:
        if len(row.cells) <= named:
            taken.append(Row(row.line, row.cells + ("",) * (named - len(row.cells))))
        else:
            told.append(_uneven(name, row, named))
    return _without_empty(head, taken, told)


def _uneven(name: str, row: Row, width: int) -> Problem:
    return Rejected(
        row.line,
        N_("It has {n} cells, where {width} columns have a name. A text that holds the sign "
           "between two cells goes between quotes."),
        n=len(row.cells), width=width,
    ).problem(name)  # fmt: skip


def _without_empty(head: Row, rows: Sequence[Row], told: Sequence[Problem]) -> Table:
    kept = [at for at, name in enumerate(head.cells) if name or any(row.cells[at] for row in rows)]
    names = _named(head)
    return Table(
        tuple(names[at] for at in kept),
        tuple(Row(row.line, tuple(row.cells[at] for at in kept)) for row in rows),
        tuple(told),
    )


def _trimmed(row: Row) -> Row:
    cells = [clean(cell).strip() for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return Row(row.line, tuple(cells))


def _head(rows: Sequence[Row]) -> int | None:
    """Return the row that names the columns: the one of the first that knows most names."""
    widest = max(len([cell for cell in row.cells if cell]) for row in rows[: LOOKED_AT * 2])
    best: tuple[int, int] | None = None
    for at, row in enumerate(rows[:LOOKED_AT]):
        names = [cell for cell in row.cells if cell]
        if len(names) < max(2, widest / 2) or not _can_name(names):
            continue
        score = sum(map(is_known, names))
        if best is None or score > best[0]:
            best = score, at
    return best[1] if best else None


def _can_name(names: Sequence[str]) -> bool:
    folded = [fold(name) for name in names]
    long = any(len(name) > LONGEST_NAME for name in names)
    figures = any(_FIGURES.fullmatch(name) for name in names)
    return not long and not figures and len(set(folded)) >= len(folded) / 2


def _named(head: Row) -> list[str]:
    """Return the columns' names, each once; one without a name has its letter."""
    names: list[str] = []
    met: dict[str, int] = {}
    for at, cell in enumerate(head.cells):
        name = clean_line(cell) or letter(at)
        met[fold(name)] = count = met.get(fold(name), 0) + 1
        names.append(name if count == 1 else f"{name} ({count})")
    return names


def letter(column: int) -> str:
    """Return how a spreadsheet calls a column: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

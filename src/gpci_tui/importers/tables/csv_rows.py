"""CSV as people save it: its sign between two cells is found out, quotes and line breaks kept."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from gpci_tui.importers.decoding import MAX_BYTES, decode
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.importers.tables.table import Row, Table, as_table
from gpci_tui.model.errors import N_

SIGNS = ";,\t|"
"""What may stand between two cells; of those that part a file as well the first is taken."""
TRIED = 200
"""Rows by which the sign is found out."""
_SAID = "sep="
"""How Excel begins a file that names its sign."""


def read(data: bytes, name: str) -> Table:
    """Return the table of a CSV file; ``name`` is what it is called in messages.

    Raises:
        Rejected: it is no text, or no table.
    """
    loaded = decode(data, name)
    text, first, sign = _after_said(loaded.text)
    sign = sign or _sign(text)
    rows, problems = _rows(text, sign, first, name)
    return as_table(rows, name, (*loaded.notices, *problems))


def _after_said(text: str) -> tuple[str, int, str]:
    """Return the text, its first line, and the sign that it names itself."""
    first, _, rest = text.partition("\n")
    said = first.strip("\ufeff \t")[len(_SAID) :] if first.lower().startswith(_SAID) else ""
    return (rest, 2, said[0]) if said and said[0] in SIGNS else (text, 1, "")


def _sign(text: str) -> str:
    """Return the sign that parts most rows into the same number of cells, the more the better."""
    best = (0.0, 0, SIGNS[0])
    for sign in SIGNS:
        counts: Counter[int] = Counter()
        for row, _ in zip(_parsed(text, sign), range(TRIED), strict=False):
            if any(cell.strip() for cell in row):
                counts[len(row)] += 1
        # A comma of French figures and sentences parts rows as well, but never evenly.
        for cells, rows in counts.most_common(1):
            share = round(rows / counts.total(), 1)
            if cells > 1 and (share, cells) > best[:2]:
                best = (share, cells, sign)
    return best[2]


def _parsed(text: str, sign: str, *, strict: bool = False) -> Iterator[list[str]]:
    # The limit is one for the whole process; a file is no longer than this anyway.
    csv.field_size_limit(MAX_BYTES)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=strict)
    except csv.Error:
        if strict:
            raise


def _rows(text: str, sign: str, first: int, name: str) -> tuple[list[Row], list[Problem]]:
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows: list[Row] = []
    begun = first
    try:
        for cells in reader:
            rows.append(Row(begun, tuple(cells)))
            begun = first + reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            raise Rejected(begun, N_("A quote is opened in this row and never closed.")) from error
        told = notice(
            name, begun, N_("Quotes stand within a text here; check this row and those below.")
        )
        lenient = [Row(at, cells) for at, cells in _lenient(text, sign, first)]
        return lenient, [told]
    return rows, []


def _lenient(text: str, sign: str, first: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    begun = first
    for cells in reader:
        yield begun, tuple(cells)
        begun = first + reader.line_num

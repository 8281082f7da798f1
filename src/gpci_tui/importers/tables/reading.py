"""A file with a table -> its drafts, as the columns are understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from gpci_tui.importers.dossier import Reading, draft_of
from gpci_tui.importers.front_matter import Entry
from gpci_tui.importers.keys import MAX_VALUE, known
from gpci_tui.importers.problems import Problem, Rejected, notice
from gpci_tui.importers.source import SourceFile
from gpci_tui.importers.tables import csv_rows, json_rows, own_json, xlsx_rows
from gpci_tui.importers.tables.mapping import (
    LEFT_OUT,
    OWN,
    SECTION,
    Column,
    Understood,
    propose,
)  # fmt: skip
from gpci_tui.importers.tables.naming import BODY
from gpci_tui.importers.tables.setting import as_markdown
from gpci_tui.importers.tables.table import Row
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import DossierDraft, Provenance, make_ref
from gpci_tui.model.errors import N_

LARGEST = 50_000_000
"""Bytes of a file with a table."""

_TICKS = ("x", "✓", "✔", "☑", "☒")
_PARTED = re.compile(r"[;\n|]")


def drafts(file: SourceFile) -> Reading:
    """Return the dossiers of a table, as its columns are likely to be meant.

    Raises:
        Rejected: it is no table.
    """
    data = file.data(LARGEST)
    if not data:
        raise Rejected(0, N_("The file is empty."))
    if file.suffix == ".json":
        value, notices = json_rows.load(data, file.name)
        if own_json.is_own(value):
            return own_json.drafts(value, file)
        table = json_rows.table(value, file.name, notices)
    elif file.suffix in (".xlsx", ".xlsm"):
        table = xlsx_rows.read(data, file.name)
    else:
        table = csv_rows.read(data, file.name)
    return understood(Understood(file, table, propose(table)))


def understood(table: Understood) -> Reading:
    """Return the dossiers of a table as ``table.mapping`` says."""
    made = _Made(table)
    for row in table.table.rows:
        made.take(row)
    return Reading(tuple(made.drafts), (*table.table.problems, *made.problems), table)


class _Made:
    """The drafts of a table, each under a ref of its own."""

    def __init__(self, table: Understood) -> None:
        self.drafts: list[DossierDraft] = []
        self.problems: list[Problem] = []
        self._file, self._mapping = table.file, table.mapping
        self._refs: set[str] = set()
        self._has_ref = bool(table.mapping.of("ref"))
        if not table.mapping.of("title"):
            self.problems.append(_no_title(table))

    def take(self, row: Row) -> None:
        if not self._mapping.of("title"):
            return
        try:
            draft, notices = self._draft(row)
        except Rejected as rejected:
            told = rejected.problem(self._file.name)
            self.problems.append(replace(told, line=row.line))
            return
        place = Provenance(first_line=row.line, last_line=row.line)
        self.drafts.append(draft._replace(place=place))
        self.problems += notices

    def _draft(self, row: Row) -> tuple[DossierDraft, Sequence[Problem]]:
        entries: list[Entry] = []
        body = ""
        sections: list[str] = []
        for column, cell in zip(self._mapping.columns, row.cells, strict=True):
            if not cell or column.target == LEFT_OUT:
                continue
            if column.target == BODY:
                body = as_markdown(cell)
            elif column.target == SECTION or _is_too_long(cell, column.target):
                sections.append(f"## {_one_line(column.name)}\n\n{as_markdown(cell)}")
            else:
                entries.append(_entry(column, cell, row.line))
        text = "\n\n".join(part for part in (body, *sections) if part)
        if not text:
            raise Rejected(row.line, N_("This row holds no text to read."))
        if not any(entry.key == "title" for entry in entries):
            raise Rejected(row.line, N_("This row has no title."))
        told: list[Problem] = []
        if not self._has_ref:
            entries.append(Entry("ref", (self._ref(entries, row, told),), row.line))
        draft, notices = draft_of(self._file, entries, text)
        return draft, (*told, *notices)

    def _ref(self, entries: Sequence[Entry], row: Row, told: list[Problem]) -> str:
        """Return a ref made of the title; with the applicant, then a number, where it is taken."""
        said = {entry.key: " ".join(entry.values) for entry in entries}
        title = make_ref(said.get("title", "")) or f"row-{row.line}"
        ref = title
        if ref in self._refs:
            ref = make_ref(f"{said.get('applicant', '')} {said.get('title', '')}") or title
        number = 1
        while ref in self._refs:
            number += 1
            ref = f"{title[:55]}-{number}"
        if number > 1:
            told.append(
                notice(
                    self._file.name, row.line,
                    N_("Another row has this title, too; this one has the reference “{ref}”."),
                    ref=ref,
                )
            )  # fmt: skip
        self._refs.add(ref)
        return ref


def _no_title(table: Understood) -> Problem:
    rows = table.table.rows
    return Rejected(
        rows[0].line if rows else 0,  # Each of them may have been refused.
        N_("No column holds the titles. Say which one does: {columns}"),
        columns=", ".join(column.name for column in table.mapping.columns),
    ).problem(table.file.name)


def _entry(column: Column, cell: str, line: int) -> Entry:
    key = known(column.target) if column.target != OWN else None
    if key is None:
        # A field of its own whose name another column is taken for.
        name = f"{column.name} (2)" if known(column.name) else column.name
        return _several(name, cell.split("\n"), line)
    if key.name == "laureate" and cell.strip().lower() in _TICKS:
        cell = "true"
    if not key.takes_list:
        return Entry(key.name, (clean_line(cell),), line)
    return _several(key.name, _PARTED.split(cell), line)


def _several(name: str, texts: Sequence[str], line: int) -> Entry:
    values = tuple(filter(None, map(clean_line, texts)))
    return Entry(name, values, line, is_list=len(values) > 1)


def _is_too_long(cell: str, target: str) -> bool:
    """Return whether a cell is too long for its field, so that it becomes a section."""
    key = known(target) if target != OWN else None
    if key is None:
        return any(len(line) > MAX_VALUE for line in cell.split("\n"))
    texts = _PARTED.split(cell) if key.takes_list else [cell]
    return not key.required and any(len(clean_line(text)) > key.longest for text in texts)


def _one_line(name: str) -> str:
    return clean_line(name).rstrip("#").rstrip()

"""CSV that a spreadsheet opens without running anything.

Comma-separated, one line end ``\\n``. A cell that begins with a sign
that a spreadsheet takes for a formula gets an apostrophe before it (OWASP,
*CSV Injection*).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from gpci_tui.exporters.holding import Holding, Reviewed
from gpci_tui.model.review import Shortlist

COLUMNS = (
    "item", "ref", "title", "applicant", "level", "prize", "status", "themes", "kind", "start",
    "end", "quote", "note", "list", "rank", "created_at", "updated_at", "uuid",
)  # fmt: skip
"""``item`` says what a row is: ``dossier``, ``annotation`` or ``shortlist``."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEPARATOR = "; "
"""Between several texts in one cell."""


def render(holding: Holding) -> str:
    """Return a row for each dossier, each annotation and each place on a shortlist."""
    rows: list[dict[str, object]] = []
    for reviewed in holding.dossiers:
        rows += _rows(reviewed)
    by_id = {reviewed.dossier.id: reviewed for reviewed in holding.dossiers}
    for shortlist in holding.shortlists:
        rows += _places(shortlist, by_id)
    return write(COLUMNS, ([row.get(column, "") for column in COLUMNS] for row in rows))


def write(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows below their columns' names, every cell made harmless."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return file.getvalue()


def cell(value: object) -> str:
    """Return a cell's text, which no spreadsheet takes for a formula."""
    text = SEPARATOR.join(value) if isinstance(value, tuple | list) else str(value)
    return "'" + text if text.startswith(_FORMULA) else text


def _rows(reviewed: Reviewed) -> list[dict[str, object]]:
    dossier = reviewed.dossier
    same: dict[str, object] = {
        "ref": dossier.ref,
        "title": dossier.title,
        "applicant": dossier.applicant,
        "level": dossier.level,
        "prize": dossier.prize,
        "status": reviewed.review.status.value,
        "themes": reviewed.themes,
    }
    rows: list[dict[str, object]] = [same | {"item": "dossier", "note": reviewed.review.note}]
    for note in reviewed.annotations:
        rows.append(
            same
            | {
                "item": "annotation",
                "kind": note.kind.value,
                "start": note.start,
                "end": note.end,
                "quote": note.quote,
                "note": note.note,
                "created_at": note.created_at,
                "updated_at": note.updated_at,
                "uuid": note.uuid,
            }
        )
    return rows


def _places(shortlist: Shortlist, by_id: dict[int, Reviewed]) -> list[dict[str, object]]:
    return [
        _rows(by_id[entry.dossier_id])[0]
        | {
            "item": "shortlist",
            "kind": shortlist.kind.value,
            "list": shortlist.name,
            "rank": entry.rank,
            "note": entry.reason,
        }
        for entry in shortlist.entries
    ]

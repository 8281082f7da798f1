"""Whether each row is as the journal left it, and the journal as it was written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import NamedTuple

from gpci_tui.store import digests
from gpci_tui.store.connection import BY_DAMAGE
from gpci_tui.store.journal import TOPICS

Values = Mapping[str, object]


class Difference(NamedTuple):
    """A row that is not as the journal left it."""

    table: str
    row_id: int
    name: str
    """The title or name of what it belongs to; '' where it has none."""
    held: Values | None
    """As it stands in its table; None where it is not there."""
    wanted: Values | None
    """As the last step that stands left it; None where that took it away, or there is none."""


class Outside(NamedTuple):
    """A row that is in no journal, and not as it was written."""

    table: str
    name: str
    """The title of the dossier that it speaks of, or the key under which it is remembered."""
    values: tuple[object, ...]


class Step(NamedTuple):
    """A step of the journal that is not as it was written, or not there."""

    id: int
    at: str
    """When it was written; '' where it is not there."""


class Rows(NamedTuple):
    """What is wrong with the rows of an edition."""

    rows: tuple[Difference, ...]
    steps: tuple[Step, ...]
    history: int
    """Steps of which what they found is not what the step before had left."""
    outside: tuple[Outside, ...]


def look_through(conn: sqlite3.Connection) -> Rows:
    """Compare every row with what tells how it has to be."""
    found: list[Difference] = []
    outside: list[Outside] = []
    breaks = 0
    damaged = set(digests.damaged_steps(conn))
    for table in TOPICS:
        wanted, more = _left_by_steps(conn, table, damaged)
        breaks += more
        if table in digests.FIRST_ROWS and 1 not in wanted:
            row, is_whole = digests.first_row(conn, table)
            outside += [] if is_whole else [Outside(table, "", row)]
        found += _differences(conn, table, wanted)
    outside += _outside(conn)
    return Rows(tuple(found), tuple(_steps(conn, damaged)), breaks, tuple(outside))


_Left = tuple[int, str, int]
"""A row of the journal, which of its images, and that image's hash."""


def _left_by_steps(
    conn: sqlite3.Connection, table: str, damaged: set[int]
) -> tuple[dict[int, _Left], int]:
    """Return how the steps that stand left each row, and how many do not follow on.

    A row that only steps touched which were taken back is as before the first of these.
    Steps that are not as they were written are added to those that are ``damaged``.
    """
    left: dict[int, _Left] = {}
    standing: set[int] = set()
    breaks = 0
    for id_, state, *row in conn.execute(
        "SELECT r.id, state, step_id, table_name, row_id, before, after, r.digest"
        " FROM journal_row r JOIN journal_step s ON s.id = step_id WHERE table_name = ?"
        " ORDER BY r.id",
        (table,),
    ):
        step_id, _, row_id, before, after, _ = row
        if not digests.is_whole(tuple(row)):
            damaged.add(step_id)
        if state == "done":
            breaks += row_id in standing and left[row_id][2] != hash(before)
            standing.add(row_id)
            left[row_id] = id_, "after", hash(after)
        else:
            left.setdefault(row_id, (id_, "before", hash(before)))
    return left, breaks


def _differences(
    conn: sqlite3.Connection, table: str, wanted: dict[int, _Left]
) -> list[Difference]:
    found = []
    cursor = conn.execute(f"SELECT * FROM {table} ORDER BY id")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        left = wanted.pop(row[0], None)
        if left is None and row[0] == 1 and table in digests.FIRST_ROWS:
            continue  # It has a digest of its own.
        held = dict(zip(names, row, strict=True))
        if left is None or left[2] != hash(_dumped(held)):
            found.append(_difference(conn, table, row[0], held, left))
    for row_id, left in wanted.items():
        if left[2] != hash(None):
            found.append(_difference(conn, table, row_id, None, left))
    return found


_encode: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode


def _dumped(values: Values) -> str | None:
    """Write a row as the journal does; None where it holds what no journal can."""
    try:
        return _encode(values)
    except TypeError:
        return None


def _difference(
    conn: sqlite3.Connection, table: str, row_id: int, held: Values | None, left: _Left | None
) -> Difference:
    wanted: Values | None = None
    if left is not None:
        ((image,),) = conn.execute(f"SELECT {left[1]} FROM journal_row WHERE id = ?", left[:1])
        try:
            wanted = None if image is None else dict(json.loads(image))
        except BY_DAMAGE:  # The journal is what is damaged; it is shown as it is.
            wanted = {"": image}
    return Difference(table, row_id, _name(conn, held or wanted or {}), held, wanted)


def _name(conn: sqlite3.Connection, values: Values) -> str:
    if "dossier_id" in values:
        return _title(conn, values["dossier_id"])
    return str(values.get("title") or values.get("name") or "")


def _title(conn: sqlite3.Connection, dossier_id: object) -> str:
    rows = conn.execute("SELECT title FROM dossier WHERE id = ?", (dossier_id,))
    return "".join(str(row[0]) for row in rows.fetchall())


def _steps(conn: sqlite3.Connection, damaged: set[int]) -> list[Step]:
    found = dict(conn.execute("SELECT id, at FROM journal_step").fetchall())
    return [Step(step_id, str(found.get(step_id, ""))) for step_id in sorted(damaged)]


def _outside(conn: sqlite3.Connection) -> list[Outside]:
    return [
        Outside(table, _title(conn, row[1]) if table == "place" else str(row[0]), row)
        for table, row in digests.damaged_outside(conn)
    ]

"""The journal: every write is a named step that holds each row's image before and after.

It is the one door to the tables. Undo puts the images from before back, redo
the images from after; both refuse when a row is no longer what the step left.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from uuid import uuid4

from gpci_tui.model.changes import Changes, StepRecord, Topic
from gpci_tui.model.errors import N_, Refused, UndoRefused
from gpci_tui.store import digests, index
from gpci_tui.store.connection import Store
from gpci_tui.store.transaction import read_only_error, transaction

Value = str | int | float | None
Image = dict[str, Value]

TOPICS: dict[str, Topic] = {
    "edition": Topic.EDITION,
    "juror": Topic.EDITION,
    "prize": Topic.EDITION,
    "criterion": Topic.EDITION,
    "theme": Topic.THEMES,
    "dossier": Topic.DOSSIERS,
    "revision": Topic.DOSSIERS,
    "review": Topic.REVIEWS,
    "tagging": Topic.THEMES,
    "annotation": Topic.ANNOTATIONS,
    "shortlist": Topic.SHORTLISTS,
    "entry": Topic.SHORTLISTS,
    "saved_search": Topic.SEARCHES,
}
"""The journalled tables, and what a screen that shows them calls them."""


class Step:
    """One transaction being written. Made by ``step`` only."""

    def __init__(self, store: Store, verb: str, words: Mapping[str, str]) -> None:
        self.store = store
        self.conn = store.conn
        self.verb = verb
        self.words = dict(words)
        self.at = store.now()
        self.result = 0
        self.id = 0
        self._touched: list[tuple[str, Image | None, Image | None]] = []
        self._indexed = 0
        """How many of the touched rows the index knows already."""
        self._indexing = index.Indexing(store.conn, store.juror_id)

    def insert(self, table: str, **values: Value) -> int:
        """Insert a row, give it a UUID where the table has one, and return its id."""
        if table not in _WITHOUT_UUID:
            values.setdefault("uuid", str(uuid4()))
        names = ", ".join(f'"{name}"' for name in values)
        gaps = ", ".join("?" * len(values))
        cursor = self.conn.execute(
            f"INSERT INTO {table} ({names}) VALUES ({gaps})", tuple(values.values())
        )
        row_id = cursor.lastrowid
        assert row_id is not None
        self._record(table, row_id, None, _image(self.conn, table, row_id))
        return row_id

    def insert_many(self, table: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Insert many rows, of which every column but the id is stated, and index them at once."""
        if not rows:
            return
        if not self.id:
            self.id = self._open_step()
        ((last,),) = self.conn.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchall()
        columns = [row[1] for row in self.conn.execute(f"PRAGMA table_info({table})").fetchall()]
        images: list[Image] = [
            {name: row_id if name == "id" else row[name] for name in columns}
            for row_id, row in enumerate(rows, last + 1)
        ]
        self.conn.executemany(
            f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})",
            [tuple(image.values()) for image in images],
        )
        self.conn.executemany(
            f"INSERT INTO journal_row {_ROW}",
            [_with_digest(self.id, table, image["id"], None, _dump(image)) for image in images],
        )
        self._touched += [(table, None, image) for image in images]
        self._index()

    def _index(self) -> None:
        self._indexing.take(self._touched[self._indexed :])
        self._indexed = len(self._touched)

    def update(self, table: str, row_id: int, **values: Value) -> bool:
        """Change a row; return False, and record nothing, where it already is so."""
        before = _image(self.conn, table, row_id)
        if before is None:
            raise UndoRefused(N_("This was removed meanwhile; nothing was changed."))
        if all(before[name] == value for name, value in values.items()):
            return False
        gaps = ", ".join(f'"{name}" = ?' for name in values)
        self.conn.execute(f"UPDATE {table} SET {gaps} WHERE id = ?", (*values.values(), row_id))
        self._record(table, row_id, before, _image(self.conn, table, row_id))
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Delete a row; the journal keeps its image."""
        before = _image(self.conn, table, row_id)
        if before is None:
            return
        self.conn.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self._record(table, row_id, before, None)

    def _record(self, table: str, row_id: int, before: Image | None, after: Image | None) -> None:
        if not self.id:
            self.id = self._open_step()
        self._touched.append((table, before, after))
        self.conn.execute(
            f"INSERT INTO journal_row {_ROW}",
            _with_digest(self.id, table, row_id, _dump(before), _dump(after)),
        )

    def _open_step(self) -> int:
        # What was undone before a new step can no longer be redone; it stays readable.
        undone = self.conn.execute("SELECT id FROM journal_step WHERE state = 'undone'").fetchall()
        for (step_id,) in undone:
            _set_state(self.conn, step_id, "left")
        cursor = self.conn.execute(
            "INSERT INTO journal_step (uuid, juror_id, at, verb, words) VALUES (?, ?, ?, ?, ?)",
            (str(uuid4()), self.store.juror_id or None, self.at, self.verb, _words(self.words)),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def changes(self) -> Changes:
        """Return what was changed, once it is on disk."""
        if not self.id:
            return Changes(self.verb, self.words, result=self.result)
        return _changes(self.verb, self.words, self.at, self._touched, self.result)

    def finish(self) -> None:
        """Write what is known at the end only."""
        if self.id:
            # The sentence's gaps may be known only at the end.
            self.conn.execute(
                "UPDATE journal_step SET words = ? WHERE id = ?", (_words(self.words), self.id)
            )
            digests.mark_step(self.conn, self.id)
            self._index()
            self._indexing.finish()


_WITHOUT_UUID = {"revision", "dossier"}
_ROW = "(step_id, table_name, row_id, before, after, digest) VALUES (?, ?, ?, ?, ?, ?)"


def _with_digest(*row: Value) -> tuple[object, ...]:
    return (*row, digests.of(*row))


def _set_state(conn: sqlite3.Connection, step_id: int, state: str) -> None:
    conn.execute("UPDATE journal_step SET state = ? WHERE id = ?", (state, step_id))
    digests.mark_step(conn, step_id)


@contextmanager
def step(store: Store, verb: str, /, **words: str) -> Iterator[Step]:
    """Open a transaction that is one journal step; commit it, or leave nothing of it.

    Raises:
        StoreIsReadOnly: the store can only be read now.
        StoreError: the disk is full, or the file can't be written.
    """
    if store.read_only:
        raise read_only_error(store)
    current = Step(store, verb, words)
    with transaction(store):
        yield current
        current.finish()


_LAST_DONE = "SELECT * FROM journal_step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = "SELECT * FROM journal_step WHERE state = 'undone' ORDER BY id LIMIT 1"


def undo(store: Store) -> Changes:
    """Take back the last step that stands; nothing to take back gives empty Changes.

    Raises:
        UndoRefused: a row is no longer what the step left.
    """
    return _replay(store, _LAST_DONE, forwards=False)


def redo(store: Store) -> Changes:
    """Do again the step that was taken back last.

    Raises:
        UndoRefused: a row is no longer what the undo left.
    """
    return _replay(store, _FIRST_UNDONE, forwards=True)


def undo_to(store: Store, step_id: int) -> Changes:
    """Take back, in one transaction, every step that stands from the last to ``step_id``.

    Raises:
        UndoRefused: a row is no longer what a step left; nothing was taken back then.
    """
    if store.read_only:
        raise read_only_error(store)
    all_touched: list[tuple[str, Image | None, Image | None]] = []
    last: sqlite3.Row | None = None
    with transaction(store):
        cursor = store.conn.cursor()
        cursor.row_factory = sqlite3.Row
        steps = cursor.execute(
            "SELECT * FROM journal_step WHERE state = 'done' AND id >= ? ORDER BY id DESC",
            (step_id,),
        ).fetchall()
        for last in steps:
            all_touched += _replay_rows(store, last, forwards=False)
        index.refresh(store.conn, store.juror_id, all_touched)
    if last is None:
        return Changes()
    return _replayed(store, last, all_touched)


def _replay(store: Store, query: str, *, forwards: bool) -> Changes:
    if store.read_only:
        raise read_only_error(store)
    with transaction(store):
        cursor = store.conn.cursor()
        cursor.row_factory = sqlite3.Row
        found = cursor.execute(query).fetchall()
        if not found:
            return_value = Changes()
        else:
            touched = _replay_rows(store, found[0], forwards=forwards)
            index.refresh(store.conn, store.juror_id, touched)
            return_value = _replayed(store, found[0], touched)
    return return_value


def _replayed(
    store: Store, found: sqlite3.Row, touched: list[tuple[str, Image | None, Image | None]]
) -> Changes:
    changes = _changes(found["verb"], json.loads(found["words"]), store.now(), touched)
    return changes._replace(replayed=True)


def _replay_rows(
    store: Store, found: sqlite3.Row, *, forwards: bool
) -> list[tuple[str, Image | None, Image | None]]:
    conn = store.conn
    rows = conn.execute(
        "SELECT step_id, table_name, row_id, before, after, digest FROM journal_row"
        " WHERE step_id = ? ORDER BY id",
        (found["id"],),
    ).fetchall()
    if not (digests.is_step_whole(conn, found["id"]) and all(map(digests.is_whole, rows))):
        raise _is_damaged()
    touched = []
    for _, table, row_id, before, after, _ in rows if forwards else reversed(rows):
        expected, wanted = (before, after) if forwards else (after, before)
        present = _image(conn, table, row_id)
        if _dump(present) != expected:
            raise _changed_since()
        image = _load(wanted)
        try:
            _put(conn, table, row_id, image)
        except sqlite3.IntegrityError as error:
            raise _changed_since() from error
        touched.append((table, present, image))
    _set_state(conn, found["id"], "done" if forwards else "undone")
    return touched


def _changed_since() -> UndoRefused:
    return UndoRefused(
        N_("This can't be taken back: something else changed the same place since. "
           "Nothing was changed.")
    )  # fmt: skip


def _is_damaged() -> UndoRefused:
    return UndoRefused(
        N_("This can't be taken back: the history is damaged there. Nothing was changed; "
           "“gpci doctor” says what is wrong.")
    )  # fmt: skip


def _put(conn: sqlite3.Connection, table: str, row_id: int, image: Image | None) -> None:
    if table not in TOPICS:
        raise Refused(N_("The journal names a table that is not there; nothing was changed."))
    if image is None:
        if table == "dossier":
            # Where one stopped reading goes with the dossier; it is no opinion.
            conn.execute("DELETE FROM place WHERE dossier_id = ?", (row_id,))
        conn.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    # Deleted and inserted in place of an upsert would break foreign keys.
    names = list(image)
    gaps = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    conn.execute(
        f"INSERT INTO {table} ({columns}) VALUES ({gaps}) ON CONFLICT (id) DO UPDATE SET {sets}",
        tuple(image.values()),
    )


def history(
    conn: sqlite3.Connection, limit: int = 500, *, before: int | None = None
) -> list[StepRecord]:
    """Return the latest steps, newest first, without those that were left for good.

    With ``before`` only those that are older than the step of that id.
    """
    rows = conn.execute(
        "SELECT id, at, verb, words, state FROM journal_step WHERE state <> 'left'"
        " AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?1",
        (limit, before),
    ).fetchall()
    return [
        StepRecord(id_, at, verb, json.loads(words), state == "undone")
        for id_, at, verb, words, state in rows
    ]


def last_written(conn: sqlite3.Connection) -> str:
    """Return when the last step was written, ISO 8601 in UTC, or ''."""
    rows = conn.execute("SELECT at FROM journal_step ORDER BY id DESC LIMIT 1").fetchall()
    return rows[0][0] if rows else ""


def value_before(conn: sqlite3.Connection, table: str, row_id: int, column: str) -> Value:
    """Return what a column of a row held before its present value, or None where nothing did."""
    rows = conn.execute(
        "SELECT r.before, r.after FROM journal_row r JOIN journal_step s ON s.id = r.step_id"
        " WHERE r.table_name = ? AND r.row_id = ? AND s.state = 'done' AND r.before IS NOT NULL"
        " ORDER BY r.id DESC",
        (table, row_id),
    ).fetchall()
    for before, after in rows:
        old, new = _load(before) or {}, _load(after) or {}
        if old.get(column) != new.get(column):
            return old.get(column)
    return None


def _image(conn: sqlite3.Connection, table: str, row_id: int) -> Image | None:
    cursor = conn.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    row = cursor.fetchone()
    names = [column[0] for column in cursor.description]
    cursor.close()
    return None if row is None else dict(zip(names, row, strict=True))


def _changes(
    verb: str,
    words: dict[str, str],
    at: str,
    touched: list[tuple[str, Image | None, Image | None]],
    result: int = 0,
) -> Changes:
    dossiers: set[int] = set()
    for table, before, after in touched:
        for image in (before, after):
            value = (image or {}).get("id" if table == "dossier" else "dossier_id")
            if isinstance(value, int):
                dossiers.add(value)
    topics = frozenset(TOPICS[table] for table, _, _ in touched)
    return Changes(verb, words, at, topics, frozenset(dossiers), result)


def _words(words: Mapping[str, str]) -> str:
    return json.dumps(words, ensure_ascii=False)


def _dump(image: Image | None) -> str | None:
    return None if image is None else json.dumps(image, ensure_ascii=False)


def _load(text: str | None) -> Image | None:
    return None if text is None else json.loads(text)

"""Digests: any change of a row that the journal or a digest speaks of is found, and named."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gpci_tui.model.errors import UndoRefused
from gpci_tui.operations import edition, reviews, themes
from gpci_tui.store import checking, digests, journal, places
from gpci_tui.store.checking import Found
from gpci_tui.store.connection import Store, open_store
from tests.samples import CALAIS, opened

STORES = Path(__file__).parent.parent / "data" / "stores"
NAMED = {
    **dict.fromkeys(journal.TOPICS, "id"), "journal_row": "id", "journal_step": "id",
    "place": "dossier_id", "session": "key",
}  # fmt: skip
"""Table -> what names a row of it."""


@pytest.fixture
def path(store: Store, store_path: Path) -> Path:
    """An edition in which things were said, revised, taken back, read and remembered."""
    reviews.set_note(store, 1, "très bien")
    themes.create(store, "Numérique", [1, 2])
    edition.take_in(store, [CALAIS._replace(body="Un tout autre texte.\n")])
    reviews.set_note(store, 2, "à revoir")
    journal.undo(store)
    reviews.set_note(store, 2, "vu")
    journal.undo(store)
    places.put(store, 1, 20, 0.5)
    places.remember(store, {"draft": "Une phrase qui n’est pas finie"})
    store.close()
    assert checking.examine(store_path) == Found()
    return store_path


def test_values_that_look_alike_have_digests_of_their_own() -> None:
    rows = [("a", "b"), ("ab", ""), ("", "ab"), (None, "b"), (1,), (1.0,), ("1",), ("1;",), ()]
    assert len({digests.of(*row) for row in rows}) == len(rows)


def test_a_digest_stays_what_it_is() -> None:
    # Editions hold them: another would take every one of them for damaged.
    assert digests.of(1, "é", None, 0.5).hex() == "0383b4613a3e6415a1bf6b6e48aca60e"


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_bit_of_any_row_is_found_and_named(path: Path, data: st.DataObject) -> None:
    spoilt = path.with_name("spoilt.gpci")
    spoilt.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(spoilt)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        table = data.draw(st.sampled_from(list(NAMED)))
        key = NAMED[table]
        ids = [row[0] for row in conn.execute(f"SELECT {key} FROM {table}")]
        assume(ids)
        row_id = data.draw(st.sampled_from(ids))
        cursor = conn.execute(f"SELECT * FROM {table} WHERE {key} = ?", (row_id,))
        names = [column[0] for column in cursor.description]
        held = dict(zip(names, cursor.fetchone(), strict=True))
        column = data.draw(st.sampled_from([n for n in names if n != key and _is_bytes(held[n])]))
        changed = _with_one_bit_turned(held[column], data)
        kind = "TEXT" if isinstance(held[column], str) else "BLOB"
        conn.execute(
            f'UPDATE {table} SET "{column}" = CAST(? AS {kind}) WHERE {key} = ?', (changed, row_id)
        )
        conn.commit()
    found = checking.examine(spoilt)
    if table in journal.TOPICS:
        named = {(one.table, one.row_id) for one in found.rows}
        named |= {(one.table, 1) for one in found.outside}
        assert (table, row_id) in named
    elif table == "journal_step":
        assert row_id in {step.id for step in found.steps}
    elif table == "journal_row":
        assert found.steps or found.rows
    else:
        assert table in {one.table for one in found.outside}


def _is_bytes(value: object) -> bool:
    return isinstance(value, str | bytes) and bool(value)


def _with_one_bit_turned(value: str | bytes, data: st.DataObject) -> bytes:
    there = bytearray(value.encode() if isinstance(value, str) else value)
    at = data.draw(st.integers(0, len(there) - 1))
    there[at] ^= 1 << data.draw(st.integers(0, 7))
    return bytes(there)


def spoil(path: Path, statement: str) -> Found:
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute(statement).rowcount, statement
        conn.commit()
    return checking.examine(path)


def test_the_rows_an_edition_is_made_with(tmp_path: Path) -> None:
    path = tmp_path / "new.gpci"
    open_store(path, juror="Camille").close()
    assert checking.examine(path) == Found()
    for table, column in (("juror", "name"), ("edition", "name")):
        found = spoil(path, f"UPDATE {table} SET {column} = 'Camilla'")
        assert table in {one.table for one in found.outside}


def test_rows_of_the_history_that_are_gone(path: Path) -> None:
    found = spoil(path, "DELETE FROM journal_row WHERE id = 2")
    assert [step.id for step in found.steps] == [1]
    found = spoil(path, "DELETE FROM journal_step WHERE id = 3")
    assert (3, "") in found.steps


def test_a_table_that_is_defined_otherwise(path: Path) -> None:
    assert spoil(path, "DROP INDEX dossier_words").redefined


def test_an_image_that_is_damaged_is_not_put_back(path: Path, store_path: Path) -> None:
    with opened(store_path) as store:
        reviews.set_note(store, 1, "excellent")
    found = spoil(
        store_path, "UPDATE journal_row SET before = replace(before, 'très', 'trez')"
        " WHERE after LIKE '%excellent%'",
    )  # fmt: skip
    assert (len(found.steps), found.history) == (1, 1)
    with opened(store_path) as store:
        with pytest.raises(UndoRefused, match="history is damaged"):
            journal.undo(store)
        assert reviews_note(store) == "excellent"


def reviews_note(store: Store) -> str:
    ((note,),) = store.conn.execute("SELECT note FROM review WHERE dossier_id = 1").fetchall()
    return str(note)


@pytest.mark.parametrize("file", sorted(STORES.glob("*.gz")), ids=lambda file: file.name)
def test_editions_from_before_there_were_digests_come_to_have_them(
    file: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.gpci"
    path.write_bytes(gzip.decompress(file.read_bytes()))
    open_store(path).close()
    assert checking.examine(path) == Found()
    with closing(sqlite3.connect(path)) as conn:
        for table in ("journal_row", "journal_step", "place", "session"):
            sizes = {row[0] for row in conn.execute(f"SELECT length(digest) FROM {table}")}
            assert sizes <= {digests.BYTES}

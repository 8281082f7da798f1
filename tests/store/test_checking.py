"""Looking an edition through: what is wrong is found, what is sound is not, no byte is changed."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError, StoreIsForeign
from gpci_tui.operations import edition, reviews, themes
from gpci_tui.store import checking, journal
from gpci_tui.store.checking import Found
from gpci_tui.store.connection import Store, open_store
from gpci_tui.store.transaction import transaction
from tests.samples import CALAIS
from tests.store.cut import cut_write

STORES = Path(__file__).parent.parent / "data" / "stores"


@pytest.fixture
def worked(store: Store) -> Store:
    """An edition in which things were said, revised, taken back, done again and left."""
    reviews.set_note(store, 1, "très bien")
    themes.create(store, "Numérique", [1, 2])
    edition.take_in(store, [CALAIS._replace(body="Un tout autre texte.\n")])
    reviews.set_note(store, 2, "à revoir")
    journal.undo(store)
    journal.redo(store)
    reviews.set_note(store, 2, "vu")
    journal.undo(store)
    reviews.set_note(store, 3, "parmi les premiers")  # What was undone is left for good.
    journal.undo(store)
    return store


@pytest.fixture
def path(worked: Store, store_path: Path) -> Path:
    worked.close()
    return store_path


def spoil(path: Path, *statements: str) -> Found:
    """Change an edition behind its journal; return what is found then."""
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA ignore_check_constraints = ON")
    conn.execute("PRAGMA writable_schema = ON")
    for statement in statements:
        assert conn.execute(statement).rowcount, statement
    conn.commit()
    conn.close()
    before = path.read_bytes()
    found = checking.examine(path)
    assert path.read_bytes() == before
    return found


def mended(path: Path) -> None:
    store = open_store(path)
    checking.mend(store)
    store.close()


def test_a_sound_edition(path: Path) -> None:
    before = path.read_bytes()
    assert checking.examine(path) == Found()
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} <= {path.name, f"{path.name}.lock"}


@pytest.mark.parametrize("file", sorted(STORES.glob("*.gz")), ids=lambda file: file.name)
def test_an_edition_of_every_version(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.gpci"
    path.write_bytes(gzip.decompress(file.read_bytes()))
    before = path.read_bytes()
    assert checking.examine(path) == Found()
    assert path.read_bytes() == before


def test_a_value_that_changed(path: Path) -> None:
    found = spoil(path, "UPDATE review SET note = 'tres bien' WHERE dossier_id = 1")
    (row,) = found.rows
    assert (row.table, row.name) == ("review", CALAIS.title)
    assert row.held is not None
    assert row.wanted is not None
    assert (row.held["note"], row.wanted["note"]) == ("tres bien", "très bien")
    assert found.lasting


def test_one_bit_in_the_file(path: Path) -> None:
    data = path.read_bytes()
    whole, flipped = "très bien".encode(), "trèr bien".encode()
    assert data.count(whole) == 2  # The row, and the journal's image of it.
    seen = set()
    for place in range(2):
        at = [i for i in range(len(data)) if data.startswith(whole, i)][place]
        path.write_bytes(data[:at] + flipped + data[at + len(flipped) :])
        found = checking.examine(path)
        (row,) = found.rows
        assert row.held is not None
        assert row.wanted is not None
        seen.add((row.held["note"], row.wanted["note"]))
    assert seen == {("trèr bien", "très bien"), ("très bien", "trèr bien")}


def test_bytes_that_are_no_text(path: Path) -> None:
    found = spoil(path, "UPDATE review SET note = CAST(x'74ff' AS TEXT) WHERE dossier_id = 1")
    assert found.rows[0].held is not None
    assert found.rows[0].held["note"] == "t\\xff"


def test_a_row_that_is_gone_and_one_that_nobody_wrote(path: Path) -> None:
    found = spoil(
        path,
        "DELETE FROM review WHERE dossier_id = 1",
        "INSERT INTO theme (id, uuid, name, folded) VALUES (77, 'u', 'Intrus', 'intrus')",
    )
    assert [(row.table, row.held is None, row.wanted is None) for row in found.rows] == [
        ("theme", False, True),
        ("review", True, False),
    ]


def test_a_row_that_came_back(path: Path) -> None:
    with_it = open_store(path)
    theme = themes.create(with_it, "Brève").result
    themes.delete(with_it, theme)
    with_it.close()
    assert checking.examine(path) == Found()
    found = spoil(
        path,
        f"INSERT INTO theme (id, uuid, name, folded) VALUES ({theme}, 'u', 'Brève', 'breve')",
    )
    assert [row.name for row in found.rows] == ["Brève"]


def test_a_history_that_does_not_follow_on(path: Path) -> None:
    store = open_store(path)
    reviews.set_note(store, 1, "excellent")
    store.close()
    assert checking.examine(path) == Found()
    found = spoil(
        path, "UPDATE journal_row SET before = replace(before, 'très bien', 'tres bien')"
        " WHERE before LIKE '%très bien%' AND after LIKE '%excellent%'",
    )  # fmt: skip
    assert (found.history, found.rows) == (1, ())


def test_a_broken_foreign_key(path: Path) -> None:
    found = spoil(path, "UPDATE tagging SET dossier_id = 99 WHERE dossier_id = 2")
    assert [(one.table, one.parent) for one in found.keys] == [("tagging", "dossier")]
    assert found.lasting


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("DELETE FROM trait WHERE text = 'tablettes'", "trait"),
        ("UPDATE trait SET docs = docs + 1 WHERE text = 'tablettes'", "trait"),
        ("DELETE FROM posting WHERE id = (SELECT min(id) FROM posting)", "trait"),
        ("INSERT INTO posting VALUES (900000, x'0100')", "trait"),
        ("INSERT INTO text_index (rowid, body) VALUES (99, 'intrus')", "text_index"),
        ("DELETE FROM text_index_data WHERE id > 10", "text_index"),
        ("DELETE FROM own_index WHERE rowid = 1", "own_index"),
        ("UPDATE own_index_content SET c1 = 'tres' WHERE id = 1", "own_index"),
        ("DELETE FROM own_index_data WHERE id > 10", "own_index"),
    ],
)
def test_an_index_that_is_not_what_it_has_to_be(path: Path, statement: str, part: str) -> None:
    found = spoil(path, statement)
    assert part in found.indexes
    assert found.mendable
    assert not found.lasting
    mended(path)
    assert checking.examine(path) == Found()


def test_an_index_of_sqlite_that_is_not_what_it_has_to_be(path: Path) -> None:
    redefine = (
        "UPDATE sqlite_master SET sql = replace(sql, '({}', '({}') WHERE name = 'dossier_words'"
    )
    assert spoil(path, redefine.format("words", "title")).redefined
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("REINDEX dossier_words")
    found = spoil(path, redefine.format("title", "words"))
    assert "row 1 missing from index dossier_words" in found.file
    assert found.mendable
    assert not found.lasting
    mended(path)
    assert checking.examine(path) == Found()


def test_a_page_that_can_not_be_read(path: Path) -> None:
    data = bytearray(path.read_bytes())
    conn = sqlite3.connect(path)
    ((page,),) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'dossier'")
    conn.close()
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    path.write_bytes(data)
    found = checking.examine(path)
    assert found.file
    assert found.unread
    assert found.lasting
    assert path.read_bytes() == data


def test_a_file_that_was_cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(StoreError, match="can't be read"):
        checking.examine(path)


def test_none_there_and_something_else(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no edition"):
        checking.examine(tmp_path / "none.gpci")
    other = tmp_path / "letter.gpci"
    other.write_text("Chère collègue, " * 100)
    with pytest.raises(StoreIsForeign):
        checking.examine(other)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.gpci"]


def test_while_another_window_writes(worked: Store) -> None:
    with transaction(worked):
        worked.conn.execute("UPDATE stamp SET n = n + 1")
        assert checking.examine(worked.path) == Found()


def test_a_write_that_was_cut_is_left_as_it_is(path: Path) -> None:
    cut_write(path)
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert f"{path.name}-journal" in before
    assert checking.examine(path) == Found()
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_the_control_a_cut_write_without_its_journal_is_found(path: Path) -> None:
    cut_write(path)
    path.with_name(f"{path.name}-journal").unlink()
    found = checking.examine(path)
    assert found.rows or found.unread

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.bits import members
from gpci_tui.store.blocks import BLOCK
from gpci_tui.store.connection import Store
from gpci_tui.store.traits import (
    Aspect,
    count,
    counts,
    holders,
    holders_of_beginning,
    initials,
)
from gpci_tui.store.upkeep import Upkeep

IDS = st.integers(1, 12) | st.integers(BLOCK - 3, BLOCK + 3) | st.integers(1, 5 * BLOCK)
WRITES = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["ab", "abc", "abcd", "b"]), st.sets(IDS, max_size=9)),
        st.dictionaries(st.sampled_from(["ab", "abc", "abcd", "b"]), st.sets(IDS, max_size=9)),
    ),
    max_size=6,
)


@pytest.fixture
def conn(empty_store: Store) -> Iterator[sqlite3.Connection]:
    """A transaction that is never committed."""
    empty_store.conn.execute("BEGIN")
    yield empty_store.conn
    empty_store.conn.execute("ROLLBACK")


def _gain(conn: sqlite3.Connection, aspect: Aspect, text: str, ids: Iterator[int] | range) -> None:
    upkeep = Upkeep(conn)
    for id_ in ids:
        upkeep.gain(aspect, (text,), id_)
    upkeep.write()


@settings(max_examples=60)
@given(WRITES)
def test_the_sets_are_those_of_a_plain_dictionary(
    writes: list[tuple[dict[str, set[int]], dict[str, set[int]]]],
) -> None:
    with sqlite3.connect(":memory:") as conn:
        conn.execute("CREATE TABLE trait (aspect, text, id, docs, PRIMARY KEY (aspect, text))")
        conn.execute("CREATE TABLE posting (id INTEGER PRIMARY KEY, bits)")
        known: dict[str, set[int]] = {}
        for gained, lost in writes:
            upkeep = Upkeep(conn)
            for text, ids in lost.items():
                known[text] = known.get(text, set()) - ids
                for id_ in ids:
                    upkeep.lose(Aspect.TITLE_WORD, (text,), id_)
            for text, ids in gained.items():
                known[text] = known.get(text, set()) | ids
                for id_ in ids:
                    upkeep.gain(Aspect.TITLE_WORD, (text,), id_)
            upkeep.write()
        present = {text: ids for text, ids in known.items() if ids}
        assert counts(conn, Aspect.TITLE_WORD) == [
            (text, len(ids)) for text, ids in sorted(present.items())
        ]
        for text, ids in present.items():
            assert members(holders(conn, Aspect.TITLE_WORD, text)) == sorted(ids)
        begun = set().union(*(ids for text, ids in present.items() if text.startswith("ab")))
        assert members(holders_of_beginning(conn, Aspect.TITLE_WORD, "ab")) == sorted(begun)
        if not present:
            assert conn.execute("SELECT count(*) FROM posting").fetchall() == [(0,)]
    conn.close()


@pytest.mark.parametrize("size", [1, 499, 500, 501, 999, 1000, 1001, 4000])
def test_a_set_is_the_same_however_full_its_blocks_are(conn: sqlite3.Connection, size: int) -> None:
    step = BLOCK // size
    ids = range(1, 1 + size * step, step)
    _gain(conn, Aspect.WORD, "mot", ids)
    assert members(holders(conn, Aspect.WORD, "mot")) == list(ids)
    assert count(conn, Aspect.WORD, "mot") == size
    # Its blocks are the smaller of two writings.
    stored = conn.execute("SELECT max(length(bits)) FROM posting").fetchall()[0][0]
    assert stored <= min(2 * size, BLOCK // 8)


def test_beginnings_of_any_length_hold_all_words_that_begin_so(conn: sqlite3.Connection) -> None:
    upkeep = Upkeep(conn)
    for id_, word in enumerate(("a", "ab", "abc", "abcd", "abcde", "abcdef", "abx", "b"), 1):
        upkeep.gain(Aspect.WORD, (word,), id_)
    upkeep.write()
    for text, ids in {
        "ab": [2, 3, 4, 5, 6, 7], "abc": [3, 4, 5, 6], "abcd": [4, 5, 6], "abcde": [5, 6],
        "abcdef": [6], "a": [1, 2, 3, 4, 5, 6, 7], "c": [],
    }.items():  # fmt: skip
        assert members(holders_of_beginning(conn, Aspect.WORD, text)) == ids


def test_what_is_gained_again_is_counted_once(conn: sqlite3.Connection) -> None:
    for _ in range(2):
        _gain(conn, Aspect.WORD, "mot", range(1, 4))
    assert count(conn, Aspect.WORD, "mot") == 3


def test_what_is_lost_and_gained_at_once_is_kept(conn: sqlite3.Connection) -> None:
    _gain(conn, Aspect.STATUS, "read", range(1, 3))
    upkeep = Upkeep(conn)
    upkeep.lose(Aspect.STATUS, ("read",), 1)
    upkeep.lose(Aspect.STATUS, ("read",), 2)
    upkeep.gain(Aspect.STATUS, ("read",), 2)
    upkeep.write()
    assert members(holders(conn, Aspect.STATUS, "read")) == [2]


def test_what_nobody_has_is_gone(conn: sqlite3.Connection) -> None:
    _gain(conn, Aspect.WORD, "mot", range(1, 4))
    upkeep = Upkeep(conn)
    for id_ in range(1, 4):
        upkeep.lose(Aspect.WORD, ("mot",), id_)
        upkeep.lose(Aspect.BEGINNING, ("mo", "mot"), id_)
        upkeep.lose(Aspect.WORD, ("jamais",), id_)
    upkeep.write()
    assert counts(conn, Aspect.WORD) == []
    assert counts(conn, Aspect.BEGINNING) == []
    assert holders(conn, Aspect.WORD, "mot") == 0
    assert conn.execute("SELECT count(*) FROM posting").fetchall() == [(0,)]


def test_texts_are_counted_and_their_initials_known(conn: sqlite3.Connection) -> None:
    for text in ("mot", "mots", "œil", "à", "ami"):
        _gain(conn, Aspect.LEVEL, text, range(1, 4))
    _gain(conn, Aspect.NOTE_WORD, "zut", range(3, 5))
    assert counts(conn, Aspect.LEVEL, "mo") == [("mot", 3), ("mots", 3)]
    assert initials(conn, [Aspect.LEVEL, Aspect.NOTE_WORD]) == {"m", "œ", "à", "a", "z"}
    assert initials(conn, [Aspect.THEME]) == set()


def test_a_beginning_is_kept_while_a_word_has_it(conn: sqlite3.Connection) -> None:
    upkeep = Upkeep(conn)
    upkeep.gain(Aspect.WORD, ("tablette", "tabac"), 1)
    upkeep.gain(Aspect.WORD, ("tablette",), 2)
    upkeep.write()
    upkeep.lose(Aspect.WORD, ("tablette",), 1)
    upkeep.lose(Aspect.BEGINNING, ("tabl",), 1)
    upkeep.gain(Aspect.WORD, ("tableau",), 3)
    upkeep.write()
    assert members(holders(conn, Aspect.BEGINNING, "tab")) == [1, 2, 3]
    assert members(holders(conn, Aspect.BEGINNING, "tabl")) == [2, 3]
    assert count(conn, Aspect.BEGINNING, "tabl") == 2

"""The thread that owns the store, and the one that searches it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gpci_tui.model.errors import StoreError
from gpci_tui.operations import reviews
from gpci_tui.operations.library import find
from gpci_tui.store import reviews as stored
from gpci_tui.store.connection import Reader, Store
from gpci_tui.store.thread import SearchInterrupted, SearchThread, StoreThread

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


@pytest.fixture
def searching(store: Store) -> Iterator[SearchThread]:
    with closing(SearchThread(store)) as thread:
        yield thread


def broken(_: Reader) -> None:
    raise sqlite3.OperationalError("disk I/O error")


def test_what_was_asked_for_is_done_in_order_and_before_the_end(
    store: Store, store_path: Path
) -> None:
    store.close()
    thread = StoreThread(store_path)
    for number in range(9):
        thread.submit(reviews.set_note, 1, f"note {number}")
    kept = thread.submit(lambda s: stored.review(s.conn, s.juror_id, 1).note)
    thread.close()
    assert kept.result() == "note 8"


def test_what_sqlite_says_is_said_to_a_person(store: Store, searching: SearchThread) -> None:
    store.close()
    with closing(StoreThread(store.path)) as thread:
        for future in (thread.submit(broken), searching.submit(broken)):
            with pytest.raises(StoreError, match="disk I/O error"):
                future.result(10)


def test_a_new_search_stops_the_one_before(searching: SearchThread) -> None:
    runs = threading.Event()

    def endless(reader: Reader) -> None:
        reader.conn.set_progress_handler(runs.set, 1000)
        reader.conn.execute(ENDLESS).fetchall()

    before = searching.submit(endless)
    assert runs.wait(10)
    assert searching.submit(find, "tablettes").result(10).ids
    assert isinstance(before.exception(10), SearchInterrupted)


def test_a_search_that_steps_through_short_statements_is_stopped_between_them(
    searching: SearchThread,
) -> None:
    runs, go_on = threading.Event(), threading.Event()

    def in_steps(reader: Reader) -> None:
        runs.set()
        assert go_on.wait(10)
        reader.conn.execute(ENDLESS).fetchall()

    before = searching.submit(in_steps)
    assert runs.wait(10)
    after = searching.submit(find, "tablettes")
    go_on.set()
    assert isinstance(before.exception(10), SearchInterrupted)
    assert after.result(10).ids


def test_what_waits_is_stopped_before_it_begins(searching: SearchThread) -> None:
    runs, go_on = threading.Event(), threading.Event()
    begun: list[str] = []

    def slow(reader: Reader) -> None:
        runs.set()
        assert go_on.wait(10)

    first = searching.submit(slow)
    assert runs.wait(10)
    second = searching.submit(lambda reader: begun.append("second"))
    third = searching.submit(lambda reader: begun.append("third"))
    go_on.set()
    assert third.result(10) is None
    assert isinstance(second.exception(10), SearchInterrupted)
    assert first.exception(10) is None
    assert begun == ["third"]


def test_one_search_behind_another_stops_nothing(searching: SearchThread) -> None:
    runs, go_on = threading.Event(), threading.Event()

    def slow(reader: Reader) -> int:
        runs.set()
        assert go_on.wait(10)
        return len(reader.conn.execute("SELECT 1").fetchall())

    first = searching.submit(slow)
    assert runs.wait(10)
    second = searching.submit_behind(find, "tablettes")
    go_on.set()
    assert first.result(10) == 1
    assert second.result(10).ids

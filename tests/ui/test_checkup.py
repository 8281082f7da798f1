"""The edition is looked through after a session that was cut short, and when it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from gpci_tui.operations import reviews
from gpci_tui.store import checking, places
from gpci_tui.ui import checkup
from tests.samples import opened
from tests.store.cut import cut_write
from tests.ui.conftest import Running, Session


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look through without delay."""
    monkeypatch.setattr(checkup, "START_AFTER", 0.0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Which editions were looked through."""
    paths: list[Path] = []
    examine = checking.examine

    def noted(path: Path, stop: Callable[[], bool]) -> checking.Found:
        paths.append(path)
        return examine(path, stop)

    monkeypatch.setattr(checking, "examine", noted)
    return paths


def messages(session: Session) -> list[str]:
    return [str(message.message) for message in session.app._notifications]


def mark_as_cut(path: Path) -> None:
    with opened(path) as store:
        places.remember(store, {checkup.OPEN: "1"})


def spoil(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("UPDATE dossier SET title = 'Autre' WHERE id = 1")
    conn.close()


def is_marked(path: Path) -> bool:
    with opened(path) as store:
        return checkup.OPEN in places.session(store.conn)


async def test_a_session_that_came_to_its_end_asks_for_nothing(
    running: Running, filled_path: Path, asked: list[Path]
) -> None:
    async with running() as session:
        await session.press("down")
        assert checkup.OPEN in await session.store(lambda s: places.session(s.conn))
    assert not is_marked(filled_path)
    spoil(filled_path)
    async with running() as session:
        assert messages(session) == []
    assert asked == []


async def test_one_that_was_cut_short_is_followed_by_a_check(
    running: Running, filled_path: Path, asked: list[Path]
) -> None:
    mark_as_cut(filled_path)
    async with running() as session:
        assert messages(session) == []
    assert asked == [filled_path]
    assert not is_marked(filled_path)


async def test_what_is_wrong_is_said_once(running: Running, filled_path: Path) -> None:
    mark_as_cut(filled_path)
    spoil(filled_path)
    async with running() as session:
        (said,) = messages(session)
        assert "gpci doctor" in said


async def test_a_write_that_was_cut_is_followed_by_a_check(
    running: Running, filled_path: Path, asked: list[Path]
) -> None:
    with opened(filled_path) as store:
        reviews.set_note(store, 1, "bien")
    cut_write(filled_path)
    async with running() as session:
        assert messages(session) == []
    assert asked == [filled_path]


async def test_it_may_be_asked_for(running: Running, filled_path: Path) -> None:
    async with running() as session:
        checkup.check_the_edition(session.app)
        await session.settle()
        assert messages(session) == ["The edition is sound."]
        spoil(filled_path)
        checkup.check_the_edition(session.app)
        await session.settle()
        assert "gpci doctor" in messages(session)[-1]


def test_it_stops_for_who_leaves(filled_path: Path) -> None:
    spoil(filled_path)
    assert checkup._is_sound(filled_path, lambda: True)
    assert not checkup._is_sound(filled_path, lambda: False)

"""The help: made of the bindings, for the screen it was asked from."""

from __future__ import annotations

import pytest

from gpci_tui import i18n
from gpci_tui.ui.modals.help import Help
from gpci_tui.ui.widgets.scrolling import Scrolling
from tests.ui.conftest import Running, Session, plain


def shown(session: Session) -> str:
    assert isinstance(session.app.screen, Help)
    return "\n".join(plain(session.app.screen.query_one(f"#{name}"))
                     for name in ("introduction", "first", "second"))  # fmt: skip


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_shows_the_keys_of_the_screen_first(running: Running, key: str) -> None:
    async with running() as session:
        await session.press(key)
        text = shown(session)
        assert text.index("LIBRARY") < text.index("ON A DOSSIER") < text.index("EVERYWHERE")
        assert "find words in all dossiers" in text
        assert "u Ctrl+Z             undo the last change" in text
        assert text.index("EVERYWHERE") < text.index("READER") < text.index("SHORTLIST")


async def test_another_screen_has_its_own_first(running: Running) -> None:
    async with running() as session:
        await session.press("4", "question_mark")
        text = shown(session)
        assert text.index("THEMES") < text.index("EVERYWHERE") < text.index("LIBRARY")


async def test_explains_the_signs_and_how_it_works(running: Running) -> None:
    async with running() as session:
        await session.press("question_mark")
        text = shown(session).replace("\u00a0", " ")
        for sign in ("○ unread", "► reading", "● read", "↺ to re-read", "+ strength",
                     "− weakness", "? question", "« quote"):  # fmt: skip
            assert sign in text
        assert "u takes one back" in text


async def test_what_a_text_field_would_type_is_there_too(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.press("f1")
        assert "put themes on the dossier" in shown(session)


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((132, 40), 2)])
async def test_two_columns_where_there_is_room(
    running: Running, size: tuple[int, int], columns: int
) -> None:
    async with running(size=size) as session:
        await session.press("question_mark")
        second = session.app.screen.query_one("#second")
        assert second.display == (columns == 2)
        await session.pilot.resize_terminal(*((132, 40) if columns == 1 else (80, 24)))
        await session.settle()
        assert second.display == (columns == 1)


async def test_no_line_is_wider_than_its_column(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("question_mark")
        first = session.app.screen.query_one("#first")
        assert max(map(len, plain(first).split("\n"))) <= first.size.width


async def test_scrolls_and_closes(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("question_mark")
        scrolling = session.app.screen.query_one(Scrolling)
        await session.press("down", "j")
        assert scrolling.scroll_y == 2
        await session.press("space")
        assert scrolling.scroll_y > 3
        await session.press("G")
        assert scrolling.scroll_y == scrolling.max_scroll_y
        await session.press("g", "k", "pageup")
        assert scrolling.scroll_y == 0
        await session.press("escape")
        assert not isinstance(session.app.screen, Help)


async def test_speaks_french(running: Running) -> None:
    async with running() as session:
        i18n.choose("fr")
        await session.press("question_mark")
        text = shown(session)
        assert "BIBLIOTHÈQUE" in text
        assert "PARTOUT" in text
        assert "find words" not in text

"""Import and export from the interface: shown before, nothing half done, never written over."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.operations import importing
from gpci_tui.operations import reviews as review_verbs
from gpci_tui.store import edition, journal
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals import working
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.importing import ImportPreview
from gpci_tui.ui.modals.path_editor import PathEditor, _Entries
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.working import Working
from gpci_tui.ui.screens.library import LibraryScreen
from tests.samples import CALAIS, opened
from tests.ui.conftest import Running, Session, plain


def count(store: Store) -> int:
    return edition.get(store.conn).dossiers


def said(session: Session) -> str:
    return "\n".join(note.message for note in session.app._notifications)


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


async def name_it(session: Session, path: Path | str) -> None:
    """Give a path in the window that asks for it."""
    assert isinstance(session.app.screen, PathEditor)
    session.app.screen.query_one(Input).value = str(path)
    await session.settle()
    await session.press("enter")


def summary(session: Session) -> str:
    assert isinstance(session.app.screen, ImportPreview)
    texts = [plain(session.app.screen.query_one("#counts"))]
    texts += [plain(details) for details in session.app.screen.query("#details")]
    return "\n".join(texts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two new dossiers, one known and revised, three that can't be taken."""
    made = tmp_path / "dossiers"
    made.mkdir()
    write(made, "new.md", "---\ntitle: Un [b]nouveau[/x] dossier\n---\n\nTexte.\n")
    write(made, "other.md", "# Un autre\n\nTexte.\n")
    write(made, "calais.md", f"---\nref: {CALAIS.ref}\ntitle: Calais revu\n---\n\nTexte.\n")
    write(made, "open.md", "---\ntitle: x\n\nSans fin\n")
    write(made, "empty.md", "---\ntitle: Vide\n---\n")
    (made / "binary.md").write_bytes(b"\x00\x01\x02" * 100)
    return made


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_an_import_is_shown_first_and_taken_in_with_enter(
    running: Running, folder: Path, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        await session.press("I")
        await name_it(session, folder)
        text = summary(session)
        assert "2 new dossiers" in text
        assert "1 revised" in text
        assert "3 refused" in text
        assert "dossiers/open.md, line 1: The front matter is not closed" in text
        assert "Un [b]nouveau[/x] dossier" in text
        assert await session.store(count) == 5
        keys = session.app.screen.query_one("KeyLine")
        assert keys.region.bottom <= session.app.screen.query_one(".sheet").region.bottom - 1
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(count) == 7
        assert len(session.app.screen.dossiers.ids) == 7
        assert "2 new, 1 revised. u takes it back." in said(session)
        await session.press("u")
        assert await session.store(count) == 5


async def test_an_import_that_was_seen_can_be_left(running: Running, folder: Path) -> None:
    async with running() as session:
        before = await session.store(lambda s: journal.history(s.conn))
        await session.press("I")
        await name_it(session, folder)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(lambda s: journal.history(s.conn)) == before


async def test_what_holds_nothing_new_is_not_taken_in(running: Running, tmp_path: Path) -> None:
    write(tmp_path, "bad.md", "---\ntitle: x\n")
    async with running() as session:
        await session.press("I")
        await name_it(session, tmp_path / "bad.md")
        assert "There is nothing to take in." in summary(session)
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(count) == 5


async def test_an_edition_comes_along(running: Running, folder: Path) -> None:
    write(
        folder, "edition.toml", '[edition]\nname = "Autre"\nyear = 2026\n\n[[prizes]]\nname = "P"'
    )
    async with running() as session:
        await session.press("I")
        await name_it(session, folder)
        assert "Autre 2026 · 1 prize" in summary(session)
        await session.press("enter")
        assert (await session.store(lambda s: edition.get(s.conn))).title == "Autre 2026"


async def test_what_is_not_there_is_said_while_it_is_typed(
    running: Running, tmp_path: Path
) -> None:
    async with running() as session:
        await session.press("I")
        await name_it(session, tmp_path / "nowhere" / "x.md")
        assert isinstance(session.app.screen, PathEditor)
        warning = session.app.screen.query_one("#warning")
        assert "There is nothing at" in plain(warning)
        await session.press("x")
        assert not warning.display


async def test_tab_completes_what_stands_under_the_cursor(running: Running, folder: Path) -> None:
    async with running() as session:
        await session.press("I")
        field = session.app.screen.query_one(Input)
        field.value = str(folder)[:-3]
        await session.settle()
        await session.press("tab")
        assert field.value == f"{folder}/"
        listed = session.app.screen.query_one(_Entries)
        assert [entry.name for entry in listed.shown][:2] == ["binary.md", "calais.md"]
        await session.press("down", "down", "tab")
        assert field.value == f"{folder}/empty.md"
        await session.pilot.click(_Entries, offset=(3, 0))
        await session.settle()
        assert field.value == f"{folder}/empty.md"


async def test_enter_completes_a_name_not_yet_typed_to_its_end(
    running: Running, folder: Path
) -> None:
    async with running() as session:
        await session.press("I")
        await name_it(session, str(folder)[:-3])
        assert session.app.screen.query_one(Input).value == f"{folder}/"
        await session.press("enter")
        assert isinstance(session.app.screen, ImportPreview)


async def test_long_reading_shows_how_far_it_is_and_can_be_stopped(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def slowly(paths: object, told: working.Progress) -> importing.Bundle:
        told(1, 4)
        begun.set()
        go_on.wait(10)
        if not told(2, 4):
            raise importing.Cancelled
        return importing.Bundle()

    monkeypatch.setattr(importing, "read_paths", slowly)
    monkeypatch.setattr(working, "SHOWN_AFTER", 0.0)
    async with running() as session:
        await session.press("I")
        session.app.screen.query_one(Input).value = str(folder)
        await session.pilot.press("enter")
        while not begun.is_set():
            await session.pilot.pause()
        screen = session.app.screen
        assert isinstance(screen, Working)
        await session.pilot.press("escape")
        await session.pilot.pause()
        assert "stopping" in plain(screen.query_one("#how-far"))
        go_on.set()
        await session.settle()
        assert isinstance(session.app.screen, LibraryScreen)
        assert "Nothing was taken in" in said(session)
        assert await session.store(count) == 5


async def test_writing_that_is_stopped_keeps_nothing(
    running: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Working, "told", lambda self, done, total: done < 1)
    reading = importing.read_paths
    monkeypatch.setattr(importing, "read_paths", lambda paths, told: reading(paths))
    async with running() as session:
        before = await session.store(lambda s: journal.history(s.conn))
        await session.press("I")
        await name_it(session, folder)
        await session.press("enter")
        assert "Nothing was taken in" in said(session)
        assert await session.store(count) == 5
        assert await session.store(lambda s: journal.history(s.conn)) == before


async def test_an_edition_that_can_only_be_read_takes_nothing_in(
    running: Running, filled_path: Path, folder: Path
) -> None:
    with opened(filled_path):
        async with running(filled_path) as session:
            await session.press("I")
            await name_it(session, folder)
            await session.press("enter")
            assert "Another window" in said(session)
            assert await session.store(count) == 5


# -- export ------------------------------------------------------------------


async def choose_format(session: Session, downs: int) -> PathEditor:
    await session.press("E", *["down"] * downs, "enter")
    assert isinstance(session.app.screen, PathEditor)
    return session.app.screen


@pytest.mark.parametrize(("downs", "ending"), [(0, "md"), (1, "csv"), (2, "json")])
@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_a_review_is_exported_beside_its_edition_under_a_name_that_says_what_it_is(
    running: Running, filled_path: Path, downs: int, ending: str, size: tuple[int, int]
) -> None:
    async with running(filled_path, size=size) as session:
        await session.app.perform(review_verbs.set_note, 1, "À relire ensemble")
        asked = await choose_format(session, downs)
        assert "your private notes" in plain(asked.query_one(".about"))
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        made = filled_path.parent / f"grand-prix-2025-03-13.{ending}"
        assert f"Exported to {made}" in said(session)
        assert "À relire ensemble" in made.read_text("utf-8")


async def test_nothing_is_written_over_without_asking(
    running: Running, filled_path: Path, tmp_path: Path
) -> None:
    there = tmp_path / "mine.json"
    there.write_text("mine", "utf-8")
    async with running(filled_path) as session:
        await choose_format(session, 2)
        await name_it(session, there)
        assert isinstance(session.app.screen, Confirm)
        await session.press("escape")
        assert there.read_text("utf-8") == "mine"
        # What was typed is there again, to be mended.
        assert isinstance(session.app.screen, PathEditor)
        assert session.app.screen.query_one(Input).value == str(there)
        await session.press("enter", "enter")
        assert json.loads(there.read_text("utf-8"))["format"]


async def test_a_name_without_an_ending_gets_that_of_the_format(
    running: Running, filled_path: Path, tmp_path: Path
) -> None:
    async with running(filled_path) as session:
        await choose_format(session, 2)
        await name_it(session, tmp_path / "mine")
        assert (tmp_path / "mine.json").exists()


@pytest.mark.parametrize(
    ("name", "reason"), [("", "is a folder"), ("nowhere/x.md", "There is no folder")]
)
async def test_a_place_that_cant_be_is_said_while_it_is_typed(
    running: Running, filled_path: Path, tmp_path: Path, name: str, reason: str
) -> None:
    async with running(filled_path) as session:
        await choose_format(session, 0)
        await name_it(session, tmp_path / name)
        assert isinstance(session.app.screen, PathEditor)
        assert reason in plain(session.app.screen.query_one("#warning"))


async def test_the_edition_itself_is_never_written_over(
    running: Running, filled_path: Path
) -> None:
    async with running(filled_path) as session:
        await choose_format(session, 0)
        await name_it(session, filled_path)
        await session.press("enter")
        assert "is the edition itself" in said(session)
        assert isinstance(session.app.screen, PathEditor)
        assert await session.store(count) == 5


async def test_escape_leaves_without_a_file(running: Running, filled_path: Path) -> None:
    before = set(filled_path.parent.iterdir())
    async with running(filled_path) as session:
        await session.press("E")
        assert isinstance(session.app.screen, Picker)
        await session.press("escape", "E", "enter", "escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert {p for p in filled_path.parent.iterdir() if ".gpci" not in p.name} == {
            p for p in before if ".gpci" not in p.name
        }

"""The columns of a table before an import: shown, changed with the picker, gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.store import dossiers
from gpci_tui.ui.modals.importing import ImportPreview
from gpci_tui.ui.modals.mapping import ColumnMapping, _Columns
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens.library import LibraryScreen
from tests.ui.conftest import Running, Session

TABLE = "Titre;Collectivité;Nom [b]propre[/x];Votre récit\nUn;Calais;Deux;{}\n".format(
    "Un texte de plusieurs phrases, assez long pour être lu. " * 5
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "candidatures.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


async def begin(session: Session, path: Path) -> ColumnMapping:
    await session.press("I")
    assert isinstance(session.app.screen, PathEditor)
    session.app.screen.query_one(Input).value = str(path)
    await session.settle()
    await session.press("enter")
    assert isinstance(session.app.screen, ColumnMapping)
    return session.app.screen


def shown(screen: ColumnMapping) -> str:
    rows = screen.query_one(_Columns)
    return "\n".join(
        "".join(segment.text for segment in rows.paint(index, line, 60, False)).rstrip()
        for index in range(rows.count) for line in (0, 1)
    )  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_columns_are_shown_with_a_sample_and_their_field(
    running: Running, table: Path, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        text = shown(await begin(session, table))
        assert "Titre" in text.splitlines()[0]
        assert text.splitlines()[0].endswith("Title")
        assert "Un" in text.splitlines()[1]
        assert "Nom [b]propre[/x]" in text
        assert text.splitlines()[7].endswith("long texts")


async def test_another_field_is_chosen_and_goes_into_the_store(
    running: Running, table: Path
) -> None:
    async with running() as session:
        screen = await begin(session, table)
        await session.press("down", "down", "enter")
        assert isinstance(session.app.screen, Picker)
        await session.press(*"Title", "enter")
        assert session.app.screen is screen
        assert "chosen by hand" in shown(screen)
        await session.press("v")
        assert isinstance(session.app.screen, ImportPreview)
        await session.press("enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert "deux" in await session.store(lambda store: dossiers.refs(store.conn))


async def test_without_a_title_one_does_not_go_on(running: Running, table: Path) -> None:
    async with running() as session:
        screen = await begin(session, table)
        await session.press("enter")
        await session.press(*"Left", "enter")
        assert screen.query_one("#warning").display
        await session.press("v")
        assert session.app.screen is screen
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_the_field_that_stands_is_kept_when_one_goes_back(
    running: Running, table: Path
) -> None:
    async with running() as session:
        screen = await begin(session, table)
        before = shown(screen)
        await session.press("enter", "escape")
        assert session.app.screen is screen
        assert shown(screen) == before

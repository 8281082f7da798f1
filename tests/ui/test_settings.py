"""The settings: they apply at once, and are written without losing what stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui import i18n, settings
from gpci_tui.settings import Settings
from gpci_tui.store import edition
from gpci_tui.ui.modals.help import Help
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.settings import SettingsModal, _Lines
from gpci_tui.ui.modals.welcome import Welcome
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.themes import ThemesScreen
from gpci_tui.ui.theme import COLOURS
from gpci_tui.ui.widgets.dossier_list import DossierList
from gpci_tui.ui.widgets.header import Header
from tests.samples import opened
from tests.ui.conftest import Running, Session, plain


def values(session: Session) -> dict[str, str]:
    assert isinstance(session.app.screen, SettingsModal)
    return {line.key: line.value for line in session.app.screen.query_one(_Lines).lines}


def said(session: Session) -> str:
    return "\n".join(note.message for note in session.app._notifications)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_shows_what_is_set(running: Running, size: tuple[int, int], file: Path) -> None:
    own = Settings(language="en", keys={"library.sort": "O"})
    async with running(size=size, settings=own, settings_path=file) as session:
        await session.press("f2")
        assert values(session) == {
            "language": "English", "theme": "encre, dark", "juror": "Jo", "keys": "1 changed",
        }  # fmt: skip
        await session.press("end")
        about = plain(session.app.screen.query_one("#about"))
        assert "settings.toml" in about
        assert '"dossier.theme" = "T"' in about
        await session.press("f2")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_another_language_is_spoken_at_once_and_written(running: Running, file: Path) -> None:
    async with running(settings_path=file) as session:
        await session.press("down", "f2", "enter")
        await session.press("up", "enter")
        assert i18n.language() == "fr"
        assert settings.load(file)[0].language == "fr"
        assert values(session)["language"] == "Français"
        assert plain(session.app.screen.query_one(".title")) == "Réglages"
        await session.press("escape")
        library = session.app.screen
        assert isinstance(library, LibraryScreen)
        assert "Bibliothèque" in library.query_one(Header).render_line(0).text
        assert library.dossiers.cursor == 1
        assert library.dossiers.has_focus


async def test_screens_that_were_left_speak_it_too(running: Running) -> None:
    async with running() as session:
        await session.press("4", "1", "f2", "enter", "up", "enter", "escape", "4")
        assert isinstance(session.app.screen, ThemesScreen)
        assert "Thèmes" in session.app.screen.query_one(Header).render_line(0).text


async def test_the_place_is_kept_while_the_language_changes(running: Running) -> None:
    async with running() as session:
        await session.press("4", "f2", "enter", "up", "enter", "escape")
        assert isinstance(session.app.screen, ThemesScreen)
        await session.press("1")
        assert isinstance(session.app.screen, LibraryScreen)
        assert len(session.app.screen_stack) == 1


async def test_the_welcome_speaks_it(running: Running, tmp_path: Path) -> None:
    async with running(tmp_path / "new.gpci") as session:
        await session.press("s", "enter", "up", "enter", "escape")
        assert isinstance(session.app.screen, Welcome)
        assert "Lisez les dossiers" in plain(session.app.screen.query_one("#what"))


async def test_the_systems_language_can_be_followed(
    running: Running, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    async with running(settings_path=file) as session:
        await session.press("f2", "enter")
        await session.press("up", "up", "enter")
        assert settings.load(file)[0].language == ""
        assert i18n.language() == "fr"
        assert values(session)["language"] == "comme le système\u00a0: Français"


async def test_another_look_is_put_on_at_once_and_written(running: Running, file: Path) -> None:
    async with running(settings_path=file) as session:
        await session.press("f2", "down", "enter", "down", "enter")
        assert values(session)["theme"] == "papier, light"
        assert settings.load(file)[0].theme == "papier"
        await session.press("escape")
        row = session.app.screen.query_one(DossierList).render_line(3)
        grounds = {segment.style.bgcolor.name for segment in row if segment.style}
        assert grounds == {COLOURS["papier"]["background"]}


async def test_ones_name_is_written_in_the_edition_and_the_settings(
    running: Running, file: Path
) -> None:
    async with running(settings_path=file) as session:
        await session.press("f2", "down", "down", "enter")
        session.app.screen.query_one(Input).value = "Anne  [b]Moreau"
        await session.press("enter")
        assert values(session)["juror"] == "Anne [b]Moreau"
        me = await session.store(lambda s: edition.me(s.conn))
        assert me.name == "Anne [b]Moreau"
        assert settings.load(file)[0].juror == "Anne [b]Moreau"
        await session.press("escape")
        header = session.app.screen.query_one(Header)
        assert "Anne [b]Moreau" in header.render_line(0).text
        await session.press("u")
        assert "Jury Jo" in header.render_line(0).text


async def test_a_name_that_cant_be_written_is_not_taken(
    running: Running, filled_path: Path, file: Path
) -> None:
    with opened(filled_path):
        async with running(filled_path, settings_path=file) as session:
            await session.press("f2", "down", "down", "enter")
            session.app.screen.query_one(Input).value = "Anne"
            await session.press("enter")
            assert values(session)["juror"] == "Jo"
            assert "Another window" in said(session)
            assert not file.exists()


async def test_what_else_stands_in_the_file_stays(running: Running, file: Path) -> None:
    """Keys written by hand while the program runs, and comments, are not lost."""
    async with running(settings_path=file) as session:
        file.write_text('# mine\ntheme = "encre"\n[keys]\n"library.sort" = "O"\n', "utf-8")
        await session.press("f2", "down", "enter", "down", "enter")
        text = file.read_text("utf-8")
        assert text.startswith("# mine\n")
        assert settings.load(file)[0] == Settings(theme="papier", keys={"library.sort": "O"})


async def test_a_file_that_cant_be_understood_is_left_as_it_is(
    running: Running, file: Path
) -> None:
    file.write_text("theme = papier\n", "utf-8")
    async with running(settings_path=file) as session:
        await session.press("f2", "down", "enter", "down", "enter")
        assert session.app.theme == "papier"
        assert "left as they are" in said(session)
        assert file.read_text("utf-8") == "theme = papier\n"


async def test_a_file_that_cant_be_written_is_said(running: Running, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    async with running(settings_path=tmp_path / "file" / "settings.toml") as session:
        await session.press("f2", "down", "enter", "down", "enter")
        assert session.app.theme == "papier"
        assert "can't be written" in said(session)


async def test_keys_are_listed_with_the_names_of_their_commands(running: Running) -> None:
    async with running() as session:
        await session.press("f2", "end", "enter")
        assert isinstance(session.app.screen, Help)
        text = plain(session.app.screen.query_one("#first"))
        text += plain(session.app.screen.query_one("#second"))
        assert "dossier.theme" in text
        assert "picker.choose" in text


async def test_escape_changes_nothing(running: Running, file: Path) -> None:
    async with running(settings_path=file) as session:
        await session.press("f2", "enter")
        assert isinstance(session.app.screen, Picker)
        await session.press("escape", "down", "enter", "escape", "down", "enter", "escape")
        assert isinstance(session.app.screen, SettingsModal)
        assert not file.exists()
        assert i18n.language() == "en"

"""The themes: the vocabulary, its counts, renaming, merging, signs, and what carries a theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.model.dossier import DossierDraft, EditionDraft, Theme
from gpci_tui.model.listing import Facets
from gpci_tui.operations import edition, themes
from gpci_tui.store import themes as theme_store
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.themes import ThemesScreen
from gpci_tui.ui.widgets.theme_list import TaggedList, ThemeList
from tests.samples import ids, opened
from tests.ui.conftest import Running, Session


@pytest.fixture
def themes_path(filled_path: Path) -> Path:
    """An edition with Inclusion on two dossiers, Lecture on one, and Numérique on none."""
    with opened(filled_path) as store:
        rows = ids(store)
        for name, refs in (
            ("Inclusion", ("lyon-inclusif", "calais-lecture")),
            ("Lecture", ("calais-lecture",)),
            ("Numérique", ()),
        ):
            themes.create(store, name, [rows[ref] for ref in refs])
    return filled_path


def place(session: Session) -> ThemesScreen:
    found = session.app.screen
    assert isinstance(found, ThemesScreen)
    return found


def names(session: Session) -> list[str]:
    return [theme.name for theme in place(session).themes.themes]


def here(session: Session) -> str:
    theme = place(session).themes.current
    return theme.name if theme else ""


async def vocabulary(session: Session) -> dict[str, Theme]:
    found = await session.store(lambda s: theme_store.vocabulary(s.conn, s.juror_id))
    return {theme.name: theme for theme in found}


def text_of(widget: ThemeList | TaggedList) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


def warning(session: Session) -> str:
    found = session.app.screen.query_one("#warning")
    return str(found.render()) if found.display else ""


async def rename_to(session: Session, name: str) -> None:
    """Open the editor of the theme under the cursor and type another name in its place."""
    old = here(session)
    await session.press("r", *["backspace"] * len(old))
    await session.type(name)


# -- on the screen -------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (132, 40), (200, 60)])
async def test_shows_the_vocabulary_with_its_counts(
    running: Running, themes_path: Path, size: tuple[int, int]
) -> None:
    async with running(themes_path, size=size) as session:
        await session.press("4")
        assert names(session) == ["Inclusion", "Lecture", "Numérique"]
        lines = text_of(place(session).themes).split("\n")
        assert lines[0].split()[-1] == "2"
        assert lines[2].split()[-1] == "0"
        tagged = text_of(place(session).tagged)
        assert "Lire ensemble à Calais" in tagged
        assert "Un espace numérique inclusif" in tagged
        assert session.app.return_code is None


async def test_the_description_stands_beside_the_theme(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4")
        about = place(session).query_one("#theme-about")
        assert "d writes one" in str(about.render())
        await session.press("down")
        assert "Lire et écrire" in str(about.render())


async def test_no_theme_yet_says_how_to_make_one(running: Running, tmp_path: Path) -> None:
    path = tmp_path / "bare.gpci"
    with opened(path) as store:
        edition.take_in(store, [DossierDraft("a", "Un", "Texte.")], EditionDraft())
    async with running(path, size=(80, 24)) as session:
        await session.press("4")
        nothing = place(session).query_one("#no-theme")
        assert nothing.display
        assert "a makes one" in str(nothing.render())
        # Nothing can be done on nothing, and nothing fails.
        await session.press("enter", "r", "M", "d", "p", "x", "o", "down", "right", "left")
        await session.press("a")
        await session.type("Eau")
        await session.press("enter")
        assert names(session) == ["Eau"]


async def test_markup_in_names_and_descriptions_is_shown_literally(
    running: Running, themes_path: Path
) -> None:
    name, described = "[b]gras[/b] [/x]", "[@click=app.quit]ici[/]"
    with opened(themes_path) as store:
        made = themes.create(store, name, [1]).result
        themes.describe(store, made, described)
    for size in ((132, 40), (80, 24)):
        async with running(themes_path, size=size) as session:
            await session.press("4", "home")
            assert here(session) == name
            assert name in text_of(place(session).themes)
            assert described in str(place(session).query_one("#theme-about").render())
            for key in ("r", "M", "d", "p", "x"):
                await session.press(key, "escape")
            assert session.app.return_code is None


async def test_another_size_is_taken_at_once(running: Running, themes_path: Path) -> None:
    async with running(themes_path, size=(132, 40)) as session:
        await session.press("4")
        about = place(session).query_one("#theme-about")
        assert "2 dossiers" in str(about.render())
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert "2 dossiers" not in str(about.render())
        assert place(session).tagged.size.height >= 4


# -- finding and sorting -------------------------------------------------------


async def test_sorts_by_use_and_remembers_it(running: Running, themes_path: Path) -> None:
    with opened(themes_path) as store:
        themes.create(store, "Zone", list(ids(store).values()))
    async with running(themes_path) as session:
        await session.press("4", "o")
        assert names(session)[0] == "Zone"
    async with running(themes_path) as session:
        await session.press("4")
        assert names(session)[0] == "Zone"
        await session.press("o")
        assert names(session)[0] == "Inclusion"


async def test_finds_by_a_few_letters_and_escape_shows_all_again(
    running: Running, themes_path: Path
) -> None:
    async with running(themes_path) as session:
        await session.press("4", "slash")
        await session.type("num")
        assert names(session) == ["Numérique"]
        await session.press("enter", "p", "down", "enter")
        assert (await vocabulary(session))["Numérique"].sign != ""
        await session.press("escape")
        assert len(names(session)) == 3
        assert here(session) == "Numérique"


async def test_nothing_found_says_what_to_do(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "slash")
        await session.type("xyzxyz")
        assert names(session) == []
        assert "Esc" in str(place(session).query_one("#no-theme").render())
        await session.press("escape", "escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_the_cursor_is_there_again_after_a_restart(
    running: Running, themes_path: Path
) -> None:
    async with running(themes_path) as session:
        await session.press("4", "down", "down")
    async with running(themes_path) as session:
        await session.press("4")
        assert here(session) == "Numérique"


# -- making and naming ---------------------------------------------------------


@pytest.mark.parametrize("key", ["a", "plus"])
async def test_makes_a_theme_and_stands_on_it(
    running: Running, themes_path: Path, key: str
) -> None:
    async with running(themes_path) as session:
        await session.press("4", key)
        await session.type("Eau")
        await session.press("enter")
        assert "Eau" in await vocabulary(session)
        assert here(session) == "Eau"
        await session.press("u")
        assert "Eau" not in await vocabulary(session)


async def test_warns_of_a_name_that_nearly_is_there(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "a")
        await session.type("inclusio")
        assert "Nearly the same as “Inclusion”" in warning(session)
        await session.type("n")
        assert "There already is a theme “Inclusion”" in warning(session)
        await session.press("enter")
        assert len(await vocabulary(session)) == 3
        assert here(session) == "Inclusion"


async def test_a_name_is_needed(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "a", "space", "enter")
        assert len(await vocabulary(session)) == 3


async def test_renames_and_follows_the_theme(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4")
        await rename_to(session, "Zone")
        assert warning(session) == ""
        await session.press("enter")
        assert names(session) == ["Lecture", "Numérique", "Zone"]
        assert here(session) == "Zone"
        await session.press("u")
        assert names(session) == ["Inclusion", "Lecture", "Numérique"]


async def test_a_name_that_is_taken_offers_the_merge(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4")
        await rename_to(session, "lecture")
        assert "merge the two" in warning(session)
        await session.press("enter")
        assert isinstance(session.app.screen, Confirm)
        await session.press("escape")
        assert len(await vocabulary(session)) == 3
        await rename_to(session, "lecture")
        await session.press("enter", "enter")
        held = await vocabulary(session)
        assert {name: theme.count for name, theme in held.items()} == {
            "Lecture": 2, "Numérique": 0,
        }  # fmt: skip
        assert here(session) == "Lecture"


async def test_merges_and_one_undo_brings_all_back(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "M")
        shown = "\n".join(str(part.render()) for part in session.app.screen.query("Static"))
        assert "2 dossiers change their theme" in shown
        await session.type("num")
        await session.press("enter")
        held = await vocabulary(session)
        assert {name: theme.count for name, theme in held.items()} == {
            "Lecture": 1, "Numérique": 2,
        }  # fmt: skip
        assert here(session) == "Numérique"
        await session.press("u")
        held = await vocabulary(session)
        assert {name: theme.count for name, theme in held.items()} == {
            "Inclusion": 2, "Lecture": 1, "Numérique": 0,
        }  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "said"), [(1, "1 dossier changes its theme"), (2, "No dossier carries it")]
)
async def test_a_merge_says_what_it_moves(
    running: Running, themes_path: Path, theme: int, said: str
) -> None:
    async with running(themes_path) as session:
        await session.press("4", *["down"] * theme, "M")
        shown = "\n".join(str(part.render()) for part in session.app.screen.query("Static"))
        assert said in shown


async def test_describes(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "d")
        await session.type("Tous")
        await session.press("ctrl+n")
        await session.type("ensemble")
        await session.press("enter")
        assert (await vocabulary(session))["Inclusion"].description == "Tous\nensemble"
        await session.press("u")
        assert (await vocabulary(session))["Inclusion"].description == ""


async def test_gives_a_sign_and_takes_it_away(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "p", "down", "enter")
        assert (await vocabulary(session))["Inclusion"].sign == "●"
        assert "● Inclusion" in text_of(place(session).themes)
        await session.press("p")
        await session.type("no sign")
        await session.press("enter")
        assert (await vocabulary(session))["Inclusion"].sign == ""
        await session.press("u")
        assert (await vocabulary(session))["Inclusion"].sign == "●"


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_deletes_after_asking_where_it_is_in_use(
    running: Running, themes_path: Path, key: str
) -> None:
    async with running(themes_path) as session:
        await session.press("4", key)
        question = session.app.screen
        assert isinstance(question, Confirm)
        assert "2 dossiers" in str(question.query_one(".about").render())
        await session.press("escape")
        assert len(await vocabulary(session)) == 3
        await session.press(key, "enter")
        assert list(await vocabulary(session)) == ["Lecture", "Numérique"]
        await session.press("u")
        assert (await vocabulary(session))["Inclusion"].count == 2


async def test_an_unused_theme_goes_without_a_question(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "end", "x")
        assert list(await vocabulary(session)) == ["Inclusion", "Lecture"]
        assert here(session) == "Lecture"


# -- going elsewhere -----------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_enter_shows_the_library_under_the_theme_alone(
    running: Running, themes_path: Path, size: tuple[int, int]
) -> None:
    async with running(themes_path, size=size) as session:
        await session.press("slash")
        await session.type("xyzxyz")
        await session.press("escape", "escape", "4", "down", "enter")
        library = session.app.screen
        assert isinstance(library, LibraryScreen)
        lecture = (await vocabulary(session))["Lecture"]
        assert library.facets == Facets(themes=frozenset({lecture.id}))
        assert library.typed == ""
        assert len(library.dossiers.ids) == 1
        assert library.dossiers.has_focus


async def test_the_library_shows_a_theme_also_before_it_was_ever_seen(
    running: Running, themes_path: Path
) -> None:
    async with running(themes_path) as session:
        await session.press("4")
    async with running(themes_path) as session:
        assert isinstance(session.app.screen, ThemesScreen)
        await session.press("enter")
        library = session.app.screen
        assert isinstance(library, LibraryScreen)
        assert len(library.dossiers.ids) == 2


async def test_the_arrows_go_to_the_dossiers_and_back(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "right", "down")
        tagged = place(session).tagged
        assert tagged.has_focus
        assert tagged.current is not None
        assert tagged.current.title == "Un espace numérique inclusif"
        await session.press("left")
        assert place(session).themes.has_focus
        await session.press("l", "escape")
        assert place(session).themes.has_focus
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_a_tag_put_on_elsewhere_is_counted_here(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "1", "end", "t")
        await session.type("num")
        await session.press("enter", "escape", "4")
        counts = {theme.name: theme.count for theme in place(session).themes.themes}
        assert counts["Numérique"] == 1


async def test_letters_in_a_field_are_typed_not_obeyed(running: Running, themes_path: Path) -> None:
    async with running(themes_path) as session:
        await session.press("4", "a")
        await session.type("xuM4")
        assert isinstance(session.app.screen, LineEditor)
        await session.press("escape", "slash")
        await session.type("xuM4")
        assert place(session).typed == "xuM4"
        assert len(await vocabulary(session)) == 3

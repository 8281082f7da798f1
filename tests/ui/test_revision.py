"""What a revision changed: both texts, what became of my annotations, and attaching by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.review import Fate
from gpci_tui.operations import edition
from gpci_tui.settings import Settings
from gpci_tui.store import reviews as read
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.revision import RevisionSheet
from gpci_tui.ui.screens.reader import ReaderScreen
from gpci_tui.ui.widgets.reader_foot import FootLine
from gpci_tui.ui.widgets.revision_text import RevisionText
from tests.samples import opened
from tests.ui.conftest import Running, Session, plain
from tests.ui.revisions import NEW, REVISED, revise


@pytest.fixture
def revised_path(filled_path: Path) -> Path:
    """The small edition with a revised dossier."""
    with opened(filled_path) as store:
        revise(store)
    return filled_path


def sheet(session: Session) -> RevisionSheet:
    found = session.app.screen
    assert isinstance(found, RevisionSheet)
    return found


def text_of(text: RevisionText) -> str:
    return "\n".join(text.render_line(y).text.rstrip() for y in range(text.size.height))


def head(session: Session) -> str:
    return plain(sheet(session).query_one("#revision-head"))


async def open_revision(session: Session) -> None:
    session.app.read_dossier(REVISED)
    await session.settle()
    await session.press("r")


async def test_both_texts_stand_side_by_side(running: Running, revised_path: Path) -> None:
    async with running(revised_path) as session:
        await open_revision(session)
        shown = text_of(sheet(session).text)
        assert "− Les élèves lisent beaucoup de livres" in shown
        assert "+ Les élèves lisent beaucoup de romans" in shown
        assert any("−" in line and "+" in line for line in shown.split("\n"))
        assert "Title: Un dossier révisé  →  Un dossier corrigé" in head(session)
        assert "2 changes (1/2)" in head(session)


async def test_where_it_is_narrow_one_stands_below_the_other(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path, size=(80, 24)) as session:
        await open_revision(session)
        lines = text_of(sheet(session).text).split("\n")
        (gone,) = [i for i, line in enumerate(lines) if "−" in line]
        (come,) = [i for i, line in enumerate(lines) if "+" in line]
        assert gone < come
        assert not any("−" in line and "+" in line for line in lines)
        assert max(map(len, lines)) <= 80


async def test_one_goes_from_change_to_change_and_round(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path, size=(80, 24)) as session:
        await open_revision(session)
        assert "Une phrase qui va disparaître" not in text_of(sheet(session).text)
        await session.press("n")
        assert "(2/2)" in head(session)
        assert "− Une phrase qui va disparaître" in text_of(sheet(session).text)
        await session.press("n")
        assert "(1/2)" in head(session)
        await session.press("N")
        assert "(2/2)" in head(session)


async def test_one_scrolls_both_at_once(running: Running, revised_path: Path) -> None:
    async with running(revised_path, size=(80, 24)) as session:
        await open_revision(session)
        text = sheet(session).text
        await session.press("down")
        assert text.scroll_offset.y == 1
        await session.press("G")
        assert text.scroll_offset.y == text.max_scroll_y > 0
        await session.press("g", "pagedown")
        assert 0 < text.scroll_offset.y < text.max_scroll_y


async def test_each_annotation_says_what_became_of_it(running: Running, revised_path: Path) -> None:
    async with running(revised_path) as session:
        await open_revision(session)
        outcomes = sheet(session).outcomes
        assert [one.fate for one in outcomes.outcomes] == [Fate.ORPHANED, Fate.MOVED, Fate.KEPT]
        rows = [outcomes.render_line(y).text.split() for y in range(3)]
        assert rows[0][:3] == ["×", "?", "Une"]
        assert rows[0][-3:] == ["without", "a", "passage"]
        assert rows[1][:5] == ["►", "+", "beaucoup", "de", "livres"]
        assert "→" in rows[1]
        assert rows[1][-1] == "alike"
        assert rows[2][-1] == "kept"
        counted = plain(sheet(session).query_one("#revision-notes"))
        assert counted == "MY ANNOTATIONS  1 kept · 1 moved · 1 without a passage"


async def test_the_text_follows_the_annotations_and_enter_goes_there(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path, size=(80, 24)) as session:
        await open_revision(session)
        await session.press("tab", "down", "down")
        assert "Les tablettes circulent" in text_of(sheet(session).text)
        await session.press("enter")
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        (here,) = reader.text.annotations_at_cursor()
        assert here.quote == "Les tablettes"


async def test_escape_leads_back(running: Running, revised_path: Path) -> None:
    async with running(revised_path) as session:
        await open_revision(session)
        await session.press("escape")
        assert isinstance(session.app.screen, ReaderScreen)


async def test_a_dossier_that_was_not_revised_has_no_such_key(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path) as session:
        session.app.read_dossier(1)
        await session.settle()
        await session.press("r")
        assert isinstance(session.app.screen, ReaderScreen)
        assert not [b for b in session.app.screen.active_bindings.values()
                    if b.binding.id == "reader.revision"]  # fmt: skip


async def test_of_several_older_texts_one_is_chosen(running: Running, revised_path: Path) -> None:
    with opened(revised_path) as store:
        edition.take_in(store, [DossierDraft("revise", "Encore", NEW + "\n\nUn ajout final.")])
    async with running(revised_path) as session:
        await open_revision(session)
        assert "1 change " in head(session)
        await session.press("o")
        assert isinstance(session.app.screen, Picker)
        await session.press("down", "enter")
        assert "3 changes" in head(session)
        # What the first revision did to them is past.
        assert not sheet(session).outcomes.display


async def test_a_text_that_says_the_same(running: Running, revised_path: Path) -> None:
    with opened(revised_path) as store:
        edition.take_in(store, [DossierDraft("revise", "Titre neuf", NEW)])
    async with running(revised_path) as session:
        await open_revision(session)
        assert "the text is the same" in head(session)
        await session.press("n", "N", "down")
        assert "Titre neuf" in head(session)


async def _orphan(session: Session, *, by: tuple[str, ...]) -> None:
    await open_revision(session)
    await session.press("tab", "enter")
    assert isinstance(session.app.screen, ReaderScreen)
    await session.press(*by)


async def test_an_annotation_without_a_passage_is_attached_to_the_passage_under_the_cursor(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path) as session:
        await _orphan(session, by=("a",))
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        foot = reader.query_one(FootLine)
        assert "select its passage, then a" in foot.render_line(0).text
        await session.press("g", "down", "a")
        note = await session.store(lambda s: read.annotation(s.conn, 3))
        assert (note.orphaned, note.fate) == (False, None)
        assert note.quote.startswith("Les élèves")
        assert "select its passage" not in foot.render_line(0).text
        await session.press("u")
        note = await session.store(lambda s: read.annotation(s.conn, 3))
        assert note.orphaned


async def test_what_is_selected_already_is_its_passage(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path) as session:
        session.app.read_dossier(REVISED)
        await session.settle()
        await session.press("g", "down", "w", "shift+right", "shift+right", "i")
        assert isinstance(session.app.screen, Picker)
        await session.type("disparaître")
        await session.press("enter", "a")
        note = await session.store(lambda s: read.annotation(s.conn, 3))
        assert not note.orphaned
        assert len(note.quote.split()) == 2


@pytest.mark.parametrize("leave", ["escape", "undo"])
async def test_attaching_can_be_left(running: Running, revised_path: Path, leave: str) -> None:
    async with running(revised_path) as session:
        await _orphan(session, by=("a",))
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        # The last step is that the dossier is being read, the one before is the revision.
        await session.press(*(["escape"] if leave == "escape" else ["u", "u"]))
        assert reader.attaching is None
        assert isinstance(session.app.screen, ReaderScreen)
        assert (await session.store(lambda s: read.annotation(s.conn, 3))).orphaned is (
            leave == "escape"
        )


@pytest.mark.parametrize("size", [(80, 24), (132, 40), (200, 60)])
@pytest.mark.parametrize("language", ["en", "fr"])
async def test_nothing_is_cut_in_either_language(
    running: Running, revised_path: Path, size: tuple[int, int], language: str
) -> None:
    async with running(revised_path, size=size, settings=Settings(language=language)) as session:
        await open_revision(session)
        found: Callable[[str], bool] = text_of(sheet(session).text).__contains__
        assert found("médiathèque")
        assert sheet(session).text.size.height >= 8


async def test_a_window_that_is_resized_shows_the_same_change(
    running: Running, revised_path: Path
) -> None:
    async with running(revised_path) as session:
        await open_revision(session)
        await session.press("n")
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert "− Une phrase qui va disparaître" in text_of(sheet(session).text)


async def test_what_came_stands_beside_what_went(running: Running, revised_path: Path) -> None:
    with opened(revised_path) as store:
        edition.take_in(store, [DossierDraft("revise", "Autre", "Tout autre chose.\n\nEt encore.")])
    async with running(revised_path) as session:
        await open_revision(session)
        first = text_of(sheet(session).text).split("\n")[0]
        assert first.split() == ["▌", "−", "Contexte", "│", "+", "Tout", "autre", "chose."]
        await session.press("N")
        lines = text_of(sheet(session).text).split("\n")
        (last,) = [line for line in lines if "Et encore." in line]
        assert last.index("▌") > last.index("│")


async def test_a_click_goes_to_a_change(running: Running, revised_path: Path) -> None:
    async with running(revised_path) as session:
        await open_revision(session)
        await session.press("n")
        text = sheet(session).text
        lines = text_of(text).split("\n")
        (y,) = [i for i, line in enumerate(lines) if "numéro 29" in line]
        await session.pilot.click(text, offset=(10, y))
        await session.settle()
        assert "▌" in text_of(text).split("\n")[y]
        await session.press("n")
        assert "(2/2)" in head(session)

"""Comparing: two dossiers side by side, their texts and notes, and the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import MouseScrollDown

from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import annotations, edition, reviews, shortlists
from gpci_tui.store import reviews as review_store
from gpci_tui.ui.modals.history import History
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens.compare import CompareScreen
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.reader import ReaderScreen
from gpci_tui.ui.screens.shortlist import ShortlistScreen
from gpci_tui.ui.widgets.compare_head import CompareHead
from gpci_tui.ui.widgets.compare_side import CompareSide
from gpci_tui.ui.widgets.compare_text import SideText
from gpci_tui.ui.widgets.note_strip import NoteStrip
from tests.samples import ids, opened
from tests.ui.conftest import Running, Session

LONG = "\n\n".join(f"## Partie {n}\n\nIl y a ici la phrase numéro {n}." for n in range(60))


@pytest.fixture
def long_path(tmp_path: Path) -> Path:
    """An edition with two long dossiers and a short one; the first is annotated three times."""
    path = tmp_path / "long.gpci"
    with opened(path) as store:
        drafts = [
            DossierDraft("a", "Premier dossier", LONG, "Ville d’Un"),
            DossierDraft("b", "Second dossier", LONG.replace("phrase", "ligne"), "Ville de Deux"),
            DossierDraft("c", "Troisième dossier", "Texte bref."),
        ]
        edition.take_in(store, drafts, EditionDraft())
        for number, kind in ((3, Kind.STRENGTH), (30, Kind.WEAKNESS), (50, Kind.QUESTION)):
            start = LONG.index(f"phrase numéro {number}.")
            annotations.annotate(
                store, 1, start, start + 16, kind, f"Note sur la {number}, " + "mot " * 30
            )
        reviews.set_note(store, 2, "Un dossier à revoir en séance.")
        shortlists.create(store, "Finale", [1, 3])
    return path


def place(session: Session) -> CompareScreen:
    found = session.app.screen
    assert isinstance(found, CompareScreen)
    return found


def text_of(widget: SideText | NoteStrip | CompareSide) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


def words_of(text: SideText) -> str:
    """Return what a text shows as one line, without the signs and bars before it."""
    return " ".join(
        " ".join(line[text.text_gutter :] for line in text_of(text).split("\n")).split()
    )


def tops(session: Session) -> tuple[int, int]:
    left, right = place(session).sides
    return left.text.scroll_offset.y, right.text.scroll_offset.y


async def compare(session: Session) -> None:
    """Compare the first dossier of the library with the second."""
    await session.press("v", "v", "c")


# -- on the screen -------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (132, 40), (200, 60)])
async def test_shows_both_texts_and_both_sets_of_notes(
    running: Running, long_path: Path, size: tuple[int, int]
) -> None:
    async with running(long_path, size=size) as session:
        await compare(session)
        left, right = place(session).sides
        assert "la phrase numéro 0." in words_of(left.text)
        assert "la ligne numéro 0." in words_of(right.text)
        assert "Note sur la 3" in text_of(left.notes)
        assert "à revoir" in text_of(right.notes)
        assert "Premier dossier" in left.head.render_line(0).text
        assert "Ville de Deux" in right.head.render_line(1).text
        assert session.app.return_code is None


async def test_markup_is_shown_literally(running: Running, tmp_path: Path) -> None:
    path = tmp_path / "hostile.gpci"
    title, body, note = "[b]gras[/] [/x]", "Voir [@click=app.quit]ici[/] et [/x].", "[red]oui[/]"
    with opened(path) as store:
        drafts = [DossierDraft("a", title, body), DossierDraft("b", title, body)]
        edition.take_in(store, drafts, EditionDraft())
        annotations.annotate(store, 1, 0, len(body), Kind.QUOTE, note)
    async with running(path) as session:
        await compare(session)
        left, _right = place(session).sides
        assert title in left.head.render_line(0).text
        assert "[/x]" in text_of(left.text)
        assert note in text_of(left.notes)
        await session.press("c", "escape")
        assert session.app.return_code is None


async def test_both_heads_are_of_one_height(running: Running, tmp_path: Path) -> None:
    path = tmp_path / "heads.gpci"
    with opened(path) as store:
        drafts = [DossierDraft("a", "Un", "Texte."), DossierDraft("b", "Un mot " * 12, "Texte.")]
        edition.take_in(store, drafts, EditionDraft())
    async with running(path, size=(80, 24)) as session:
        await compare(session)
        left, right = place(session).sides
        assert left.head.size.height == right.head.size.height == 4
        assert "Unread · 1 word" in left.head.render_line(1).text
        await session.pilot.resize_terminal(80, 40)
        await session.settle()
        assert left.head.size.height == right.head.size.height == 5
        assert "━" in left.head.render_line(4).text
        assert "─" in right.head.render_line(4).text


async def test_a_small_window_is_left_to_the_texts(running: Running, long_path: Path) -> None:
    async with running(long_path, size=(80, 24)) as session:
        await compare(session)
        left, _right = place(session).sides
        assert left.text.size.height >= 12
        assert left.notes.size.height == 3
        assert left.text.text_gutter == 3
        lines = [line for line in text_of(left.text).split("\n") if "numéro 3" in line]
        assert lines == []
        await session.press("semicolon")
        marked = [line for line in text_of(left.text).split("\n") if "numéro 3." in line]
        assert [line[:2] for line in marked] == ["+█"]
        await session.press("i")
        assert left.notes.size.height > left.text.size.height


async def test_another_size_and_another_look_are_taken_at_once(
    running: Running, long_path: Path
) -> None:
    async with running(long_path, size=(132, 40)) as session:
        await compare(session)
        notes = place(session).sides[0].notes
        before = notes.render_line(0)
        session.app.theme = "papier"
        await session.settle()
        assert notes.render_line(0) != before
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        left, right = place(session).sides
        assert left.outer_size.width == right.outer_size.width == 40
        assert "la phrase numéro 0." in words_of(left.text)


# -- scrolling -----------------------------------------------------------------


async def test_only_the_side_one_is_on_scrolls(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("down", "j", "down")
        assert tops(session) == (3, 0)
        await session.press("up", "right", "down")
        assert tops(session) == (2, 1)
        await session.press("k", "h", "k")
        assert tops(session) == (1, 0)


async def test_tab_changes_the_side(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("tab", "pagedown")
        left, right = tops(session)
        assert left == 0
        assert right > 5
        await session.press("shift+tab", "space")
        assert tops(session)[0] > 5
        assert place(session).subject() == (1,)


async def test_both_scroll_together_when_wanted(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("down", "b", "down", "down")
        assert tops(session) == (3, 2)
        await session.press("end")
        assert tops(session)[0] == tops(session)[1] > 50
        await session.press("home")
        assert tops(session) == (0, 0)
        await session.press("b", "G")
        assert tops(session)[1] == 0


async def test_the_wheel_scrolls_what_it_is_over_or_both(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        right = place(session).sides[1].text
        turned = MouseScrollDown(right, 5, 5, 0, 0, 0, False, False, False)
        right.post_message(turned)
        await session.settle()
        assert tops(session) == (0, 3)
        head = place(session).query_one(CompareHead)
        at = head.render_line(0).text.index("both")
        await session.pilot.click(CompareHead, offset=(at, 0))
        right.post_message(MouseScrollDown(right, 5, 5, 0, 0, 0, False, False, False))
        await session.settle()
        assert tops(session) == (3, 6)


async def test_a_short_text_stays(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await session.press("end", "v", "home", "v", "c")
        await session.press("b", "pagedown")
        assert tops(session)[0] > 5
        assert tops(session)[1] == 0


# -- notes ---------------------------------------------------------------------


async def test_goes_from_passage_to_passage(running: Running, long_path: Path) -> None:
    async with running(long_path, size=(80, 24)) as session:
        await compare(session)
        left, _right = place(session).sides
        for number in (3, 30, 50, 3):
            await session.press("semicolon")
            assert f"phrase numéro {number}." in words_of(left.text)
            marked = [line for line in text_of(left.notes).split("\n") if line.startswith("▌")]
            assert any(f"phrase numéro {number}" in line for line in marked)
        await session.press("comma")
        assert "phrase numéro 50." in words_of(left.text)
        # The other side has no marked passage: nothing happens.
        await session.press("right", "semicolon", "comma")
        assert tops(session)[1] == 0


async def test_i_goes_to_the_notes_and_escape_back(running: Running, long_path: Path) -> None:
    async with running(long_path, size=(80, 24)) as session:
        await compare(session)
        left, _right = place(session).sides
        await session.press("i", "down", "down")
        assert left.notes.scroll_offset.y == 2
        assert tops(session) == (0, 0)
        await session.press("end")
        assert "Note sur la 50" in text_of(left.notes)
        assert "Note sur la 3," not in text_of(left.notes)
        await session.press("escape")
        assert isinstance(session.app.screen, CompareScreen)
        await session.press("down")
        assert tops(session) == (1, 0)


async def test_a_click_on_a_note_shows_its_passage(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        left, _right = place(session).sides
        lines = text_of(left.notes).split("\n")
        line = next(y for y, text in enumerate(lines) if "Note sur la 30" in text)
        await session.pilot.click(left.notes, offset=(6, line))
        await session.settle()
        assert "phrase numéro 30" in words_of(left.text)


async def test_a_click_chooses_the_side(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.pilot.click(place(session).sides[1].text, offset=(20, 3))
        await session.settle()
        assert place(session).subject() == (2,)


async def test_commands_mean_the_dossier_one_is_on_and_show_at_once(
    running: Running, long_path: Path
) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("down", "down", "n")
        await session.type("ici")
        await session.press("enter")
        left, _right = place(session).sides
        assert "ici" in text_of(left.notes)
        # What is read again does not move the text.
        assert tops(session) == (2, 0)
        await session.press("right", "m", "down", "down", "enter")
        status = await session.store(lambda s: review_store.review(s.conn, s.juror_id, 2).status)
        assert status is Status.READ
        await session.press("u", "u")
        assert "ici" not in text_of(left.notes)


# -- coming and going ----------------------------------------------------------


async def test_with_one_dossier_the_other_is_asked_for_mates_first(
    running: Running, long_path: Path
) -> None:
    async with running(long_path) as session:
        await session.press("c")
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        # The third is on a list with the first, the second is not.
        assert place(session).ids == [1, 3]


async def test_the_other_is_found_by_its_applicant(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await session.press("c")
        await session.type("deux")
        await session.press("enter")
        assert place(session).ids == [1, 2]


async def test_asking_can_be_left(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await session.press("c", "escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_of_more_than_two_the_first_two_are_shown(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await session.press("V", "c")
        assert place(session).ids == [1, 2]


async def test_another_dossier_takes_the_place_of_one(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("right", "c")
        await session.type("trois")
        await session.press("enter")
        assert place(session).ids == [1, 3]
        assert "Texte bref." in text_of(place(session).sides[1].text)
        await session.press("c", "escape")
        assert place(session).ids == [1, 3]


async def test_escape_goes_back_to_where_one_was(running: Running, filled_path: Path) -> None:
    with opened(filled_path) as store:
        rows = ids(store)
        shortlists.add(
            store, [rows["lyon-inclusif"], rows["calais-lecture"]], ListKey(ListKind.PRIZE, 1)
        )
    async with running() as session:
        await session.press("3", "c", "enter")
        assert place(session).ids == [rows["lyon-inclusif"], rows["calais-lecture"]]
        await session.press("escape")
        assert isinstance(session.app.screen, ShortlistScreen)
        await session.press("down", "c", "enter", "escape", "1")
        assert isinstance(session.app.screen, LibraryScreen)


@pytest.mark.parametrize("key", ["1", "3"])
async def test_going_to_a_place_ends_comparing(running: Running, long_path: Path, key: str) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press(key)
        assert not isinstance(session.app.screen, CompareScreen)
        await session.press("3", "1")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_enter_reads_the_dossier_one_is_on(running: Running, long_path: Path) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("right", "enter")
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.subject() == (2,)
        await session.press("1")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_a_dossier_that_is_gone_ends_comparing(running: Running, tmp_path: Path) -> None:
    path = tmp_path / "gone.gpci"
    with opened(path) as store:
        edition.take_in(store, [DossierDraft("a", "Un", "Texte.")], EditionDraft())
        edition.take_in(store, [DossierDraft("b", "Deux", "Texte.")], EditionDraft())
    async with running(path) as session:
        await compare(session)
        await session.press("u")
        assert isinstance(session.app.screen, LibraryScreen)
        assert session.app.return_code is None


async def test_the_board_asks_for_the_other_and_compares_the_selected(
    running: Running, filled_path: Path
) -> None:
    with opened(filled_path) as store:
        rows = list(ids(store).values())
        shortlists.add(store, rows[:4], ListKey(ListKind.PRIZE, 1))
    async with running() as session:
        await session.press("3", "end", "c")
        picker = session.app.screen
        assert isinstance(picker, Picker)
        # The neighbours come first, the nearest of them before the others.
        assert [choice.key for choice in picker._choices][:3] == [rows[2], rows[1], rows[0]]
        await session.press("down", "enter")
        assert place(session).ids == [rows[3], rows[1]]
        await session.press("escape", "c", "escape")
        assert isinstance(session.app.screen, ShortlistScreen)
        await session.press("home", "v", "end", "c")
        assert place(session).ids == [rows[0], rows[3]]
        await session.press("escape", "v", "home", "down", "c")
        assert place(session).ids == [rows[0], rows[3]]


async def test_escape_pressed_twice_at_once_goes_back_once(
    running: Running, long_path: Path
) -> None:
    async with running(long_path) as session:
        await compare(session)
        left = place(session)
        for _ in range(2):
            left.action_back()
        await session.settle()
        assert isinstance(session.app.screen, LibraryScreen)


async def test_an_import_taken_back_in_the_history_leaves_that_open(
    running: Running, long_path: Path
) -> None:
    async with running(long_path) as session:
        await compare(session)
        await session.press("H", "end", "enter", "enter")
        assert isinstance(session.app.screen, History)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)

"""The board: ranking, moving across, removing, reasons, places, lists of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown

from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import annotations, edition, reviews, shortlists, themes
from gpci_tui.settings import Settings
from gpci_tui.store import edition as edition_store
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.reader import ReaderScreen
from gpci_tui.ui.screens.shortlist import ShortlistScreen
from gpci_tui.ui.widgets.board import Board
from gpci_tui.ui.widgets.board_grid import HEAD
from gpci_tui.ui.widgets.board_head import BoardHead
from gpci_tui.ui.widgets.hints import HintLine
from tests.samples import ids, opened
from tests.ui.conftest import Running, Session, plain

INNOVATION = ListKey(ListKind.PRIZE, 1)
ALLIANCE = ListKey(ListKind.PRIZE, 2)
ORDER = ("calais-lecture", "lyon-inclusif", "guyane-classes", "moselle-stages")


@pytest.fixture
def board_path(filled_path: Path) -> Path:
    """An edition with four dossiers for the first prize, which has three places."""
    with opened(filled_path) as store:
        rows = ids(store)
        shortlists.add(store, [rows[ref] for ref in ORDER], INNOVATION)
    return filled_path


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """Where an edition can be made that has nothing of the small one."""
    return tmp_path / "bare.gpci"


def board(session: Session) -> Board:
    screen = session.app.screen
    assert isinstance(screen, ShortlistScreen)
    return screen.board


def text_of(widget: Board | BoardHead) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


async def refs(session: Session, key: ListKey) -> list[str]:
    """Return what the store holds of a list, in order."""
    held = await session.store(lambda s: shortlist_store.board(s.conn, s.juror_id, key.kind))
    return [entry.ref for column in held if column.key == key for entry in column.entries]


def here(session: Session) -> str:
    entry = board(session).current
    return entry.ref if entry else ""


# -- on the screen -------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (132, 40), (200, 60)])
async def test_every_prize_is_a_column(
    running: Running, board_path: Path, size: tuple[int, int]
) -> None:
    async with running(board_path, size=size) as session:
        await session.press("3")
        shown = text_of(board(session))
        assert "Innovation pédagogique" in shown
        assert "3/3" in shown
        assert "0/1" in shown
        assert "reserve list" in shown
        assert "Lire ensemble à Calais" in shown
        assert session.app.return_code is None


async def test_the_head_says_how_far_the_choice_has_come(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3")
        head = text_of(session.app.screen.query_one(BoardHead))
        assert "4 dossiers · 3 of 4 places" in head


async def test_the_entry_under_the_cursor_shows_notes_and_reading(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        calais = ids(store)["calais-lecture"]
        annotations.annotate(store, calais, 0, 12, Kind.QUESTION)
        annotations.annotate(store, calais, 0, 20, Kind.STRENGTH)
    async with running(board_path) as session:
        await session.press("3")
        assert "¶ 2 notes · unread" in text_of(board(session))
        assert "+?" in text_of(board(session))
        await session.press("down")
        assert "¶ 2 notes" not in text_of(board(session))


async def test_markup_in_titles_and_reasons_is_shown_literally(
    running: Running, bare_path: Path
) -> None:
    title, reason = "[b]gras[/b] [/x] [@click=app.quit]ici", "[red]pourquoi[/]"
    with opened(bare_path) as store:
        edition.take_in(store, [DossierDraft("a", title, "Texte.", "[/x] Ville")], EditionDraft())
        made = shortlists.create(store, "[i]liste[/]", [1]).result
        entry = shortlist_store.ranks(store.conn, made)[0][0]
        shortlists.set_reason(store, entry, reason)
    async with running(bare_path) as session:
        await session.press("3", "p", "p")
        shown = " ".join(text_of(board(session)).split())
        assert title in shown
        assert reason in shown
        assert "[i]liste[/]" in shown
        assert "[/x] Ville" in shown
        for key, closing in (("r", "escape"), ("R", "escape"), ("a", "escape"), ("P", "escape")):
            await session.press(key, closing)
        assert session.app.return_code is None


@pytest.mark.parametrize(("kind", "said"), [("", "no prize"), ("p", "No theme"), ("pp", "No list")])
async def test_a_board_without_columns_says_what_to_do(
    running: Running, bare_path: Path, kind: str, said: str
) -> None:
    with opened(bare_path) as store:
        edition.take_in(store, [DossierDraft("a", "Un", "Texte.")], EditionDraft())
    async with running(bare_path, size=(80, 24)) as session:
        await session.press("3", *kind)
        assert said in text_of(board(session))
        # Nothing can be done on nothing, and nothing fails.
        await session.press(
            "left", "right", "up", "down", "home", "end", "pagedown", "enter", "x", "a", "r", "P",
            "R", "D", "v", "c", "shift+up", "shift+right", "t", "s", "m", "n",
        )  # fmt: skip
        assert isinstance(session.app.screen, ShortlistScreen)


async def test_an_empty_column_says_how_to_fill_it(running: Running) -> None:
    async with running() as session:
        await session.press("3")
        assert "a adds a dossier here" in " ".join(text_of(board(session)).split())


async def test_an_empty_theme_says_how_many_dossiers_carry_it(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        rows = ids(store)
        theme = themes.create(store, "Ruralité").result
        themes.tag(store, [rows["sans-rien"], rows["guyane-classes"]], theme)
    async with running(board_path) as session:
        await session.press("3", "p")
        shown = " ".join(text_of(board(session)).split())
        assert "2 dossiers carry this theme" in shown
        await session.press("a", "enter", "escape")
        assert here(session) in ("sans-rien", "guyane-classes")
        assert "carry this theme" not in text_of(board(session))


# -- moving --------------------------------------------------------------------


async def test_the_cursor_walks_within_and_across_lists(running: Running, board_path: Path) -> None:
    with opened(board_path) as store:
        shortlists.add(store, [ids(store)["sans-rien"]], ALLIANCE)
    async with running(board_path) as session:
        await session.press("3")
        assert here(session) == "calais-lecture"
        await session.press("down", "j")
        assert here(session) == "guyane-classes"
        await session.press("k")
        assert here(session) == "lyon-inclusif"
        await session.press("G")
        assert here(session) == "moselle-stages"
        await session.press("right")
        assert here(session) == "sans-rien"
        await session.press("right", "h", "g")
        assert here(session) == "calais-lecture"
        await session.press("space", "pageup", "end", "home")
        assert here(session) == "calais-lecture"


async def test_columns_scroll_sideways_as_a_whole(running: Running, board_path: Path) -> None:
    with opened(board_path) as store:
        for number in range(5):
            shortlists.create(store, f"Liste {number}", [1])
    async with running(board_path, size=(80, 24)) as session:
        await session.press("3", "p", "p")
        head = session.app.screen.query_one(BoardHead)
        assert board(session).shown == range(2)
        assert "‹ Liste 0, Liste 1 ›" in text_of(head)
        await session.press("right", "right")
        assert board(session).shown == range(1, 3)
        assert "‹ Liste 1, Liste 2 ›" in text_of(head)
        await session.press("left", "left")
        assert board(session).shown == range(2)


async def test_a_long_column_scrolls_and_paints_only_what_is_seen(
    running: Running, bare_path: Path
) -> None:
    with opened(bare_path) as store:
        drafts = [DossierDraft(f"d{n}", f"Dossier numéro {n}", "Texte.") for n in range(200)]
        edition.take_in(store, drafts, EditionDraft())
        shortlists.create(store, "Toutes", list(range(1, 201)))
    async with running(bare_path, size=(80, 24)) as session:
        await session.press("3", "p", "p", "end")
        shown = text_of(board(session))
        assert "Dossier numéro 199" in shown
        assert "Dossier numéro 0" not in shown
        await session.press("up")
        assert "Dossier numéro 198" in text_of(board(session))
        await session.press("home")
        assert "Dossier numéro 0" in text_of(board(session))
        await session.press("pagedown")
        assert here(session) != "d0"


async def test_the_cursor_is_there_again_after_a_restart(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "down", "down")
    async with running(board_path) as session:
        await session.press("3")
        assert here(session) == "guyane-classes"
        await session.press("p")
    async with running(board_path) as session:
        await session.press("3")
        screen = session.app.screen
        assert isinstance(screen, ShortlistScreen)
        assert screen.kind is ListKind.THEME


# -- ranking -------------------------------------------------------------------


async def test_ranks_up_and_down_and_the_cursor_stays_with_the_dossier(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "shift+down", "shift+down")
        assert await refs(session, INNOVATION) == [ORDER[1], ORDER[2], ORDER[0], ORDER[3]]
        assert here(session) == ORDER[0]
        await session.press("shift+up")
        assert await refs(session, INNOVATION) == [ORDER[1], ORDER[0], ORDER[2], ORDER[3]]
        assert here(session) == ORDER[0]
        await session.press("u", "u", "u")
        assert await refs(session, INNOVATION) == list(ORDER)
        assert here(session) == ORDER[0]
        await session.press("U")
        assert (await refs(session, INNOVATION))[0] == ORDER[1]


async def test_the_first_cannot_rise_higher(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "shift+up")
        assert await refs(session, INNOVATION) == list(ORDER)


async def test_moves_to_the_next_list_with_its_reason_and_back_by_undo(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "r")
        await session.type("clair")
        await session.press("enter", "shift+right")
        assert await refs(session, INNOVATION) == list(ORDER[1:])
        assert await refs(session, ALLIANCE) == [ORDER[0]]
        assert here(session) == ORDER[0]
        entry = board(session).current
        assert entry is not None
        assert entry.reason == "clair"
        await session.press("u")
        assert await refs(session, ALLIANCE) == []
        assert here(session) == ORDER[0]
        assert board(session).column == 0
        await session.press("U", "shift+left")
        assert await refs(session, INNOVATION) == [*ORDER[1:], ORDER[0]]


async def test_undo_and_redo_bring_the_cursor_to_the_dossier_they_change(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "down", "shift+right", "left", "end")
        assert here(session) == ORDER[3]
        await session.press("u")
        assert (here(session), board(session).column) == (ORDER[1], 0)
        await session.press("end", "U")
        assert (here(session), board(session).column) == (ORDER[1], 1)
        # Of the two whose ranks changed, it is the one that was ranked.
        await session.press("left", "home", "shift+down", "home", "u")
        assert here(session) == ORDER[0]
        await session.press("end", "U")
        assert here(session) == ORDER[0]


async def test_an_undo_that_takes_a_dossier_off_leaves_the_cursor(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        shortlists.add(store, [ids(store)["sans-rien"]], ALLIANCE)
    async with running(board_path) as session:
        await session.press("3", "down", "u")
        assert await refs(session, ALLIANCE) == []
        assert here(session) == ORDER[1]


@pytest.mark.parametrize(
    ("size", "keys"), [((80, 24), "a x Shift+↑↓ Shift+←→ r"), ((132, 40), "a x p r P c L")]
)
async def test_the_hints_name_first_what_the_board_is_for(
    running: Running, board_path: Path, size: tuple[int, int], keys: str
) -> None:
    async with running(board_path, size=size) as session:
        await session.press("3")
        shown = session.app.screen.query_one(HintLine).render_line(0).text.split()
        assert [key for key in keys.split() if key not in shown] == []


async def test_the_head_of_a_narrow_board_says_it_in_words(
    running: Running, board_path: Path
) -> None:
    async with running(
        board_path, size=(80, 24), settings=Settings(language="en", keys={"shortlist.kind": "w"})
    ) as session:
        await session.press("3")
        head = text_of(session.app.screen.query_one(BoardHead))
        assert "4 dossiers · 3 of 4 places" in head
        assert "w by prize" in head


async def test_a_dossier_is_not_moved_where_it_is_already(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        shortlists.add(store, [ids(store)[ORDER[0]]], ALLIANCE)
    async with running(board_path) as session:
        await session.press("3", "shift+right")
        assert await refs(session, INNOVATION) == list(ORDER)
        assert await refs(session, ALLIANCE) == [ORDER[0]]
        assert board(session).column == 0


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_removes_from_the_list_and_leaves_the_status(
    running: Running, board_path: Path, key: str
) -> None:
    async with running(board_path) as session:
        await session.press("3", "down", key)
        assert await refs(session, INNOVATION) == [ORDER[0], ORDER[2], ORDER[3]]
        assert here(session) == ORDER[2]
        held = await session.store(
            lambda s: s.conn.execute("SELECT count(*) FROM review").fetchall()[0][0]
        )
        assert held == 0
        await session.press("u")
        assert await refs(session, INNOVATION) == list(ORDER)


# -- asking --------------------------------------------------------------------


async def test_adds_dossiers_by_a_few_letters(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "right", "a")
        assert isinstance(session.app.screen, Picker)
        await session.type("guy")
        await session.press("enter")
        await session.type("sans")
        await session.press("enter", "escape")
        assert await refs(session, ALLIANCE) == ["guyane-classes", "sans-rien"]
        assert here(session) == "sans-rien"
        await session.press("u", "u")
        assert await refs(session, ALLIANCE) == []


async def test_the_dossiers_of_the_prize_are_offered_first(running: Running) -> None:
    async with running() as session:
        await session.press("3", "right", "a", "enter", "escape")
        assert await refs(session, ALLIANCE) == ["lyon-inclusif"]


async def test_enter_in_the_picker_takes_a_dossier_off_again(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "a")
        await session.type("calais")
        await session.press("enter", "escape")
        assert await refs(session, INNOVATION) == list(ORDER[1:])


async def test_a_reason_is_written_shown_and_undone(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "r")
        await session.type("clair et sobre")
        await session.press("enter")
        assert "clair et sobre" in text_of(board(session))
        await session.press("r", "escape")
        entry = board(session).current
        assert entry is not None
        assert entry.reason == "clair et sobre"
        await session.press("u")
        assert "clair et sobre" not in text_of(board(session))


async def test_the_number_of_places_is_asked_for(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "P", "2", "enter")
        assert "2/2" in text_of(board(session))
        await session.press("u")
        assert "3/3" in text_of(board(session))


async def test_more_places_than_dossiers_are_questioned_and_kept(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        count = await session.store(lambda s: edition_store.get(s.conn).dossiers)
        await session.press("3", "P")
        await session.type(str(count))
        assert plain(session.app.screen.query_one("#warning")) == ""
        await session.press("0")
        assert f"only {count} dossiers" in plain(session.app.screen.query_one("#warning"))
        await session.press("enter")
        assert f"4/{count}0" in text_of(board(session))


@pytest.mark.parametrize("typed", ["x", "1000", "٣", "9" * 12])
async def test_a_wrong_number_is_refused_and_can_be_mended(
    running: Running, board_path: Path, typed: str
) -> None:
    async with running(board_path) as session:
        await session.press("3", "P")
        await session.type(typed)
        await session.press("enter")
        warning = session.app.screen.query_one("#warning")
        assert "whole number" in str(warning.render())
        await session.press(*["backspace"] * len(typed), "5", "enter")
        assert "4/5" in text_of(board(session))


async def test_no_places_draw_no_line(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "P", "0", "enter")
        assert "reserve list" not in text_of(board(session))


async def test_a_list_of_ones_own_is_made_renamed_and_deleted(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "L")
        await session.type("discuter")
        await session.press("enter")
        held = board(session).current_list
        assert held is not None
        assert (held.kind, held.name) == (ListKind.OWN, "discuter")
        await session.press("a")
        await session.type("guy")
        await session.press("enter", "escape", "R", "end", "exclamation_mark", "enter")
        assert [column.name for column in board(session).columns] == ["discuter!"]
        # It holds a dossier, so it is asked about; escape keeps it.
        await session.press("D", "escape")
        assert [column.name for column in board(session).columns] == ["discuter!"]
        await session.press("D", "enter")
        assert board(session).columns == ()
        await session.press("u")
        assert [entry.ref for entry in board(session).columns[0].entries] == ["guyane-classes"]
        await session.press("u", "u", "u")
        assert board(session).columns == ()


async def test_an_empty_list_goes_without_a_question(running: Running) -> None:
    async with running() as session:
        await session.press("3", "L", "z", "enter", "D")
        assert board(session).columns == ()
        await session.press("u")
        assert [column.name for column in board(session).columns] == ["z"]


async def test_prizes_are_not_renamed_or_deleted_here(running: Running, board_path: Path) -> None:
    async with running(board_path) as session:
        await session.press("3", "R", "D")
        assert isinstance(session.app.screen, ShortlistScreen)
        assert len(board(session).columns) == 2


# -- themes, statuses, the mouse -----------------------------------------------


async def test_by_theme_and_the_line_says_how_to_come_on_it(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        theme = themes.create(store, "Lecture", [ids(store)[ORDER[0]]]).result
    async with running(board_path) as session:
        await session.press("3", "p")
        assert [column.name for column in board(session).columns] == ["Lecture"]
        await session.press("a", "enter", "escape")
        assert await refs(session, ListKey(ListKind.THEME, theme)) == [ORDER[0]]


async def test_commands_of_a_dossier_mean_the_one_under_the_cursor(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "down", "m", "down", "down", "enter")
        lyon = (await session.store(ids))[ORDER[1]]
        status = await session.store(
            lambda s: reviews.reviews.review(s.conn, s.juror_id, lyon).status
        )
        assert status is Status.READ


async def test_selected_dossiers_are_meant_together_and_escape_lets_them_go(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3", "v", "v")
        screen = session.app.screen
        assert isinstance(screen, ShortlistScreen)
        rows = await session.store(ids)
        assert set(screen.subject()) == {rows[ORDER[0]], rows[ORDER[1]]}
        assert "2 selected" in text_of(screen.query_one(BoardHead))
        await session.press("escape")
        assert screen.subject() == (rows[ORDER[2]],)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_the_mouse_chooses_scrolls_and_switches(running: Running, board_path: Path) -> None:
    async with running(board_path, size=(132, 40)) as session:
        await session.press("3")
        shown = text_of(board(session)).split("\n")
        line = next(y for y, text in enumerate(shown) if "Élargir la classe" in text)
        await session.pilot.click(Board, offset=(8, line))
        await session.settle()
        assert here(session) == "guyane-classes"
        await session.pilot.click(Board, offset=(60, 0))
        await session.settle()
        assert board(session).column == 1
        head = session.app.screen.query_one(BoardHead)
        await session.pilot.click(BoardHead, offset=(text_of(head).index("lists") + 1, 0))
        await session.settle()
        screen = session.app.screen
        assert isinstance(screen, ShortlistScreen)
        assert screen.kind is ListKind.OWN


async def test_a_double_click_opens_the_dossier_and_next_follows_the_list(
    running: Running, board_path: Path
) -> None:
    async with running(board_path) as session:
        await session.press("3")
        shown = text_of(board(session)).split("\n")
        line = next(y for y, text in enumerate(shown) if "Élargir la classe" in text)
        await session.pilot.click(Board, offset=(8, line), times=2)
        await session.settle()
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        rows = await session.store(ids)
        assert reader.subject() == (rows["guyane-classes"],)
        assert session.app.listing == tuple(rows[ref] for ref in ORDER)


async def test_another_size_and_another_look_are_taken_at_once(
    running: Running, board_path: Path
) -> None:
    async with running(board_path, size=(132, 40)) as session:
        await session.press("3")
        before = board(session).render_line(HEAD + 1)
        session.app.theme = "papier"
        await session.settle()
        assert board(session).render_line(HEAD + 1) != before
        await session.pilot.resize_terminal(80, 24)
        await session.settle()
        assert board(session).size.width == 80
        assert all(cell_len(line) == 80 for line in text_of(board(session)).split("\n"))
        assert "Lire ensemble à Calais" in text_of(board(session))


async def test_a_click_beside_the_names_turns_to_further_columns(
    running: Running, board_path: Path
) -> None:
    with opened(board_path) as store:
        for number in range(4):
            shortlists.create(store, f"L{number}", [1])
    async with running(board_path, size=(80, 24)) as session:
        await session.press("3", "p", "p")
        head = session.app.screen.query_one(BoardHead)
        await session.pilot.click(BoardHead, offset=(text_of(head).index("›"), 0))
        await session.settle()
        assert board(session).column == 2
        await session.pilot.click(BoardHead, offset=(text_of(head).index("‹"), 0))
        await session.settle()
        assert board(session).column == 0


async def test_the_wheel_scrolls_a_column_and_leaves_the_cursor(
    running: Running, bare_path: Path
) -> None:
    with opened(bare_path) as store:
        drafts = [DossierDraft(f"d{n}", f"Dossier numéro {n}", "Texte.") for n in range(30)]
        edition.take_in(store, drafts, EditionDraft())
        shortlists.create(store, "Toutes", list(range(1, 31)))
    async with running(bare_path, size=(80, 24)) as session:
        await session.press("3", "p", "p")
        turned = MouseScrollDown(board(session), 5, HEAD + 2, 0, 0, 0, False, False, False)
        board(session).post_message(turned)
        await session.settle()
        assert "Dossier numéro 0 " not in text_of(board(session))
        assert here(session) == "d0"
        await session.press("down")
        assert "Dossier numéro 1 " in text_of(board(session))

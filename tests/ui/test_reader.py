"""The reader: opening, walking, searching, coming back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.model.dossier import DossierDraft, EditionDraft, Provenance
from gpci_tui.model.review import Kind, Status
from gpci_tui.operations import annotations, edition, reviews
from gpci_tui.operations import themes as theme_operations
from gpci_tui.store import dossiers, journal, places, themes
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.widgets.outline import Outline
from gpci_tui.ui.widgets.reader_foot import FootLine
from gpci_tui.ui.widgets.reader_head import ReaderHead
from tests.samples import CALAIS, opened
from tests.ui.conftest import Running, plain
from tests.ui.reading import (
    PHRASE,
    calais,
    mark,
    open_calais,
    painted,
    passage,
    quickly,
    reader,
    status,
    write,
)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (132, 40), (200, 60)])
@pytest.mark.parametrize("theme", ["encre", "papier"])
async def test_enter_in_the_library_opens_the_dossier(
    running: Running, size: tuple[int, int], theme: str
) -> None:
    async with running(size=size) as session:
        session.app.theme = theme
        await session.press("enter")
        screen = reader(session)
        assert screen.reading is not None
        assert screen.reading.dossier.ref == CALAIS.ref
        assert CALAIS.title in painted(screen.query_one(ReaderHead))
        assert "Pont-du-Leu" in painted(screen.text)
        assert screen.query_one(Outline).display is (size[0] >= 100)


async def test_opening_an_unread_dossier_marks_it_as_being_read(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        assert await status(session) is Status.READING
        await session.press("u")
        assert await status(session) is Status.UNREAD
        await session.app.perform(reviews.set_status, [await calais(session)], Status.READ)
        session.app.read_dossier(await calais(session))
        await session.settle()
        assert await status(session) is Status.READ


async def test_moving_by_paragraph_sentence_and_word(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        assert passage(screen) == PHRASE
        await quickly(session, "right")
        assert passage(screen) == "Leurs œuvres sont exposées."
        await quickly(session, "h")
        assert passage(screen) == PHRASE
        await quickly(session, "w", "w", "w", "b", "v")
        assert passage(screen) == "école"
        await quickly(session, "w", "escape", "j", "k", "k", "k", "k")
        assert passage(screen) == "Contexte"
        await quickly(session, "G", "g")
        assert passage(screen) == "Contexte"


async def test_searching_marks_counts_steps_and_ends(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await session.press("slash")
        await write(session, "ecole")
        assert len(screen.hits) == 2
        assert "1 of 2" in painted(screen.query_one(Outline))
        await session.press("enter", "n")
        assert "2 of 2" in painted(screen.query_one(Outline))
        assert "médiathèque" in passage(screen)
        await session.press("n", "N")
        assert screen.hit == 1
        await quickly(session, "escape")
        assert not screen.searched
        assert session.app.screen is screen
        await session.press("n")
        assert isinstance(session.app.screen, NoteEditor), "n is the note again"
        await quickly(session, "escape", "escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_a_search_without_hits_says_so_and_moves_nothing(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        screen = await open_calais(session)
        await session.press("f")
        await write(session, "xyz")
        await session.press("enter")
        assert "nothing" in painted(screen.query_one(FootLine))
        assert passage(screen) == PHRASE


async def test_the_search_inside_speaks_the_language_of_the_library(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        assert screen.reading is not None
        body = screen.reading.dossier.body
        await session.press("slash")
        for typed, found in (
            ("tablette", ["tablettes"]),
            ("oeuv*", ["œuv"]),
            ('"reçoit 240"', ["reçoit 240"]),
            ("budgets OR médiathèques", ["médiathèque", "budget"]),
            ("budget theme:none -école", ["budget"]),
            ("22605", ["22\u00a0605"]),
        ):
            session.app.screen.query_one("#reader-search", Input).value = typed
            await session.settle()
            assert [body[start:end] for start, end in screen.hits] == found, typed


async def test_a_slip_in_the_search_inside_is_mended_and_named(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        screen = await open_calais(session)
        await session.press("slash")
        await write(session, "mediatheke")
        assert len(screen.hits) == 1
        assert "“mediatheque”   1 of 1" in plain(screen.query_one("#reader-search-outcome"))
        await session.press("escape")
        assert plain(screen.query_one("#reader-search-outcome")) == ""


async def test_a_result_of_several_words_is_opened_at_the_first_of_them(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await write(session, "budget tablette")
        await session.press("enter", "enter")
        screen = reader(session)
        assert screen.searched == "budget tablette"
        assert "tablettes" in passage(screen)
        await session.press("n")
        assert "budget" in passage(screen)


async def test_words_searched_in_the_library_are_marked(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await write(session, "tablettes")
        await session.press("enter", "enter")
        screen = reader(session)
        assert screen.searched == "tablettes"
        assert "tablettes" in passage(screen)


async def test_the_place_is_kept_where_the_same_words_are_still_searched(
    running: Running, filled_path: Path
) -> None:
    async with running() as session:
        await session.press("slash")
        await write(session, "tablettes mediatheque")
        await session.press("enter", "enter")
        screen = reader(session)
        await quickly(session, "right")
        place = passage(screen)
        assert "tablettes" not in place
        await session.press("1", "enter")
        assert passage(screen) == place
        assert screen.searched == "tablettes mediatheque"
        await session.press("n")
        assert "tablettes" in passage(screen)
        await quickly(session, "right")
        await session.app.action_leave()
    async with running() as session:
        session.app.read_dossier(await calais(session), "tablettes mediatheque")
        await session.settle()
        screen = reader(session)
        assert passage(screen) == place
        session.app.read_dossier(await calais(session), "médiathèque")
        await session.settle()
        assert "médiathèque" in passage(screen)


async def test_another_dossier_ends_the_search_and_gives_n_back(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await session.press("slash")
        await write(session, "tablettes")
        await session.press("enter", "1", "down", "enter")
        assert screen.reading is not None
        assert screen.reading.dossier.ref == "lyon-inclusif"
        assert not screen.searched
        assert "search.next" not in {
            active.binding.id for active in screen.active_bindings.values() if active.enabled
        }
        await session.press("n")
        assert isinstance(session.app.screen, NoteEditor)


async def test_without_a_hit_n_is_the_note(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("slash")
        await write(session, "xyz")
        await session.press("enter", "n")
        assert isinstance(session.app.screen, NoteEditor)


async def test_the_end_proposes_to_mark_as_read(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        foot = screen.query_one(FootLine)
        assert not foot.foot.proposal
        await quickly(session, "G")
        assert foot.foot.proposal
        await session.press("enter")
        assert await status(session) is Status.READ
        assert not foot.foot.proposal
        await session.press("u")
        assert foot.foot.proposal
        await quickly(session, "g")
        assert not foot.foot.proposal


async def test_the_plan_shows_headings_notes_themes_and_goes_to_a_heading(
    running: Running,
) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await mark(session, "reçoit", note="vu")
        id_ = await calais(session)
        await session.app.perform(theme_operations.create, "Nouveau [b]", [id_])
        await session.app.perform(reviews.set_note, id_, "Une note.")
        await session.settle()
        plan = painted(screen.query_one(Outline))
        for wanted in ("PLAN", "► Contexte", "Projet", "#Nouveau [b]", "Une note.", "strengths"):
            assert wanted in plan
        await session.pilot.click(Outline, offset=(4, 2))
        await session.settle()
        assert passage(screen) == "Projet"
        await session.press("p", "up", "enter")
        assert passage(screen) == "Contexte"


async def test_place_and_progress_come_back_after_a_restart(
    running: Running, filled_path: Path
) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await quickly(session, "right")
        at = screen.text.cursor
        await session.app.action_leave()
    with opened(filled_path) as store:
        place = places.get(store.conn, store.juror_id, dossiers.by_ref(store.conn, CALAIS.ref).id)
        assert place.position == at
        assert place.progress == 1.0
    async with running() as session:
        screen = reader(session)
        assert screen.text.cursor == at
        assert passage(screen) == "Leurs œuvres sont exposées."


async def test_the_place_is_written_a_moment_after_the_last_move(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await quickly(session, "right")
        id_ = await calais(session)
        place = await session.store(lambda s: places.get(s.conn, s.juror_id, id_))
        assert place.position == screen.text.cursor


async def test_the_next_dossier_opens_without_going_back(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await quickly(session, "right")
        at = screen.text.cursor
        await session.press("greater_than_sign")
        assert screen.reading is not None
        assert screen.reading.dossier.ref == "lyon-inclusif"
        await session.press("less_than_sign")
        assert screen.reading.dossier.ref == CALAIS.ref
        assert screen.text.cursor == at
        await session.press("less_than_sign")
        assert screen.reading.dossier.ref == CALAIS.ref


async def test_a_search_goes_on_in_the_next_dossier(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await session.press("slash")
        await write(session, "tablettes")
        await session.press("enter", "greater_than_sign")
        assert len(screen.hits) == 1
        assert screen.hit == -1


async def test_y_copies_the_passage_as_it_is_shown(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("y")
        assert session.app.clipboard == PHRASE


async def test_themes_and_status_act_on_the_open_dossier(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        id_ = await calais(session)
        await session.press("t", "enter", "escape")
        found = await session.store(lambda s: themes.of_dossier(s.conn, s.juror_id, id_))
        assert [theme.name for theme in found] == ["Inclusion"]
        await session.press("x")
        assert await status(session) is Status.ASIDE


async def test_undoing_the_import_leaves_an_empty_reader(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)

        def undo_all(store: Store) -> None:
            while journal.undo(store):
                pass

        await session.store(undo_all)
        screen.spoil()
        await session.settle()
        assert screen.reading is None
        assert "library" in str(screen.query_one("#no-dossier").render())
        keys = ("a", "i", "comma", "slash", "c", "y", "p", "enter", "down", "delete")
        await quickly(session, *keys)
        assert session.app.screen is screen
        await quickly(session, "escape")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_hostile_texts_are_shown_literally(running: Running, filled_path: Path) -> None:
    hostile = "[/x] [b]gras[/b] [@click=app.quit]ici[/]"
    draft = DossierDraft("hostile", hostile, f"## {hostile}\n\n{hostile}\n")
    with opened(filled_path) as store:
        edition.take_in(store, [draft], EditionDraft())
        id_ = dossiers.by_ref(store.conn, "hostile").id
    async with running() as session:
        session.app.read_dossier(id_)
        await session.settle()
        screen = reader(session)
        start = screen.reading.dossier.body.rindex("[/x]") if screen.reading else 0
        await session.app.perform(
            annotations.annotate, id_, start, start + 16, Kind.QUOTE, "[/x] note"
        )
        await session.settle()
        assert hostile in painted(screen.query_one(ReaderHead))
        assert painted(screen.text).count("[@click=app.quit]") == 2
        assert "[/x] note" in painted(screen.text)
        await session.press("semicolon", "enter")
        assert isinstance(session.app.screen, NoteEditor)
        await session.press("escape", "i", "escape")
        assert session.app.return_code is None


async def test_a_terminal_without_colours_shows_it_all(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running() as session:
        screen = await open_calais(session)
        await mark(session, "reçoit", note="Combien ?")
        await session.press("slash", "escape", "semicolon", "a", "escape")
        assert "Combien ?" in painted(screen.text)
        assert session.app.return_code is None


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_a_part_of_a_file_says_where_it_stands(
    running: Running, filled_path: Path, size: tuple[int, int]
) -> None:
    with opened(filled_path) as store:
        place = Provenance(12, 80, 3, 4)
        body = "\n\n".join(f"Un texte, paragraphe {n}." for n in range(60))
        draft = DossierDraft("part", "Une partie", body, source="livret.pdf", place=place)
        edition.take_in(store, [draft])
    async with running(filled_path, size=size) as session:
        session.app.read_dossier(6)
        await session.settle()
        screen = reader(session)
        shown = painted(screen.query_one(Outline if size[0] >= 100 else FootLine))
        assert "livret.pdf, lines 12" in " ".join(shown.split())
        session.app.read_dossier(1)
        await session.settle()
        assert "SOURCE" not in painted(screen.query_one(Outline))

"""The reader: opening, walking, marking, searching, coming back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.review import Kind, Status
from gpci_tui.operations import annotations, edition, reviews
from gpci_tui.operations import themes as theme_operations
from gpci_tui.store import dossiers, journal, places, themes
from gpci_tui.store import reviews as review_store
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.reader import ReaderScreen
from gpci_tui.ui.widgets.outline import Outline
from gpci_tui.ui.widgets.reader_foot import AnnotateBar, FootLine
from gpci_tui.ui.widgets.reader_head import ReaderHead
from gpci_tui.ui.widgets.text_view import TextView
from tests.samples import CALAIS, opened
from tests.ui.conftest import Running, Session

PHRASE = "L’école du Pont-du-Leu reçoit 240 élèves."


def reader(session: Session) -> ReaderScreen:
    found = session.app.screen
    assert isinstance(found, ReaderScreen)
    return found


async def calais(session: Session) -> int:
    found = await session.store(lambda s: dossiers.by_ref(s.conn, CALAIS.ref))
    return int(found.id)


async def quickly(session: Session, *keys: str) -> None:
    """Press keys that ask nothing of the store, and wait once."""
    await session.pilot.press(*keys)
    await session.settle()


async def write(session: Session, text: str) -> None:
    """Type a text into the field that has the focus."""
    await quickly(session, *("space" if char == " " else char for char in text))


async def open_calais(session: Session) -> ReaderScreen:
    """Open the dossier, the cursor on its first sentence."""
    session.app.read_dossier(await calais(session))
    await session.settle()
    await quickly(session, "down")
    return reader(session)


def passage(screen: ReaderScreen) -> str:
    assert screen.reading is not None
    return screen.reading.dossier.body[slice(*screen.text.passage())]


async def marked(session: Session) -> list[Any]:
    id_ = await calais(session)
    found = await session.store(lambda s: review_store.annotations_of(s.conn, s.juror_id, id_))
    return list(found)


async def status(session: Session) -> Status:
    id_ = await calais(session)
    found = await session.store(lambda s: review_store.review(s.conn, s.juror_id, id_))
    return Status(found.status)


def painted(widget: Any) -> str:
    return "\n".join(widget.render_line(y).text for y in range(widget.size.height))


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


@pytest.mark.parametrize(
    ("key", "kind"),
    [("f", Kind.STRENGTH), ("r", Kind.WEAKNESS), ("q", Kind.QUESTION), ("c", Kind.QUOTE)],
)
async def test_a_and_a_letter_mark_the_sentence(running: Running, key: str, kind: Kind) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("a", key)
        assert isinstance(session.app.screen, NoteEditor)
        await write(session, "bien")
        await quickly(session, "ctrl+n")
        await write(session, "vu")
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.quote, note.note) == (kind, PHRASE, "bien\nvu")
        assert CALAIS.body[note.start : note.end] == PHRASE


async def test_a_marks_the_selection_which_can_still_be_extended(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await quickly(session, "w", "w", "shift+right", "a", "shift+right", "shift+right")
        bar = screen.query_one(AnnotateBar)
        assert bar.asked is not None
        assert bar.asked.quote == "école du Pont-du-Leu"
        await session.press("c", "enter")
        (note,) = await marked(session)
        assert note.quote == "école du Pont-du-Leu"
        assert screen.text.selection is None


async def test_other_letters_do_nothing_while_a_kind_is_asked_for(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await quickly(session, "a", "x", "m", "s", "t", "down", "enter", "delete")
        assert session.app.screen is screen
        assert await status(session) is Status.READING
        await quickly(session, "escape")
        assert not screen.query_one(AnnotateBar).display
        assert session.app.screen is screen
        await quickly(session, "down")
        assert passage(screen) == "Projet"


async def test_escape_abandons_an_empty_note_at_once_and_a_written_one_when_asked_twice(
    running: Running,
) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await session.press("a", "f", "escape")
        assert session.app.screen is screen
        await session.press("a", "f")
        await write(session, "mot")
        await quickly(session, "escape")
        assert isinstance(session.app.screen, NoteEditor)
        await quickly(session, "escape")
        assert session.app.screen is screen
        assert not await marked(session)


async def mark(session: Session, text: str, kind: Kind = Kind.STRENGTH, note: str = "") -> int:
    """Mark a passage of the Calais dossier through the app."""
    start = CALAIS.body.index(text)
    changes = await session.app.perform(
        annotations.annotate, await calais(session), start, start + len(text), kind, note
    )
    await session.settle()
    return changes.result


async def test_enter_changes_kind_or_note_of_the_annotation_under_the_cursor(
    running: Running,
) -> None:
    async with running() as session:
        await open_calais(session)
        await mark(session, "Pont-du-Leu", note="où ?")
        await session.press("enter", "q")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.QUESTION, "où ?")
        await session.press("enter", "enter")
        await write(session, " ici")
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.QUESTION, "où ? ici")
        await session.press("u", "u")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.STRENGTH, "où ?")


@pytest.mark.parametrize("keys", [("delete",), ("backspace",), ("enter", "delete")])
async def test_an_annotation_is_deleted_and_comes_back(
    running: Running, keys: tuple[str, ...]
) -> None:
    async with running() as session:
        await open_calais(session)
        await mark(session, "Pont-du-Leu")
        await session.press(*keys)
        assert not await marked(session)
        assert not reader(session).text.annotations
        await session.press("u")
        assert len(await marked(session)) == 1
        assert len(reader(session).text.annotations) == 1


async def test_where_two_annotations_overlap_it_asks_which_one(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await mark(session, PHRASE)
        await mark(session, "Pont-du-Leu", Kind.QUESTION)
        await session.press("delete")
        assert isinstance(session.app.screen, Picker)
        await quickly(session, "escape")
        assert len(await marked(session)) == 2
        await session.press("semicolon", "semicolon")
        assert screen.text.focused is not None
        assert screen.text.focused.kind is Kind.QUESTION
        await session.press("delete")
        assert [note.kind for note in await marked(session)] == [Kind.STRENGTH]


async def test_comma_and_semicolon_go_from_one_annotation_to_the_next(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await session.press("semicolon")
        assert screen.text.focused is None
        first = await mark(session, "reçoit")
        second = await mark(session, "médiathèque")
        for key, wanted in (("semicolon", first), ("semicolon", second), ("comma", first)):
            await session.press(key)
            assert screen.text.focused is not None
            assert screen.text.focused.id == wanted


async def test_the_list_of_annotations_goes_to_the_chosen_one(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await mark(session, "reçoit")
        last = await mark(session, "médiathèque", note="[b]")
        await session.press("i", "down", "enter")
        assert screen.text.focused is not None
        assert screen.text.focused.id == last


async def test_an_annotation_whose_passage_is_gone_is_listed_and_can_be_deleted(
    running: Running,
) -> None:
    async with running() as session:
        screen = await open_calais(session)
        await mark(session, "Leurs œuvres sont exposées.", note="à garder")
        revised = DossierDraft(CALAIS.ref, CALAIS.title, "## Neuf\n\nTout est autre.\n")
        await session.app.perform(
            lambda store: edition.take_in(store, [revised], EditionDraft()).changes
        )
        await session.settle()
        assert not screen.text.annotations
        assert "1 without a passage" in painted(screen.query_one(Outline))
        await session.press("i", "enter", "delete")
        assert not await marked(session)


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


async def test_words_searched_in_the_library_are_marked(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await write(session, "tablettes")
        await session.press("enter", "enter")
        screen = reader(session)
        assert screen.searched == "tablettes"
        assert "tablettes" in passage(screen)


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


async def test_at_80x24_the_note_stands_under_the_text(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        screen = await open_calais(session)
        await mark(session, "reçoit", note="Combien [/x] ?")
        assert "Combien [/x] ?" in painted(screen.query_one(FootLine))
        assert "Combien" not in painted(screen.text)
        await quickly(session, "down")
        assert "Combien" not in painted(screen.query_one(FootLine))


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


async def test_nothing_is_marked_where_the_edition_can_only_be_read(
    running: Running, filled_path: Path
) -> None:
    with opened(filled_path):
        async with running() as session:
            screen = await open_calais(session)
            assert await status(session) is Status.UNREAD
            await session.press("a", "f", "enter")
            assert not await marked(session)
            assert session.app.screen is screen


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
        await session.press("semicolon", "enter", "enter")
        assert isinstance(session.app.screen, NoteEditor)
        await session.press("escape", "i", "escape")
        assert session.app.return_code is None


async def test_the_mouse_selects_and_a_letter_marks(running: Running) -> None:
    async with running() as session:
        screen = await open_calais(session)
        text = screen.text
        y = next(y for y in range(text.size.height) if "Pont" in text.render_line(y).text)
        x = text.render_line(y).text.index("Pont-du-Leu")
        await session.pilot.mouse_down(TextView, offset=(x, y))
        await session.pilot.hover(TextView, offset=(x + 4, y))
        await session.pilot.mouse_up(TextView, offset=(x + 4, y))
        await session.press("a", "f", "enter")
        (note,) = await marked(session)
        assert note.quote == "Pont"

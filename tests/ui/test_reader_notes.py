"""The reader: marking passages, changing and deleting annotations."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widget import Widget

from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.review import Kind, Status
from gpci_tui.operations import edition
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.outline import Outline
from gpci_tui.ui.widgets.reader_foot import AnnotateBar, FootLine
from gpci_tui.ui.widgets.reader_head import ReaderHead
from gpci_tui.ui.widgets.text_view import TextView
from tests.samples import CALAIS, opened
from tests.ui.conftest import Running, plain
from tests.ui.reading import (
    PHRASE,
    mark,
    marked,
    open_calais,
    painted,
    passage,
    quickly,
    reader,
    status,
    write,
)


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


async def test_enter_opens_the_note_of_the_annotation_under_the_cursor(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await mark(session, "Pont-du-Leu", note="où ?")
        await session.press("enter")
        await write(session, " fr ici")
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.STRENGTH, "où ? fr ici")
        await session.press("u")
        (note,) = await marked(session)
        assert note.note == "où ?"


async def test_tab_in_the_note_changes_the_kind_and_it_is_said(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await mark(session, "Pont-du-Leu", note="où ?")
        await session.press("enter")
        editor = session.app.screen
        assert "Tab" in plain(editor.query_one(KeyLine))
        await quickly(session, "tab", "tab")
        assert plain(editor.query_one(".title")) == "? Question"
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.QUESTION, "où ?")
        assert any("question" in toast.message for toast in session.app._notifications)
        await session.press("u")
        (note,) = await marked(session)
        assert note.kind is Kind.STRENGTH
        await session.press("enter")
        await quickly(session, "shift+tab", "escape")
        (note,) = await marked(session)
        assert note.kind is Kind.STRENGTH, "abandoned"


@pytest.mark.parametrize("keys", [("a", "f"), ("enter",), ("n",)])
async def test_at_80_columns_the_note_leaves_no_scraps_beside_it(
    running: Running, keys: tuple[str, ...]
) -> None:
    async with running(size=(80, 24)) as session:
        await open_calais(session)
        await mark(session, "Pont-du-Leu")
        await session.press(*keys)
        sheet = session.app.screen.query_one(".sheet").region
        assert (sheet.x, sheet.width) == (0, 80)
        if keys != ("n",):
            assert sheet.bottom == 24, "it covers the hint line"


@pytest.mark.parametrize("keys", [("delete",), ("backspace",)])
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
        await session.press("i", "enter", "r")
        (note,) = await marked(session)
        assert note.kind is Kind.WEAKNESS
        assert any("weakness" in toast.message for toast in session.app._notifications)
        await session.press("i", "enter", "delete")
        assert not await marked(session)


async def test_at_80x24_the_note_stands_under_the_text(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        screen = await open_calais(session)
        await mark(session, "reçoit", note="Combien [/x] ?")
        assert "Combien [/x] ?" in painted(screen.query_one(FootLine))
        assert "Combien" not in painted(screen.text)
        await quickly(session, "down")
        assert "Combien" not in painted(screen.query_one(FootLine))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (132, 40)])
async def test_a_note_on_the_dossier_and_its_themes_are_seen(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        screen = await open_calais(session)
        beside: Widget = screen.query_one(Outline if size[0] >= 100 else FootLine)
        assert "¶" not in painted(screen.query_one(ReaderHead))
        await session.press("n")
        await write(session, "Beau projet")
        await session.press("enter")
        assert "¶" in painted(screen.query_one(ReaderHead))
        assert "Beau projet" in painted(beside)
        await session.press("t", "enter", "escape")
        assert "#Inclusion" in painted(beside)
        assert "Beau projet" in painted(beside)


async def test_the_list_of_annotations_shows_the_note_on_the_dossier(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("n")
        await write(session, "Beau")
        await session.press("enter", "i")
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        assert isinstance(session.app.screen, NoteEditor)
        await write(session, " projet")
        await session.press("enter")
        dossier = reader(session).reading
        assert dossier is not None
        assert dossier.review.note == "Beau projet"


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

"""Drafts: what was typed and neither kept nor let go is there again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from gpci_tui.model.errors import StoreError
from gpci_tui.model.review import Kind, ListKey, ListKind
from gpci_tui.operations import reviews, shortlists, themes
from gpci_tui.store import places
from gpci_tui.store import reviews as review_store
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.store import themes as theme_store
from gpci_tui.store.connection import Store
from gpci_tui.ui import drafts
from gpci_tui.ui.drafts import Draft, Subject, understood
from gpci_tui.ui.modals import unfinished
from gpci_tui.ui.modals.annotating import AnnotationNote
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.editor import LineEditor, NoteArea, NoteEditor
from tests.samples import opened
from tests.ui.conftest import Running, Session, plain
from tests.ui.reading import mark, marked, open_calais, quickly, write


def kept(store: Store) -> list[str]:
    """Return the texts of the drafts on disk."""
    values = places.session(store.conn)
    found = [understood(values[key]) for key in sorted(values) if key.startswith(drafts.PREFIX)]
    return [draft.text for draft in found if draft]


def note_of_first(store: Store) -> str:
    return review_store.review(store.conn, store.juror_id, 1).note


def in_the_editor(session: Session) -> str:
    editor = session.app.screen
    if isinstance(editor, LineEditor):
        return editor.query_one(Input).value
    assert isinstance(editor, NoteEditor)
    return editor.query_one(NoteArea).text


def said(session: Session) -> str:
    """Return what the editor says under the text."""
    warning = session.app.screen.query_one("#warning", Static)
    return plain(warning) if warning.display else ""


def messages(session: Session) -> list[str]:
    return [str(message.message) for message in session.app._notifications]


async def test_a_key_is_on_disk_soon_after_it_was_pressed(
    running: Running, filled_path: Path
) -> None:
    async with running() as session:
        await session.press("n")
        await write(session, "mot")
        with sqlite3.connect(filled_path) as other:
            rows = dict(other.execute("SELECT key, value FROM session").fetchall())
        other.close()
        draft = understood(rows["draft.note.1"])
        assert draft is not None
        assert (draft.text, draft.subject.what) == ("mot", "Note on the dossier")


async def test_who_types_on_and_on_is_not_put_off(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One writing waits at a time, and takes along what is typed meanwhile."""
    async with running() as session:
        started = 0
        begin = session.app.drafts._write

        async def counted() -> None:
            nonlocal started
            started += 1
            await begin()

        monkeypatch.setattr(session.app.drafts, "_write", counted)
        subject = Subject("note", (1,), "Note", "Titre")
        for text in ("m", "mo", "mot"):
            session.app.drafts.put(Draft(subject, text, "2025-03-12T13:00:00+00:00"))
        await session.settle()
        assert started == 1
        assert await session.store(kept) == ["mot"]


async def test_a_note_is_offered_back_after_a_restart_and_kept(running: Running) -> None:
    async with running() as session:
        await session.press("n")
        await write(session, "bien vu")
        await session.press("ctrl+q")
    async with running() as session:
        (told,) = messages(session)
        assert told.startswith("A text was left unfinished.")
        assert told.endswith("Note on the dossier · Lire ensemble à Calais")
        await session.press("n")
        assert in_the_editor(session) == "bien vu"
        assert said(session).startswith("What you typed on 13 March at ")
        await session.press("enter")
        assert await session.store(note_of_first) == "bien vu"
        assert await session.store(kept) == []
    async with running() as session:
        assert messages(session) == []


async def test_it_is_told_once_and_stays_until_it_is_let_go(running: Running) -> None:
    async with running() as session:
        await session.press("n")
        await write(session, "mot")
    async with running() as session:
        assert len(messages(session)) == 1
    async with running() as session:
        assert messages(session) == []
        await session.press("n")
        assert in_the_editor(session) == "mot"


async def test_the_first_escape_brings_back_the_text_as_it_is_kept(running: Running) -> None:
    async with running() as session:
        await session.app.perform(reviews.set_note, 1, "avant")
        await session.press("n")
        await write(session, " et apres")
    async with running() as session:
        await session.press("n")
        assert in_the_editor(session) == "avant et apres"
        await session.press("escape")
        assert (in_the_editor(session), said(session)) == ("avant", "")
        assert await session.store(kept) == []
        await session.press("ctrl+z")
        assert in_the_editor(session) == "avant et apres"
        assert await session.store(kept) == ["avant et apres"]
        await session.press("escape", "escape")
        assert not isinstance(session.app.screen, NoteEditor)
        assert await session.store(kept) == []
        assert await session.store(note_of_first) == "avant"


async def test_what_was_kept_or_abandoned_leaves_no_draft(running: Running) -> None:
    async with running() as session:
        await session.press("n")
        await write(session, "un")
        await session.press("enter")
        assert await session.store(kept) == []
        await session.press("n")
        await write(session, "x")
        assert await session.store(kept) == ["unx"]
        await session.press("backspace")
        assert await session.store(kept) == []
        await write(session, "y")
        await session.press("escape", "escape")
        assert await session.store(kept) == []
        assert await session.store(note_of_first) == "un"


async def test_a_note_that_could_not_be_written_is_offered_back(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, dossier_id: int, note: str) -> None:
        raise StoreError("The disk is full.")

    async with running() as session:
        with monkeypatch.context() as patched:
            patched.setattr(reviews, "set_note", full)
            await session.press("n")
            await write(session, "precieux")
            await session.press("enter")
        assert messages(session) == ["The disk is full."]
        await session.press("n")
        assert in_the_editor(session) == "precieux"
        await session.press("enter")
        assert await session.store(note_of_first) == "precieux"


async def test_a_draft_that_can_not_be_written_is_said_once_and_tried_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, values: object) -> None:
        raise StoreError("The disk is full.")

    async with running() as session:
        with monkeypatch.context() as patched:
            patched.setattr(places, "remember", full)
            await session.press("n")
            await write(session, "mo")
            assert messages(session) == ["The disk is full."]
        await write(session, "t")
        assert await session.store(kept) == ["mot"]


async def test_who_can_not_write_any_more_can_still_leave(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, values: object) -> None:
        raise StoreError("The disk is full.")

    async with running() as session:
        monkeypatch.setattr(places, "remember", full)
        await session.press("n")
        await write(session, "mot")
        await session.pilot.press("ctrl+q")
        await session.pilot.pause()
        assert session.app.return_code == 0
        assert session.app.failure == "The disk is full."


async def test_a_new_annotation_is_offered_back_on_its_passage_only(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("a", "f")
        await write(session, "mot")
    async with running() as session:
        assert messages(session)[0].endswith("Annotation · Lire ensemble à Calais")
        await open_calais(session)
        await quickly(session, "home", "down", "right")
        await session.press("a", "f")
        assert in_the_editor(session) == ""
        await session.press("escape")
        await quickly(session, "left")
        await session.press("a", "f")
        assert in_the_editor(session) == "mot"
        await session.press("enter")
        (note,) = await marked(session)
        assert note.note == "mot"
        assert await session.store(kept) == []


async def test_an_annotation_that_was_being_changed_is_offered_back(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await mark(session, "tablettes", note="avant")
        await session.press("semicolon", "enter")
        await write(session, "!")
    async with running() as session:
        await open_calais(session)
        await session.press("semicolon", "enter")
        assert in_the_editor(session) == "avant!"
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.STRENGTH, "avant!")
        assert await session.store(kept) == []


async def test_the_reason_of_a_place_is_offered_back(running: Running) -> None:
    def reason(store: Store) -> str:
        return shortlist_store.entry(store.conn, 1)[3]

    async with running() as session:
        await session.app.perform(shortlists.add, (1,), ListKey(ListKind.PRIZE, 1))
        await session.press("3", "r")
        await write(session, "mot")
        assert await session.store(kept) == ["mot"]
    async with running() as session:
        await session.press("3", "r")
        assert in_the_editor(session) == "mot"
        await session.press("escape")
        assert (in_the_editor(session), await session.store(kept)) == ("", [])
        await write(session, "juste")
        await session.press("enter")
        assert (await session.store(reason), await session.store(kept)) == ("juste", [])


async def go_on(session: Session) -> None:
    unfinished.ask_and_go_on(session.app)
    await session.settle()
    await session.press("enter")


@pytest.mark.parametrize("mode", ["library", "themes"])
async def test_an_unfinished_text_is_gone_on_with_from_anywhere(
    running: Running, mode: str
) -> None:
    def description(store: Store) -> str:
        return theme_store.get(store.conn, 1).description

    async with running() as session:
        await session.press("4", "d")
        await write(session, "mot")
    async with running() as session:
        session.app.show_mode(mode)
        await session.settle()
        await go_on(session)
        assert in_the_editor(session) == "mot"
        await session.press("enter")
        assert await session.store(description) == "mot"
        unfinished.ask_and_go_on(session.app)
        await session.settle()
        assert messages(session)[-1] == "No text was left unfinished."


async def test_an_unfinished_annotation_is_gone_on_with_from_anywhere(running: Running) -> None:
    async with running() as session:
        await open_calais(session)
        await session.press("a", "f")
        await session.press("tab")
        await write(session, "mot")
    async with running() as session:
        await session.press("1")
        await go_on(session)
        editor = session.app.screen
        assert isinstance(editor, AnnotationNote)
        assert (editor.kind, in_the_editor(session)) == (Kind.WEAKNESS, "mot")
        await session.press("enter")
        (note,) = await marked(session)
        assert (note.kind, note.note) == (Kind.WEAKNESS, "mot")


async def test_the_text_about_what_is_gone_is_shown_and_only_let_go_when_said(
    running: Running,
) -> None:
    async with running() as session:
        await session.press("4", "d")
        await write(session, "mot")
    async with running() as session:
        await session.app.perform(themes.delete, 1)
        await go_on(session)
        assert isinstance(session.app.screen, Confirm)
        assert "mot" in [plain(part) for part in session.app.screen.query(Static)]
        await session.press("escape")
        assert await session.store(kept) == ["mot"]
        await go_on(session)
        await session.press("enter")
        assert await session.store(kept) == []


async def test_a_draft_is_not_taken_for_one_about_something_else(running: Running) -> None:
    async with running() as session:
        await session.press("4", "d")
        await write(session, "mot")
    async with running() as session:
        await session.app.perform(themes.rename, 1, "Autre")
        await session.press("4")
        await quickly(session, "home")
        await session.press("d")
        assert in_the_editor(session) == ""
        await write(session, "x")
        assert sorted(await session.store(kept)) == ["mot", "x"]


@pytest.mark.parametrize(
    "value", ["", "mot", "[]", '[["note",["a"],"","",""],"","",false]', "null", "[1,2,3,4]"]
)
def test_what_is_no_draft_is_taken_for_none(value: str) -> None:
    assert understood(value) is None


def test_a_draft_is_understood_as_it_was_dumped() -> None:
    draft = Draft(
        Subject("note", (3, 4), "Note", "« é »", "x"), "a\nb", "2025-03-12T13:00:00+00:00"
    )
    assert understood(draft.dumped()) == draft


def test_drafts_outlive_the_store_that_is_opened_again(filled_path: Path) -> None:
    with opened(filled_path) as store:
        places.remember(store, {"a": "1", "b": "2"})
        places.remember(store, {"a": None, "b": "3", "c": None})
    with opened(filled_path) as store:
        assert places.session(store.conn) == {"b": "3"}

"""The booklet screen: what is shown, walking through it, cutting, undo."""

from __future__ import annotations

import pytest
from textual.events import MouseScrollDown

from gpci_tui.model.segments import Kind, whole
from gpci_tui.store import journal
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.modals.picker import Picker
from tests.ui.booklets import (
    BUS,
    about,
    cuts,
    listed,
    long_proposal,
    painted,
    proposal,
    screen,
    show,
)
from tests.ui.conftest import Running, Session, plain


def said(session: Session) -> str:
    return "\n".join(note.message for note in session.app._notifications)


# -- what is shown -------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_segments_text_and_reasons_are_seen_together(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        await show(session)
        shown = listed(session)
        for name in ("Prix des écoles ouvertes 2031", "Madeleine Exemple", "Prix du jardin"):
            assert name in shown
        assert "? doubtful" in shown
        await session.press("end")
        assert "Ville de Bellerive · municipality · Prix du jardin" in about(session)
        assert "lines 10–19   4 of 4" in about(session)
        assert "A new page begins here" in " ".join(about(session).split())
        text = painted(session)
        assert "▌10► Ville de Bellerive" in text
        assert "── ■ Ville de Bellerive ─" in text
        bar = plain(screen(session).query_one("#booklet-about"))
        assert "1 dossier · 1 juror · 1 prize   ? 1 to check" in bar


async def test_the_text_is_shown_as_it_is(running: Running) -> None:
    async with running() as session:
        await show(session)
        assert "Un mot d’accueil [b]littéral[/x]" in painted(session)


async def test_a_text_of_one_blank_line_is_no_crash(running: Running) -> None:
    async with running() as session:
        await show(session, whole("leer.txt", ("",)))
        await session.press("down", "tab", "end", "s", "m", "shift+down", "x", "semicolon", "B")
        assert "(no text)" in listed(session)


# -- list and text follow each other -------------------------------------------


async def test_the_text_follows_the_list(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("down", "down", "down")
        assert screen(session).text.cursor == 9
        assert screen(session).rows.has_focus
        await session.press("enter")
        assert screen(session).text.has_focus


async def test_the_list_follows_the_text(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("tab", *["down"] * 4)
        assert screen(session).rows.cursor == 1
        assert screen(session).text.cursor == 4
        await session.press("end")
        assert screen(session).rows.cursor == 3
        await session.press("home")
        assert screen(session).rows.cursor == 0


async def test_a_hundred_thousand_lines_are_there_at_once(running: Running) -> None:
    async with running() as session:
        await show(session, long_proposal(100_000, 50))
        await session.press("tab", "end")
        assert "Ligne 99999" in painted(session)
        await session.press("pageup", "home", "pagedown")
        assert screen(session).rows.cursor == screen(session).text.cursor // 50


async def test_a_paragraph_longer_than_the_window_is_read_to_its_end(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        words = " ".join(f"mot{n}" for n in range(600))
        long = proposal()._replace(lines=(words, "fin"))
        long = long._replace(segments=(long.segments[0]._replace(last=1),))
        await show(session, long)
        await session.press("tab")
        seen = painted(session)
        for _ in range(30):
            await session.press("down")
            seen += painted(session)
        assert all(f"mot{n}" in seen for n in range(600))
        assert screen(session).text.cursor == 1
        await session.press(*["up"] * 30)
        assert screen(session).text.cursor == 0
        assert "mot0 mot1" in painted(session)


async def test_a_click_goes_to_its_line_and_the_wheel_scrolls(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.pilot.click(screen(session).text, offset=(10, 6))
        await session.settle()
        assert screen(session).text.cursor == 4


async def test_the_wheel_scrolls_and_takes_the_cursor_along(running: Running) -> None:
    async with running() as session:
        await show(session, long_proposal(1000, 10))
        text = screen(session).text
        for _ in range(20):
            await session.pilot._post_mouse_events([MouseScrollDown], text, (5, 5))
        await session.settle()
        assert text.top.line > 10
        assert text.cursor == text.top.line + (text.top.row > 0)
        assert screen(session).rows.cursor == text.cursor // 10
        await session.pilot.mouse_down(text, offset=(text.size.width - 2, 0))
        assert text.top.line > 10


# -- cutting -------------------------------------------------------------------


async def to_line(session: Session, line: int) -> None:
    screen(session).text.focus()
    screen(session).text.go_to(line)
    await session.settle()


async def test_splitting_joining_and_taking_back(running: Running) -> None:
    async with running() as session:
        before = await session.store(lambda s: journal.history(s.conn))
        await show(session)
        await to_line(session, BUS)
        await session.press("s")
        assert cuts(session) == [0, 4, 7, 9, BUS]
        assert screen(session).rows.cursor == 4
        await session.press("m")
        assert cuts(session) == [0, 4, 7, 9]
        await session.press("u", "u")
        assert screen(session).proposal == proposal()
        assert "Undone: split at line 15" in said(session)
        await session.press("u")
        assert "Nothing to undo" in said(session)
        await session.press("U")
        assert cuts(session) == [0, 4, 7, 9, BUS]
        await session.press("ctrl+y", "ctrl+y")
        assert cuts(session) == [0, 4, 7, 9]
        assert await session.store(lambda s: journal.history(s.conn)) == before


async def test_on_a_blank_line_the_next_text_is_meant(running: Running) -> None:
    async with running() as session:
        await show(session)
        await to_line(session, 12)
        await session.press("s")
        assert cuts(session) == [0, 4, 7, 9, 13]
        assert screen(session).line == 13


async def test_where_a_segment_begins_already_nothing_is_split(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("down", "s")
        assert screen(session).proposal == proposal()
        assert "Go to the line" in said(session)
        assert screen(session).text.has_focus


async def test_a_beginning_moves_over_blank_lines(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", "shift+down")
        assert cuts(session) == [0, 4, 7, 11]
        await session.press("shift+down")
        assert cuts(session) == [0, 4, 7, 13]
        await session.press("shift+up", "shift+up")
        assert cuts(session) == [0, 4, 7, 9]
        await session.press("shift+up")
        assert "left without a line" in said(session)
        assert cuts(session) == [0, 4, 7, 9]
        await session.press("home", "shift+up")
        assert "Nothing stands before the first part" in said(session)


async def test_a_beginning_comes_to_the_cursor(running: Running) -> None:
    async with running() as session:
        await show(session)
        await to_line(session, 11)
        await session.press("b")
        assert cuts(session) == [0, 4, 7, 11]
        await session.press("b")
        assert "begins at this line already" in said(session)
        await to_line(session, 5)
        await session.press("B")
        assert cuts(session) == [0, 4, 5, 11]
        await session.press("end", "B")
        assert "No part follows" in said(session)


async def test_the_first_segment_joins_nothing(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("backspace")
        assert "Nothing stands before the first part" in said(session)


async def test_a_segment_is_left_out_and_taken_back(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", "x")
        assert screen(session).segment.dropped
        assert "left out" in listed(session)
        assert "0 dossiers" in plain(screen(session).query_one("#booklet-about"))
        await session.press("x")
        assert not screen(session).segment.dropped


async def test_what_is_doubtful_is_walked_through(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("semicolon")
        assert screen(session).index == 3
        await session.press("comma")
        assert screen(session).index == 3
        await session.press("o")
        assert not screen(session).segment.is_doubtful
        assert "Nothing is left to check" in said(session)
        assert "found right" in about(session).lower()


# -- what is said of a segment -------------------------------------------------


async def test_a_title_is_written(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", "r")
        assert isinstance(session.app.screen, LineEditor)
        await session.press("ctrl+u")
        await session.type("Le potager")
        await session.press("enter")
        assert screen(session).segment.title == "Le potager"
        assert "── ■ Le potager ─" in painted(session)


async def test_another_kind_is_chosen(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("t")
        assert isinstance(session.app.screen, Picker)
        await session.press("home")
        await session.type("doss")
        await session.press("enter")
        assert screen(session).segment.kind is Kind.DOSSIER
        await session.press("u")
        assert screen(session).segment.kind is Kind.EDITORIAL


@pytest.mark.parametrize(
    ("key", "field", "typed", "value"),
    [
        ("c", "applicant", "Ville de Hautmont", "Ville de Hautmont"),
        ("c", "applicant", "bellerive", "Ville de Bellerive"),
        ("e", "level", "région", "région"),
        ("e", "level", "intercommunalité", "intercommunalité"),
        ("d", "department", "Nord", "Nord"),
        ("p", "prize", "jardin", "Prix du jardin"),
        ("p", "prize", "alliance", "Alliance éducative"),
        ("p", "prize", "Prix nouveau", "Prix nouveau"),
    ],
)
async def test_a_field_is_chosen_or_written(
    running: Running, key: str, field: str, typed: str, value: str
) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", key)
        assert isinstance(session.app.screen, Picker)
        await session.type(typed)
        await session.press("enter")
        assert getattr(screen(session).segment, field) == value
        await session.press("u")
        assert screen(session).proposal == proposal()


async def test_a_field_is_emptied(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", "p")
        await session.type("none")
        await session.press("enter")
        assert screen(session).segment.prize == ""


# -- finding -------------------------------------------------------------------


async def test_words_are_found_whatever_case_and_accents(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("slash")
        await session.type("prési")
        assert screen(session).line == 5
        assert plain(screen(session).query_one("#find-outcome")) == "1 line"
        await session.press("ctrl+u")
        await session.type("BELLERIVE")
        assert screen(session).hits == (9, 11)
        await session.press("enter", "n")
        assert screen(session).line == 11
        await session.press("n")
        assert screen(session).line == 9
        await session.press("N")
        assert screen(session).line == 11
        await session.press("escape")
        assert not screen(session).find_bar.has_class("-shown")
        assert screen(session).hits == ()


async def test_what_stands_nowhere_is_said(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("f")
        await session.type("zèbre")
        assert plain(screen(session).query_one("#find-outcome")) == "nothing"
        await session.press("enter")
        assert screen(session).text.has_focus


async def test_a_dossier_without_an_applicant_is_to_be_checked(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("end", "o")
        assert "to check" not in plain(screen(session).query_one("#booklet-about"))
        await to_line(session, BUS)
        await session.press("s")
        assert "? who?" in listed(session)
        assert "applicant not known" in about(session)
        assert "? 1 to check" in plain(screen(session).query_one("#booklet-about"))
        await session.press("o")
        assert "to check" not in plain(screen(session).query_one("#booklet-about"))


async def test_an_applicant_tells_its_level(running: Running) -> None:
    async with running() as session:
        await show(session)
        await to_line(session, BUS)
        await session.press("s", "c")
        # What the text itself names comes first, after nothing.
        assert isinstance(session.app.screen, Picker)
        await session.press("down", "enter")
        assert screen(session).segment.applicant == "Département des Collines"
        assert screen(session).segment.level == "département"
        await session.press("c")
        await session.type("Ville de Hautmont")
        await session.press("enter")
        assert screen(session).segment.level == "département"


async def test_a_juror_has_a_role(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("down", "c")
        assert isinstance(session.app.screen, LineEditor)
        await session.type("Présidente")
        await session.press("enter")
        assert screen(session).segment.applicant == "Présidente"


@pytest.mark.parametrize("key", ["c", "e", "d", "p"])
async def test_what_only_a_dossier_has_is_said(running: Running, key: str) -> None:
    async with running() as session:
        await show(session)
        await session.press(key)
        assert "Only a dossier has that" in said(session)
        assert screen(session).proposal == proposal()


async def test_the_line_one_is_on_has_a_sign_beside_its_colour(running: Running) -> None:
    async with running() as session:
        await show(session)
        await to_line(session, 11)
        assert "12► Les élèves de Bellerive" in painted(session)
        assert painted(session).count("►") == 1

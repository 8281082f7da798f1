"""Leaving a booklet: taken in as one step, saved to a file, or kept for another time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Input

from gpci_tui.model.segments import change
from gpci_tui.model.segments_json import from_json
from gpci_tui.operations import corrected_names
from gpci_tui.store import edition, journal
from gpci_tui.store.connection import Store
from gpci_tui.ui.app import GpciApp
from gpci_tui.ui.modals.booklet_opening import open_booklet
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.duplicates import Duplicates
from gpci_tui.ui.modals.importing import ImportPreview
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.modals.welcome import Welcome
from gpci_tui.ui.screens.booklet import BookletScreen
from gpci_tui.ui.screens.library import LibraryScreen
from tests.ui.booklets import BUS, LINES, TEXT, about, cuts, proposal, screen, show
from tests.ui.conftest import Running, Session, plain
from tests.ui.test_booklet import said, to_line


@pytest.fixture
def booklet(tmp_path: Path) -> Path:
    path = tmp_path / "ecoles.txt"
    path.write_text(TEXT, "utf-8")
    return path


def titles(store: Store) -> list[str]:
    rows = store.conn.execute("SELECT title FROM dossier ORDER BY id").fetchall()
    return [title for (title,) in rows]


async def open_it(session: Session, path: Path) -> None:
    session.app.run_worker(open_booklet(session.app, path), group="modal")
    await session.settle()


async def name_it(session: Session, path: Path) -> None:
    assert isinstance(session.app.screen, PathEditor)
    session.app.screen.query_one(Input).value = str(path)
    await session.settle()
    await session.press("enter")


# -- taking it in --------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_nothing_is_in_the_store_before_it_is_confirmed(
    running: Running, size: tuple[int, int]
) -> None:
    async with running(size=size) as session:
        before = await session.store(titles)
        await show(session)
        await to_line(session, BUS)
        await session.press("s", "i")
        summary = session.app.screen
        assert isinstance(summary, ImportPreview)
        counts = plain(summary.query_one("#counts"))
        assert "2 new dossiers" in counts
        assert "1 prize · 1 juror" in counts
        details = plain(summary.query_one("#details"))
        assert "ecoles.txt, line 10: This part is doubtful." not in details
        assert f"ecoles.txt, line {BUS + 1}: The dossier names no applicant." in details
        assert "Parts that are not taken in: 1" in details
        await session.press("escape")
        assert isinstance(session.app.screen, BookletScreen)
        assert await session.store(titles) == before
        await session.press("i", "enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert not session.app.has_booklet
        assert len(await session.store(titles)) == len(before) + 2
        assert "Imported: 2 new" in said(session)
        jurors = await session.store(lambda s: [j.name for j in edition.jurors(s.conn)])
        assert "Madeleine Exemple" in jurors
        # All of it is one step, which one undo takes back.
        assert len(await session.store(lambda s: journal.history(s.conn))) == 2
        await session.press("u")
        assert await session.store(titles) == before


async def test_what_is_not_sure_is_told_before_it_is_taken_in(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("i")
        details = plain(session.app.screen.query_one("#details"))
        assert "ecoles.txt, line 10: This part is doubtful." in details
        await session.press("escape", "end", "c")
        await session.type("none")
        await session.press("enter", "u", "i")
        assert plain(session.app.screen.query_one("#details")) == details


async def test_a_dossier_that_was_left_out_stays_out(running: Running) -> None:
    async with running() as session:
        before = await session.store(titles)
        await show(session)
        await session.press("end", "x", "i", "enter")
        assert await session.store(titles) == before


async def test_what_is_like_a_dossier_that_is_there_is_pointed_out(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("i", "enter")
        there = await session.store(titles)
        await show(session, change(proposal(), 3, title="Ville de Bellerive 2"))
        await session.press("i")
        assert isinstance(session.app.screen, Duplicates)
        await session.press("escape")
        assert isinstance(session.app.screen, BookletScreen)
        await session.press("i", "s", "enter", "escape")
        assert await session.store(titles) == there


async def test_the_welcome_goes_once_a_booklet_was_taken_in(
    running: Running, tmp_path: Path, booklet: Path
) -> None:
    async with running(tmp_path / "empty.gpci") as session:
        assert isinstance(session.app.screen, Welcome)
        await open_it(session, booklet)
        await session.press("i", "enter")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_an_applicant_that_was_corrected_is_right_in_the_next_import(
    running: Running, booklet: Path, tmp_path: Path
) -> None:
    table = tmp_path / "candidatures.csv"
    table.write_text("Titre;Collectivité;Texte\nLe four;VILLE DE BELLERIVE;Le pain.\n", "utf-8")
    told = "The applicant “{}” is taken in as “Ville de Hautmont”"
    async with running() as session:
        await show(session)
        await session.press("end", "c")
        await session.type("Ville de Hautmont")
        await session.press("enter", "i", "enter")
        # Another booklet proposes it, and says why.
        booklet.write_text(TEXT.replace("potager", "verger"), "utf-8")
        await open_it(session, booklet)
        found = next(s for s in screen(session).proposal.segments if s.applicant_read)
        assert (found.applicant, found.applicant_read) == (
            "Ville de Hautmont", "Ville de Bellerive",
        )  # fmt: skip
        await to_line(session, found.first)
        assert "was corrected so before" in " ".join(about(session).split())
        await session.press("i")
        assert isinstance(session.app.screen, ImportPreview)
        assert told.format("Ville de Bellerive") in plain(session.app.screen.query_one("#details"))
        await session.press("escape", "escape", "escape")
        # So does a table.
        await session.press("I")
        await name_it(session, table)
        await session.press("v")
        assert told.format("VILLE DE BELLERIVE") in plain(session.app.screen.query_one("#details"))
        await session.press("enter")
        names = await session.store(
            lambda s: [a for (a,) in s.conn.execute("SELECT applicant FROM dossier ORDER BY id")]
        )
        assert names[-2:] == ["Ville de Hautmont", "Ville de Hautmont"]


async def test_a_corrected_name_is_set_back_and_then_read_as_it_stands(
    running: Running, booklet: Path
) -> None:
    async with running() as session:
        await session.store(
            lambda s: corrected_names.remember(s, [("Ville de Bellerive", "Ville de Hautmont")])
        )
        await open_it(session, booklet)
        found = next(s for s in screen(session).proposal.segments if s.applicant_read)
        await to_line(session, found.first)
        await session.press("c")
        await session.type("bellerive")
        await session.press("enter")
        assert screen(session).segment.applicant == "Ville de Bellerive"
        await session.press("i", "enter")
        assert isinstance(session.app.screen, LibraryScreen)
        assert await session.store(corrected_names.known) == {}


# -- leaving it ----------------------------------------------------------------


async def test_what_was_not_touched_is_left_without_a_question(running: Running) -> None:
    async with running() as session:
        await show(session)
        await session.press("tab", "escape")
        assert isinstance(session.app.screen, BookletScreen)
        await session.press("escape")
        assert isinstance(session.app.screen, LibraryScreen)
        assert not session.app.has_booklet


async def cut_and_leave(session: Session, downs: int) -> None:
    await to_line(session, BUS)
    await session.press("s", "escape", "escape")
    assert isinstance(session.app.screen, Picker)
    await session.press(*["down"] * downs, "enter")


async def test_cuts_are_kept_for_another_time_and_gone_on_from(
    running: Running, filled_path: Path, booklet: Path
) -> None:
    async with running(filled_path) as session:
        await show(session, path=booklet)
        await cut_and_leave(session, 0)
        assert isinstance(session.app.screen, LibraryScreen)
    async with running(filled_path) as session:
        await open_it(session, booklet)
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        assert cuts(session) == [0, 4, 7, 9, BUS]
        # They are the only ones there are: they are not lost by going.
        await session.press("escape")
        assert isinstance(session.app.screen, Picker)
        await session.press("escape")
        assert isinstance(session.app.screen, BookletScreen)


async def test_cuts_that_are_thrown_away_are_not_offered_again(
    running: Running, booklet: Path
) -> None:
    async with running() as session:
        await show(session, path=booklet)
        await cut_and_leave(session, 2)
        await open_it(session, booklet)
        assert isinstance(session.app.screen, BookletScreen)
        assert cuts(session) != [0, 4, 7, 9, BUS]


async def test_quitting_in_the_midst_of_it_keeps_the_cuts(
    running: Running, filled_path: Path, booklet: Path
) -> None:
    async with running(filled_path) as session:
        await show(session, path=booklet)
        await to_line(session, BUS)
        await session.press("s", "ctrl+q")
    async with running(filled_path) as session:
        await open_it(session, booklet)
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        assert cuts(session) == [0, 4, 7, 9, BUS]


async def test_one_can_begin_anew(running: Running, filled_path: Path, booklet: Path) -> None:
    async with running(filled_path) as session:
        await show(session, path=booklet)
        await cut_and_leave(session, 0)
        await open_it(session, booklet)
        await session.press("down", "enter")
        assert isinstance(session.app.screen, BookletScreen)
        assert cuts(session) != [0, 4, 7, 9, BUS]


async def test_the_other_places_can_be_visited_meanwhile(running: Running) -> None:
    async with running() as session:
        await show(session)
        await to_line(session, BUS)
        await session.press("s", "1")
        assert isinstance(session.app.screen, LibraryScreen)
        await session.press("I", "enter")
        assert cuts(session) == [0, 4, 7, 9, BUS]


# -- files ---------------------------------------------------------------------


async def test_a_proposal_is_saved_beside_its_booklet_and_resumed(
    running: Running, booklet: Path
) -> None:
    saved = booklet.with_name("ecoles.proposal.json")
    async with running() as session:
        await show(session, path=booklet)
        await to_line(session, BUS)
        await session.press("s", "w", "enter")
        held = from_json(saved.read_text("utf-8"), "ecoles.txt", LINES, ())
        assert held == screen(session).proposal
        assert TEXT.split("\n")[2] not in saved.read_text("utf-8")
        # A file holds it: there is nothing to ask.
        await session.press("escape", "escape")
        assert isinstance(session.app.screen, LibraryScreen)
        # By the proposal's own name, then by the booklet's.
        await open_it(session, saved)
        assert cuts(session) == [0, 4, 7, 9, BUS]
        await session.press("escape")
        await open_it(session, booklet)
        assert isinstance(session.app.screen, Picker)
        await session.press("enter")
        assert cuts(session) == [0, 4, 7, 9, BUS]


async def test_nothing_is_written_over_without_asking(running: Running, booklet: Path) -> None:
    saved = booklet.with_name("ecoles.proposal.json")
    saved.write_text("mine", "utf-8")
    async with running() as session:
        await show(session, path=booklet)
        await session.press("w", "enter")
        assert isinstance(session.app.screen, Confirm)
        await session.press("escape")
        assert saved.read_text("utf-8") == "mine"
        await session.press("enter", "enter")
        assert json.loads(saved.read_text("utf-8"))["file"] == "ecoles.txt"


async def test_a_place_that_cant_be_is_said(running: Running, booklet: Path) -> None:
    async with running() as session:
        await show(session, path=booklet)
        await session.press("w")
        await name_it(session, booklet.parent / "nowhere" / "x.json")
        assert "no folder" in plain(session.app.screen.query_one("#warning"))
        await session.press("escape")
        assert screen(session).proposal == proposal()


async def test_a_proposal_without_its_booklet_asks_for_it(
    running: Running, booklet: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    async with running() as session:
        await show(session, path=booklet)
        await session.press("w")
        await name_it(session, elsewhere / "cuts.json")
        await session.press("escape")
        await open_it(session, elsewhere / "cuts.json")
        await name_it(session, booklet)
        assert screen(session).proposal == proposal()


async def test_a_proposal_of_another_text_is_refused(running: Running, booklet: Path) -> None:
    async with running() as session:
        await show(session, path=booklet)
        await session.press("w", "enter", "escape")
        booklet.write_text(TEXT + "\nEncore une ligne.\n", "utf-8")
        await open_it(session, booklet.with_name("ecoles.proposal.json"))
        assert "of another text" in said(session)
        assert not session.app.has_booklet
        # The booklet itself opens: what was saved for another text is not offered.
        await open_it(session, booklet)
        assert isinstance(session.app.screen, BookletScreen)


async def test_a_booklet_of_an_edition_that_can_only_be_read_is_not_taken_in(
    running: Running, filled_path: Path
) -> None:
    app = GpciApp(filled_path)
    try:
        await app.opened()
        async with running(filled_path) as session:
            await show(session)
            await session.press("i", "enter")
            assert "Another window" in said(session)
            assert isinstance(session.app.screen, BookletScreen)
            # Nor can cuts be kept in it: they are saved to a file, or lost with a word.
            await to_line(session, BUS)
            await session.press("s", "escape", "escape")
            assert isinstance(session.app.screen, Picker)
            offered = [choice.key for choice in session.app.screen._choices]
            assert offered == ["save", "throw"]
    finally:
        app.close_store()

"""The library: finding, filtering, sorting, marking, coming back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from gpci_tui.model.listing import Facets, Sort
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations import edition, library
from gpci_tui.store import reviews, shortlists, themes
from gpci_tui.ui.facet_memory import load_facets, save_facets
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.widgets.facets import FacetList
from tests.samples import CALAIS
from tests.ui.conftest import Running, Session


def screen(session: Session) -> LibraryScreen:
    found = session.app.screen
    assert isinstance(found, LibraryScreen)
    return found


def titles(session: Session) -> list[str]:
    dossiers = screen(session).dossiers
    rows = [dossiers.row(id_) for id_ in dossiers.ids]
    return [row.title for row in rows if row]


@pytest.mark.parametrize("size", [(80, 24), (132, 40), (200, 60)])
async def test_shows_every_dossier(running: Running, size: tuple[int, int]) -> None:
    async with running(size=size) as session:
        assert len(titles(session)) == 5
        assert session.app.return_code is None


async def test_typing_finds_without_accents_and_with_a_slip(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("oeuvres")
        assert titles(session) == ["Lire ensemble à Calais"]
        await session.press("escape", "slash")
        await session.type("piroge")
        assert titles(session) == ["Élargir la classe en Guyane"]


async def test_nothing_found_says_what_to_do_and_escape_clears(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("xyzxyz")
        assert titles(session) == []
        assert "Esc" in str(session.app.screen.query_one("#nothing").render())
        await session.press("escape")
        assert len(titles(session)) == 5


async def test_letters_in_the_search_field_are_typed_not_obeyed(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("tux")
        assert session.app.screen.query_one("#search").value == "tux"
        statuses = await session.store(
            lambda s: [reviews.review(s.conn, s.juror_id, i).status for i in range(1, 6)]
        )
        assert set(statuses) == {Status.UNREAD}


async def test_facets_narrow_and_combine(running: Running) -> None:
    async with running() as session:
        library_screen = screen(session)
        library_screen.choose_facets(Facets().toggle("levels", "commune"))
        await session.settle()
        assert titles(session) == ["Lire ensemble à Calais"]
        library_screen.choose_facets(library_screen.facets.toggle("statuses", Status.READ))
        await session.settle()
        assert titles(session) == []
        await session.press("escape")
        assert len(titles(session)) == 5


async def test_a_facet_is_chosen_with_the_keyboard(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("f")
        facets = session.app.screen.query_one(FacetList)
        assert facets.has_focus
        await session.press("end")
        await session.press("enter")
        assert screen(session).facets == Facets(annotated=frozenset({False}))
        await session.press("escape")
        assert screen(session).dossiers.has_focus


async def test_several_are_tagged_and_shortlisted_at_once(running: Running) -> None:
    async with running() as session:
        await session.press("v", "v", "t")
        await session.type("Neuf")
        await session.press("enter", "escape", "s")
        await session.type("Alliance")
        await session.press("enter", "escape")
        ids = screen(session).dossiers.ids[:2]
        tagged = await session.store(
            lambda s: [[t.name for t in themes.of_dossier(s.conn, s.juror_id, id_)] for id_ in ids]
        )
        assert all("Neuf" in names for names in tagged)
        listed = await session.store(
            lambda s: [shortlists.of_dossier(s.conn, s.juror_id, id_) for id_ in ids]
        )
        assert [found[0][1] for found in listed] == ["Alliance éducative", "Alliance éducative"]
        await session.press("u", "u")
        left = await session.store(lambda s: themes.by_name(s.conn, "Neuf"))
        assert left is None


async def test_a_theme_is_put_on_and_taken_off_and_a_near_name_is_pointed_out(
    running: Running,
) -> None:
    async with running() as session:
        first = screen(session).dossiers.current
        assert first is not None
        known = await session.store(lambda s: themes.vocabulary(s.conn, s.juror_id))
        name = known[0].name
        await session.press("t")
        await session.type(name + "s")
        assert name in str(session.app.screen.query_one("#warning").render())
        await session.press("escape", "t")
        await session.type(name)
        await session.press("enter", "escape")
        have = await session.store(lambda s: themes.of_dossier(s.conn, s.juror_id, first))
        assert [t.name for t in have] == [name]
        await session.press("t")
        await session.type(name)
        await session.press("enter", "escape")
        assert await session.store(lambda s: themes.of_dossier(s.conn, s.juror_id, first)) == []


async def test_status_note_and_aside(running: Running) -> None:
    async with running() as session:
        first = screen(session).dossiers.current
        assert first is not None
        await session.press("m")
        await session.type("to re")
        await session.press("enter", "n")
        await session.type("bon")
        await session.press("ctrl+n")
        await session.type("dossier")
        await session.press("enter")
        review = await session.store(lambda s: reviews.review(s.conn, s.juror_id, first))
        assert (review.status, review.note) == (Status.REREAD, "bon\ndossier")
        await session.press("x")
        review = await session.store(lambda s: reviews.review(s.conn, s.juror_id, first))
        assert review.status is Status.ASIDE
        await session.press("u", "u", "u")
        review = await session.store(lambda s: reviews.review(s.conn, s.juror_id, first))
        assert (review.status, review.note) == (Status.UNREAD, "")


async def test_a_typed_note_is_not_lost_by_one_escape(running: Running) -> None:
    async with running() as session:
        first = screen(session).dossiers.current
        assert first is not None
        await session.press("n")
        await session.type("mot")
        await session.press("escape")
        assert not isinstance(session.app.screen, LibraryScreen)
        await session.press("enter")
        review = await session.store(lambda s: reviews.review(s.conn, s.juror_id, first))
        assert review.note == "mot"


@pytest.mark.parametrize("order", [s for s in Sort if s is not Sort.RELEVANCE])
async def test_sorts_as_the_store_does(running: Running, order: Sort) -> None:
    async with running() as session:
        await session.press("o")
        index = [s for s in Sort if s is not Sort.RELEVANCE].index(order)
        await session.press(*["down"] * index, "enter")
        expected = await session.store(lambda s: library.find(s, "", Facets(), order).ids)
        assert screen(session).dossiers.ids == expected


async def test_comes_back_to_the_same_place(running: Running, filled_path: Path) -> None:
    async with running() as session:
        await session.press("o", "down", "enter", "down", "down")
        await session.press("slash")
        await session.type("le")
        await session.press("enter", "down")
        before = (screen(session).dossiers.ids, screen(session).dossiers.current)
        await session.press("ctrl+q")
    async with running(filled_path) as session:
        assert (screen(session).dossiers.ids, screen(session).dossiers.current) == before
        assert session.app.screen.query_one("#search").value == "le"


async def test_markup_in_titles_is_shown_literally(running: Running, tmp_path: Path) -> None:
    from gpci_tui.model.dossier import DossierDraft
    from gpci_tui.operations import edition
    from gpci_tui.store.connection import open_store

    path = tmp_path / "hostile.gpci"
    opened = open_store(path)
    title = "[b]x[/b] [/x] [@click=app.quit]go[/]"
    edition.take_in(
        opened,
        [
            DossierDraft(
                "h", title, f"{title} body", title, title, title, title, (("tools", (title,)),)
            )
        ],
    )
    opened.close()
    async with running(path) as session:
        assert titles(session) == [title]
        await session.press("t")
        await session.type("[/x]")
        await session.press("enter", "escape", "n")
        await session.type("[/y]")
        await session.press("enter")
        have = await session.store(lambda s: themes.of_dossier(s.conn, s.juror_id, 1))
        assert [t.name for t in have] == ["[/x]"]
        assert session.app.return_code is None


def test_facets_survive_being_saved() -> None:
    facets = Facets(
        frozenset({Status.READ}),
        frozenset({0, 2}),
        frozenset({"", "commune"}),
        frozenset({3}),
        frozenset({ListKey(ListKind.OWN, 4)}),
        frozenset({True}),
    )
    assert load_facets(save_facets(facets)) == facets
    assert load_facets("nonsense") == load_facets("[]") == load_facets("{}") == Facets()


async def test_a_second_window_can_only_read_and_says_so(
    running: Running, filled_path: Path
) -> None:
    async with running(filled_path) as first, running(filled_path) as second:
        assert (await second.app.opened()).read_only
        await second.press("x")
        await first.press("x")
        statuses = await second.store(
            lambda s: [reviews.review(s.conn, s.juror_id, i).status for i in range(1, 6)]
        )
        assert statuses.count(Status.ASIDE) == 1


async def test_the_cursor_follows_what_was_read(running: Running) -> None:
    async with running() as session:
        library_screen = screen(session)
        second, third = library_screen.dossiers.ids[1:3]
        await session.press("down", "enter", "greater_than_sign", "1")
        assert screen(session).dossiers.current == third
        await session.press("up", "3", "1")
        assert screen(session).dossiers.current == second


async def test_letters_among_the_filters_change_no_dossier(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        await session.press("f", "x", "s", "t", "m", "n", "v")
        assert isinstance(session.app.screen, LibraryScreen)
        statuses = await session.store(
            lambda s: [reviews.review(s.conn, s.juror_id, i).status for i in range(1, 6)]
        )
        assert set(statuses) == {Status.UNREAD}
        assert not screen(session).dossiers.marked


async def test_filters_and_selection_are_said_above_the_list(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        said = session.app.screen.query_one("#understood")
        assert not said.has_class("-shown")
        await session.press("f", "enter", "escape")
        assert "Filters: Unread" in str(said.render())
        await session.press("v")
        assert "Esc lets go" in str(said.render())
        await session.press("escape", "escape")
        assert not said.has_class("-shown")


async def test_what_was_just_created_stands_under_the_cursor(running: Running) -> None:
    async with running() as session:
        first = screen(session).dossiers.current
        assert first is not None
        await session.press("t")
        await session.type("Zone")
        await session.press("enter", "enter", "escape")
        have = await session.store(lambda s: themes.of_dossier(s.conn, s.juror_id, first))
        assert have == []
        assert await session.store(lambda s: themes.by_name(s.conn, "Zone"))


async def test_the_wheel_and_the_scrollbar_move_the_list(running: Running) -> None:
    async with running(size=(80, 24)) as session:
        drafts = [CALAIS._replace(ref=f"r{n}", title=f"T {n}") for n in range(40)]
        await session.store(lambda store: edition.take_in(store, drafts))
        screen(session).spoil()
        await session.settle()
        dossiers = screen(session).dossiers
        wheel = [events.MouseScrollDown]
        await session.pilot._post_mouse_events(wheel, widget=dossiers)  # type: ignore[arg-type]
        assert dossiers.scroll_offset.y > 0
        bottom = (dossiers.row_width, dossiers.size.height - 1)
        await session.pilot.mouse_down(dossiers, offset=bottom)
        assert dossiers.scroll_offset.y == dossiers.max_scroll_y
        await session.pilot.mouse_up(dossiers, offset=bottom)
        await session.pilot.hover(dossiers, offset=(dossiers.row_width, 0))
        assert dossiers.scroll_offset.y == dossiers.max_scroll_y
        assert dossiers.cursor == 0

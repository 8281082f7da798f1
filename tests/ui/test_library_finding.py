"""The library while one types: nothing stale, nothing slow, the best one under the cursor."""

from __future__ import annotations

from array import array
from typing import Any

import pytest

from gpci_tui.model.listing import Facets, Sort
from gpci_tui.model.review import Status
from gpci_tui.operations import library
from gpci_tui.store import reviews
from gpci_tui.ui import library_finding, library_words
from gpci_tui.ui.library_finding import Asked
from gpci_tui.ui.screens.library import LibraryScreen
from gpci_tui.ui.screens.reader import ReaderScreen
from gpci_tui.ui.widgets.dossier_list import KEPT, PAGE, UNKNOWN
from gpci_tui.ui.widgets.hints import HintLine
from tests.ui.conftest import Running, Session, plain

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def screen(session: Session) -> LibraryScreen:
    found = session.app.screen
    assert isinstance(found, LibraryScreen)
    return found


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Asked]:
    """What was asked for, for each listing that was painted."""
    seen: list[Asked] = []
    paint = LibraryScreen._paint

    def record(self: LibraryScreen, listing: library_finding.Listing) -> None:
        seen.append(self._shown)
        paint(self, listing)

    monkeypatch.setattr(LibraryScreen, "_paint", record)
    return seen


@pytest.fixture
def endless_until(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let every search but that of one text go on until it is interrupted."""
    find = library_finding.find

    def endless(last: str) -> None:
        def search(reader: Any, asked: Asked, *args: Any, **options: Any) -> Any:
            if asked.typed and asked.typed != last:
                reader.conn.execute(ENDLESS).fetchall()
            return find(reader, asked, *args, **options)

        monkeypatch.setattr(library_finding, "find", search)

    return endless


async def test_fast_typing_paints_the_answer_to_the_whole_text_alone(
    running: Running, painted: list[Asked], endless_until: Any
) -> None:
    async with running() as session:
        endless_until("tablettes")
        await session.press("slash")
        painted.clear()
        await session.pilot.press(*"tablettes")
        await session.settle()
        assert [asked.typed for asked in painted] == ["tablettes"]
        expected = await session.store(lambda s: library.find(s, "tablettes").ids)
        assert list(screen(session).dossiers.ids) == list(expected)


async def test_an_answer_that_comes_late_is_not_painted(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as session:
        library_screen = screen(session)
        find = session.app.search
        late: list[str] = []

        async def overtaken(query: Any, asked: Any, *args: Any, **options: Any) -> Any:
            answer = await find(query, asked, *args, **options)
            if isinstance(asked, Asked) and asked.typed == "tab":
                late.append(asked.typed)
                library_screen.typed = "pirogue"
                await library_screen._find()
            return answer

        monkeypatch.setattr(session.app, "search", overtaken)
        library_screen.typed = "tab"
        await library_screen._find()
        assert late == ["tab"]
        assert library_screen._shown.typed == "pirogue"
        assert len(library_screen.dossiers.ids) == 1


async def test_quitting_in_the_middle_of_a_search_ends_it(
    running: Running, endless_until: Any
) -> None:
    async with running() as session:
        endless_until("")
        await session.press("slash")
        await session.pilot.press(*"tab")
        await session.app.action_leave()
    assert session.app.return_code == 0


async def test_enter_before_the_answer_opens_what_was_asked_for(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.pilot.press(*"pirogue", "enter", "enter")
        await session.settle()
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.reading is not None
        assert reader.reading.dossier.ref == "guyane-classes"


async def test_who_types_stands_on_the_best_one(running: Running) -> None:
    async with running() as session:
        dossiers = screen(session).dossiers
        await session.press("end", "slash")
        await session.type("e")
        assert len(dossiers.ids) > 2
        assert dossiers.cursor == 0
        chosen = dossiers.ids[1]
        await session.press("enter", "down", "escape")
        assert screen(session).typed == ""
        assert dossiers.current == chosen, "without words one goes on with the same dossier"


async def test_who_sorts_or_filters_goes_on_with_the_same_dossier(running: Running) -> None:
    async with running() as session:
        library_screen = screen(session)
        dossiers = library_screen.dossiers
        await session.press("down", "down")
        chosen = dossiers.current
        library_screen.sort = Sort.TITLE
        library_screen.choose_facets(Facets(statuses=frozenset({Status.UNREAD})))
        await session.settle()
        assert dossiers.current == chosen


async def test_the_cursor_keeps_its_row_where_its_dossier_leaves_the_list(
    running: Running,
) -> None:
    async with running() as session:
        library_screen = screen(session)
        dossiers = library_screen.dossiers
        library_screen.choose_facets(Facets(statuses=frozenset({Status.UNREAD})))
        await session.settle()
        await session.press("down", "down")
        left, following = dossiers.ids[2:4]
        await session.press("x")
        assert left not in dossiers.ids
        assert dossiers.current == following


async def test_ids_that_are_not_known_yet_are_waited_for(running: Running) -> None:
    async with running() as session:
        dossiers = screen(session).dossiers
        every = array("q", dossiers.ids)
        known = [row for row in map(dossiers.row, every[:2]) if row]
        dossiers.show(array("q", [*every[:2], UNKNOWN, UNKNOWN, UNKNOWN]), known, 0)
        await session.press("end")
        assert dossiers.cursor == 4
        assert dossiers.current is None
        line = dossiers.render_line(dossiers.row_height * 4 - dossiers.scroll_offset.y).text
        assert line.strip() == "▌    …"
        await session.press("x", "enter", "v", "home", "end")
        assert dossiers.marked == set()
        assert isinstance(session.app.screen, LibraryScreen)
        statuses = await session.store(
            lambda s: {reviews.review(s.conn, s.juror_id, i).status for i in every}
        )
        assert statuses == {Status.UNREAD}
        dossiers.show(every, known, dossiers.cursor)
        await session.settle()
        assert dossiers.current == every[4]
        assert dossiers.row(every[4]) is not None


async def test_all_of_a_hundred_thousand_are_marked_and_few_rows_are_kept(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running() as session:
        dossiers = screen(session).dossiers
        rows = [row for row in map(dossiers.row, dossiers.ids) if row]
        monkeypatch.setattr(
            library_finding.library_store, "rows",
            lambda _conn, _me, ids: [rows[0]._replace(id=id_) for id_ in ids],
        )  # fmt: skip
        many = array("q", range(1, 100_001))
        dossiers.show(many, rows, 0)
        await session.press("V")
        assert len(dossiers.marked) == 100_000
        assert len(screen(session).subject()) == 100_000
        await session.press("end")
        assert dossiers.row(100_000) is not None
        await session.press("V")
        assert dossiers.marked == set()
        for page in range(KEPT // PAGE + 2):
            ids = many[page * PAGE : (page + 1) * PAGE]
            dossiers.add_rows([rows[0]._replace(id=id_) for id_ in ids])
        assert len(dossiers._rows) <= KEPT
        assert dossiers.row(ids[0]) is not None


async def test_groups_are_numbered_and_parted(running: Running) -> None:
    async with running(size=(100, 40)) as session:
        dossiers = screen(session).dossiers
        rows = [row for row in map(dossiers.row, dossiers.ids) if row]
        dossiers.show(dossiers.ids, rows, 0, groups=(2, 0, 3))
        height = dossiers.row_height
        lines = [dossiers.render_line(y).text for y in range(5 * height)]
        assert [lines[i * height + 1].strip("▌ ")[0] for i in range(5)] == list("11333")
        ruled = [y for y, line in enumerate(lines) if "──" in line]
        assert ruled == [2 * height - 1]
        assert lines[ruled[0]].rstrip().endswith(" 3")


async def test_marks_that_are_no_longer_listed_are_let_go(running: Running) -> None:
    async with running() as session:
        dossiers = screen(session).dossiers
        await session.press("V", "slash")
        await session.type("pirogue")
        assert dossiers.marked == set(dossiers.ids)
        assert len(dossiers.marked) == 1


async def test_the_next_dossier_is_that_of_the_list_however_one_came(running: Running) -> None:
    async with running() as session:
        ids = screen(session).dossiers.ids
        await session.press("end", "enter", "less_than_sign", "less_than_sign")
        reader = session.app.screen
        assert isinstance(reader, ReaderScreen)
        assert reader.reading is not None
        assert reader.reading.dossier.id == ids[-3]
        session.app.read_dossier(ids[0])
        await session.settle()
        await session.press("greater_than_sign")
        assert reader.reading.dossier.id == ids[1]


async def test_what_can_be_done_is_known_before_the_parts_are_there(running: Running) -> None:
    async with running():
        fresh = LibraryScreen()
        for action in ("theme", "mark", "complete", "recent"):
            assert fresh.check_action(action, ()) in (True, False, None)


@pytest.mark.parametrize("size", [(80, 24), (132, 40)])
async def test_what_was_found_leaves_room_for_what_is_typed(
    running: Running, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(library_words, "sort_name", lambda sort: "x" * 60)
    async with running(size=size) as session:
        await session.press("slash")
        await session.type("ecole")
        field = screen(session).search_field
        assert field.size.width >= 16
        assert "ecole" in field.render_line(0).text
        outcome = screen(session).query_one("#outcome")
        assert plain(outcome).endswith("x…")
        assert outcome.region.right <= screen(session).query_one("#search-line").region.right


async def test_where_nothing_is_found_no_order_is_said(running: Running) -> None:
    async with running() as session:
        await session.press("slash")
        await session.type("xyzxyz")
        assert plain(screen(session).query_one("#outcome")) == "0 of 5"


async def test_the_key_that_takes_words_as_typed_is_there_with_the_words(
    running: Running,
) -> None:
    async with running() as session:
        hints = session.app.screen.query_one(HintLine)
        await session.press("slash")
        assert "Ctrl+L" not in hints.render_line(0).text
        await session.type("e")
        assert "Ctrl+L" in hints.render_line(0).text
        await session.press("backspace")
        assert "Ctrl+L" not in hints.render_line(0).text

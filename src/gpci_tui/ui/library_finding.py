"""Finding dossiers: from what is typed and chosen to the list, in steps that never go back.

First the list is painted as soon as it is known; then it is put in its final
order; then it is read where the words stand in the dossiers on the screen. A
new key ends all of it, and an older answer is never painted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual import on, work
from textual.content import Content
from textual.widgets import Input, Static

from gpci_tui.model.errors import NotFound
from gpci_tui.model.listing import Facets, Found, Row, Sort
from gpci_tui.operations import library as library_operations
from gpci_tui.store import library as library_store
from gpci_tui.store.connection import Reader
from gpci_tui.ui.dossier_screen import DossierScreen
from gpci_tui.ui.facet_memory import load_facets, save_facets
from gpci_tui.ui.library_words import outcome, remarks, why_nothing
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.dossier_list import PAGE, DossierList, Passages
from gpci_tui.ui.widgets.facets import FacetList
from gpci_tui.ui.widgets.preview import Preview
from gpci_tui.ui.widgets.preview_lines import Previewed, read_preview
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.model.query import Problem

PAINTED = 0.012
"""Seconds after which the row to which the cursor went is on the screen."""
HELD = 0.12
"""Seconds between two moves below which the arrow key is held down."""
AT_ONCE = 0.008
"""Seconds in which passages are read in one step, so that a key never waits for long texts."""
WIDTH_STEP = 8
LEAST_FIELD = 20
"""Columns that are left to what is typed, its sign included."""


class Asked(NamedTuple):
    """What is asked of the library."""

    typed: str = ""
    facets: Facets = Facets()
    sort: Sort = Sort.EDITION


class Stand(NamedTuple):
    """Where the cursor is to stand."""

    dossier: int | None = None
    row: int = 0
    """Where the dossier is not listed."""


class Sight(NamedTuple):
    """What can be seen of the list and beside it."""

    rows: int
    width: int
    """Columns of a passage."""
    preview: bool


class Listing(NamedTuple):
    """What is painted in one go."""

    found: Found
    at: int
    """Where the cursor stands."""
    rows: list[Row]
    """Those around it."""
    marked: set[int]
    """Which of the marked dossiers are listed."""
    passages: Passages
    """Of what is seen, as far as they were read in time."""
    previewed: Previewed | None


def find(
    reader: Reader, asked: Asked, stand: Stand, marked: set[int], sight: Sight, *, typing: bool
) -> Listing:
    """Return what is asked for, with all that is seen of it.

    The last word may go on in any case, so that leaving the field changes no
    list. While ``typing``, what is not finished is no problem.
    """
    found = library_operations.find(
        reader, asked.typed, asked.facets, asked.sort, with_facets=True, typing=True
    )
    if not typing:
        found = found._replace(problems=problems_of(reader, asked.typed))
    return _listing(reader, found, stand, marked, sight)


def problems_of(reader: Reader, typed: str) -> tuple[Problem, ...]:
    """Return what is not understood of a search that nobody types any more."""
    return library_operations.find(reader, typed).problems if typed.strip() else ()


def put_in_order(reader: Reader, found: Found, stand: Stand, sight: Sight) -> Listing:
    """Return what was found in its final order."""
    ranked = library_operations.rank(reader, found)._replace(problems=found.problems)
    return _listing(reader, ranked, stand, set(), sight)


def _listing(reader: Reader, found: Found, stand: Stand, marked: set[int], sight: Sight) -> Listing:
    at = min(stand.row, max(0, len(found.ids) - 1))
    if stand.dossier in found.ids:
        at = found.ids.index(stand.dossier)
    first = at // PAGE * PAGE
    rows = library_store.rows(reader.conn, reader.juror_id, found.ids[first : first + PAGE])
    top = max(0, min(at, len(found.ids) - sight.rows))
    seen = found.ids[top : top + sight.rows] if found.terms else ()
    return Listing(
        found, at, rows, marked and marked.intersection(found.ids),
        passages(reader, seen, found.terms, sight.width),
        preview_of(reader, found.ids[at]) if sight.preview and found.ids else None,
    )  # fmt: skip


def passages(reader: Reader, ids: Sequence[int], terms: tuple[str, ...], width: int) -> Passages:
    """Return where the terms stand in some dossiers, as many as can be read ``AT_ONCE``."""
    end = monotonic() + AT_ONCE
    found: Passages = {}
    for id_ in ids:
        found[id_] = library_operations.snippets(reader, (id_,), terms, width).get(id_)
        if monotonic() > end:
            break
    return found


def preview_of(reader: Reader, dossier_id: int) -> Previewed | None:
    """Return what the preview shows of a dossier; None where it was undone meanwhile."""
    try:
        return read_preview(reader, dossier_id)
    except NotFound:
        return None


class Finding(DossierScreen):
    """A screen that lists what is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.facets = Facets()
        self.sort = Sort.EDITION
        self.typed = ""
        self.found = Found()
        """What is listed."""
        self._shown = Asked()
        """What was asked for when it was listed."""
        self._wanted: int | None = None
        """The dossier on which the cursor is to stand after the next reading."""
        self._restored = False
        self._number = 0
        """How many times it was asked; an answer to an earlier question is not painted."""
        self._moved_on = False
        """Whether the cursor was moved since the list was painted."""
        self._previewed_at = 0.0
        self._open_then = False
        """Whether the best one is to be opened as soon as it is listed."""

    @property
    def dossiers(self) -> DossierList:
        return self.query_one(DossierList)

    @property
    def search_field(self) -> Input:
        """Where the words are typed."""
        return self.query_one("#search", Input)

    # -- asking --------------------------------------------------------------

    async def reload(self) -> None:
        """Find again what was typed and chosen, and paint it."""
        if not self._restored:
            await self._restore()
        await self._find()

    async def _restore(self) -> None:
        self._restored = True
        session = await self.gpci.remembered()
        self.facets = load_facets(session.get("library.facets", ""))
        sort = session.get("library.sort", "")
        self.sort = Sort(sort) if sort in set(Sort) else Sort.EDITION
        self._wanted = int(session["library.dossier"]) if "library.dossier" in session else None
        self.typed = session.get("library.query", "")
        self._shown = self._asked
        if self.typed:
            with self.prevent(Input.Changed):
                self.search_field.value = self.typed

    async def ask_only(self, typed: str = "", facets: Facets | None = None) -> None:
        """Ask for one thing; what was typed and chosen before is let go."""
        if not self._restored:
            await self._restore()
        with self.prevent(Input.Changed):
            self.search_field.value = typed
        self.typed = typed
        self.gpci.remember(**{"library.query": typed})
        self.choose_facets(facets or Facets())

    def choose_facets(self, facets: Facets) -> None:
        """List what is under some facets."""
        self.facets = facets
        self.gpci.remember(**{"library.facets": save_facets(facets)})
        self.refresh_data()

    @property
    def _asked(self) -> Asked:
        return Asked(self.typed, self.facets, self.sort)

    def _stand(self) -> Stand:
        if self._wanted is not None:
            return Stand(self._wanted)
        dossiers = self.dossiers
        if self._asked == self._shown:
            return Stand(dossiers.current, dossiers.cursor)
        # Who types looks for the best one; who filters or sorts goes on with the same one.
        best = self.typed.strip() and self.typed != self._shown.typed
        return Stand() if best else Stand(dossiers.current)

    async def _find(self) -> None:
        self._number += 1
        number, asked = self._number, self._asked
        self.workers.cancel_group(self, "order")
        self.workers.cancel_group(self, "passages")
        self.workers.cancel_group(self, "preview")
        listing = await self.gpci.search(
            find, asked, self._stand(), set(self.dossiers.marked), self._sight(),
            typing=self.search_field.has_focus,
        )  # fmt: skip
        if number != self._number:
            return
        self._wanted, self._shown = None, asked
        self._paint(listing)
        if self._open_then:
            self.open_current()
        if not self.found.ranked:
            self._put_in_order(number)
        self._let_go_of_removed()

    def _let_go_of_removed(self) -> None:
        """Choose no saved search that is no longer there: nothing would be listed, unsaid why."""
        there = {v.value for v in self.found.facets if v.facet == "searches"}
        if self.facets.searches - there:
            self.choose_facets(self.facets._replace(searches=self.facets.searches & there))

    @work(exclusive=True, group="problems")
    async def say_problems(self) -> None:
        """Say what is not understood, now that nobody types any more."""
        number, typed = self._number, self.typed
        problems = await self.gpci.search(problems_of, typed)
        if (number, typed) == (self._number, self.typed):
            self.found = self.found._replace(problems=problems)
            self.say_outcome()

    @work(exclusive=True, group="order")
    async def _put_in_order(self, number: int) -> None:
        """Show the final order, unless the cursor was moved meanwhile, or something else asked."""
        listing = await self.gpci.search(put_in_order, self.found, Stand(), self._sight())
        if number == self._number and not self._moved_on:
            self._paint(listing._replace(marked=self.dossiers.marked))

    def _sight(self) -> Sight:
        dossiers = self.dossiers
        rows = -(-dossiers.size.height // dossiers.height_of_row(passages=True))
        return Sight(rows, dossiers.passage_width, self.query_one(Preview).display)

    # -- painting ------------------------------------------------------------

    def _paint(self, listing: Listing) -> None:
        found = self.found = listing.found
        self._moved_on = False
        self.gpci.listing = found.ids
        self.dossiers.marked = listing.marked
        self.dossiers.show(
            found.ids, listing.rows, listing.at, terms=found.terms, passages=listing.passages,
            groups=found.groups,
        )  # fmt: skip
        self.query_one(FacetList).show(found.facets, self.facets)
        self.query_one(Preview).show(listing.previewed, found.terms)
        self.say_outcome()

    def say_outcome(self) -> None:
        """Say how much was found, how it was understood, and what to do where nothing was."""
        found, marked = self.found, len(self.dossiers.marked)
        line = self.query_one("#outcome", Static)
        # Before the first layout nothing has a width but the window.
        whole = self.query_one("#search-line").size.width or self.app.size.width
        room = max(0, whole - LEAST_FIELD)
        shown = cut(outcome(found, self.sort, marked), max(0, room - 2))
        # In steps, so that not each key lays the screen out again.
        width = min(room, -(-(cell_len(shown) + 2) // WIDTH_STEP) * WIDTH_STEP)
        if line.styles.width is None or line.styles.width.value != width:
            line.styles.width = width
        if line.content != Content(shown):
            line.update(Content(shown), layout=False)
        self._say("#understood", remarks(found, self.facets, marked))
        nothing = why_nothing(found, self.facets, self.typed) if not found.ids else ""
        self._say("#nothing", [nothing] if nothing else [])

    def _say(self, where: str, lines: list[str]) -> None:
        """Show some lines, or nothing, and lay out anew only where their number is another."""
        place, text = self.query_one(where, Static), Content("\n".join(lines))
        if place.content != text:
            place.set_class(bool(lines), "-shown")
            place.update(text)

    @on(DossierList.PageWanted)
    async def _read_page(self, message: DossierList.PageWanted) -> None:
        message.stop()
        rows = await self.gpci.read(lambda s: library_store.rows(s.conn, s.juror_id, message.ids))
        self.dossiers.add_rows(rows)

    @on(DossierList.PassagesWanted)
    def _want_passages(self, message: DossierList.PassagesWanted) -> None:
        message.stop()
        self._read_passages()

    @work(exclusive=True, group="passages")
    async def _read_passages(self) -> None:
        """Read where the words stand in what is on the screen, a few milliseconds at a time."""
        dossiers = self.dossiers
        while ids := dossiers.without_passage():
            found = await self.gpci.search(passages, ids, dossiers.terms, dossiers.passage_width)
            dossiers.add_passages(found)

    @on(Rows.Moved, "#dossiers")
    def _moved(self, message: Rows.Moved) -> None:
        message.stop()
        self._moved_on = True
        current = self.dossiers.current
        if current is not None:
            self.gpci.remember(**{"library.dossier": str(current)})
        self.show_preview()

    @on(Rows.Chosen, "#dossiers")
    def _chosen(self, message: Rows.Chosen) -> None:
        """Open the dossier; where the answer to the last key is still to come, that one's."""
        message.stop()
        if self._asked == self._shown:
            self.open_current()
        else:
            self._open_then = True

    def open_current(self) -> None:
        """Open the dossier under the cursor in the reader."""
        self._open_then = False
        current = self.dossiers.current
        if current is not None:
            self.gpci.listing = self.dossiers.ids
            self.gpci.read_dossier(current, self.typed if self.dossiers.terms else "")

    @work(exclusive=True, group="preview")
    async def show_preview(self) -> None:
        """Show the dossier under the cursor, at once after a single step."""
        # A held arrow key passes many rows; only where it rests is read.
        now = asyncio.get_running_loop().time()
        held, self._previewed_at = now - self._previewed_at < HELD, now
        # The row is painted first: to read at the same time would slow it down.
        await asyncio.sleep(HELD / 2 if held else PAINTED)
        current, preview = self.dossiers.current, self.query_one(Preview)
        previewed = None
        if preview.display and current is not None:
            previewed = await self.gpci.read(preview_of, current)
        preview.show(previewed, self.dossiers.terms)

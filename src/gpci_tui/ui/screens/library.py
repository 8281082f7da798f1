"""The library: find, filter, sort, look at, mark, open."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from gpci_tui.i18n import _
from gpci_tui.model.changes import Topic
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.listing import Facets, Found, Row, Sort
from gpci_tui.operations import library as library_operations
from gpci_tui.operations.words import sort_name
from gpci_tui.store import library as library_store
from gpci_tui.store.connection import Reader
from gpci_tui.ui.dossier_screen import DossierScreen
from gpci_tui.ui.facet_memory import load_facets, save_facets
from gpci_tui.ui.keys import hint
from gpci_tui.ui.library_words import outcome, remarks, why_nothing
from gpci_tui.ui.widgets.dossier_list import PAGE, DossierList
from gpci_tui.ui.widgets.facets import FacetList
from gpci_tui.ui.widgets.preview import Preview
from gpci_tui.ui.widgets.preview_lines import read_preview
from gpci_tui.ui.widgets.rows import Rows

Listing = tuple[Found, int, list[Row]]
HELD = 0.12
"""Seconds between two moves below which the arrow key is held down."""


class SearchInput(Input):
    """The search field; down and Enter go to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "submit", N_("to the list"), id="library.to_list"),
    ]


class LibraryScreen(DossierScreen):
    """Facets, the list, the preview."""

    MODE = "library"
    TOPICS = frozenset(Topic)
    HINTS = (
        hint("list.choose", "library.to_list"),
        hint("library.tick"),
        hint("library.search"),
        hint("library.filter"),
        hint("dossier.theme"),
        hint("dossier.shortlist"),
        hint("dossier.status"),
        hint("dossier.note"),
        hint("library.compare"),
        hint("library.sort"),
        hint("library.mark"),
        hint("dossier.aside"),
        hint("library.clear"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("find"), id="library.search"),
        Binding("f", "filter", N_("filter"), id="library.filter"),
        Binding("o", "sort", N_("sort"), id="library.sort"),
        Binding("v", "mark", N_("select"), id="library.mark"),
        Binding("V", "mark_all", N_("select all"), id="library.mark_all"),
        Binding("c", "compare", N_("compare"), id="library.compare"),
        Binding("escape", "clear", N_("clear"), id="library.clear"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.facets = Facets()
        self.sort = Sort.EDITION
        self.typed = ""
        self._wanted: int | None = None
        """The dossier on which the cursor is to stand after the next reading."""
        self._restored = False
        self._previewed_at = 0.0

    def compose_body(self) -> ComposeResult:
        # Docked at the sides, not in boxes, whose blank lines would be painted, too.
        with Horizontal(id="search-line"):
            yield Static("/", id="search-sign", markup=False)
            yield SearchInput(id="search", placeholder=_("find"), compact=True)
            yield Static(id="outcome", markup=False)
        yield Static(id="understood", markup=False)
        yield Static(id="nothing", markup=False)
        yield DossierList(id="dossiers")
        yield FacetList(id="facets")
        yield Preview(id="preview")

    @property
    def dossiers(self) -> DossierList:
        return self.query_one(DossierList)

    def on_mount(self) -> None:
        self.set_focus(self.dossiers)

    # -- reading ------------------------------------------------------------

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
        if self.typed:
            with self.prevent(Input.Changed):
                self.query_one("#search", Input).value = self.typed

    async def show_only(self, facets: Facets) -> None:
        """Show what is under some facets; other filters and the words are let go."""
        if not self._restored:
            await self._restore()
        with self.prevent(Input.Changed):
            self.query_one("#search", Input).value = ""
        self.typed = ""
        self.gpci.remember(**{"library.query": ""})
        self._close_facets()
        self.dossiers.focus()
        self._choose_facets(facets)

    def on_screen_resume(self) -> None:
        """Stand on the dossier that was read last, where the list holds it."""
        wanted = self.gpci.session.get("library.dossier", "")
        if wanted and int(wanted) in self.dossiers.ids:
            self.dossiers.go_to(self.dossiers.ids.index(int(wanted)))

    async def _find(self) -> None:
        opening = not self.dossiers.ids
        wanted = self._wanted or self.dossiers.current
        found, at, rows = await self.gpci.search(_list, self.typed, self.facets, self.sort, wanted)
        self._wanted = None
        self.gpci.listing = found.ids
        self.dossiers.show(found.ids, found.terms, rows, at)
        self.query_one(FacetList).show(found.facets, self.facets)
        self._say_outcome(found)
        if opening:
            await self._read_preview()
        else:
            self._show_preview()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Among the filters a letter must not change a dossier that may not even be in sight.
        if action in _ON_A_DOSSIER and self.query_one(FacetList).has_focus:
            return False
        return super().check_action(action, parameters)

    def _say_outcome(self, found: Found) -> None:
        marked = len(self.dossiers.marked)
        shown = outcome(found, self.sort, marked)
        self.query_one("#outcome", Static).update(Content("  " + shown))
        said = remarks(found, self.facets, marked)
        understood = self.query_one("#understood", Static)
        understood.set_class(bool(said), "-shown")
        understood.update(Content("\n".join(said)))
        nothing = not found.ids
        message = self.query_one("#nothing", Static)
        message.set_class(nothing, "-shown")
        if nothing:
            message.update(Content(why_nothing(found, self.facets, self.typed)))

    @on(DossierList.PageWanted)
    async def _read_page(self, message: DossierList.PageWanted) -> None:
        message.stop()
        rows = await self.gpci.read(lambda s: library_store.rows(s.conn, s.juror_id, message.ids))
        self.dossiers.add_rows(rows)

    # -- finding ------------------------------------------------------------

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed = event.value
        self.gpci.remember(**{"library.query": event.value})
        self.refresh_data()

    @on(Input.Submitted, "#search")
    def _to_the_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.dossiers.focus()

    @on(FacetList.Toggled)
    def _facet_toggled(self, message: FacetList.Toggled) -> None:
        message.stop()
        self._choose_facets(self.facets.toggle(message.value.facet, message.value.value))

    def _choose_facets(self, facets: Facets) -> None:
        self.facets = facets
        self.gpci.remember(**{"library.facets": save_facets(facets)})
        self.refresh_data()

    def action_search(self) -> None:
        self.query_one("#search", Input).focus()

    def action_filter(self) -> None:
        facets = self.query_one(FacetList)
        self.add_class("-filtering")
        facets.add_class("-open")
        facets.focus()

    def action_clear(self) -> None:
        """Escape: leave the filters or the search field, then clear filters, words, selection."""
        facets, search = self.query_one(FacetList), self.query_one("#search", Input)
        if facets.has_focus:
            self._close_facets()
            self.dossiers.focus()
        elif search.has_focus and not search.value:
            self.dossiers.focus()
        elif self.dossiers.marked:
            self.dossiers.marked.clear()
            self.refresh_data()
        elif self.facets:
            self._choose_facets(Facets())
        elif search.value:
            search.value = ""

    def _close_facets(self) -> None:
        self.remove_class("-filtering")
        self.query_one(FacetList).remove_class("-open")

    @work(exclusive=True, group="modal")
    async def action_sort(self) -> None:
        from gpci_tui.ui.modals.picker import Choice, Picker

        orders = [sort for sort in Sort if sort is not Sort.RELEVANCE]
        pick = await self.app.push_screen_wait(
            Picker(
                _("Sort by"),
                [Choice(s, sort_name(s).capitalize(), checked=s is self.sort) for s in orders],
            )
        )
        if isinstance(pick, Choice) and isinstance(pick.key, Sort):
            self.sort = pick.key
            self.gpci.remember(**{"library.sort": pick.key.value})
            self.refresh_data()

    # -- acting -------------------------------------------------------------

    def subject(self) -> tuple[int, ...]:
        marked = tuple(id_ for id_ in self.dossiers.ids if id_ in self.dossiers.marked)
        current = self.dossiers.current
        return marked or ((current,) if current is not None else ())

    def action_mark(self) -> None:
        current = self.dossiers.current
        if current is not None:
            self.dossiers.marked ^= {current}
            self.dossiers.refresh_row(self.dossiers.cursor)
            self.dossiers.action_move(1)
            self._count_marked()

    def action_mark_all(self) -> None:
        every = set(self.dossiers.ids)
        self.dossiers.marked = set() if self.dossiers.marked == every else every
        self.dossiers.refresh()
        self._count_marked()

    def _count_marked(self) -> None:
        self.refresh_data()

    def action_compare(self) -> None:
        self.gpci.compare(self.subject())

    @on(Rows.Chosen, "#dossiers")
    def _open(self, message: Rows.Chosen) -> None:
        message.stop()
        current = self.dossiers.current
        if current is not None:
            self.gpci.listing = self.dossiers.ids
            self.gpci.read_dossier(current, self.typed if self.dossiers.terms else "")

    @on(Rows.Moved, "#dossiers")
    def _moved(self, message: Rows.Moved) -> None:
        message.stop()
        current = self.dossiers.current
        if current is not None:
            self.gpci.remember(**{"library.dossier": str(current)})
        self._show_preview()

    @work(exclusive=True, group="preview")
    async def _show_preview(self) -> None:
        # A held arrow key passes many rows; only where it rests is read. A single step at once.
        now = asyncio.get_running_loop().time()
        held, self._previewed_at = now - self._previewed_at < HELD, now
        if held:
            await asyncio.sleep(HELD / 2)
        await self._read_preview()

    async def _read_preview(self) -> None:
        preview = self.query_one(Preview)
        current = self.dossiers.current
        if not preview.display or current is None:
            preview.show(None)
            return
        # What was listed may be undone before it is read.
        with suppress(NotFound):
            preview.show(await self.gpci.read(read_preview, current), self.dossiers.terms)


_ON_A_DOSSIER = frozenset(
    {"theme", "shortlist", "status", "note", "aside", "mark", "mark_all", "compare"}
)


def _list(reader: Reader, typed: str, facets: Facets, sort: Sort, wanted: int | None) -> Listing:
    found = library_operations.find(reader, typed, facets, sort, with_facets=True)
    at = found.ids.index(wanted) if wanted in found.ids else 0
    first = at // PAGE * PAGE
    return (
        found,
        at,
        library_store.rows(reader.conn, reader.juror_id, found.ids[first : first + PAGE]),
    )

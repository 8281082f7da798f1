"""The library: find, filter, sort, look at, mark, open."""

from __future__ import annotations

from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.changes import Topic
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Facets, Sort
from gpci_tui.operations.words import sort_name
from gpci_tui.ui.keys import hint
from gpci_tui.ui.library_asking import SearchInput
from gpci_tui.ui.library_saving import Saving
from gpci_tui.ui.widgets.dossier_list import UNKNOWN, DossierList
from gpci_tui.ui.widgets.facets import FacetList
from gpci_tui.ui.widgets.preview import Preview
from gpci_tui.ui.widgets.suggestions import Suggestions


class LibraryScreen(Saving):
    """Facets, the list, the preview."""

    MODE = "library"
    TOPICS = frozenset(Topic)
    HINTS = (
        hint("list.choose"),
        hint("library.to_list"),
        hint("library.complete"),
        hint("library.recent"),
        hint("library.tick"),
        hint("library.rename"),
        hint("library.remove"),
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
        hint("library.save"),
        hint("library.literal"),
        hint("library.clear"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("find"), id="library.search"),
        Binding("f", "filter", N_("filter"), id="library.filter"),
        Binding("o", "sort", N_("sort"), id="library.sort"),
        Binding("v", "mark", N_("select"), id="library.mark"),
        Binding("V", "mark_all", N_("select all"), id="library.mark_all"),
        Binding("c", "compare", N_("compare"), id="library.compare"),
        Binding("S", "save_search", N_("save the search"), id="library.save"),
        Binding("ctrl+l", "literal", N_("words as typed"), id="library.literal"),
        Binding("escape", "clear", N_("clear"), id="library.clear"),
    ]

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
        yield Suggestions(id="suggestions")

    def on_mount(self) -> None:
        self.set_focus(self.dossiers)

    # -- coming here --------------------------------------------------------

    async def show_only(self, facets: Facets) -> None:
        """Show what is under some facets; other filters and the words are let go."""
        self._close_facets()
        self.dossiers.focus()
        await self.ask_only(facets=facets)

    def on_screen_resume(self) -> None:
        """Stand on the dossier that was read last, where the list holds it."""
        wanted = self.gpci.session.get("library.dossier", "")
        if wanted and int(wanted) != self.dossiers.current:
            with suppress(ValueError):
                self.dossiers.go_to(self.dossiers.ids.index(int(wanted)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # Among the filters a letter must not change a dossier that may not even be in sight.
        if action in _ON_A_DOSSIER and any(facets.has_focus for facets in self.query(FacetList)):
            return False
        return super().check_action(action, parameters)

    @on(FacetList.Toggled)
    def _facet_toggled(self, message: FacetList.Toggled) -> None:
        message.stop()
        self.choose_facets(self.facets.toggle(message.value.facet, message.value.value))

    def action_filter(self) -> None:
        facets = self.query_one(FacetList)
        self.add_class("-filtering")
        facets.add_class("-open")
        facets.focus()

    def action_clear(self) -> None:
        """Escape: leave what is open or has the keys, then clear selection, filters, words."""
        facets, search = self.query_one(FacetList), self.search_field
        if self.suggestions.is_open:
            self.close_suggestions()
        elif facets.has_focus:
            self._close_facets()
            self.dossiers.focus()
        elif search.has_focus and not search.value:
            self.dossiers.focus()
        elif self.dossiers.marked:
            self.dossiers.marked = set()
            self._show_marked()
        elif self.facets:
            self.choose_facets(Facets())
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
        dossiers = self.dossiers
        if dossiers.marked:
            return tuple(id_ for id_ in dossiers.ids if id_ in dossiers.marked)
        return (dossiers.current,) if dossiers.current is not None else ()

    def action_mark(self) -> None:
        current = self.dossiers.current
        if current is not None:
            self.dossiers.marked ^= {current}
            self.dossiers.refresh_row(self.dossiers.cursor)
            self.dossiers.action_move(1)
            self.say_outcome()

    def action_mark_all(self) -> None:
        dossiers = self.dossiers
        every = len(dossiers.marked) < len(dossiers.ids)
        dossiers.marked = set(dossiers.ids) - {UNKNOWN} if every else set()
        self._show_marked()

    def _show_marked(self) -> None:
        self.dossiers.refresh()
        self.say_outcome()

    def action_compare(self) -> None:
        self.gpci.compare(self.subject())


_ON_A_DOSSIER = frozenset(
    {"theme", "shortlist", "status", "note", "aside", "mark", "mark_all", "compare"}
)

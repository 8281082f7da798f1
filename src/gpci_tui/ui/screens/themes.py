"""The themes: the vocabulary with its counts, and what carries the theme under the cursor."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.changes import Topic
from gpci_tui.model.dossier import Theme
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Facets, Row, Sort
from gpci_tui.operations import library as library_operations
from gpci_tui.store import library
from gpci_tui.store import themes as theme_store
from gpci_tui.store.connection import Store
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals import theming as asking
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.theme_list import TaggedList, ThemeList

SORTS = {"name": N_("name"), "count": N_("number of dossiers")}
"""Orders of the vocabulary."""
TAGGED = 200
"""Dossiers of a theme that are shown here at most; the library shows all of them."""


class ThemeSearch(Input):
    """The search field; down and Enter go to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "submit", N_("to the list"), id="themes.to_list"),
    ]


class ThemesScreen(BaseScreen):
    """The vocabulary, and beside it, or under it, the theme that the cursor stands on."""

    MODE = "themes"
    TOPICS = frozenset({Topic.THEMES, Topic.DOSSIERS, Topic.REVIEWS})
    HINTS = (
        hint("themes.show", "list.choose", "themes.to_list"),
        hint("themes.search"),
        hint("themes.new"),
        hint("themes.rename"),
        hint("themes.merge"),
        hint("themes.describe"),
        hint("themes.sign"),
        hint("themes.delete"),
        hint("themes.sort"),
        hint("themes.dossiers", "themes.vocabulary"),
        hint("app.undo"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", N_("find"), id="themes.search"),
        Binding("a,plus", "new", N_("new"), id="themes.new"),
        Binding("r", "rename", N_("rename"), id="themes.rename"),
        Binding("M", "merge", N_("merge"), id="themes.merge"),
        Binding("d", "describe", N_("describe"), id="themes.describe"),
        Binding("p", "sign", N_("sign"), id="themes.sign"),
        Binding("x,delete", "delete", N_("delete"), id="themes.delete"),
        Binding("o", "sort", N_("sort"), id="themes.sort"),
        Binding("escape", "back", N_("back"), id="themes.back"),
    ]
    DEFAULT_CSS = """
    #themes-body { height: 1fr; layout: vertical; }
    ThemesScreen.-tall #themes-body { padding-top: 1; }
    ThemesScreen.-plan #themes-body { layout: horizontal; }
    #vocabulary { height: 1fr; width: 1fr; padding: 0 1; }
    #themes { height: 1fr; margin-top: 1; }
    #no-theme { display: none; height: 1fr; margin: 2 3; color: $muted; }
    #theme-pane { height: 9; border-top: solid $rule; padding: 0 1; }
    ThemesScreen.-plan #theme-pane {
        height: 1fr; width: 46; border-top: none; border-left: vkey $rule;
        padding: 0 1 0 0;
    }
    ThemesScreen.-wider #theme-pane { width: 60; }
    #theme-about { height: auto; max-height: 3; margin: 0 1; }
    ThemesScreen.-plan #theme-about { max-height: 14; margin: 0 1 1 1; }
    #tagged { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sort = "name"
        self.typed = ""
        self._vocabulary: list[Theme] = []
        self._wanted = 0
        """The theme on which the cursor is to stand after the next reading."""
        self._restored = False

    def compose_body(self) -> ComposeResult:
        with Vertical(id="themes-body"):
            with Vertical(id="vocabulary"):
                with Horizontal(id="search-line"):
                    yield Static("/", id="search-sign", markup=False)
                    yield ThemeSearch(id="search", placeholder=_("find a theme"), compact=True)
                    yield Static(id="outcome", markup=False)
                yield ThemeList(id="themes")
                yield Static(id="no-theme", markup=False)
            with Vertical(id="theme-pane"):
                yield Static(id="theme-about", markup=False)
                yield TaggedList(id="tagged")

    @property
    def themes(self) -> ThemeList:
        return self.query_one(ThemeList)

    @property
    def tagged(self) -> TaggedList:
        return self.query_one(TaggedList)

    def on_mount(self) -> None:
        self.themes.focus()

    def on_resize(self) -> None:
        # What stands beside the list differs from what stands under it.
        self._show_pane()

    # -- reading ------------------------------------------------------------

    async def reload(self) -> None:
        """Read the vocabulary again; the cursor stays with its theme."""
        if not self._restored:
            await self._restore()
        self._vocabulary = await self.gpci.read(
            lambda store: theme_store.vocabulary(store.conn, store.juror_id)
        )
        self._show()

    async def _restore(self) -> None:
        self._restored = True
        session = await self.gpci.remembered()
        kept = session.get("themes.sort", "")
        self.sort = kept if kept in SORTS else "name"
        theme = session.get("themes.theme", "")
        self._wanted = int(theme) if theme.isdecimal() else 0

    def _show(self) -> None:
        found = self._found()
        ids = [theme.id for theme in found]
        current = self.themes.current
        wanted = self._wanted or (current.id if current else 0)
        self._wanted = 0
        at = ids.index(wanted) if wanted in ids else 0 if self.typed else self.themes.cursor
        self.themes.show(found, at)
        self._say_outcome(found)
        self._show_pane()

    def _found(self) -> list[Theme]:
        if self.typed.strip():
            from gpci_tui.search.fuzzy import rank

            names = [theme.name for theme in self._vocabulary]
            return [self._vocabulary[index] for index in rank(self.typed, names)]
        if self.sort == "count":
            return sorted(self._vocabulary, key=lambda theme: -theme.count)
        return self._vocabulary

    def _say_outcome(self, found: list[Theme]) -> None:
        count = ngettext("{n} theme", "{n} themes", len(found))
        order = _("sort {order}").format(order=_(SORTS[self.sort]))
        self.query_one("#outcome", Static).update(Content(f"  {count} · {order}"))
        nothing = self.query_one("#no-theme", Static)
        nothing.display = not found
        self.themes.display = bool(found)
        if not self._vocabulary:
            nothing.update(Content(_("No theme yet: a makes one, t puts one on a dossier.")))
        elif not found:
            nothing.update(Content(_("No theme is called that; Esc clears the search.")))

    @on(Rows.Moved, "#themes")
    def _moved(self, message: Rows.Moved) -> None:
        message.stop()
        if self.themes.current is not None:
            self.gpci.remember(**{"themes.theme": str(self.themes.current.id)})
        self._show_pane()

    @work(exclusive=True, group="pane")
    async def _show_pane(self) -> None:
        theme = self.themes.current
        if theme is None:
            self.query_one("#theme-about", Static).update(Content(""))
            self.tagged.show(())
            return
        # A held arrow key passes many themes; only where it rests is read.
        await asyncio.sleep(0.03)
        rows = await self.gpci.read(_tagged, theme.id)
        self.query_one("#theme-about", Static).update(self._about(theme))
        self.tagged.show(rows)

    def _about(self, theme: Theme) -> Content:
        name = f"{theme.sign} {theme.name}".strip()
        described = theme.description or _("No description yet; d writes one.")
        count = ngettext("{n} dossier", "{n} dossiers", theme.count)
        if self.has_class("-narrow"):
            return Content.assemble(described if theme.description else (described, "$muted"))
        return Content.assemble(
            (name, "bold"), "\n\n",
            described if theme.description else (described, "$muted"), "\n\n",
            (count if theme.count else _("No dossier carries it yet."), "bold $muted"),
        )  # fmt: skip

    # -- finding ------------------------------------------------------------

    def action_search(self) -> None:
        self.query_one(ThemeSearch).focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed = event.value
        self._show()

    @on(Input.Submitted, "#search")
    def _to_the_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.themes.focus()

    def action_sort(self) -> None:
        self.sort = "count" if self.sort == "name" else "name"
        self.gpci.remember(**{"themes.sort": self.sort})
        self._show()

    def action_dossiers(self) -> None:
        if self.tagged.count:
            self.tagged.focus()

    def action_vocabulary(self) -> None:
        self.themes.focus()

    def action_back(self) -> None:
        """Escape: back to the vocabulary, then without the search, then to the library."""
        search = self.query_one(ThemeSearch)
        if (not self.themes.has_focus and not search.value) or self.tagged.has_focus:
            self.themes.focus()
        elif search.value:
            search.value = ""
            self.themes.focus()
        else:
            self.gpci.show_mode("library")

    # -- acting -------------------------------------------------------------

    @on(Rows.Chosen, "#themes")
    def _show_in_library(self, message: Rows.Chosen) -> None:
        message.stop()
        if self.themes.current is not None:
            self.gpci.filter_library(Facets(themes=frozenset({self.themes.current.id})))

    @on(Rows.Chosen, "#tagged")
    def _read(self, message: Rows.Chosen) -> None:
        message.stop()
        if self.tagged.current is not None:
            self.gpci.listing = tuple(row.id for row in self.tagged.rows)
            self.gpci.read_dossier(self.tagged.current.id)

    def _go_to(self, theme_id: int) -> None:
        """Put the cursor on a theme, wherever a name has taken it."""
        if theme_id:
            self._wanted = theme_id
            if all(theme.id != theme_id for theme in self._found()):
                self.query_one(ThemeSearch).value = ""
            self.refresh_data()

    @work(exclusive=True, group="modal")
    async def action_new(self) -> None:
        self._go_to(await asking.ask_new(self.gpci, self._vocabulary))

    @work(exclusive=True, group="modal")
    async def action_rename(self) -> None:
        theme = self.themes.current
        if theme is not None:
            self._go_to(await asking.ask_to_rename(self.gpci, theme, self._vocabulary))

    @work(exclusive=True, group="modal")
    async def action_merge(self) -> None:
        theme = self.themes.current
        if theme is not None:
            self._go_to(await asking.ask_to_merge(self.gpci, theme, self._vocabulary))

    @work(exclusive=True, group="modal")
    async def action_describe(self) -> None:
        if self.themes.current is not None:
            await asking.ask_description(self.gpci, self.themes.current)

    @work(exclusive=True, group="modal")
    async def action_sign(self) -> None:
        if self.themes.current is not None:
            await asking.ask_sign(self.gpci, self.themes.current)

    @work(exclusive=True, group="modal")
    async def action_delete(self) -> None:
        if self.themes.current is not None:
            await asking.ask_to_delete(self.gpci, self.themes.current)


def _tagged(store: Store, theme_id: int) -> list[Row]:
    tagged = Facets(themes=frozenset({theme_id}))
    found = library_operations.find(store, "", tagged, Sort.TITLE)
    return library.rows(store.conn, store.juror_id, found.ids[:TAGGED])

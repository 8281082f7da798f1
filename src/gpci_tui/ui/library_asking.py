"""The search field of the library: what may be typed next, what was typed before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from rich.cells import cell_len
from textual import events, on, work
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.suggester import SuggestionReady
from textual.widgets import Input

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.model.query import Field
from gpci_tui.ui import recent_queries
from gpci_tui.ui.library_finding import Finding
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.suggestions import Suggestion, Suggestions

if TYPE_CHECKING:
    from gpci_tui.model.query import Term
    from gpci_tui.search.completion import Names

ABOUT = {"field": N_("field"), "order": N_("order"), "saved": N_("saved")}
"""What a completion is, by its kind, where the name alone does not tell."""


class SearchInput(Input):
    """The search field. Its keys are obeyed by the screen, which knows what is listed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "screen.complete", N_("complete"), id="library.complete"),
        Binding("enter", "screen.use_query", N_("to the list"), id="library.to_list"),
        Binding("down", "screen.below_field", N_("down, to the list"), id="library.below"),
        Binding("up", "screen.recent", N_("recent searches"), id="library.recent"),
    ]

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        # It is as wide as it is, whatever is typed: no key lays the screen out again.
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("complete", "recent"):
            return self.screen.check_action(action, parameters)
        return super().check_action(action, parameters)


class Asking(Finding):
    """A screen with a search field. Nothing in it gets in the way of plain typing."""

    def __init__(self) -> None:
        super().__init__()
        self.recent: recent_queries.Recent = ()
        self._names: Names | None = None
        """What the edition's fields may hold; None until it was read."""
        self._continuation = ""
        """The recent query that goes on from what is typed."""
        self._keys: tuple[bool | None, ...] = ()
        """Whether the keys work that depend on what is typed."""

    @property
    def suggestions(self) -> Suggestions:
        return self.query_one(Suggestions)

    async def _restore(self) -> None:
        await super()._restore()
        self.recent = recent_queries.load(self.gpci.session.get("library.recent", ""))

    # -- typing --------------------------------------------------------------

    def action_search(self) -> None:
        self.search_field.focus()

    @on(Input.Changed, "#search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.typed = event.value
        self.gpci.remember(**{"library.query": event.value})
        self.refresh_data()
        self._suggest()

    @on(events.DescendantFocus, "#search")
    def _field_entered(self) -> None:
        self._read_names()

    @on(events.DescendantBlur, "#search")
    def _field_left(self) -> None:
        self.close_suggestions()
        if self.typed.strip():
            self.say_problems()

    @work(exclusive=True, group="names")
    async def _read_names(self) -> None:
        from gpci_tui.operations.completing import names

        known = await self.gpci.read(names)
        levels = [str(v.value) for v in self.found.facets if v.facet == "levels" and v.value]
        self._names = known._replace(values={**known.values, Field.LEVEL: levels})

    def use_query(self) -> None:
        """Keep what is typed as a query that was used."""
        recent = recent_queries.with_newest(self.recent, self.typed)
        if recent != self.recent:
            self.recent = recent
            self.gpci.remember(**{"library.recent": recent_queries.save(recent)})

    def open_current(self) -> None:
        self.use_query()
        super().open_current()

    def action_use_query(self) -> None:
        """Enter: take the suggestion one went to, else go to the list."""
        chosen = self.suggestions.chosen
        if chosen is not None:
            self._take(chosen)
        else:
            self.use_query()
            self.dossiers.focus()

    def action_below_field(self) -> None:
        """Down: into the suggestions of a field or a choice begun there, else to the list."""
        if self.suggestions.is_open:
            self.suggestions.go(1)
        else:
            self.dossiers.focus()

    def action_literal(self) -> None:
        """Take what was mended, or every word, as it was typed; once more, loosely again."""
        from gpci_tui.ui.literal_words import is_literal, literally, loosely

        if not self.typed.strip():
            return
        if is_literal(self.typed):
            asked = loosely(self.typed)
        else:
            mended = [word for word, _nearest in self.found.corrected]
            asked = literally(self.typed, mended or [term.text for term in self._terms()])
        self.search_field.value = asked
        self.search_field.cursor_position = len(asked)

    def _terms(self) -> tuple[Term, ...]:
        from gpci_tui.search.parser import parse

        return parse(self.typed).terms

    # -- suggesting ----------------------------------------------------------

    def _suggest(self) -> None:
        """Offer what the word at the cursor may become, and the recent query it may begin."""
        field = self.search_field
        if not field.has_focus:
            return
        text, cursor = field.value, field.cursor_position
        offered = self.completions(text, cursor)
        self._continuation = ""
        if offered:
            self._drop_down(offered)
        else:
            self.suggestions.close()
            if cursor == len(text):
                self._continuation = recent_queries.continuation(self.recent, text)
                if self._continuation:
                    field.post_message(SuggestionReady(text, self._continuation))
        self._show_keys()

    def _show_keys(self) -> None:
        """Show which keys work now, where that has changed."""
        keys = (self.check_action("complete", ()), self.check_action("literal", ()))
        if keys != self._keys:
            self._keys = keys
            self.refresh_bindings()

    def completions(self, text: str, cursor: int) -> list[Suggestion]:
        """Return what may stand where the cursor is; recent queries are offered otherwise."""
        if self._names is None or not text.strip():
            return []
        from gpci_tui.search.completion import complete

        found = complete(text, cursor, self._names)
        return [
            Suggestion(item.label, _(ABOUT.get(item.kind, "")), item.text, found.start, found.end)
            for item in found.items
        ]

    def _drop_down(self, lines: list[Suggestion], selected: int = -1) -> None:
        field = self.search_field
        column = cell_len(field.value[: lines[0].start]) - int(field.scroll_offset.x)
        at = Offset(field.region.x + max(0, column) - 1, field.region.bottom)
        self.suggestions.show(lines, at, selected)

    def close_suggestions(self) -> None:
        """Let what is typed stand as it is."""
        self._continuation = ""
        self.suggestions.close()
        self._show_keys()

    def action_recent(self) -> None:
        """Up: to the suggestion above, or to the recent queries that hold what is typed."""
        if self.suggestions.chosen is not None:
            self.suggestions.go(-1)
            return
        typed = fold(self.typed).strip()
        lines = [
            Suggestion(query, _("recent"), query, 0, len(self.typed))
            for query in self.recent
            if typed in fold(query) and query != self.typed
        ]
        if lines:
            self._drop_down(lines, 0)
            self._show_keys()

    def action_complete(self) -> None:
        """Tab: take the suggestion one went to, the first one, or the recent query."""
        suggestions = self.suggestions
        if suggestions.is_open:
            self._take(suggestions.chosen or suggestions.shown[0])
        elif self._continuation:
            self._take(Suggestion("", "", self._continuation, 0, len(self.typed)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("complete", "recent") and not self.query(Suggestions):
            return False  # A palette asks before the parts are there.
        if action == "complete":
            return self.suggestions.is_open or bool(self._continuation)
        if action == "recent":
            return self.suggestions.is_open or bool(self.recent)
        if action == "literal":
            return bool(self.typed.strip())
        return super().check_action(action, parameters)

    def _take(self, taken: Suggestion) -> None:
        field = self.search_field
        self.suggestions.close()
        field.value = field.value[: taken.start] + taken.text + field.value[taken.end :]
        field.cursor_position = taken.start + len(taken.text)

    @on(Rows.Chosen, "#suggestions")
    def _clicked(self, message: Rows.Chosen) -> None:
        message.stop()
        self._take(self.suggestions.shown[message.index])

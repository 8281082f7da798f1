"""Searching inside the text that is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from gpci_tui.i18n import _
from gpci_tui.model.blocks import Range
from gpci_tui.model.errors import N_
from gpci_tui.ui.reader_notes import Annotating
from gpci_tui.ui.widgets.outline import count_of_hits


class ReaderBody(Horizontal):
    """What stands beside one another in the reader; while there are hits, n and N are its keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "hit(1)", N_("next hit"), id="search.next"),
        Binding("N", "hit(-1)", N_("hit before"), id="search.back"),
    ]

    class HitWanted(Message):
        """The next hit (``by`` 1) or the one before (-1) is to be shown."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    searching = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.searching

    def action_hit(self, by: int) -> None:
        self.post_message(self.HitWanted(by))


class SearchBar(Horizontal):
    """The field under the text in which the searched words are typed."""

    DEFAULT_CSS = """
    SearchBar { height: 1; display: none; padding: 0 2; }
    SearchBar.-shown { display: block; }
    SearchBar #reader-search-sign { width: 2; color: $primary; }
    SearchBar Input, SearchBar Input:focus { width: 1fr; text-style: bold; }
    SearchBar #reader-search-outcome { width: auto; color: $muted; }
    """

    def compose(self) -> ComposeResult:
        yield Static("/", id="reader-search-sign", markup=False)
        yield Input(id="reader-search", placeholder=_("find in this dossier"), compact=True)
        yield Static(id="reader-search-outcome", markup=False)


class Searching(Annotating):
    """A screen whose text can be searched."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,f", "search", N_("find"), id="reader.search"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.searched = ""
        """What is searched; '' while no search is on."""
        self.hits: Sequence[Range] = ()
        self.nearest = ""
        """Words of the text that were taken for typed ones that stand nowhere in it."""
        self.hit = -1
        """Index of the present hit; -1 before the first step."""

    @property
    def search_bar(self) -> SearchBar:
        return self.query_one(SearchBar)

    def action_search(self) -> None:
        if self.reading is None:
            return
        self.search_bar.add_class("-shown")
        self.add_class("-busy-foot")
        field = self.query_one("#reader-search", Input)
        field.focus()
        field.select_all()
        self.refresh_bindings()

    @on(ReaderBody.HitWanted)
    def _step(self, message: ReaderBody.HitWanted) -> None:
        """Go to the next hit, round to the first one after the last."""
        message.stop()
        if self.hits:
            by, count = message.by, len(self.hits)
            # Before the first step one stands between two hits, or before the first.
            here = self.hit if self.hit >= 0 else self._first_from_cursor() - (by > 0)
            self.hit = (here + by) % count
            self.text.set_hits(self.hits, self.hit)
        self.show_search()

    @on(Input.Changed, "#reader-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.search_for(event.value)

    @on(Input.Submitted, "#reader-search")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not event.value.strip():
            self.end_search()
        self._leave_search_bar()

    def search_for(self, typed: str, *, jump: bool = True) -> None:
        """Mark what was typed; with ``jump``, go to the first hit from the cursor on."""
        from gpci_tui.search.within import FoundWithin, find_within

        self.searched = typed.strip()
        reading = self.reading
        # What ends with a space is no beginning of a longer word.
        found = find_within(reading.document, typed, typing=True) if reading else FoundWithin()
        self.hits, self.hit = found.hits, -1
        self.nearest = ", ".join(nearest for _word, nearest in found.corrected)
        if jump and self.hits:
            self.hit = self._first_from_cursor()
        self.text.set_hits(self.hits, self.hit)
        self.show_search()
        self.refresh_bindings()

    def _first_from_cursor(self) -> int:
        at = self.text.cursor
        return next((i for i, hit in enumerate(self.hits) if hit[1] > at), 0)

    def end_search(self) -> None:
        """Search no more."""
        field = self.query_one("#reader-search", Input)
        with self.prevent(Input.Changed):
            field.value = ""
        self.searched, self.nearest, self.hits, self.hit = "", "", (), -1
        self.text.set_hits(())
        self.show_search()
        self._leave_search_bar()

    def _leave_search_bar(self) -> None:
        self.search_bar.remove_class("-shown")
        self.remove_class("-busy-foot")
        self.text.focus()
        self.refresh_bindings()

    def show_search(self) -> None:
        """Say how many hits there are."""
        outcome = count_of_hits(self.hit + 1, len(self.hits)) if self.searched else ""
        if self.nearest:
            outcome = _("“{title}”").format(title=self.nearest) + f"   {outcome}"
        self.query_one("#reader-search-outcome", Static).update(Content(outcome))
        self.query_one(ReaderBody).searching = bool(self.hits)

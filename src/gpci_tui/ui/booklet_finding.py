"""Finding words in the text of a booklet."""

from __future__ import annotations

import asyncio
import re
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.ui.booklet_fields import Describing


class FindBar(Horizontal):
    """The field under the text in which the words are typed."""

    DEFAULT_CSS = """
    FindBar { height: 1; display: none; }
    FindBar.-shown { display: block; }
    FindBar #find-sign { width: 2; color: $primary; }
    FindBar Input, FindBar Input:focus { width: 1fr; text-style: bold; }
    FindBar #find-outcome { width: auto; color: $muted; }
    """

    def compose(self) -> ComposeResult:
        yield Static("/", id="find-sign", markup=False)
        yield Input(id="find", placeholder=_("find in this booklet"), compact=True)
        yield Static(id="find-outcome", markup=False)


class Finding(Describing):
    """A screen whose booklet can be searched: letters as typed, whatever case and accents."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash,f", "find", N_("find"), id="booklet.find"),
        Binding("n", "hit(1)", N_("next hit"), id="booklet.hit"),
        Binding("N", "hit(-1)", N_("hit before"), id="booklet.hit_back"),
    ]

    _folded: list[str] | None = None
    """The lines as they are searched; the text never changes."""
    hits: tuple[int, ...] = ()
    """The lines on which what is searched stands."""
    searched = ""

    @property
    def find_bar(self) -> FindBar:
        return self.query_one(FindBar)

    def action_find(self) -> None:
        self.find_bar.add_class("-shown")
        field = self.query_one("#find", Input)
        field.focus()
        field.select_all()

    @on(Input.Changed, "#find")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    @on(Input.Submitted, "#find")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.text.focus()
        else:
            self.end_search()

    @work(exclusive=True, group="find")
    async def _search(self, typed: str) -> None:
        wanted = fold(" ".join(typed.split()))
        if self._folded is None:
            self._folded = await asyncio.to_thread(_fold_all, self.proposal.lines)
        self.searched = wanted
        folded = self._folded
        self.hits = tuple(n for n, line in enumerate(folded) if wanted in line) if wanted else ()
        self.text.search(re.compile(re.escape(wanted)) if wanted else None)
        if self.hits:
            # From the line one is on, so that each letter typed stays near.
            self.text.show_around(
                next((line for line in self.hits if line >= self.line), self.hits[0])
            )
        self._show_outcome()

    def action_hit(self, by: int) -> None:
        """Go to the next line on which it stands, round to the first one after the last."""
        if not self.hits:
            self.action_find()
            return
        after = [line for line in self.hits if (line > self.line if by > 0 else line < self.line)]
        if after:
            line = after[0] if by > 0 else after[-1]
        else:
            line = self.hits[0] if by > 0 else self.hits[-1]
        self.text.show_around(line)

    def end_search(self) -> None:
        """Search no more."""
        field = self.query_one("#find", Input)
        with self.prevent(Input.Changed):
            field.value = ""
        self.searched, self.hits = "", ()
        self.text.search(None)
        self.find_bar.remove_class("-shown")
        self.text.focus()

    def _show_outcome(self) -> None:
        count = len(self.hits)
        said = ngettext("{n} line", "{n} lines", count) if count else _("nothing")
        self.query_one("#find-outcome", Static).update(Content(said if self.searched else ""))


def _fold_all(lines: tuple[str, ...]) -> list[str]:
    return [fold(line) for line in lines]

"""A booklet before it is taken in: how it was cut, and cutting it otherwise."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import ngettext
from gpci_tui.model.errors import N_
from gpci_tui.model.segments import Kind
from gpci_tui.ui import segment_words
from gpci_tui.ui.booklet_ending import Ending
from gpci_tui.ui.booklet_finding import FindBar
from gpci_tui.ui.keys import hint
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.segment_head import SegmentHead
from gpci_tui.ui.widgets.segment_list import SegmentList
from gpci_tui.ui.widgets.source_view import SourceView


class BookletScreen(Ending):
    """The segments and the text side by side; in a narrow window one above the other."""

    MODE = "booklet"
    HINTS = (
        hint("booklet.take"),
        hint("booklet.check", label=N_("to check")),
        hint("booklet.approve"),
        hint("booklet.pane", label=N_("list/text")),
        hint("booklet.split"),
        hint("booklet.join"),
        hint("booklet.kind"),
        hint("booklet.title"),
        hint("booklet.applicant"),
        hint("booklet.earlier", "booklet.later", label=N_("beginning")),
        hint("booklet.drop"),
        hint("booklet.prize"),
        hint("booklet.save"),
        hint("booklet.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "pane", N_("list or text"), id="booklet.pane"),
        Binding("left", "rows", N_("to the list"), id="booklet.to_list"),
        Binding("right", "text", N_("to the text"), id="booklet.to_text"),
        Binding("escape", "back", N_("back"), id="booklet.back"),
    ]
    DEFAULT_CSS = """
    BookletScreen #booklet-about { height: 1; padding: 0 2; }
    BookletScreen.-tall #booklet-about { height: 3; padding: 1 2; }
    BookletScreen #booklet-body { height: 1fr; layout: vertical; }
    BookletScreen.-wide #booklet-body { layout: horizontal; }
    BookletScreen #segments { height: 7; padding: 0 1; }
    BookletScreen.-tall #segments { height: 12; }
    BookletScreen.-in-text #segments { height: 3; }
    BookletScreen.-in-text.-tall #segments { height: 7; }
    BookletScreen.-wide #segments { height: 1fr; width: 47; padding: 0 0 0 1; }
    BookletScreen.-wider #segments { width: 57; }
    BookletScreen #booklet-right { height: 1fr; border-top: solid $rule; }
    BookletScreen.-wide #booklet-right { border-top: none; border-left: vkey $rule; }
    BookletScreen SegmentHead { height: 4; padding: 0 2; }
    BookletScreen.-tall SegmentHead { height: 5; }
    BookletScreen SourceView { height: 1fr; padding: 0 1; }
    BookletScreen FindBar { padding: 0 2; }
    """

    def compose_body(self) -> ComposeResult:
        yield Static(id="booklet-about", markup=False)
        with Container(id="booklet-body"):
            yield SegmentList(id="segments")
            with Vertical(id="booklet-right"):
                yield SegmentHead()
                yield SourceView()
                yield FindBar()

    def on_mount(self) -> None:
        self.rows.focus()

    @on(events.DescendantFocus)
    def _give_room(self) -> None:
        """In a narrow window, give the room to where one is."""
        self.set_class(not self.rows.has_focus and not self.has_class("-wide"), "-in-text")
        self.call_after_refresh(self.rows.show_cursor)

    def on_resize(self) -> None:
        self.rows.fit(2 if self.has_class("-wide") else 1)
        self._give_room()

    def show(self, line: int) -> None:
        super().show(line)
        self.query_one("#booklet-about", Static).update(self._about())

    def _about(self) -> Content:
        proposal = self.proposal
        dossiers, jurors = len(proposal.of(Kind.DOSSIER)), len(proposal.of(Kind.JUROR))
        prizes = len(proposal.of(Kind.PRIZE))
        to_check = sum(map(segment_words.wants_look, proposal.segments))
        parts = [
            segment_words.dossiers(dossiers),
            ngettext("{n} juror", "{n} jurors", jurors) if jurors else "",
            ngettext("{n} prize", "{n} prizes", prizes) if prizes else "",
        ]
        said = Content.assemble((proposal.file, "bold"), "   ", (_join(parts), "$muted"))
        if to_check:
            asked = ngettext("{n} to check", "{n} to check", to_check)
            return said + Content.assemble("   ", (f"? {asked}", "$accent"))
        return said

    # -- where one is -------------------------------------------------------

    def action_pane(self) -> None:
        (self.rows if self.text.has_focus else self.text).focus()

    def action_rows(self) -> None:
        self.rows.focus()

    def action_text(self) -> None:
        self.text.focus()

    @on(Rows.Chosen)
    def _into_the_text(self, message: Rows.Chosen) -> None:
        message.stop()
        self.text.focus()

    async def action_back(self) -> None:
        """Escape: without the search, then from the text to the list, then leave."""
        if self.find_bar.has_class("-shown"):
            self.end_search()
        elif self.text.has_focus:
            self.rows.focus()
        else:
            self.ask_to_leave()


def _join(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)

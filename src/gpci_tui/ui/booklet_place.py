"""Where one is in a booklet: the list of its segments and its text follow each other."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from textual import on

from gpci_tui.model import segments
from gpci_tui.model.segments import Proposal, Segment
from gpci_tui.model.segments_json import fingerprint
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.booklet_edits import Edits
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.segment_head import SegmentHead
from gpci_tui.ui.widgets.segment_list import SegmentList
from gpci_tui.ui.widgets.source_view import SourceView


class Booklet(NamedTuple):
    """A booklet that was read, and how it is cut so far."""

    path: Path
    """Where its text was read from."""
    proposal: Proposal
    unsaved: bool = False
    """Whether it was cut by hand already, and no file holds that."""


def memory_key(proposal: Proposal) -> str:
    """Return under what the interface remembers the cuts of a text."""
    return f"booklet.{fingerprint(proposal.lines)[:16]}"


class Cutting(BaseScreen):
    """A screen with a proposal's segments and its text. The text's cursor says where one is."""

    TOPICS = frozenset()

    def __init__(self, booklet: Booklet) -> None:
        super().__init__()
        self.booklet = booklet
        self.edits = Edits(booklet.proposal, saved=not booklet.unsaved)

    @property
    def proposal(self) -> Proposal:
        """The proposal as it is now."""
        return self.edits.proposal

    @property
    def rows(self) -> SegmentList:
        return self.query_one(SegmentList)

    @property
    def text(self) -> SourceView:
        return self.query_one(SourceView)

    @property
    def line(self) -> int:
        """The line one is on."""
        return self.text.cursor

    @property
    def index(self) -> int:
        """The index of the segment one is in."""
        return segments.at(self.proposal, self.line)

    @property
    def segment(self) -> Segment:
        """The segment one is in."""
        return self.proposal.segments[self.index]

    async def reload(self) -> None:
        """Show the proposal; the store has no part in it before it is taken in."""
        self.show(self.line)

    def show(self, line: int) -> None:
        """Show the proposal as it is now, the cursor on a line."""
        self.text.show(self.proposal)
        self.text.go_to(line)
        self.rows.show(self.proposal, self.index)
        self.show_about()

    def show_about(self) -> None:
        """Say what is known of the segment one is in."""
        self.query_one(SegmentHead).show(self.proposal, self.index)

    def go_to_segment(self, index: int) -> None:
        """Go to the beginning of a segment."""
        self.text.go_to(self.proposal.segments[index].first, at_top=True)
        self.rows.go_far(index)
        self.show_about()

    @on(Rows.Moved)
    def _follow_the_list(self, message: Rows.Moved) -> None:
        message.stop()
        if message.index == self.rows.cursor != self.index:
            self.text.go_to(self.proposal.segments[message.index].first, at_top=True)
            self.show_about()

    @on(SourceView.Moved)
    def _follow_the_text(self, message: SourceView.Moved) -> None:
        message.stop()
        if message.line == self.line:
            near = abs(self.index - self.rows.cursor) <= 1
            (self.rows.go_to if near else self.rows.go_far)(self.index)
            self.show_about()

"""The segments of a booklet, one or two lines each."""

from __future__ import annotations

from textual.strip import Strip

from gpci_tui.model.segments import Proposal
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.segment_paint import row


class SegmentList(Rows):
    """Paints a proposal's segments."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.proposal: Proposal | None = None

    def show(self, proposal: Proposal, index: int) -> None:
        """Show a proposal, the cursor on one of its segments."""
        self.proposal = proposal
        self.set_count(len(proposal.segments), index)

    def go_far(self, index: int) -> None:
        """Go to a segment that may be far away, with as much around it on either side."""
        self.go_to(index)
        middle = (self.content_size.height - self.row_height) // 2
        if self.cursor == index:
            self.scroll_to(y=index * self.row_height - middle, animate=False, immediate=True)

    def fit(self, lines: int) -> None:
        """Give each segment that many lines."""
        if lines != self.row_height:
            self.row_height = lines
            self.set_count(self.count)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        if self.proposal is None or index >= len(self.proposal.segments) or line > 1:
            return Strip([])
        strip = row(self.proposal, index, line, width, style, here=here, alone=self.row_height == 1)
        return strip.apply_style(style.cursor) if here else strip

"""The text of a booklet with its line numbers, cut by hairlines where segments begin.

Only the rows on the screen are wrapped and painted, so that 100,000 lines
scroll as quickly as a hundred. The cursor stands on a line of the source.
"""

from __future__ import annotations

import re
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import number
from gpci_tui.model import segments
from gpci_tui.model.blocks import Range
from gpci_tui.model.folding import spans
from gpci_tui.model.segments import Proposal
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.moves import MOVES
from gpci_tui.ui.widgets.own_lines import PaintsItself
from gpci_tui.ui.widgets.segment_paint import boundary
from gpci_tui.ui.widgets.source_layout import RULE, Place, SourceLayout
from gpci_tui.ui.widgets.thin_bar import Bar, bar, offset_at

MEASURE = 100
"""Columns of text at most."""
WHEEL = 3
"""Rows that the wheel scrolls by."""
ABOVE = 1
"""Rows that are kept above the segment that is gone to, where there are any."""
NOTHING = Proposal("", (), (), ())


class SourceView(PaintsItself, Widget, can_focus=True):
    """Shows a proposal's text; says where the cursor goes."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
    ]

    class Moved(Message):
        """The cursor stands on another line."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.proposal = NOTHING
        self.cursor = 0
        """The line the cursor stands on."""
        self.top = Place()
        """The first row on the screen."""
        self._searched: re.Pattern[str] | None = None
        self._laid = SourceLayout((), 1, ())
        self._dragged = False

    # -- what is shown ------------------------------------------------------

    def show(self, proposal: Proposal) -> None:
        """Show a proposal; another one of the same text stays where it is."""
        same = proposal.lines is self.proposal.lines
        self.proposal = proposal
        if not same:
            self.cursor, self.top = 0, Place()
        self._lay_out()

    def search(self, pattern: re.Pattern[str] | None) -> None:
        """Mark what a pattern finds in the folded lines; None for nothing."""
        self._searched = pattern
        self.refresh()

    def _lay_out(self) -> None:
        ruled = frozenset(segment.first for segment in self.proposal.segments)
        self._laid = SourceLayout(self.proposal.lines, self.text_width, ruled)
        self.top = self._laid.move(Place(self.top.line), 0)
        self.show_cursor()
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()

    @property
    def gutter_width(self) -> int:
        """Columns before the text: a bar and the line's number."""
        return len(number(len(self.proposal.lines))) + 3

    @property
    def text_width(self) -> int:
        """Columns of the text; the last one of the widget holds the scrollbar."""
        return max(1, min(MEASURE, self.content_size.width - self.gutter_width - 2))

    # -- where one is -------------------------------------------------------

    def go_to(self, line: int, *, at_top: bool = False) -> None:
        """Put the cursor on a line and the line on the screen, ``at_top`` of it."""
        count = len(self.proposal.lines)
        if not count:
            return
        before, top = self.cursor, self.top
        self.cursor = max(0, min(count - 1, line))
        if at_top:
            self.top = self._laid.move(Place(self.cursor), -ABOVE)
        self.show_cursor()
        if self.top != top or self._index(before) != self._index(self.cursor):
            self.refresh()
        elif before != self.cursor:
            self._refresh_line(before)
            self._refresh_line(self.cursor)
        if before != self.cursor:
            self.post_message(self.Moved(self.cursor))

    def _index(self, line: int) -> int:
        return segments.at(self.proposal, min(line, len(self.proposal.lines) - 1))

    def _refresh_line(self, line: int) -> None:
        height, rows = self.content_size.height, len(self._laid.rows(line))
        y = self._laid.distance(self.top, Place(line), height)
        self.refresh(Region(0, y, self.size.width, min(rows, height)))

    def show_cursor(self) -> None:
        """Scroll until the line under the cursor is on the screen, as much of it as fits."""
        height = self.content_size.height
        if not height or not self.proposal.lines:
            return
        first = Place(self.cursor)
        last = Place(self.cursor, len(self._laid.rows(self.cursor)) - 1)
        if first < self.top:
            self.top = first
        elif self._laid.distance(self.top, last, height) >= height:
            self.top = min(first, self._laid.move(last, 1 - height))
        self.top = min(self.top, self._lowest(height))

    def show_around(self, line: int) -> None:
        """Go to a line that may be far away, with some of the text around it."""
        self.go_to(line)
        self.top = min(
            self._laid.move(Place(line), -self.content_size.height // 3),
            self._lowest(self.content_size.height),
        )
        self.refresh()

    def _lowest(self, height: int) -> Place:
        """Return the top row at which the end of the text is at the bottom."""
        return self._laid.move(self._laid.last, 1 - height)

    def _ends_below(self) -> bool:
        height = self.content_size.height
        last = Place(self.cursor, len(self._laid.rows(self.cursor)) - 1)
        return self._laid.distance(self.top, last, height) >= height

    def scroll_rows(self, by: int) -> None:
        """Scroll the text; the cursor comes along so that it stays on the screen."""
        height = max(1, self.content_size.height)
        top = min(self._laid.move(self.top, by), self._lowest(height))
        if top == self.top:
            return
        self.top = top
        bottom = self._laid.move(top, height - 1).line
        lines = range(top.line + (top.row > 0 and top.line < bottom), bottom + 1)
        line = min(max(self.cursor, lines[0]), lines[-1])
        if line != self.cursor:
            self.cursor = line
            self.post_message(self.Moved(line))
        self.refresh()

    def action_move(self, by: int) -> None:
        # A paragraph on one line may be longer than the window: it is read to its end first.
        page = max(1, self.content_size.height // 2)
        if by > 0 and self._ends_below():
            self._scroll_within(page)
        elif by < 0 and self.top.line == self.cursor and self.top.row > 0:
            self._scroll_within(-page)
        else:
            self.go_to(self.cursor + by)

    def _scroll_within(self, by: int) -> None:
        first = Place(self.cursor)
        self.top = max(first, self._laid.move(self.top, by))
        self.top = min(self.top, self._lowest(self.content_size.height))
        self.refresh()

    def action_page(self, by: int) -> None:
        page = max(1, self.content_size.height - 2)
        before = self.top
        self.scroll_rows(by * page)
        if self.top == before:
            self.action_end(by)

    def action_end(self, by: int) -> None:
        self.go_to(0 if by < 0 else len(self.proposal.lines) - 1)

    # -- painting -----------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = max(0, self.content_size.width - 1)
        style = palette(self.app)
        end = Segment(
            "▐" if self._grip().holds(y) else " ", style.primary if self._dragged else style.rule
        )
        place = self._laid.move(self.top, y)
        shown = bool(self.proposal.lines) and (self._laid.distance(self.top, place, y + 1) == y)
        strip = self._row(place, width) if shown else Strip([Segment(" " * width)])
        strip = strip.adjust_cell_length(width)
        return Strip(Segment.apply_style([*strip, end], style.ground), width + 1)

    def _row(self, place: Place, width: int) -> Strip:
        style = palette(self.app)
        index = self._index(place.line)
        here = index == self._index(self.cursor)
        rows = self._laid.rows(place.line)
        part = rows[place.row]
        if part == RULE:
            return boundary(self.proposal, index, width, style, here=here)
        on = place.line == self.cursor
        bar_ink = style.primary if here and self.has_focus else style.muted
        first = place.row == (rows[0] == RULE)
        label = number(place.line + 1) if first else ""
        muted = style.muted_on_cursor if on else style.muted
        strip = Strip([
            Segment("▌" if here else " ", bar_ink),
            Segment(f"{label:>{self.gutter_width - 3}}", muted),
            Segment("► " if on and first else "  ", style.primary),
            *self._text(place.line, part, style.text if here else muted),
        ]).adjust_cell_length(width)  # fmt: skip
        return strip.apply_style(style.cursor) if on else strip

    def _text(self, line: int, part: Range, ink: Style) -> list[Segment]:
        text = self._laid.text(line)
        start, end = part
        hit = palette(self.app).hit
        found: list[Segment] = []
        for hit_start, hit_end in spans(text, self._searched) if self._searched else ():
            left, right = max(start, hit_start), min(end, hit_end)
            if left < right:
                found += [Segment(text[start:left], ink), Segment(text[left:right], hit)]
                start = right
        return [*found, Segment(text[start:end], ink)]

    def _grip(self) -> Bar:
        height = self.content_size.height
        return bar(height, self._total(height), self.top.line)

    def _total(self, height: int) -> int:
        """Return how long the text is to the scrollbar: in lines, and a window at its end."""
        return self._lowest(height).line + height if self.proposal.lines else 0

    # -- the mouse ----------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.scroll_rows(-WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        at = event.get_content_offset(self)
        if at is not None and at.x == self.content_size.width - 1 and self._grip().length:
            self._dragged = True
            self.capture_mouse()
            self._drag_to(at.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag_to(event.y - self.gutter.top)

    def on_mouse_up(self) -> None:
        if self._dragged:
            self._dragged = False
            self.release_mouse()
            self.refresh()

    def _drag_to(self, y: int) -> None:
        height = self.content_size.height
        to = offset_at(y, height, self._total(height))
        self.top = min(Place(to), self._lowest(height))
        self.scroll_rows(0)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is None or at.x >= self.content_size.width - 1 or not self.proposal.lines:
            return
        place = self._laid.move(self.top, at.y)
        if self._laid.distance(self.top, place, at.y + 1) == at.y:
            self.go_to(place.line)

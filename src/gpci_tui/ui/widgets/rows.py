"""A list that paints only what is on the screen, whatever its length.

A ``ScrollView`` that draws line by line: a list of 100,000 rows costs what its
visible rows cost (a DataTable took 20 s to fill).
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from gpci_tui.model.errors import N_
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.moves import MOVES
from gpci_tui.ui.widgets.own_lines import OwnScroll
from gpci_tui.ui.widgets.thin_bar import Bar, bar, offset_at


class Rows(OwnScroll, can_focus=True):
    """Base of every list: a cursor, rows of a fixed height, no boxes.

    A subclass says how many rows there are (``set_count``) and paints one line
    of one row (``paint``); ``selectable`` may skip headings.
    """

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("enter", "choose", N_("open"), id="list.choose"),
    ]

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> Rows:
            return self.rows

    class Chosen(Message):
        """Enter or a double click on a row (a click, where ``choose_on_click``)."""

        def __init__(self, rows: Rows, index: int) -> None:
            super().__init__()
            self.rows, self.index = rows, index

        @property
        def control(self) -> Rows:
            return self.rows

    choose_on_click = False
    row_height = 1

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.count = 0
        self.cursor = 0
        self._dragged = False

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        """Return one line of a row; ``here`` when the cursor stands on it."""
        raise NotImplementedError

    def ground(self) -> Style:
        """Return the ground the rows stand on; another one in what opens over a screen."""
        return palette(self.app).ground

    def selectable(self, index: int) -> bool:
        """Return whether the cursor may stand on a row."""
        return True

    def set_count(self, count: int, cursor: int | None = None) -> None:
        """Say how many rows there are, and where the cursor stands."""
        self.count = count
        # Rows are as wide as the widget: a width of its own would cost a layout at each resize.
        self.set_extent(Size(1, count * self.row_height))
        wanted = self.cursor if cursor is None else cursor
        self.cursor = max(0, min(count - 1, wanted))
        if count and not self.selectable(self.cursor):
            self.cursor = self._next(self.cursor, 1)
        self.refresh()
        self.call_after_refresh(self.show_cursor)

    def on_resize(self) -> None:
        self.show_cursor()

    @property
    def row_width(self) -> int:
        """Columns of a row; the last one of the widget holds the scrollbar."""
        return max(0, self.content_size.width - 1)

    def render_line(self, y: int) -> Strip:
        width = self.row_width
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        ground = self.ground()
        end = Segment("▐" if self._grip().holds(y) else " ", self._bar_style())
        if index >= self.count:
            return Strip([Segment(" " * width), end]).apply_style(ground)
        here = index == self.cursor and self.selectable(index)
        strip = self.paint(index, line, width, here).adjust_cell_length(width)
        # Grounds of the row's own (highlights) lie above, so the list's comes first.
        return Strip(Segment.apply_style([*strip, end], ground), width + 1)

    def _grip(self) -> Bar:
        return bar(self.content_size.height, self.count * self.row_height, self.scroll_offset.y)

    def _bar_style(self) -> Style:
        style = palette(self.app)
        return style.primary if self._dragged else style.rule

    def go_to(self, index: int) -> None:
        """Put the cursor on a row, and the row on the screen."""
        if not self.count:
            return
        index = max(0, min(self.count - 1, index))
        if not self.selectable(index):
            step = 1 if index >= self.cursor else -1
            beyond = self._next(index, step)
            # Above the first value there may be its heading only: then the first one is meant.
            index = beyond if beyond != self.cursor else self._next(index, -step)
        if index == self.cursor:
            self.show_cursor()
            return
        before, self.cursor = self.cursor, index
        self.refresh_row(before)
        self.refresh_row(index)
        self.show_cursor()
        self.post_message(self.Moved(self, index))

    def refresh_row(self, index: int) -> None:
        """Paint a row anew."""
        y = index * self.row_height - self.scroll_offset.y
        if -self.row_height < y < self.size.height:
            self.refresh(Region(0, y, self.size.width, self.row_height))

    def show_cursor(self) -> None:
        """Scroll until the row under the cursor is on the screen."""
        height = self.content_size.height
        if not height or not self.count:
            return
        top = self.cursor * self.row_height
        first = top
        while first > 0 and not self.selectable(first // self.row_height - 1):
            first -= self.row_height  # A heading comes into sight with its first value.
        at = self.scroll_offset.y
        if first < at:
            self.scroll_to(y=first, animate=False, immediate=True)
        elif top + self.row_height > at + height:
            self.scroll_to(y=top + self.row_height - height, animate=False, immediate=True)

    def action_move(self, by: int) -> None:
        self.go_to(self._next(self.cursor, by))

    def action_page(self, by: int) -> None:
        page = max(1, self.content_size.height // self.row_height - 1)
        self.go_to(self.cursor + by * page)

    def action_end(self, by: int) -> None:
        self.go_to(0 if by < 0 else self.count - 1)

    def action_choose(self) -> None:
        if self.count and self.selectable(self.cursor):
            self.post_message(self.Chosen(self, self.cursor))

    def _next(self, index: int, by: int) -> int:
        step = 1 if by > 0 else -1
        at = index + by
        while 0 <= at < self.count and not self.selectable(at):
            at += step
        return at if 0 <= at < self.count else self.cursor

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if self._grip().length and event.x == self.content_offset_x + self.row_width:
            self._dragged = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        if self._dragged:
            self._dragged = False
            self.release_mouse()
            self.refresh()

    def _drag_to(self, y: int) -> None:
        to = offset_at(y, self.content_size.height, self.count * self.row_height)
        self.scroll_to(y=to, animate=False, immediate=True)
        self.refresh()

    @property
    def content_offset_x(self) -> int:
        """Columns before the rows: the padding at the left."""
        return self.styles.gutter.left

    def on_click(self, event: events.Click) -> None:
        if event.x >= self.content_offset_x + self.row_width:
            return
        index = (event.y + self.scroll_offset.y) // self.row_height
        if not 0 <= index < self.count or not self.selectable(index):
            return
        self.go_to(index)
        if self.choose_on_click or event.chain == 2:
            self.post_message(self.Chosen(self, index))

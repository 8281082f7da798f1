"""The board: shortlists side by side, painted line by line whatever their length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.model.errors import N_
from gpci_tui.model.review import Entry, ListKey, Shortlist
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.board_grid import HEAD, Grid
from gpci_tui.ui.widgets.board_lines import Line, Part, lay_out, span_of
from gpci_tui.ui.widgets.board_paint import paint_heading, paint_line, paint_rule
from gpci_tui.ui.widgets.cells import wrap
from gpci_tui.ui.widgets.moves import MOVES
from gpci_tui.ui.widgets.own_lines import PaintsItself

WHEEL = 3
"""Lines that a turn of the wheel scrolls."""
LAYOUTS, STRIPS = 64, 4000
"""Laid-out columns and painted lines that are kept."""


class Board(PaintsItself, Widget, can_focus=True):
    """Columns of ranked dossiers with one cursor. Scrolls sideways by whole columns.

    Every column scrolls on its own; a column of hundreds costs what is on the screen.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Board { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "column(-1)", N_("list before"), id="shortlist.left"),
        Binding("right,l", "column(1)", N_("next list"), id="shortlist.right"),
        *MOVES,
        Binding("enter", "choose", N_("open"), id="list.choose"),
    ]

    class Moved(Message):
        """The cursor stands elsewhere, or other columns are on the screen."""

    class Chosen(Message):
        """Enter or a double click on an entry."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns: tuple[Shortlist, ...] = ()
        self.column = 0
        self.row = 0
        self.first = 0
        """The leftmost column on the screen."""
        self.marked: set[int] = set()
        """Ids of the dossiers that were selected."""
        self.nothing = ""
        """What to say where there is no column."""
        self._grid = Grid()
        self._tops: dict[ListKey, int] = {}
        self._lines: dict[tuple[int, int | None], list[Line]] = {}
        self._strips: dict[tuple[int, int | None, int], Strip] = {}
        """Painted lines by column, entry under the cursor, and number."""

    # -- what it shows ------------------------------------------------------

    def show(self, columns: Sequence[Shortlist], column: int, row: int, nothing: str) -> None:
        """Show columns, with the cursor on an entry of one of them."""
        self.columns, self.nothing = tuple(columns), nothing
        self._measure()
        self.marked &= {entry.dossier_id for held in columns for entry in held.entries}
        self.column, self.row = column, row
        self._clamp()
        self._show_cursor()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def current_list(self) -> Shortlist | None:
        """The list under the cursor; None where there is no column."""
        return self.columns[self.column] if self.columns else None

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor; None in an empty list."""
        entries = self.current_list.entries if self.current_list else ()
        return entries[self.row] if entries else None

    @property
    def shown(self) -> range:
        """The columns that are on the screen."""
        return range(self.first, min(len(self.columns), self.first + self._grid.room))

    def toggle_mark(self) -> None:
        """Select the dossier under the cursor, or let it go."""
        if self.current is not None:
            self.marked ^= {self.current.dossier_id}
            self._repaint()

    def clear_marks(self) -> None:
        """Let all selected dossiers go."""
        self.marked.clear()
        self._repaint()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _measure(self) -> None:
        """Take the present size; nothing that was laid out or painted holds for another one."""
        self._grid = Grid.of(self.size.width, self.size.height, len(self.columns))
        self._lines.clear()
        self._strips.clear()

    def _clamp(self) -> None:
        self.column = max(0, min(len(self.columns) - 1, self.column))
        entries = self.columns[self.column].entries if self.columns else ()
        self.row = max(0, min(len(entries) - 1, self.row))

    def _lines_of(self, column: int) -> list[Line]:
        current = self.row if column == self.column else None
        if (column, current) not in self._lines:
            if len(self._lines) > LAYOUTS:
                self._lines.clear()
            self._lines[column, current] = lay_out(
                self.columns[column], self._grid.width, current, self._grid.height
            )
        return self._lines[column, current]

    # -- moving -------------------------------------------------------------

    def go_to(self, column: int, row: int) -> None:
        """Put the cursor on an entry, and the entry on the screen."""
        before, first = (self.column, self.row), self.first
        self.column, self.row = column, row
        self._clamp()
        self._show_cursor()
        if (self.column, self.row) == before:
            self.refresh()
            return
        if self.column == before[0] and self.first == first:
            x = (self.column - first) * self._grid.stride
            self.refresh(Region(x, 0, self._grid.stride, self.size.height))
        else:
            self.refresh()
        self.post_message(self.Moved())

    def _show_cursor(self) -> None:
        room = self._grid.room
        if self.column < self.first:
            self.first = self.column
        elif self.column >= self.first + room:
            self.first = self.column - room + 1
        self.first = max(0, min(self.first, len(self.columns) - room))
        if self.columns and self._grid.height:
            lines = self._lines_of(self.column)
            start, end = span_of(lines, self.row)
            top = self._top(self.column)
            if end > top + self._grid.height:
                top = end - self._grid.height
            # What stands above the first entry, a line between two, comes into sight as well.
            first = 0 if self.row == 0 else start - 1
            self._scroll(self.column, min(top, first))

    def _top(self, column: int) -> int:
        """Return the first line of a column that is on the screen."""
        most = max(0, len(self._lines_of(column)) - self._grid.height)
        return min(most, self._tops.get(self.columns[column].key, 0))

    def _scroll(self, column: int, top: int) -> None:
        self._tops[self.columns[column].key] = max(0, top)

    def on_resize(self) -> None:
        self._measure()
        self._show_cursor()
        self.post_message(self.Moved())

    def action_column(self, by: int) -> None:
        if 0 <= self.column + by < len(self.columns):
            self.go_to(self.column + by, self.row)

    def action_move(self, by: int) -> None:
        self.go_to(self.column, self.row + by)

    def action_page(self, by: int) -> None:
        self.go_to(self.column, self.row + by * max(1, self._grid.height // 4 - 1))

    def action_end(self, by: int) -> None:
        if self.current_list:
            self.go_to(self.column, 0 if by < 0 else len(self.current_list.entries) - 1)

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen())

    # -- the mouse ----------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        column = self._column_at(event.x)
        if column is None:
            return
        line = event.y - HEAD + self._top(column)
        lines = self._lines_of(column)
        on = lines[line].entry if event.y >= HEAD and line < len(lines) else -1
        self.go_to(column, on if on >= 0 else self.row)
        if on >= 0 and event.chain == 2:
            self.post_message(self.Chosen())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        column = self._column_at(event.x)
        if column is not None:
            event.stop()
            most = len(self._lines_of(column)) - self._grid.height
            self._scroll(column, min(most, self._top(column) + by))
            self.refresh()

    def _column_at(self, x: int) -> int | None:
        column = self.first + x // self._grid.stride
        return column if column in self.shown else None

    # -- painting -----------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        style = palette(self.app)
        if not self.columns:
            strip = self._paint_nothing(y)
        else:
            strip = Strip([part for column in self.shown for part in self._cell(column, y, style)])
        return strip.adjust_cell_length(self.size.width).apply_style(style.ground)

    def _paint_nothing(self, y: int) -> Strip:
        lines = ["", *wrap(self.nothing, min(76, self.size.width - 6), 8)]
        text = lines[y] if y < len(lines) else ""
        return Strip([Segment("   "), Segment(text, palette(self.app).muted)])

    def _cell(self, column: int, y: int, style: Palette) -> list[Segment]:
        """Return one line of one column, its margins and the hairline after it included."""
        grid, here = self._grid, column == self.column
        if y == 0:
            strip = paint_heading(self.columns[column], grid.width, here, style)
        elif y == 1:
            strip = paint_rule(grid.width, here, style)
        else:
            strip = self._paint_entry(column, y - HEAD)
        thumb = y >= HEAD and y - HEAD in grid.thumb(len(self._lines_of(column)), self._top(column))
        rest = grid.stride - grid.margin - grid.width - 2
        return [
            Segment(" " * grid.margin), *strip,
            Segment(("▐" if thumb else " ") + " " * rest, style.rule),
            Segment(" " if column == self.shown[-1] else "│", style.rule),
        ]  # fmt: skip

    def _paint_entry(self, column: int, y: int) -> Strip:
        lines = self._lines_of(column)
        at = y + self._top(column)
        if at >= len(lines):
            return Strip.blank(self._grid.width)
        key = column, self.row if column == self.column else None, at
        if key not in self._strips:
            if len(self._strips) > STRIPS:
                self._strips.clear()
            self._strips[key] = self._paint_new(column, lines[at])
        return self._strips[key]

    def _paint_new(self, column: int, line: Line) -> Strip:
        held = self.columns[column]
        here = column == self.column and line.entry == self.row and line.part is not Part.EMPTY
        marked = line.entry >= 0 and held.entries[line.entry].dossier_id in self.marked
        strip = paint_line(line, held, self._grid.width, here, marked, palette(self.app))
        return strip.adjust_cell_length(self._grid.width)

"""Two compared texts on the screen: painted line by line, scrolled, gone through by change."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gpci_tui.operations.word_diff import Comparison, RowKind
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.revision_lines import (
    BETWEEN,
    MARGIN,
    Half,
    Line,
    RevisionLayout,
    inks,
    segments,
)

RIGHT = 2
"""Columns left free at the right, for the scrollbar."""
ABOVE = 2
"""Lines kept above the change that is gone to."""


class RevisionText(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a comparison; ``at`` is the row one is at."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "RevisionText { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }"

    class Moved(Message):
        """Another change is the one that is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.compared: Comparison | None = None
        self.at = -1
        self._layout: RevisionLayout | None = None

    def show(self, compared: Comparison) -> None:
        """Show a comparison at its first change."""
        self.compared = compared
        self.at = compared.changes[0] if compared.changes else -1
        self._lay_out()
        self._show_row()

    @property
    def change(self) -> tuple[int, int]:
        """Which change one is at, from 1 on (0 for none), and of how many."""
        changes = self.compared.changes if self.compared is not None else ()
        return (changes.index(self.at) + 1 if self.at in changes else 0), len(changes)

    def next_change(self, by: int) -> bool:
        """Go to the next change (``by`` 1) or the one before (-1), round at the ends."""
        changes = self.compared.changes if self.compared is not None else ()
        if not changes:
            return False
        if self.at in changes:
            self.at = changes[(changes.index(self.at) + by) % len(changes)]
        else:
            after = [row for row in changes if row > self.at]
            self.at = (after or changes)[0] if by > 0 else changes[len(changes) - len(after) - 1]
        self._show_row()
        self.post_message(self.Moved())
        return True

    def look_at(self, offset: int) -> None:
        """Go to the paragraph in which ``offset`` of the newer body stands."""
        if self.compared is None:
            return
        block = self.compared.new.block_at(offset)
        rows = [i for i, row in enumerate(self.compared.rows) if row.new == block]
        if rows:
            self.at = rows[0]
            self._show_row()
            self.post_message(self.Moved())

    def scroll_lines(self, by: int) -> None:
        """Scroll by lines."""
        self._scroll(self.scroll_offset.y + by)

    def scroll_pages(self, by: int) -> None:
        """Scroll by pages."""
        self.scroll_lines(by * max(1, self.size.height - 2))

    def scroll_to_end(self, by: int) -> None:
        """Scroll to the beginning (``by`` -1) or to the end."""
        self._scroll(0 if by < 0 else self.virtual_size.height)

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _show_row(self) -> None:
        layout, height = self._layout, self.size.height
        if layout is not None and self.at >= 0 and height:
            lines = layout.lines_of(self.at)
            top = self.scroll_offset.y
            if lines.start - ABOVE < top or lines.stop > top + height:
                self._scroll(max(0, min(lines.start - ABOVE, len(layout.lines) - height)))
        self.refresh()

    # -- layout and painting -------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()
        self._show_row()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self.refresh()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if self.compared is None or width <= 0:
            return
        self._layout = RevisionLayout(self.compared, width - RIGHT)
        self.virtual_size = Size(width, len(self._layout.lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        style = palette(self.app)
        layout = self._layout
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if layout is None or number >= len(layout.lines):
            return Strip.blank(max(0, width), style.ground)
        line = layout.lines[number]
        found = self._beside(line, style) if layout.beside else self._below(line, style)
        return found.adjust_cell_length(width).apply_style(style.ground)

    def _beside(self, line: Line, style: Palette) -> Strip:
        assert self._layout is not None
        room = MARGIN + self._layout.text_width
        at_old = self._is_here(line.old) or (self._is_here(line.new) and line.old.row < 0)
        at_new = self._is_here(line.new) and not at_old
        left = Strip(self._half(line.old, style, at_old, old=True)).adjust_cell_length(room)
        middle = Segment("│".center(BETWEEN), style.rule)
        return Strip([*left, middle, *self._half(line.new, style, at_new, old=False)])

    def _below(self, line: Line, style: Palette) -> Strip:
        old = line.old.row >= 0
        half = line.old if old else line.new
        return Strip(self._half(half, style, self._is_here(half), old=old))

    def _is_here(self, half: Half) -> bool:
        return half.row >= 0 and half.row == self.at

    def _half(self, half: Half, style: Palette, here: bool, *, old: bool) -> list[Segment]:
        compared, layout = self.compared, self._layout
        assert compared is not None
        assert layout is not None
        bar = Segment("▌" if here else " ", style.primary)
        if half.row < 0:
            return [bar, Segment(" " * (MARGIN - 1))]
        row = compared.rows[half.row]
        plain = self.app.no_color or self.app.console.color_system in (None, "standard")
        look = inks(row.kind, style, old=old, plain=plain)
        if row.kind is RowKind.SAME and not layout.beside:
            look = look._replace(text=style.text)
        document = compared.old if old else compared.new
        marks = row.gone if old else row.come
        text = segments(document, half, marks, layout.prefix(half, old=old), look)
        return [bar, Segment(half.sign.center(MARGIN - 1), look.sign), *text]

    def on_click(self, event: events.Click) -> None:
        if self._layout is not None and self._layout.lines:
            right = self._layout.beside and event.x > self.size.width // 2
            self.at = self._layout.row_at(event.y + self.scroll_offset.y, right=right)
            self.refresh()
            self.post_message(self.Moved())

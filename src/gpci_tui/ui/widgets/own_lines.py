"""The lines of a widget that paints itself: put between its edges, and kept.

Textual takes every line of every widget through borders, titles, hatching,
tints, opacity and the conversion of sixteen colours. For lines that need none
of it that cost more than the lines themselves: a screen of 132x40 took 8 ms.
"""

from __future__ import annotations

from rich.segment import Segment
from textual._border import get_box
from textual._styles_cache import StylesCache
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class OwnLines(StylesCache):
    """Keeps lines as the widget painted them, with what stands at their left and right.

    A widget with more around it (a border above, opacity) goes the way of all.
    """

    def render_widget(self, widget: Widget, crop: Region) -> list[Strip]:
        gutter = widget.styles.gutter
        if gutter.top or gutter.bottom or widget.opacity != 1.0:
            return super().render_widget(widget, crop)
        width = widget.region.width
        if width != self._width:
            self.clear()
            self._width = width
        self._paint(widget, crop, max(0, width - gutter.width))
        strips = [self._cache[y] for y in crop.line_range]
        # Lines of ours hold no colour by its number.
        for kept in widget.get_line_filters():
            if not isinstance(kept, ANSIToTruecolor):
                ground = widget.background_colors[1]
                strips = [strip.apply_filter(kept, ground) for strip in strips]
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _paint(self, widget: Widget, crop: Region, room: int) -> None:
        """Have the lines painted that are not known, or no longer as they were."""
        wanted = [y for y in crop.line_range if y in self._dirty_lines or y not in self._cache]
        if wanted:
            left, right = _edges(widget) if room < self._width else ([], [])
            for y in wanted:
                strip = widget.render_line(y).adjust_cell_length(room)
                if room < self._width:
                    strip = Strip([*left, *strip, *right], self._width)
                self._cache[y] = strip
        self._dirty_lines.difference_update(crop.line_range)


def _edges(widget: Widget) -> tuple[list[Segment], list[Segment]]:
    """Return what stands before and after each line: padding, and a border if there is one."""
    styles, (base, ground) = widget.styles, widget.background_colors
    inner, outer = Style(background=base + ground), Style(background=base)
    left, right = (
        [Segment(" " * columns, inner.rich_style)] if columns else []
        for columns in (styles.padding.left, styles.padding.right)
    )
    (_, (kind_right, right_ink), _, (kind_left, left_ink)) = styles.border
    if kind_left:
        left.insert(0, get_box(kind_left, inner, outer, Style(foreground=base + left_ink))[1][0])
    if kind_right:
        right.append(get_box(kind_right, inner, outer, Style(foreground=base + right_ink))[1][2])
    return left, right


class PaintsItself:
    """A widget whose ``render_line`` gives whole lines, ground included. Stands before its base."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)  # type: ignore[call-arg]
        self._styles_cache: StylesCache = OwnLines()


class OwnScroll(PaintsItself, ScrollView):
    """The same over more lines than are seen; it scrolls without a scrollbar of Textual's."""

    DEFAULT_CSS = "OwnScroll { overflow: hidden hidden; }"

    def set_extent(self, size: Size) -> None:
        """Say how large all of it is."""
        height = self.styles.height
        if height is not None and height.is_auto:
            self.virtual_size = size
        elif size != self.virtual_size:
            # Its place on the screen stays as it is: nothing is to be laid out for more lines.
            self.set_reactive(OwnScroll.virtual_size, size)
            if self.scroll_offset.y > self.max_scroll_y:
                self.scroll_to(y=self.max_scroll_y, animate=False, immediate=True)

    @property
    def allow_vertical_scroll(self) -> bool:
        # To Textual nothing overflows, or it would make a scrollbar. The wheel scrolls still.
        return True

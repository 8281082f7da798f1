"""A scrollbar as thin as a hairline."""

from __future__ import annotations

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender


class ThinScrollBar(ScrollBarRender):
    """Half a cell wide; nothing where there is nothing to scroll."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.parse("#555555"),  # noqa: B008
        bar_color: Color = Color.parse("bright_magenta"),  # noqa: B008
    ) -> Segments:
        if not vertical:
            return super().render_bar(
                size,
                virtual_size,
                window_size,
                position,
                thickness,
                vertical,
                back_color,
                bar_color,
            )
        above = Segment(" ", Style(bgcolor=back_color, meta={"@mouse.up": "scroll_up"}))
        below = Segment(" ", Style(bgcolor=back_color, meta={"@mouse.up": "scroll_down"}))
        grip = Style(color=bar_color, bgcolor=back_color, meta={"@mouse.down": "grab"})
        if not (size and window_size and virtual_size > window_size):
            return Segments([Segment(" ", Style(bgcolor=back_color))] * size, new_lines=True)
        length = max(1, min(size, round(size * window_size / virtual_size)))
        first = round((size - length) * position / (virtual_size - window_size))
        first = max(0, min(size - length, first))
        cells = [above] * first + [Segment("▐", grip)] * length + [below] * (size - first - length)
        return Segments(cells, new_lines=True)


def use_thin_scrollbars() -> None:
    """Draw every scrollbar of the program thinly."""
    ScrollBar.renderer = ThinScrollBar

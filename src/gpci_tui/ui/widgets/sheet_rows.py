"""A list in a window that opens over a screen."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.rows import Rows


class SheetRows(Rows):
    """Rows on the ground of their window."""

    DEFAULT_CSS = "SheetRows { background: $panel; }"

    def ground(self) -> Style:
        return palette(self.app).text + self.rich_style.background_style

    def between(
        self, left: Sequence[Segment], right: Sequence[Segment], width: int, here: bool
    ) -> Strip:
        """Return a line with the cursor's bar, something at the left and something at the right.

        The right one is kept whole; the left one is cut where it has no room.
        """
        style = palette(self.app)
        end = Strip([*right, Segment(" ")])
        room = max(0, width - 1 - end.cell_length)
        start = Strip(left).crop(0, room).extend_cell_length(room)
        strip = Strip([Segment("▌" if here else " ", style.primary), *start, *end])
        return strip.apply_style(style.cursor) if here else strip

"""The preview at the right of the library: one dossier at a glance."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.own_lines import PaintsItself
from gpci_tui.ui.widgets.preview_lines import Previewed, preview_lines


class Preview(PaintsItself, Widget):
    """Shows one dossier, its lines laid out once for each dossier and width.

    No ``ScrollView``: it would ask for a second layout as soon as it knew its
    width, one frame after the first. The wheel moves the lines.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: Previewed | None = None
        self._terms: tuple[str, ...] = ()
        self._lines: list[Strip] = []
        self._laid_out_for = (0, "")
        """The width and look of the lines; a width of 0 when they are to be laid out again."""
        self._top = 0

    def show(self, previewed: Previewed | None, terms: tuple[str, ...] = ()) -> None:
        """Show a dossier, the searched words marked in it, or nothing."""
        if (previewed, terms) == (self._shown, self._terms):
            return
        self._shown, self._terms = previewed, terms
        self._laid_out_for, self._top = (0, ""), 0
        self.refresh()

    def _lay_out(self) -> list[Strip]:
        # The room of the sign of more stays free, so that lines break alike with and without it.
        wanted = (max(1, self.content_size.width - 1), self.app.theme)
        if self._laid_out_for != wanted:
            self._laid_out_for, self._lines = wanted, []
            if self._shown is not None:
                style = palette(self.app)
                self._lines = [
                    strip.adjust_cell_length(wanted[0] + 1).apply_style(style.ground)
                    for strip in preview_lines(self._shown, self._terms, style, wanted[0])
                ]
        return self._lines

    def render_line(self, y: int) -> Strip:
        lines = self._lay_out()
        at = y + self._top
        if at >= len(lines):
            return Strip.blank(self.content_size.width, palette(self.app).ground)
        if at + 1 < len(lines) and y == self.content_size.height - 1:
            style = palette(self.app)
            more = Segment("▼", style.faint + style.ground)
            return Strip([*lines[at].crop(0, lines[at].cell_length - 1), more])
        return lines[at]

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._move(-1)

    def _move(self, by: int) -> None:
        last = max(0, len(self._lay_out()) - self.content_size.height)
        self._top = max(0, min(last, self._top + by))
        self.refresh()

"""The line above the text: title, heading, page, how much was read."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _
from gpci_tui.model.review import Status
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.own_lines import PaintsItself

SHORT_BELOW = 100
"""Columns below which the heading is left out and the bar is short."""
BAR = (10, 24)
"""Columns of the bar: in a narrow window, and else."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What the line says. ``page`` counts from 1; ``progress`` is a share from 0 to 1."""

    title: str = ""
    heading: str = ""
    page: int = 1
    pages: int = 1
    progress: float = 0.0
    status: Status = Status.UNREAD
    noted: bool = False
    """Whether there is a note on the dossier."""


class ReaderHead(PaintsItself, Widget):
    """Paints a ``Headline``."""

    DEFAULT_CSS = "ReaderHead { height: 1; }"
    headline: reactive[Headline] = reactive(Headline())

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = palette(self.app)
        told = self.headline
        if not told.title or width < 1:
            return Strip.blank(max(0, width), style.ground)
        right = self._right(width)
        room = max(8, width - 6 - sum(cell_len(segment.text) for segment in right))
        title = cut(told.title, room)
        left = [Segment(title, style.strong)]
        room -= cell_len(title) + 4
        if told.heading and width >= SHORT_BELOW and room > 8:
            left += [
                Segment("  ›  ", style.faint), Segment(cut(told.heading, room - 5), style.muted),
            ]  # fmt: skip
        gap = width - 4 - sum(cell_len(segment.text) for segment in (*left, *right))
        segments = [Segment("  "), *left, Segment(" " * max(1, gap)), *right, Segment("  ")]
        return Strip(segments).adjust_cell_length(width).apply_style(style.ground)

    def _right(self, width: int) -> list[Segment]:
        style = palette(self.app)
        told = self.headline
        size = BAR[width >= SHORT_BELOW]
        filled = size if told.progress >= 1 else int(size * told.progress)
        return [
            Segment("¶ " if told.noted else "", style.muted),
            Segment(told.status.sign + "  ", style.statuses[told.status]),
            Segment(_("p. {page}/{pages}").format(page=told.page, pages=told.pages), style.muted),
            Segment("  "),
            Segment("━" * filled, style.primary),
            Segment("─" * (size - filled), style.rule),
            Segment(f" {int(told.progress * 100):3}\u00a0%", style.muted),
        ]

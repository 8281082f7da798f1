"""A text longer than its window, moved through with the keys of a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll

from gpci_tui.ui.widgets.moves import MOVES


class Scrolling(VerticalScroll):
    """What is in it scrolls; the keys are those of a list."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Scrolling {
        background: $panel;
        scrollbar-background: $panel;
        scrollbar-background-hover: $panel;
        scrollbar-background-active: $panel;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
    ]

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        page = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=by * page, animate=False)

    def action_end(self, by: int) -> None:
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

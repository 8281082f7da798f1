"""A text longer than its window, moved through with the keys of a list."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from gpci_tui.model.errors import N_


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
        Binding("up,k", "move(-1)", N_("up"), id="list.up"),
        Binding("down,j", "move(1)", N_("down"), id="list.down"),
        Binding("pageup", "page(-1)", N_("page up"), id="list.page_up"),
        Binding("pagedown,space", "page(1)", N_("page down"), id="list.page_down"),
        Binding("home,g", "end(-1)", N_("first"), id="list.first"),
        Binding("end,G", "end(1)", N_("last"), id="list.last"),
    ]

    def action_move(self, by: int) -> None:
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        page = max(1, self.scrollable_content_region.height - 1)
        self.scroll_relative(y=by * page, animate=False)

    def action_end(self, by: int) -> None:
        self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

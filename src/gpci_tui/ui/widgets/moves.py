"""The keys that move through what has lines, the same wherever one is."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from gpci_tui.model.errors import N_

MOVES: tuple[BindingType, ...] = (
    Binding("up,k", "move(-1)", N_("up"), id="list.up"),
    Binding("down,j", "move(1)", N_("down"), id="list.down"),
    Binding("pageup", "page(-1)", N_("page up"), id="list.page_up"),
    Binding("pagedown,space", "page(1)", N_("page down"), id="list.page_down"),
    Binding("home,g", "end(-1)", N_("first"), id="list.first"),
    Binding("end,G", "end(1)", N_("last"), id="list.last"),
)
"""For a widget with the actions ``move``, ``page`` and ``end``; each takes -1 or 1."""

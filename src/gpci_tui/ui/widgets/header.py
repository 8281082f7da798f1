"""The header: where one is, who works, when the last change was written."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, time_of_day
from gpci_tui.model.errors import N_
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.own_lines import PaintsItself

TABS = (
    ("library", N_("Library"), N_("Libr.")),
    ("reader", N_("Reader"), N_("Read.")),
    ("shortlist", N_("Shortlist"), N_("Short.")),
    ("themes", N_("Themes"), N_("Themes")),
)
"""(mode, name, short name) in the order of the keys 1 to 4."""

ROOM_AT_RIGHT = 14
"""Columns kept for the time of the last save; with less, the short names are taken."""


class Header(PaintsItself, Widget):
    """Two lines: the tabs, and a hairline with the present one marked."""

    DEFAULT_CSS = "Header { height: 2; dock: top; }"
    saved_at: reactive[str] = reactive("")
    juror: reactive[str] = reactive("")
    read_only: reactive[bool] = reactive(False)

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, mode: str) -> None:
            super().__init__()
            self.mode = mode

    def __init__(self, mode: str) -> None:
        super().__init__()
        self.mode = mode

    def _tabs(self) -> list[tuple[str, str, int, int]]:
        """Return (mode, name, first column, columns) of each tab."""
        full = sum(len(_(name)) + 5 for _mode, name, _short in TABS)
        short = full + ROOM_AT_RIGHT > self.size.width
        found, x = [], 2
        for number, (mode, name, short_name) in enumerate(TABS, 1):
            shown = _(short_name if short and mode != self.mode else name)
            width = len(f"{number} {shown}")
            found.append((mode, shown, x, width))
            x += width + 3
        return found

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = palette(self.app)
        if y == 1:
            return self._hairline(width)
        segments = [Segment("  ", style.ground)]
        x = 2
        for number, (mode, name, start, size) in enumerate(self._tabs(), 1):
            here = mode == self.mode
            segments.append(Segment(" " * (start - x), style.ground))
            segments.append(Segment(f"{number} ", style.primary if here else style.faint))
            segments.append(Segment(name, style.strong if here else style.muted))
            x = start + size
        right = self._right(width - x - 2)
        used = sum(len(segment.text) for segment in right)
        segments.append(Segment(" " * max(1, width - x - used - 2), style.ground))
        segments += [*right, Segment("  ", style.ground)]
        return Strip(segments).adjust_cell_length(width).apply_style(style.ground)

    def _right(self, room: int) -> list[Segment]:
        style = palette(self.app)
        time = time_of_day(self.saved_at)
        if self.read_only:
            return [Segment("○ ", style.accent), Segment(_("read-only"), style.accent)][:room]
        if room < 44:
            return [Segment("● ", style.good), Segment(time, style.muted)] if time else []
        name = self.juror or _("me")
        who = [Segment(_("Jury") + " ", style.muted), Segment(name[: room - 34], style.text)]
        if not time:
            return who
        saved = [
            Segment("   ● ", style.good),
            Segment(_("saved {time}").format(time=time), style.muted),
        ]
        return who + saved

    def _hairline(self, width: int) -> Strip:
        style = palette(self.app)
        for mode, _name, x, size in self._tabs():
            if mode == self.mode:
                left, right = max(0, x - 1), x + size + 1
                return Strip(
                    [
                        Segment("─" * left, style.rule),
                        Segment("━" * (right - left), style.primary),
                        Segment("─" * max(0, width - right), style.rule),
                    ]
                ).apply_style(style.ground)
        return Strip([Segment("─" * width, style.rule)]).apply_style(style.ground)

    def on_click(self, event: events.Click) -> None:
        for mode, _name, x, size in self._tabs():
            if x - 1 <= event.x <= x + size:
                self.post_message(self.Chosen(mode))

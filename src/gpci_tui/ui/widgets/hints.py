"""The hint line: the main keys of the screen, as they are bound now."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.binding import ActiveBinding
from textual.keys import format_key
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.ui.keys import WRITE_NOTHING, Hint, describe
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.own_lines import PaintsItself

ALWAYS = Hint(("app.help",))
GAP = "   "


def _writes(key: str, field: Widget) -> bool:
    typed = format_key(key)
    return len(typed) == 1 and key not in WRITE_NOTHING and field.check_consume_key(key, typed)


class HintLine(PaintsItself, Widget):
    """One line at the bottom. What doesn't fit is left to the help."""

    DEFAULT_CSS = "HintLine { height: 1; dock: bottom; }"

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self.hints = hints
        self._spots: list[tuple[int, int, Hint]] = []

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        style = palette(self.app)
        active = self._active()
        last = describe(ALWAYS, active)
        room = width - 4 - (len(" ".join(last)) + len(GAP) if last else 0)
        segments = [Segment("  ")]
        x, self._spots = 2, []
        for hint in self.hints:
            shown = describe(hint, active)
            size = len(" ".join(shown)) if shown else 0
            if shown is None or x - 2 + size > room:
                continue
            self._spots.append((x, x + size, hint))
            segments += [
                Segment(shown[0], style.primary + style.strong.without_color),
                Segment(" " + shown[1] + GAP, style.muted),
            ]
            x += size + len(GAP)
        if last:
            segments.append(Segment(" " * (width - 2 - len(" ".join(last)) - x)))
            self._spots.append((width - 2 - len(" ".join(last)), width, ALWAYS))
            segments += [
                Segment(last[0], style.primary + style.strong.without_color),
                Segment(" " + last[1] + "  ", style.muted),
            ]
        return Strip(segments).adjust_cell_length(width).apply_style(style.surface)

    def _active(self) -> list[ActiveBinding]:
        """Return the bindings that work now: in a text field, letters are typed, not obeyed."""
        active = list(self.screen.active_bindings.values())
        focused = self.screen.focused
        if focused is None:
            return active
        return [a for a in active if a.binding.priority or not _writes(a.binding.key, focused)]

    async def on_click(self, event: events.Click) -> None:
        for left, right, hint in self._spots:
            if left <= event.x < right:
                for active in self._active():
                    if active.binding.id == hint.ids[0]:
                        await self.app.run_action(active.binding.action, active.node)
                        return

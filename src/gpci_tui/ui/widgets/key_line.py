"""The keys of what is open over a screen, as they are bound now."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from gpci_tui.ui.keys import Hint, describe

GAP = "   "


class KeyLine(Static):
    """The hint line of a window; what doesn't fit goes on the next line. A click does it."""

    DEFAULT_CSS = "KeyLine { height: auto; margin-top: 1; color: $muted; }"

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self.hints = hints

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.show())
        self.call_after_refresh(self.show)

    def show(self) -> None:
        """Write the keys that work now."""
        active = list(self.screen.active_bindings.values())
        parts: list[Content] = []
        for index, hint in enumerate(self.hints):
            shown = describe(hint, active)
            if shown is None:
                continue
            # A hint stays on one line; between two of them a line may break.
            keys, word = (text.replace(" ", "\u00a0") for text in shown)
            one = Content.assemble((keys, "bold $primary"), "\u00a0", word)
            parts.append(one.stylize(Style.from_meta({"hint": index})))
        self.update(Content(GAP).join(parts))

    async def on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("hint")
        if isinstance(index, int):
            await self._give(self.hints[index])

    async def _give(self, hint: Hint) -> None:
        for active in self.screen.active_bindings.values():
            if active.binding.id == hint.ids[0]:
                await self.app.run_action(active.binding.action, active.node)
                return

"""What a revision did to each annotation, one a line."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.model.document import plain
from gpci_tui.model.review import Fate
from gpci_tui.operations.corrigenda import Outcome
from gpci_tui.operations.words import fate_name
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.rows import Rows

ARROW = "  →  "
LEAST_AFTER = 12
"""Columns below which the words that are marked now are left out."""


class OutcomeList(Rows):
    """The annotations without a passage first."""

    DEFAULT_CSS = "OutcomeList { height: auto; max-height: 6; }"

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: Sequence[Outcome] = ()

    def show(self, outcomes: Sequence[Outcome]) -> None:
        """Show other outcomes."""
        self.outcomes = outcomes
        self.set_count(len(outcomes), 0)

    @property
    def current(self) -> Outcome | None:
        """The outcome under the cursor."""
        return self.outcomes[self.cursor] if self.cursor < len(self.outcomes) else None

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        outcome = self.outcomes[index]
        here = here and self.has_focus
        muted = style.muted_on_cursor if here else style.muted
        right = fate_name(outcome.fate, outcome.similarity) + " "
        left = [
            Segment("▌" if here else " ", style.primary),
            Segment(f" {outcome.fate.sign} ", fate_ink(outcome.fate, style)),
            Segment(f"{outcome.kind.sign} ", style.kinds[outcome.kind]),
            *_words(outcome, width - 6 - cell_len(right) - 1, style.text, muted),
        ]
        room = max(0, width - cell_len(right))
        strip = Strip([*Strip(left).adjust_cell_length(room), Segment(right, muted)])
        return strip.apply_style(style.cursor) if here else strip

    def on_focus(self) -> None:
        self.refresh_row(self.cursor)

    def on_blur(self) -> None:
        self.refresh_row(self.cursor)


def _words(outcome: Outcome, room: int, ink: Style, muted: Style) -> list[Segment]:
    """Return what was marked and, where it is something else, what is marked now."""
    before, after = plain(outcome.before), plain(outcome.after)
    if not after or after == before or room < 2 * LEAST_AFTER + len(ARROW):
        return [Segment(cut(before, room), ink)]
    half = (room - len(ARROW)) // 2
    first = cut(before, max(half, room - len(ARROW) - cell_len(after)))
    return [
        Segment(first, muted),
        Segment(ARROW, muted),
        Segment(cut(after, room - len(ARROW) - cell_len(first)), ink),
    ]


def fate_ink(fate: Fate, style: Palette) -> Style:
    """Return the colour of a fate's sign."""
    return {Fate.KEPT: style.good, Fate.MOVED: style.primary, Fate.ORPHANED: style.accent}[fate]

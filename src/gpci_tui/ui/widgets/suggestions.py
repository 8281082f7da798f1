"""What the word being typed may become: a few lines that drop down under a search field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.sheet_rows import SheetRows

MOST_LINES = 6
NARROWEST, WIDEST = 32, 60
"""Columns at least and at most."""
GAP = 3


class Suggestion(NamedTuple):
    """One line: taking it puts ``text`` in the place of what stands from ``start`` to ``end``."""

    label: str
    about: str
    """What it is, at the right."""
    text: str
    start: int
    end: int


class Suggestions(SheetRows):
    """The lines. None of them is chosen until the person goes there: typing comes first."""

    choose_on_click = True
    DEFAULT_CSS = """
    Suggestions { position: absolute; overlay: screen; constrain: inside inside; display: none; }
    Suggestions.-open { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self.shown: tuple[Suggestion, ...] = ()
        self.selected = -1
        """The line one went to; -1 for none."""

    @property
    def row_width(self) -> int:
        # Few lines need no scrollbar.
        return super().row_width if len(self.shown) > MOST_LINES else self.size.width

    def render_line(self, y: int) -> Strip:
        return super().render_line(y).adjust_cell_length(self.size.width)

    @property
    def is_open(self) -> bool:
        return bool(self.shown)

    def show(self, lines: Sequence[Suggestion], at: Offset, selected: int = -1) -> None:
        """Drop the lines down at a place of the screen; without lines, close."""
        self.shown, self.selected = tuple(lines), selected
        self.set_class(bool(lines), "-open")
        if lines:
            widest = max(cell_len(line.label) + cell_len(line.about) for line in lines)
            self.styles.width = min(WIDEST, max(NARROWEST, widest + GAP + 2))
            self.styles.height = min(MOST_LINES, len(lines))
            self.styles.offset = at
        self.set_count(len(lines), max(0, selected))

    def close(self) -> None:
        """Show nothing."""
        if self.shown:
            self.show((), Offset())

    def go(self, by: int) -> None:
        """Go a line down or up; above the first line none is chosen."""
        self.selected = max(-1, min(len(self.shown) - 1, self.selected + by))
        self.cursor = max(0, self.selected)
        self.show_cursor()
        self.refresh()

    @property
    def chosen(self) -> Suggestion | None:
        """The line one went to, if any."""
        return self.shown[self.selected] if 0 <= self.selected < len(self.shown) else None

    def go_to(self, index: int) -> None:
        super().go_to(index)
        self.selected = self.cursor

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        here = index == self.selected
        shown = self.shown[index]
        about = Segment(shown.about, style.muted_on_cursor if here else style.muted)
        label = cut(shown.label, width - 3 - about.cell_length)
        ink = style.strong if here else style.text
        return self.between([Segment(label, ink)], [about], width, here)

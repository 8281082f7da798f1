"""The vocabulary, a line a theme, and the dossiers that carry one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip

from gpci_tui.i18n import _, number
from gpci_tui.model.dossier import Theme
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Row
from gpci_tui.model.review import Status
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.rows import Rows

BAR = 16
"""Cells of the bar of the theme that is used most."""
NARROW = 50
"""Columns of the list below which the bars are left out."""


class ThemeList(Rows):
    """Sign, name, and how often each theme is used, as a bar and a number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("in the library"), id="themes.show"),
        Binding("right,l", "screen.dossiers", N_("its dossiers"), id="themes.dossiers"),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.themes: tuple[Theme, ...] = ()
        self._most = 1

    def show(self, themes: Sequence[Theme], at: int) -> None:
        """Show themes, with the cursor on one of them."""
        self.themes = tuple(themes)
        self._most = max([1, *(theme.count for theme in themes)])
        self.set_count(len(themes), at)

    @property
    def current(self) -> Theme | None:
        """The theme under the cursor."""
        return self.themes[self.cursor] if self.cursor < len(self.themes) else None

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style, theme = palette(self.app), self.themes[index]
        focused = here and self.has_focus
        muted = style.muted_on_cursor if focused else style.muted
        count = number(theme.count).rjust(5)
        bar = self._bar(theme, width)
        used = sum(cell_len(segment.text) for segment in bar)
        name = cut(theme.name, width - 3 - used - len(count) - 2)
        ink = style.strong if here else style.text if theme.count else muted
        left = Strip(
            [
                Segment("▌" if here else " ", style.primary if focused else style.faint),
                Segment((theme.sign or " ") + " ", style.accent),
                Segment(name, ink),
            ]
        ).extend_cell_length(width - used - len(count) - 1)
        strip = Strip([*left, *bar, Segment(count + " ", style.text if theme.count else muted)])
        return strip.apply_style(style.cursor) if focused else strip

    def _bar(self, theme: Theme, width: int) -> list[Segment]:
        if width < NARROW:
            return []
        style = palette(self.app)
        full = min(BAR, -(-theme.count * BAR // self._most))
        return [Segment("━" * full, style.primary), Segment("─" * (BAR - full), style.rule)]

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()


class TaggedList(Rows):
    """Status, title and applicant of the dossiers that carry a theme."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "screen.vocabulary", N_("the themes"), id="themes.vocabulary"),
    ]
    row_height = 2

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show dossiers; the cursor stays where it stands, as far as there are rows."""
        self.rows = tuple(rows)
        self.set_count(len(rows))

    @property
    def current(self) -> Row | None:
        """The dossier under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style, row = palette(self.app), self.rows[index]
        here = here and self.has_focus
        bar = Segment("▌" if here else " ", style.primary)
        if line:
            muted = style.muted_on_cursor if here else style.muted
            about = cut(row.applicant or _("applicant not stated"), width - 4)
            segments = [bar, Segment("  "), Segment(about, muted)]
        else:
            ink = style.muted if row.status is Status.ASIDE else style.text
            segments = [
                bar,
                Segment(row.status.sign + " ", style.statuses[row.status]),
                Segment(cut(row.title, width - 4), style.strong if here else ink),
            ]
        strip = Strip(segments).adjust_cell_length(width)
        return strip.apply_style(style.cursor) if here else strip

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

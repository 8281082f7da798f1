"""The line over the board: how far the choice has come, which lists are shown, and by what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, ngettext, number
from gpci_tui.model.errors import N_
from gpci_tui.model.review import ListKind, Shortlist
from gpci_tui.ui.keys import describe, hint
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.own_lines import PaintsItself

KINDS = {
    ListKind.PRIZE: N_("prize"),
    ListKind.THEME: N_("theme"),
    ListKind.OWN: N_("lists"),
}
"""What the board can be laid out by, in the order of the key that switches."""

UNDERLINE = Style(underline=True)
Target = ListKind | int | None
Piece = tuple[str, Style, Target]
"""A text, how it looks, and what a click on it asks for: a kind, or a step sideways."""


class BoardHead(PaintsItself, Widget):
    """One line. A click chooses the kind of list, or goes to further columns."""

    DEFAULT_CSS = "BoardHead { height: 1; margin: 0 1; }"

    class KindChosen(Message):
        """The board is wanted by prize, by theme or by one's own lists."""

        def __init__(self, kind: ListKind) -> None:
            super().__init__()
            self.kind = kind

    class Turned(Message):
        """Columns before (``by`` -1) or after (1) those on the screen are wanted."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__()
        self._kind = ListKind.PRIZE
        self._columns: Sequence[Shortlist] = ()
        self._visible = range(0)
        self._marked = 0

    def show(
        self, kind: ListKind, columns: Sequence[Shortlist], visible: range, marked: int
    ) -> None:
        """Show the state of the board."""
        self._kind, self._columns = kind, columns
        self._visible, self._marked = visible, marked
        self.refresh()

    def _pieces(self) -> list[Piece]:
        style = palette(self.app)
        title: list[Piece] = [
            (" " + _("My shortlist"), style.strong, None),
            ("  ", style.text, None),
        ]
        if self._marked:
            marked = _("{n} selected").format(n=number(self._marked))
            title.append((marked + " · ", style.accent, None))
        right = self._right(style)
        room = self.size.width - _size(title) - _size(right) - 2
        long, short = (self._progress(brief) for brief in (False, True))
        names, arrows = (self._shown(brief, style) for brief in (False, True))
        middle: list[Piece] = []
        for text, columns in ((long, names), (long, arrows), (short, arrows), ("", arrows)):
            middle = [(text, style.muted, None), *columns]
            if _size(middle) <= room:
                break
        gap = max(1, self.size.width - _size(title) - _size(middle) - _size(right))
        return [*title, *middle, (" " * gap, style.text, None), *right]

    def _right(self, style: Palette) -> list[Piece]:
        switch = describe(hint("shortlist.kind"), self.screen.active_bindings.values())
        pieces: list[Piece] = [(_("by") + " ", style.muted, None)]
        if switch is not None:
            key = style.primary + style.strong.without_color
            pieces.insert(0, (switch[0] + " ", key, None))
        for kind, name in KINDS.items():
            chosen = kind is self._kind
            pieces.append((_(name), style.strong + UNDERLINE if chosen else style.muted, kind))
            pieces.append(("  ", style.text, None))
        pieces[-1] = (" ", style.text, None)
        return pieces

    def _progress(self, brief: bool) -> str:
        """Say how many dossiers are on the lists and how many of the places they take."""
        dossiers = len({entry.dossier_id for held in self._columns for entry in held.entries})
        places = sum(held.places for held in self._columns)
        taken = sum(held.filled for held in self._columns if held.places)
        said = ngettext("{n} dossier", "{n} dossiers", dossiers)
        if not places:
            return said
        every = ngettext("{n} place", "{n} places", places)
        filled = _("{taken} of {places}").format(taken=number(taken), places=every)
        return filled if brief else f"{said} · {filled}"

    def _shown(self, brief: bool, style: Palette) -> list[Piece]:
        """Name the columns on the screen where there are others beside them, or only lead there."""
        visible = self._visible
        if len(visible) >= len(self._columns):
            return []
        names = "" if brief else ", ".join(self._columns[index].name for index in visible)
        before, after = visible.start > 0, visible.stop < len(self._columns)
        return [
            ("  ", style.text, None),
            ("‹ ", style.primary if before else style.faint, -1),
            (names, style.text, None),
            (" ›" if names else "›", style.primary if after else style.faint, 1),
        ]

    def render_line(self, y: int) -> Strip:
        segments = [Segment(text, ink) for text, ink, _target in self._pieces()]
        return (
            Strip(segments)
            .adjust_cell_length(self.size.width)
            .apply_style(palette(self.app).ground)
        )

    def on_click(self, event: events.Click) -> None:
        x = 0
        for text, _ink, target in self._pieces():
            x += cell_len(text)
            if event.x < x:
                if isinstance(target, ListKind):
                    self.post_message(self.KindChosen(target))
                elif target is not None:
                    self.post_message(self.Turned(target))
                return


def _size(pieces: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ink, _target in pieces)

"""The library's list: two lines a dossier, read from the store by page."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.folding import hits
from gpci_tui.model.listing import Row
from gpci_tui.model.review import Status
from gpci_tui.operations.words import level_name
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.rows import Rows

PAGE = 64
"""Rows read at once; more than any screen shows, little enough to be read in a breath."""
TALL = 36
"""Lines of the window from which a blank line is set between the rows."""


class DossierList(Rows):
    """Ids in order; rows come by page when they are first on the screen."""

    class PageWanted(Message):
        """Rows are on the screen that were not read yet."""

        def __init__(self, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ids: tuple[int, ...] = ()
        self.terms: tuple[str, ...] = ()
        self.marked: set[int] = set()
        self._rows: dict[int, Row] = {}
        self._wanted: set[int] = set()

    row_height = 2

    def show(
        self, ids: tuple[int, ...], terms: tuple[str, ...], rows: Sequence[Row], at: int
    ) -> None:
        """Show a new listing with the rows that are known already; the cursor stands at ``at``."""
        self.ids, self.terms = ids, terms
        self._rows = {row.id: row for row in rows}
        self._wanted.clear()
        self.marked &= set(ids)
        self.set_count(len(ids), at)

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Take rows that were read; those on the screen are painted."""
        self._rows.update((row.id, row) for row in rows)
        self._wanted.difference_update(row.id for row in rows)
        self.refresh()

    @property
    def current(self) -> int | None:
        """The id of the dossier under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    def row(self, dossier_id: int) -> Row | None:
        """Return a dossier's row if it was read."""
        return self._rows.get(dossier_id)

    def set_count(self, count: int, cursor: int | None = None) -> None:
        # Taken from the window, which is known before the list was ever laid out.
        self.row_height = 2 + (self.app.size.height >= TALL)
        super().set_count(count, cursor)

    def on_resize(self) -> None:
        if self.row_height != 2 + (self.app.size.height >= TALL):
            self.set_count(self.count)

    def page_of(self, index: int) -> tuple[int, ...]:
        """Return the ids of the page that holds a row."""
        first = index // PAGE * PAGE
        return self.ids[first : first + PAGE]

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        if line == 2:
            return Strip([Segment(" " * width)])
        row = self._rows.get(self.ids[index])
        bar = Segment("▌" if here else " ", style.primary)
        if row is None:
            self._want(index)
            strip = Strip([bar, Segment("   …", style.faint)])
        elif line == 0:
            strip = self._first_line(row, bar, width, here)
        else:
            strip = self._second_line(row, bar, width, here)
        return strip.apply_style(style.cursor) if here else strip

    def _want(self, index: int) -> None:
        ids = tuple(i for i in self.page_of(index) if i not in self._rows and i not in self._wanted)
        if ids:
            self._wanted.update(ids)
            self.post_message(self.PageWanted(ids))

    def _first_line(self, row: Row, bar: Segment, width: int, here: bool) -> Strip:
        style = palette(self.app)
        marked = row.id in self.marked
        sign = Segment("■ " if marked else "  ", style.accent)
        notes = row.annotations + row.has_note
        right = f"¶ {notes}" if notes else ""
        aside = row.status is Status.ASIDE
        ink = style.muted if aside else style.strong if here else style.text
        room = max(4, width - 6 - len(right))
        title = _cut(row.title, room)
        left = [
            bar, Segment(row.status.sign + " ", style.statuses[row.status]), sign,
            *marked_up(title, self.terms, ink, style.hit),
        ]  # fmt: skip
        return _between(
            left, [Segment(right + " ", style.muted_on_cursor if here else style.muted)], width
        )

    def _second_line(self, row: Row, bar: Segment, width: int, here: bool) -> Strip:
        style = palette(self.app)
        ink = style.muted_on_cursor if here else style.muted
        right = _cut(row.prize, max(0, width // 2 - 4))
        parts = [row.applicant or _("applicant not stated"), level_name(row.level)]
        parts.append(ngettext("{n} word", "{n} words", row.words))
        if row.themes:
            parts.append(" ".join("#" + theme for theme in row.themes))
        about = " · ".join(part for part in parts if part)
        text = _cut(about, max(4, width - 7 - len(right)))
        left = [bar, Segment("    "), *marked_up(text, self.terms, ink, style.hit)]
        return _between(left, [Segment(right + " ", ink)], width)


def marked_up(text: str, terms: tuple[str, ...], ink: Style, hit: Style) -> list[Segment]:
    """Return a text with the searched words marked."""
    segments, at = [], 0
    for start, end in hits(text, terms):
        segments += [Segment(text[at:start], ink), Segment(text[start:end], ink + hit)]
        at = end
    segments.append(Segment(text[at:], ink))
    return [segment for segment in segments if segment.text]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"


def _between(left: list[Segment], right: list[Segment], width: int) -> Strip:
    start, end = Strip(left), Strip(right)
    gap = max(1, width - start.cell_length - end.cell_length)
    return Strip([*start, Segment(" " * gap), *end])

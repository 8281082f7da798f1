"""The library's list: two or three lines a dossier, read from the store by page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from gpci_tui.model.listing import Row
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.dossier_paint import INDENT, Painter, group_rule
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.search.snippets import Snippet

PAGE = 64
"""Rows read at once; more than any screen shows, little enough to be read in a breath."""
KEPT = 16 * PAGE
"""Rows kept at most: who goes through 100,000 dossiers needs no memory for all of them."""
TALL = 36
"""Lines of the window from which a blank line is set between the rows."""
UNKNOWN = 0
"""What stands in a listing for an id that was not read yet; no dossier has it."""

Passages = dict[int, "Snippet | None"]
"""Where the searched words stand in a dossier; None where they are not in its text."""


class DossierList(Rows):
    """Ids in order, some perhaps not known yet; rows come by page when first on the screen."""

    class PageWanted(Message):
        """Rows are on the screen that were not read yet."""

        def __init__(self, ids: tuple[int, ...]) -> None:
            super().__init__()
            self.ids = ids

    class PassagesWanted(Message):
        """Rows are on the screen of which it was not read where the searched words stand."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.ids: Sequence[int] = ()
        self.terms: tuple[str, ...] = ()
        self.marked: set[int] = set()
        self._ends: list[int] = []
        """Where each of the groups ends; empty where there is only one."""
        self._rows: dict[int, Row] = {}
        self._wanted: set[int] = set()
        self._passages: Passages = {}
        self._fresh: set[int] = set()
        """Dossiers whose passage was read for this listing, whether there is one or not."""
        self._asked = False

    row_height = 2

    def show(
        self,
        ids: Sequence[int],
        rows: Sequence[Row],
        at: int,
        *,
        terms: tuple[str, ...] = (),
        groups: Sequence[int] = (),
        passages: Passages | None = None,
    ) -> None:
        """Show a new listing with the rows that are known already; the cursor stands at ``at``.

        ``groups`` are the numbers of rows of what stands between the query's THENs.
        """
        if terms != self.terms:
            self._passages = {}
        self.ids, self.terms = ids, terms
        self._ends = list(accumulate(groups)) if len(groups) > 1 else []
        self._rows = {row.id: row for row in rows}
        self._wanted.clear()
        self._passages.update(passages or {})
        self._fresh = set(passages or ())
        self._asked = False
        self.set_count(len(ids), at)

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Take rows that were read; those on the screen are painted."""
        for row in rows:
            self._rows.pop(row.id, None)  # So that it counts as the newest.
            self._rows[row.id] = row
        self._wanted.difference_update(row.id for row in rows)
        if len(self._rows) > KEPT:
            for old in list(islice(self._rows, len(self._rows) - KEPT // 2)):
                del self._rows[old]
        self.refresh()

    @property
    def current(self) -> int | None:
        """The id of the dossier under the cursor, where it is known."""
        return self.ids[self.cursor] or None if self.cursor < len(self.ids) else None

    def row(self, dossier_id: int) -> Row | None:
        """Return a dossier's row if it was read."""
        return self._rows.get(dossier_id)

    # -- passages -----------------------------------------------------------

    @property
    def passage_width(self) -> int:
        """Columns that a passage has."""
        return max(0, self.row_width - INDENT - 1)

    def without_passage(self) -> tuple[int, ...]:
        """Return the dossiers on the screen of which no passage was read."""
        first = self.scroll_offset.y // self.row_height
        last = -(-(self.scroll_offset.y + self.size.height) // self.row_height)
        shown = self.ids[first:last] if self.terms else ()
        return tuple(id_ for id_ in shown if id_ != UNKNOWN and id_ not in self._fresh)

    def add_passages(self, passages: Passages) -> None:
        """Take where the searched words stand in some dossiers."""
        self._fresh.update(passages)
        self._passages.update(passages)
        self._asked = False
        self.refresh()

    # -- painting -----------------------------------------------------------

    def set_count(self, count: int, cursor: int | None = None) -> None:
        self.row_height = self.height_of_row(passages=bool(self.terms))
        super().set_count(count, cursor)

    def on_resize(self) -> None:
        if self.row_height != self.height_of_row(passages=bool(self.terms)):
            self.set_count(self.count)
        self._fresh.clear()  # Passages are as long as the list is wide.

    def height_of_row(self, *, passages: bool) -> int:
        """Return the lines of a row, with passages or without."""
        # Taken from the window, which is known before the list was ever laid out.
        return 2 + passages + (self.app.size.height >= TALL)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        if line >= 2 + bool(self.terms):
            begins = index + 1 in self._ends and index + 1 < self.count
            return (
                group_rule(self._group(index + 1), width, style) if begins
                else Strip([Segment(" " * width)])
            )  # fmt: skip
        painter = Painter(style, width, here, self.terms)
        row = self._rows.get(self.ids[index])
        if row is None:
            self._want(index)
            strip = painter.unknown(line)
        elif line == 0:
            strip = painter.title(row, row.id in self.marked)
        elif line == 1:
            strip = painter.about(row, self._group(index))
        else:
            self._want_passage(row.id)
            strip = painter.passage(self._passages.get(row.id))
        return strip.adjust_cell_length(width).apply_style(style.cursor) if here else strip

    def _group(self, index: int) -> int:
        """Return the number of the group that a row is in, from 1 on; 0 where there is but one."""
        return bisect_right(self._ends, index) + 1 if self._ends else 0

    def _want(self, index: int) -> None:
        first = index // PAGE * PAGE
        ids = tuple(
            id_ for id_ in self.ids[first : first + PAGE]
            if id_ != UNKNOWN and id_ not in self._rows and id_ not in self._wanted
        )  # fmt: skip
        if ids:
            self._wanted.update(ids)
            self.post_message(self.PageWanted(ids))

    def _want_passage(self, dossier_id: int) -> None:
        if not self._asked and dossier_id not in self._fresh:
            self._asked = True
            self.post_message(self.PassagesWanted())

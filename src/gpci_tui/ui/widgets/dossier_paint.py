"""How a dossier of the library is painted: title, what it is, the passage that was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.i18n import _, ngettext, number
from gpci_tui.model.folding import hits
from gpci_tui.model.listing import Row
from gpci_tui.model.review import Status
from gpci_tui.operations.words import level_name
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.cells import cut

if TYPE_CHECKING:
    from gpci_tui.search.snippets import Snippet

INDENT = 5
"""Columns before a row's words: the cursor's bar, the status, the mark."""
ITALIC = Style(italic=True)


class Painter(NamedTuple):
    """Paints the lines of one row."""

    style: Palette
    width: int
    here: bool
    """Whether the cursor stands on it."""
    terms: tuple[str, ...] = ()

    @property
    def bar(self) -> Segment:
        return Segment("▌" if self.here else " ", self.style.primary)

    @property
    def muted(self) -> Style:
        return self.style.muted_on_cursor if self.here else self.style.muted

    def title(self, row: Row, marked: bool) -> Strip:
        """Return status, title and the number of notes."""
        style = self.style
        notes = row.annotations + row.has_note
        right = f"¶ {number(notes)}" if notes else ""
        aside = row.status is Status.ASIDE
        ink = self.muted if aside else style.strong if self.here else style.text
        shown = cut(row.title, max(4, self.width - INDENT - 1 - cell_len(right)))
        left = [
            self.bar, Segment(row.status.sign + " ", style.statuses[row.status]),
            Segment("■ " if marked else "  ", style.accent),
            *marked_up(shown, hits(shown, self.terms), ink, style.hit),
        ]  # fmt: skip
        return self._between(left, Segment(right + " ", self.muted))

    def about(self, row: Row, group: int = 0) -> Strip:
        """Return applicant, level, length, themes and prize; ``group`` in the margin, from 1 on."""
        right = cut(row.prize, max(0, self.width // 2 - 4))
        parts = [row.applicant or _("applicant not stated"), level_name(row.level)]
        parts.append(ngettext("{n} word", "{n} words", row.words))
        if row.themes:
            parts.append(" ".join("#" + theme for theme in row.themes))
        whole = " · ".join(part for part in parts if part)
        shown = cut(whole, max(4, self.width - INDENT - 2 - cell_len(right)))
        margin = Segment(f"{group or '':<{INDENT - 1}}", self.muted)
        left = [
            self.bar, margin,
            *marked_up(shown, hits(shown, self.terms), self.muted, self.style.hit),
        ]  # fmt: skip
        return self._between(left, Segment(right + " ", self.muted))

    def passage(self, snippet: Snippet | None) -> Strip:
        """Return where the searched words stand in the text; a blank line until it is known."""
        left = [self.bar, Segment(" " * (INDENT - 1))]
        if snippet is not None:
            ink = self.muted + ITALIC
            left += marked_up(snippet.text, snippet.hits, ink, self.style.hit)
        return Strip(left)

    def unknown(self, line: int) -> Strip:
        """Return a line of a row that was not read yet."""
        text = " " * (INDENT - 1) + "…" if line == 0 else ""
        return Strip([self.bar, Segment(text, self.style.faint)])

    def _between(self, left: list[Segment], right: Segment) -> Strip:
        used = sum(segment.cell_length for segment in left) + right.cell_length
        gap = max(1, self.width - used)
        return Strip([*left, Segment(" " * gap), right], used + gap)


def group_rule(group: int, width: int, style: Palette) -> Strip:
    """Return the hairline above the first row of a group."""
    told = f" {number(group)} "
    rule = Segment("─" * max(0, width - INDENT - len(told) - 1), style.rule)
    return Strip([Segment(" " * INDENT), rule, Segment(told, style.muted)])


def marked_up(text: str, found: Iterable[tuple[int, int]], ink: Style, hit: Style) -> list[Segment]:
    """Return a text with what was found in it marked."""
    segments, at = [], 0
    for start, end in found:
        segments += [Segment(text[at:start], ink), Segment(text[start:end], ink + hit)]
        at = end
    segments.append(Segment(text[at:], ink))
    return [segment for segment in segments if segment.text]

"""The plan at the left of the reader: headings, the search, my notes, themes, lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, number
from gpci_tui.model.document import Heading
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.operations.words import provenance_text, status_name
from gpci_tui.ui.reading import Reading
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.cells import cut, wrap
from gpci_tui.ui.widgets.own_lines import PaintsItself

MANY = {
    Kind.STRENGTH: N_("strengths"),
    Kind.WEAKNESS: N_("weaknesses"),
    Kind.QUESTION: N_("questions"),
    Kind.QUOTE: N_("quotes"),
}
NOTE_LINES = 4
"""Lines of the note on the dossier that are shown."""
PROVENANCE_LINES = 3
LEAST_HEADINGS = 5
DEEPEST = 3
"""Levels of headings that are indented."""

Row = tuple[list[Segment], list[Segment], int]
"""What stands at the left and at the right of a line, and where a click goes (-1: nowhere)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the plan shows."""

    reading: Reading
    here: int
    """Index of the heading the cursor is under; -1 before the first."""
    read: int
    """How many headings, from the first on, have been on the screen with all that is under them."""
    searched: str = ""
    hits: int = 0
    hit: int = 0
    """Number of the present hit, from 1 on; 0 for none."""


class Outline(PaintsItself, Widget):
    """Paints a ``Plan``."""

    DEFAULT_CSS = """
    Outline { width: 30; height: 1fr; padding: 0 1 0 2; border-right: vkey $rule; }
    """

    class Chosen(Message):
        """A heading was clicked."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.plan: Plan | None = None
        self._rows: list[Row] | None = None

    def show(self, plan: Plan | None) -> None:
        """Show another plan; nothing is painted where it is the same."""
        if plan != self.plan:
            self.plan = plan
            self._rows = None
            self.refresh()

    def on_resize(self) -> None:
        self._rows = None

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._rows = None

    def render_line(self, y: int) -> Strip:
        width, height = self.content_size
        ground = palette(self.app).ground
        if self.plan is None or width <= 0:
            return Strip.blank(max(0, width), ground)
        if self._rows is None:
            self._rows = _rows(self.plan, palette(self.app), width, height)
        if y >= len(self._rows):
            return Strip.blank(width, ground)
        left, right, _offset = self._rows[y]
        used = sum(cell_len(segment.text) for segment in (*left, *right))
        gap = Segment(" " * max(0, width - used))
        return Strip([*left, gap, *right]).adjust_cell_length(width).apply_style(ground)

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset(self)
        if at is not None and self._rows and at.y < len(self._rows):
            offset = self._rows[at.y][2]
            if offset >= 0:
                self.post_message(self.Chosen(offset))


def _rows(plan: Plan, style: Palette, width: int, height: int) -> list[Row]:
    below = [
        *_search(plan, style, width),
        *_note(plan.reading, style, width),
        *_notes(plan.reading, style, width),
        *_themes(plan.reading, style, width),
        *_lists(plan.reading, style, width),
        *_status(plan.reading, style),
        *_provenance(plan.reading, style, width),
    ]
    room = max(LEAST_HEADINGS, height - len(below) - 1)
    shown = _headings(plan, style, width, room) or [_line(_("no headings"), style.faint)]
    return [_title(_("PLAN"), style), *shown, *below]


def _headings(plan: Plan, style: Palette, width: int, room: int) -> list[Row]:
    """Return as many headings as there is room for, around the one the cursor is under."""
    outline = plan.reading.document.outline
    first = max(0, min(plan.here - room // 2, len(outline) - room))
    shown = outline[first : first + room]
    top = min((heading.level for heading in shown), default=1)
    rows: list[Row] = []
    for index, heading in enumerate(shown, first):
        here = index == plan.here
        if here:
            sign, ink, name = "►", style.primary, style.strong
        elif index < plan.read:
            sign, ink, name = "●", style.good, style.muted
        else:
            sign, ink, name = "○", style.faint, style.muted
        kinds = _kinds_in(heading, plan.reading.annotations)
        right = [Segment(kind.sign, style.kinds[kind]) for kind in kinds]
        indent = " " * min(heading.level - top, DEEPEST)
        columns = width - 2 - len(indent) - len(right) - bool(right)
        rows.append(
            (
                [Segment(f"{indent}{sign} ", ink), Segment(cut(heading.title, columns), name)],
                right,
                heading.start,
            )
        )
    return rows


def _kinds_in(heading: Heading, annotations: Iterable[Annotation]) -> list[Kind]:
    there = {
        note.kind
        for note in annotations
        if not note.orphaned and heading.start <= note.start < heading.end
    }
    return [kind for kind in Kind if kind in there]


def _search(plan: Plan, style: Palette, width: int) -> list[Row]:
    if not plan.searched:
        return []
    told = count_of_hits(plan.hit, plan.hits)
    left = [
        Segment("/ ", style.primary),
        Segment(cut(plan.searched, width - 3 - len(told)), style.text),
    ]
    return [_blank(), _title(_("SEARCH"), style), (left, [Segment(told, style.muted)], -1)]


def count_of_hits(hit: int, hits: int) -> str:
    """Return which of the hits one is at, in words."""
    if not hits:
        return _("nothing")
    if not hit:
        return number(hits)
    return _("{n} of {total}").format(n=number(hit), total=number(hits))


def _note(reading: Reading, style: Palette, width: int) -> list[Row]:
    if not reading.review.note:
        return []
    lines = wrap(reading.review.note, width, NOTE_LINES)
    title = _title(cut(_("NOTE ON THE DOSSIER"), width), style)
    return [_blank(), title, *(_line(line, style.text) for line in lines)]


def _notes(reading: Reading, style: Palette, width: int) -> list[Row]:
    rows: list[Row] = [_blank(), _title(_("MY NOTES"), style)]
    for kind in Kind:
        count = sum(note.kind is kind for note in reading.annotations)
        ink = style.text if count else style.muted
        rows.append(
            (
                [Segment(kind.sign + " ", style.kinds[kind]), Segment(_(MANY[kind]), ink)],
                [Segment(number(count) if count else "", style.muted)],
                -1,
            )
        )
    lost = sum(note.orphaned for note in reading.annotations)
    if lost:
        told = _("{n} without a passage").format(n=number(lost))
        rows.append(_line(cut("× " + told, width), style.accent))
    return rows


def _themes(reading: Reading, style: Palette, width: int) -> list[Row]:
    names = [cut("#" + theme.name, width) for theme in reading.themes]
    if not names:
        return []
    lines = [names[0]]
    for name in names[1:]:
        joined = f"{lines[-1]}  {name}"
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(name)
    return [_blank(), _title(_("THEMES"), style), *(_line(line, style.primary) for line in lines)]


def _lists(reading: Reading, style: Palette, width: int) -> list[Row]:
    if not reading.lists:
        return []
    rows: list[Row] = [_blank(), _title(_("SHORTLIST"), style)]
    for name, rank in reading.lists:
        told = number(rank)
        rows.append(
            (
                [Segment(cut(name, width - len(told) - 1), style.text)],
                [Segment(told, style.muted)],
                -1,
            )
        )
    return rows


def _status(reading: Reading, style: Palette) -> list[Row]:
    status = reading.review.status
    left = [
        Segment(status.sign + " ", style.statuses[status]),
        Segment(status_name(status), style.text),
    ]
    return [_blank(), _title(_("STATUS"), style), (left, [], -1)]


def _provenance(reading: Reading, style: Palette, width: int) -> list[Row]:
    """Return where the dossier comes from, where that is a part of a file: else its ref says it."""
    dossier = reading.dossier
    if not any(dossier.place):
        return []
    lines = wrap(provenance_text(dossier.source, dossier.place), width, PROVENANCE_LINES)
    return [_blank(), _title(_("SOURCE"), style), *(_line(line, style.muted) for line in lines)]


def _title(text: str, style: Palette) -> Row:
    return _line(text, style.muted + Style(bold=True))


def _line(text: str, ink: Style) -> Row:
    return [Segment(text, ink)], [], -1


def _blank() -> Row:
    return [], [], -1

"""A column of the board as lines: which line of which entry stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rich.cells import cell_len

from gpci_tui.i18n import _, day, ngettext
from gpci_tui.model.review import Entry, Shortlist, Status
from gpci_tui.operations.words import status_name
from gpci_tui.ui.widgets.cells import wrap

Limits = tuple[int, int]
"""Lines that a title and a reason may take."""
TIGHT: Limits = (2, 1)
ROOMY: Limits = (3, 2)
"""Where all the entries of a column fit on the screen so."""
HERE: Limits = (4, 4)
"""Under the cursor."""
LEAST_LINES = 2
"""Lines of an entry at least: title and applicant."""
UNFOLDED = 4
"""Lines that an entry takes more under the cursor: title, reason, notes and reading."""


class Part(Enum):
    """What a line of a column holds."""

    GAP = auto()
    TITLE = auto()
    """Its first line also holds the rank."""
    APPLICANT = auto()
    REASON = auto()
    DETAIL = auto()
    """Notes and last reading, under the cursor only."""
    RESERVE = auto()
    """The line under the last of the places."""
    EMPTY = auto()
    """What to do where nothing is on the list."""


@dataclass(frozen=True, slots=True)
class Line:
    part: Part
    entry: int = -1
    """Index in the list; -1 for a line that belongs to none."""
    text: str = ""
    first: bool = False
    """The entry's first line."""


GAP = Line(Part.GAP)


def rank_width(column: Shortlist) -> int:
    """Return the cells that the widest rank takes."""
    return len(str(len(column.entries)))


def text_width(column: Shortlist, width: int) -> int:
    """Return the cells for a title: a bar and the rank stand before it, one cell is free after."""
    return width - rank_width(column) - 3


def lay_out(column: Shortlist, width: int, current: int | None, height: int = 0) -> list[Line]:
    """Return a column's lines; ``current`` is the entry under the cursor, which shows more.

    Titles and reasons are cut less where every entry then fits in ``height`` lines.
    """
    if not column.entries:
        return [GAP, *_empty(column, width - 2, current is not None)]
    room = text_width(column, width)
    least = len(column.entries) * (1 + LEAST_LINES) + UNFOLDED
    if least <= height and len(_lay_out(column, room, None, ROOMY)) + UNFOLDED <= height:
        # Asked without the cursor: the entries must not change as it passes.
        return _lay_out(column, room, current, ROOMY)
    return _lay_out(column, room, current, TIGHT)


def _lay_out(column: Shortlist, room: int, current: int | None, limits: Limits) -> list[Line]:
    lines: list[Line] = []
    for index, entry in enumerate(column.entries):
        lines.append(GAP)
        if index and index == column.places:
            lines += [Line(Part.RESERVE), GAP]
        here = index == current
        lines += _entry_lines(entry, index, room, HERE if here else limits, here)
    return lines


def _empty(column: Shortlist, room: int, here: bool) -> list[Line]:
    if column.tagged:
        said = ngettext(
            "{n} dossier carries this theme: a adds it here.",
            "{n} dossiers carry this theme: a adds them here.",
            column.tagged,
        )
    elif here:
        said = _("Nothing here yet: a adds a dossier here, s in the library does as well.")
    else:
        said = _("no dossier")
    return [Line(Part.EMPTY, text=text) for text in wrap(said, room, 6)]


def _entry_lines(entry: Entry, index: int, room: int, limits: Limits, here: bool) -> list[Line]:
    title_lines, reason_lines = limits
    lines = [
        Line(Part.TITLE, index, text, first=not number)
        for number, text in enumerate(wrap(entry.title, room, title_lines))
    ]
    lines.append(Line(Part.APPLICANT, index, entry.applicant or _("applicant not stated")))
    if entry.reason:
        texts = wrap(entry.reason, room, reason_lines)
        lines += [Line(Part.REASON, index, text) for text in texts]
    if here:
        lines.append(Line(Part.DETAIL, index, _detail(entry, room)))
    return lines


def _detail(entry: Entry, room: int) -> str:
    """Say how many notes there are on a dossier and when it was read, as long as there is room."""
    read = status_name(entry.status)
    if entry.read_at and entry.status is not Status.UNREAD:
        read = _("last read {day}").format(day=day(entry.read_at))
    if not entry.annotations:
        return read
    notes = ngettext("{n} note", "{n} notes", entry.annotations)
    long = f"¶ {notes} · {read}"
    return long if cell_len(long) <= room else f"¶ {entry.annotations} · {read}"


def span_of(lines: Sequence[Line], entry: int) -> tuple[int, int]:
    """Return the first line of an entry and the line after its last; (0, 0) for none."""
    own = [number for number, line in enumerate(lines) if line.entry == entry]
    return (own[0], own[-1] + 1) if own else (0, 0)

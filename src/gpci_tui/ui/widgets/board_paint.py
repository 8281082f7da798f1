"""How a line of the board looks."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.i18n import _
from gpci_tui.model.review import Entry, Shortlist, Status
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.board_lines import Line, Part, rank_width, text_width
from gpci_tui.ui.widgets.cells import cut

ITALIC = Style(italic=True)


def paint_heading(column: Shortlist, width: int, here: bool, style: Palette) -> Strip:
    """Return a column's name and how many of its places are taken."""
    count = len(column.entries)
    right = f"{column.filled}/{column.places}" if column.places else str(count)
    full = column.places and column.filled == column.places
    sign = f"{column.sign} " if column.sign else ""
    name = cut(sign + column.name, width - len(right) - 1)
    return between(
        [Segment(name, style.heading if here else style.strong)],
        [Segment(right, style.good if full else style.muted)],
        width,
    )


def paint_rule(width: int, here: bool, style: Palette) -> Strip:
    """Return the hairline under a column's name."""
    return Strip(
        [Segment("━" * width, style.primary) if here else Segment("─" * width, style.rule)]
    )


def paint_line(
    line: Line, column: Shortlist, width: int, here: bool, marked: bool, style: Palette
) -> Strip:
    """Return a line of a column; ``here`` when it belongs to the entry under the cursor."""
    if line.part is Part.RESERVE:
        return _reserve(width, style)
    if line.part is Part.EMPTY:
        return Strip([Segment(" "), Segment(line.text, style.muted)])
    if line.entry < 0:
        return Strip([])
    entry = column.entries[line.entry]
    placed = not column.places or line.entry < column.places
    room, ranks = text_width(column, width), rank_width(column)
    muted = style.muted_on_cursor if here else style.muted
    bar = Segment("▌" if here else " ", style.primary)
    left: list[Segment] = [bar]
    right: list[Segment] = []
    if line.first:
        ink = style.accent + style.strong.without_color if placed else muted
        left.append(Segment(str(entry.rank).rjust(ranks) + " ", ink))
    else:
        left.append(Segment(" " * (ranks + 1)))
    if line.part is Part.TITLE:
        left.append(Segment(line.text, style.strong if placed else style.text if here else muted))
    elif line.part is Part.APPLICANT:
        right = _signs(entry, style)
        used = sum(cell_len(segment.text) for segment in right)
        left.append(Segment(cut(line.text, room - used - bool(used)), muted))
    elif line.part is Part.REASON:
        left.append(Segment(line.text, (style.text if here else muted) + ITALIC))
    else:
        left.append(Segment(cut(line.text, room), muted))
    right.append(Segment("■" if marked and line.first else " ", style.accent))
    strip = between(left, right, width)
    return strip.apply_style(style.cursor) if here else strip


def _signs(entry: Entry, style: Palette) -> list[Segment]:
    signs = [Segment(kind.sign, style.kinds[kind]) for kind in entry.kinds]
    if entry.status is Status.ASIDE:
        signs.insert(0, Segment(entry.status.sign + " ", style.statuses[entry.status]))
    return signs


def _reserve(width: int, style: Palette) -> Strip:
    name = cut(" " + _("reserve list") + " ", width)
    before = max(0, width - cell_len(name)) // 2
    after = max(0, width - cell_len(name) - before)
    return Strip(
        [
            Segment("┈" * before, style.faint),
            Segment(name, style.muted),
            Segment("┈" * after, style.faint),
        ]
    )


def between(left: list[Segment], right: list[Segment], width: int) -> Strip:
    """Return a strip of ``width`` cells with something at either end."""
    start, end = Strip(left), Strip(right)
    gap = max(0, width - start.cell_length - end.cell_length)
    return Strip([*start, Segment(" " * gap), *end]).adjust_cell_length(width)

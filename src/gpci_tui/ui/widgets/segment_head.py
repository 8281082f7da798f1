"""What is known of the segment one is in, and why it is taken for that."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment as Ink
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, number
from gpci_tui.model.segments import Proposal, Segment
from gpci_tui.operations.booklets import reason
from gpci_tui.ui import segment_words
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.cells import cut, wrap
from gpci_tui.ui.widgets.own_lines import PaintsItself
from gpci_tui.ui.widgets.segment_paint import ink_of, name_of

Line = list[Ink]
MEASURE = 100
"""Columns of text at most."""


class SegmentHead(PaintsItself, Widget):
    """Paints one segment of a proposal; its height is given by its screen."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Proposal, int] | None = None
        self._lines: list[Line] | None = None

    def show(self, proposal: Proposal, index: int) -> None:
        """Show another segment."""
        shown = (proposal, index) if proposal.segments else None
        same = self._shown is not None and self._shown[0] is proposal and self._shown[1] == index
        self._shown = shown
        if not same:
            self._lines = None
            self.refresh()

    def on_resize(self) -> None:
        self._lines = None

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lines = None

    def render_line(self, y: int) -> Strip:
        width, height = self.content_size
        style = palette(self.app)
        if self._lines is None and self._shown is not None:
            proposal, index = self._shown
            known = index < len(proposal.segments)
            self._lines = (
                lines(proposal, index, min(width, MEASURE), height, style) if known else []
            )
        found = self._lines or []
        ink = found[y] if y < len(found) else []
        return Strip(ink).adjust_cell_length(width).apply_style(style.ground)


def lines(proposal: Proposal, index: int, width: int, height: int, style: Palette) -> list[Line]:
    """Return the lines of a head: name, what is known, why."""
    segment = proposal.segments[index]
    of_all = _("{n} of {total}").format(n=number(index + 1), total=number(len(proposal.segments)))
    count = f"{segment_words.place(proposal, segment)}   {of_all}"
    room = width - cell_len(count) - 5
    name = cut(name_of(proposal, segment), max(0, room))
    gap = " " * max(1, width - cell_len(name) - cell_len(count) - 2)
    first: Line = [
        Ink(f"{segment_words.sign(segment)} ", ink_of(segment, style)),
        Ink(name, style.muted if segment.dropped else style.strong),
        Ink(gap), Ink(count, style.muted),
    ]  # fmt: skip
    return [
        first,
        _known(segment, width, style),
        *_why(segment, width, height - 2, style),
    ]


def _known(segment: Segment, width: int, style: Palette) -> Line:
    parts = [(segment_words.kind_name(segment.kind), style.text)]
    if segment.dropped:
        parts.append((_("left out"), style.accent))
    parts += [(text, style.text) for text in segment_words.who(segment)]
    if segment_words.lacks_applicant(segment) and not segment.dropped:
        parts.append((_("applicant not known"), style.accent))
    found: Line = [Ink("  ")]
    room = width - 2
    for at, (text, ink) in enumerate(parts):
        between = " · " if at else ""
        shown = cut(text, room - len(between))
        if not shown:
            break
        found += [Ink(between, style.muted), Ink(shown, ink)]
        room -= len(between) + cell_len(shown)
    return found


def _why(segment: Segment, width: int, limit: int, style: Palette) -> list[Line]:
    certainty = segment_words.certainty(segment)
    why = reason(segment)
    text = f"{certainty}   {why}" if why else certainty
    found: list[Line] = []
    for number_, line in enumerate(wrap(text, width - 2, max(1, limit))):
        if number_ or not line.startswith(certainty):
            found.append([Ink("  "), Ink(line, style.muted)])
        else:
            doubt = f"{segment_words.DOUBT} " if segment.is_doubtful else "  "
            ink = style.accent if segment.is_doubtful else style.muted
            rest = line[len(certainty) :]
            found.append([Ink(doubt, ink), Ink(certainty, ink), Ink(rest, style.muted)])
    return found

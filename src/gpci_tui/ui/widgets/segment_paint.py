"""How a segment of a booklet is painted: in the list, and where it begins in the text."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment as Ink
from rich.style import Style
from textual.strip import Strip

from gpci_tui.i18n import _, number
from gpci_tui.model.review import Kind as Note
from gpci_tui.model.segments import Kind, Proposal, Segment, label
from gpci_tui.ui import segment_words
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.cells import cut

_LEAST_RULE = 3


def ink_of(segment: Segment, style: Palette) -> Style:
    """Return the colour of a segment's sign."""
    if segment.dropped:
        return style.muted
    return {
        Kind.EDITORIAL: style.good,
        Kind.JUROR: style.kinds[Note.QUESTION],
        Kind.PRIZE: style.accent,
        Kind.DOSSIER: style.primary,
        Kind.OTHER: style.muted,
    }[segment.kind]


def name_of(proposal: Proposal, segment: Segment) -> str:
    """Return what a segment is called in a list; something also where it has no text."""
    return label(proposal, segment) or _("(no text)")


def boundary(proposal: Proposal, index: int, width: int, style: Palette, *, here: bool) -> Strip:
    """Return the hairline above a segment, with its kind and its title."""
    segment = proposal.segments[index]
    rule = style.primary if here else style.rule
    kind = segment_words.kind_name(segment.kind)
    if segment.dropped:
        kind += " · " + _("left out")
    looked_at = segment_words.wants_look(segment)
    doubt = [Ink(f" {segment_words.DOUBT}", style.accent)] if looked_at else []
    tail = [Ink(f" {kind}", style.muted), *doubt, Ink(" ─", rule)]
    room = width - 6 - sum(cell_len(ink.text) for ink in tail) - _LEAST_RULE
    name = cut(name_of(proposal, segment), max(0, room))
    titled = style.strong if here else style.text
    head = [
        Ink("──", rule),
        Ink(f" {segment_words.sign(segment)} ", ink_of(segment, style)),
        Ink(f"{name} ", style.muted if segment.dropped else titled),
    ]
    used = sum(cell_len(ink.text) for ink in (*head, *tail))
    return Strip([*head, Ink("─" * max(0, width - used), rule), *tail])


def row(
    proposal: Proposal,
    index: int,
    line: int,
    width: int,
    style: Palette,
    *,
    here: bool,
    alone: bool = False,
) -> Strip:
    """Return a line of a segment's row in the list: its name, then who and how long.

    ``alone`` when the row has but one line.
    """
    segment = proposal.segments[index]
    muted = style.muted_on_cursor if here else style.muted
    bar = Ink("▌" if here else " ", style.primary)
    if line:
        left = [bar, Ink("    "), Ink(_about(segment), muted)]
        return _between(left, [Ink(_size(segment), muted)], width)
    ink = muted if segment.dropped else style.strong if here else style.text
    left = [
        bar,
        Ink(f" {segment_words.sign(segment)}  ", ink_of(segment, style)),
        Ink(name_of(proposal, segment), ink),
    ]
    right = _doubt(segment, style, muted)
    if alone:
        right = [Ink(f"{_size(segment):>7}  ", muted), *_padded(right, 10)]
    return _between(left, right, width)


def _size(segment: Segment) -> str:
    return _("{n} l.").format(n=number(segment.last - segment.first + 1))


def _padded(inks: list[Ink], width: int) -> list[Ink]:
    used = sum(cell_len(ink.text) for ink in inks)
    return [*inks, Ink(" " * max(0, width - used))]


def _about(segment: Segment) -> str:
    kind = segment_words.kind_name(segment.kind)
    about = segment_words.who(segment) or [kind]
    if segment.dropped:
        about = [_("left out"), *about]
    return " · ".join(about)


def _doubt(segment: Segment, style: Palette, muted: Style) -> list[Ink]:
    word = segment_words.certainty(segment)
    if not segment_words.wants_look(segment):
        return [Ink(word, muted)]
    word = word if segment.is_doubtful else _("who?")
    return [Ink(f"{segment_words.DOUBT} {word}", style.accent)]


def _between(left: list[Ink], right: list[Ink], width: int) -> Strip:
    room = max(0, width - sum(cell_len(ink.text) for ink in right) - 2)
    *before, last = left
    used = sum(cell_len(ink.text) for ink in before)
    left = [*before, Ink(cut(last.text, max(0, room - used)), last.style)]
    return Strip([*Strip(left).adjust_cell_length(room), Ink(" "), *right, Ink(" ")])

"""What stands over two dossiers side by side, over each of them, and over its notes."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, day, ngettext, number
from gpci_tui.model.review import Status
from gpci_tui.operations.words import level_name, status_name
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.board_paint import between
from gpci_tui.ui.widgets.cells import cut, wrap
from gpci_tui.ui.widgets.own_lines import PaintsItself
from gpci_tui.ui.widgets.preview_lines import Previewed


class CompareHead(PaintsItself, Widget):
    """One line; a click on its right end links the two texts, or frees them."""

    # A margin at its sides would make what stands under it narrower as well.
    DEFAULT_CSS = "CompareHead { height: 1; }"

    class Toggled(Message):
        """The other way of scrolling is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._together = False

    def show(self, together: bool) -> None:
        """Show whether both texts scroll at once."""
        self._together = together
        self.refresh()

    def _right(self) -> list[Segment]:
        style = palette(self.app)
        chosen = style.strong + Style(underline=True)
        return [
            Segment(_("scroll") + " ", style.muted),
            Segment(_("one"), style.muted if self._together else chosen),
            Segment("  "),
            Segment(_("both"), chosen if self._together else style.muted),
            Segment("  "),
        ]

    def render_line(self, y: int) -> Strip:
        style = palette(self.app)
        left = [Segment("  " + _("Comparing"), style.strong)]
        return between(left, self._right(), self.size.width).apply_style(style.ground)

    def on_click(self, event: events.Click) -> None:
        if event.x >= self.size.width - sum(cell_len(part.text) for part in self._right()):
            self.post_message(self.Toggled())


class SideHead(PaintsItself, Widget):
    """Title, applicant, status, lists and themes, over a rule that marks the side one is on."""

    DEFAULT_CSS = "SideHead { height: 6; }"

    class Resized(Message):
        """The head has another width, and so may need another height."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Previewed | None = None
        self._here = False
        self._width = 0

    def show(self, shown: Previewed) -> None:
        """Show a dossier."""
        self._shown = shown
        self.refresh()

    def mark(self, here: bool) -> None:
        """Say whether this is the side one is on."""
        self._here = here
        self.refresh()

    def lines(self) -> list[list[Segment]]:
        """Return what it says, for its present width."""
        return self._lines(self._shown, self.size.width, palette(self.app)) if self._shown else []

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self.post_message(self.Resized())

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, palette(self.app)
        if y == self.size.height - 1:
            sign, ink = ("━", style.primary) if self._here else ("─", style.rule)
            strip = Strip([Segment(sign * width, ink)])
        else:
            lines = self.lines()
            strip = Strip(lines[y] if y < len(lines) else [])
        return strip.adjust_cell_length(width).apply_style(style.ground)

    def _lines(self, shown: Previewed, width: int, style: Palette) -> list[list[Segment]]:
        dossier = shown.dossier
        ink = style.heading if self._here else style.strong
        lines = [[Segment(text, ink)] for text in wrap(dossier.title, width, 2)]
        tall = self.screen.has_class("-tall")
        words = ngettext("{n} word", "{n} words", dossier.words)
        applicant = dossier.applicant or _("applicant not stated")
        if tall:
            about = [applicant, level_name(dossier.level), words]
            lines.append([Segment(cut(" · ".join(filter(None, about)), width), style.muted)])
            lines.append(self._status(shown, width, style))
        else:
            lines.append(self._in_brief(shown, f" · {words} · {applicant}", width, style))
        marks = wrap(self._marks(shown), width, 2 if tall else 1)
        return [*lines, *([Segment(text, style.primary)] for text in marks if text)]

    def _in_brief(self, shown: Previewed, about: str, width: int, style: Palette) -> list[Segment]:
        """Return status and what else there is room for on one line."""
        status = shown.review.status
        name = cut(status_name(status).capitalize(), width - 2)
        return [
            Segment(status.sign + " ", style.statuses[status]),
            Segment(name, style.text),
            Segment(cut(about, width - 2 - cell_len(name)), style.muted),
        ]

    def _status(self, shown: Previewed, width: int, style: Palette) -> list[Segment]:
        status = shown.review.status
        said = [status_name(status).capitalize()]
        if shown.place.read_at and status is not Status.UNREAD:
            said.append(_("last read {day}").format(day=day(shown.place.read_at)))
        if shown.dossier.prize:
            said.append(shown.dossier.prize)
        return [
            Segment(status.sign + " ", style.statuses[status]),
            Segment(cut(" · ".join(said), width - 2), style.text),
        ]

    def _marks(self, shown: Previewed) -> str:
        marks = [*shown.lists, *("#" + theme for theme in shown.themes)]
        # A name is not broken at the end of a line.
        return "  ".join(mark.replace(" ", "\u00a0") for mark in marks)


class NotesHead(PaintsItself, Widget):
    """The heading over the notes, with their number."""

    DEFAULT_CSS = "NotesHead { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self._here = False

    def show(self, count: int, here: bool) -> None:
        """Show how many notes there are, and whether one is in them."""
        self._count, self._here = count, here
        self.refresh()

    def render_line(self, y: int) -> Strip:
        style, width = palette(self.app), self.size.width
        name = _("MY NOTES") + " "
        count = number(self._count) + " "
        ink = (style.primary if self._here else style.muted) + Style(bold=True)
        rule = "─" * max(0, width - len(name) - len(count))
        segments = [Segment(name, ink), Segment(count, style.muted), Segment(rule, style.rule)]
        return Strip(segments).adjust_cell_length(width).apply_style(style.ground)

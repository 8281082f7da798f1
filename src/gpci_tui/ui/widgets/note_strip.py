"""A dossier's notes one under another: the note on the whole, then each marked passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from gpci_tui.i18n import _
from gpci_tui.model.document import plain
from gpci_tui.model.review import Annotation
from gpci_tui.ui.theme import Palette, palette
from gpci_tui.ui.widgets.cells import wrap
from gpci_tui.ui.widgets.own_lines import PaintsItself
from gpci_tui.ui.widgets.text_layout import wrap as wrap_all

QUOTE_LINES = 3
"""Lines of a passage that are shown; the text above shows all of it."""


class Line(NamedTuple):
    """A line of the strip; ``note`` is the annotation's id, 0 for none."""

    note: int
    segments: tuple[Segment, ...]


class NoteStrip(PaintsItself, ScrollView, can_focus=True, inherit_bindings=False):
    """Scrolls by lines; a click on a note says which one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    NoteStrip { scrollbar-size-vertical: 1; overflow-x: hidden; }
    """

    class Clicked(Message):
        """A note was clicked."""

        def __init__(self, strip: NoteStrip, annotation: Annotation) -> None:
            super().__init__()
            self.strip, self.annotation = strip, annotation

        @property
        def control(self) -> NoteStrip:
            return self.strip

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._note = ""
        self._annotations: Sequence[Annotation] = ()
        self._current = 0
        self._lines: list[Line] = []

    def show(self, note: str, annotations: Sequence[Annotation]) -> None:
        """Show the note on a dossier and its annotations."""
        self._note, self._annotations = note, annotations
        self._lay_out()

    def point_to(self, annotation_id: int) -> None:
        """Mark a note and bring it on the screen; 0 marks none."""
        self._current = annotation_id
        own = [number for number, line in enumerate(self._lines) if line.note == annotation_id]
        height = self.scrollable_content_region.height
        top = self.scroll_offset.y
        if annotation_id and own and not top <= own[0] <= own[-1] < top + height:
            self.scroll_to(y=own[0], animate=False, immediate=True, force=True)
        self.refresh()

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = lines_of(self._note, self._annotations, width, palette(self.app))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        style = palette(self.app)
        at = y + self.scroll_offset.y
        line = self._lines[at] if at < len(self._lines) else Line(0, ())
        here = bool(line.note) and line.note == self._current
        if not here:
            return self._strip([Segment(" "), *line.segments]).apply_style(style.ground)
        # Muted ink would be too faint on the ground of the cursor.
        over = [
            Segment(text, style.muted_on_cursor if ink == style.muted else ink)
            for text, ink, _control in line.segments
        ]
        return self._strip([Segment("▌", style.primary), *over]).apply_style(style.cursor)

    def _strip(self, segments: Sequence[Segment]) -> Strip:
        return Strip(segments).adjust_cell_length(max(0, self.scrollable_content_region.width))

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        note = self._lines[at].note if at < len(self._lines) else 0
        for annotation in self._annotations:
            if annotation.id == note:
                self.post_message(self.Clicked(self, annotation))


def lines_of(
    note: str, annotations: Sequence[Annotation], width: int, style: Palette
) -> list[Line]:
    """Return the notes as lines for a width, a blank line between two."""
    room = max(4, width - 4)
    lines: list[Line] = []
    if note:
        lines += _paragraph(0, "¶ ", style.muted, _full(note, room), style.text)
    for annotation in annotations:
        if lines:
            lines.append(Line(0, ()))
        sign = Segment(annotation.kind.sign + " ", style.kinds[annotation.kind])
        quote = wrap(plain(annotation.quote), room, QUOTE_LINES)
        italic = style.text + Style(italic=True)
        lines += _paragraph(annotation.id, sign.text, sign.style, quote, italic)
        if annotation.note:
            said = _full(annotation.note, room)
            lines += _paragraph(annotation.id, "  ", style.muted, said, style.muted)
    if not lines:
        said = _full(_("No note yet: n writes one, a in the reader marks a passage."), room)
        lines = _paragraph(0, "", style.muted, said, style.muted)
    return lines


def _full(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap_all(text, width)]


def _paragraph(
    note: int, sign: str, sign_ink: Style | None, texts: Sequence[str], ink: Style
) -> list[Line]:
    """Return lines with a sign before the first and as much space before the others."""
    return [
        Line(
            note, (Segment(" " * len(sign) if number else sign, sign_ink), Segment(text, ink))
        )
        for number, text in enumerate(texts)
    ]  # fmt: skip

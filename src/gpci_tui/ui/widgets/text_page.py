"""A document on the screen: laid out, painted line by line, scrolled. It knows no cursor.

A ``ScrollView`` over a layout of its own: what is painted is what is on the
screen, so that the length of a text costs nothing once it is laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from gpci_tui.model.blocks import Range
from gpci_tui.model.document import Document
from gpci_tui.model.review import Annotation
from gpci_tui.operations.words import kind_name
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets import text_margin
from gpci_tui.ui.widgets.own_lines import OwnScroll
from gpci_tui.ui.widgets.text_layout import MEASURE, Layout
from gpci_tui.ui.widgets.text_paint import GUTTER, Painter, Scene

NOTES_FROM = 92
"""Columns of the view from which notes stand beside the text."""
NOTE_WIDTHS = (24, 36)
"""Columns of a note, at least and at most."""
NOTE_GAP = 4
"""Columns between the text and the bar of a note."""
NOTE_BAR = 2
RIGHT = 2
"""Columns left free at the right."""
CONTEXT = 2
"""Lines kept above and below what is brought on the screen."""
AHEAD = 4
"""What is brought on the screen from below stands at this part of its height from the top."""
CACHED = 2000
"""Painted lines kept at most."""


class TextPage(OwnScroll):
    """Shows a document with what lies over it (the scene)."""

    class Moved(Message, namespace="text_view"):
        """The cursor stands elsewhere, or the text was scrolled."""

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, TextPage.Moved)

    class ReachedEnd(Message, namespace="text_view"):
        """The reader came to the end of the text. Sent once each time a text is shown."""

    def __init__(self, *, id: str | None = None, margin: bool = True) -> None:
        """``margin``: whether notes may stand beside the text where there is room."""
        super().__init__(id=id)
        self.margin = margin
        self.document = Document((), 0)
        self.progress = 0.0
        """Share of the text that was on the screen, 0 to 1; it never falls."""
        self.cut_notes: frozenset[int] = frozenset()
        """Ids of the annotations whose note is not wholly in the margin."""
        self._layout = Layout(self.document, MEASURE)
        self._scene = Scene()
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}
        self._ended = False

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotations that stand in the text, in its order."""
        return self._scene.annotations

    @property
    def notes_beside(self) -> bool:
        """Whether notes stand beside the text now."""
        return self._painter is not None and self._painter.note_width > 0

    @property
    def page(self) -> tuple[int, int]:
        """Which screenful is shown, from 1 on, and of how many."""
        height = max(1, self._height())
        pages = max(1, -(-self._layout.height // height))
        if self._shows_end():
            return pages, pages
        return min(pages, self.scroll_offset.y // height + 1), pages

    @property
    def at_end(self) -> bool:
        """Whether the end of the text is on the screen and the reader has come to it."""
        return self._height() > 0 and self._shows_end() and self._is_at_end()

    def _shows_end(self) -> bool:
        return self.scroll_offset.y + self._height() >= self._layout.height

    # -- layout --------------------------------------------------------------

    def on_resize(self) -> None:
        top = self._layout.source_at(self.scroll_offset.y, 0) if self.scroll_offset.y else None
        self._lay_out()
        if top is not None:
            self._scroll(self._layout.line_at(top))
        self._show_place()
        self._note_seen()

    def _show_place(self) -> None:
        """Bring on the screen where the reader is."""

    def _lay_out(self) -> None:
        """Set the document in lines for the present width."""
        width = self.scrollable_content_region.width
        self._painter = None
        if width <= 0:
            return
        text_width, note_width = self._widths(width)
        if self._layout.document is not self.document or self._layout.width != text_width:
            self._layout = Layout(self.document, text_width)
        self._painter = Painter(
            self._layout, self._scene, palette(self.app), text_width, note_width, NOTE_GAP,
            plain=self.app.no_color or self.app.console.color_system in (None, "standard"),
            gutter=self.text_gutter,
        )  # fmt: skip
        self._place_margin()

    @property
    def text_gutter(self) -> int:
        """Return the columns before the text."""
        return GUTTER

    def _widths(self, width: int) -> tuple[int, int]:
        """Return the columns of the text and of a note (0 where there is no room for notes)."""
        if not self.margin or width < NOTES_FROM:
            return max(1, min(MEASURE, width - self.text_gutter - RIGHT)), 0
        room = width - GUTTER - NOTE_GAP - NOTE_BAR - RIGHT
        least, most = NOTE_WIDTHS
        note = max(least, min(most, room - MEASURE))
        return min(MEASURE, room - note), note

    def _place_margin(self) -> None:
        """Place signs, bars and notes for the present layout, and paint all anew."""
        if self._painter is None:
            return
        scene, note_width = self._scene, self._painter.note_width
        scene.beside = text_margin.gutter(self._layout, scene.annotations)
        scene.margin, self.cut_notes = {}, frozenset()
        if note_width:
            titles = [
                f"{note.kind.sign} {kind_name(note.kind).capitalize()}"
                for note in scene.annotations
            ]
            scene.margin, self.cut_notes = text_margin.notes(
                self._layout, scene.annotations, note_width, titles
            )
        last = max([self._layout.height - 1, *scene.margin])
        self.set_extent(Size(self.scrollable_content_region.width, last + 1))
        self._repaint()

    # -- scrolling -----------------------------------------------------------

    def _height(self) -> int:
        return self.scrollable_content_region.height

    def _scroll(self, top: int) -> None:
        # Forced: Textual only learns with its next layout that a new text can be scrolled.
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def _show_lines(self, lines: range) -> None:
        """Bring lines on the screen, so that the next moves the same way need not scroll."""
        height = self._height()
        if height <= 0 or not self._layout.height:
            return
        context = CONTEXT if height > 4 * CONTEXT else 0
        top = self.scroll_offset.y
        lowest = min(lines.stop + context, self._layout.height) - height
        highest = max(0, lines.start - context)
        if top < lowest:
            self._scroll(min(max(lowest, lines.start - height // AHEAD), highest))
        elif top > lines.start:
            self._scroll(
                max(min(highest, lines.stop + height // AHEAD - height), min(lowest, highest))
            )

    def _is_seen(self, offset: int) -> bool:
        top = self.scroll_offset.y
        return top <= self._layout.line_at(offset) < top + max(1, self._height())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self._note_seen()
            self.post_message(self.Moved())

    def _note_seen(self) -> None:
        """Take note of how far the reader saw, and whether the end was reached."""
        height = self._height()
        if height <= 0 or not self._layout.height:
            return
        if not self._shows_end():
            bottom = self.scroll_offset.y + height - 1
            seen = self._layout.source_end(bottom) / max(1, self.document.length)
            self.progress = max(self.progress, min(1.0, seen))
            return
        self.progress = 1.0
        if not self._ended and self._is_at_end():
            self._ended = True
            self.post_message(self.ReachedEnd())

    def _is_at_end(self) -> bool:
        """Whether the reader has come to the end that is on the screen."""
        return self.scroll_offset.y > 0

    # -- painting ------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self._painter is None or width <= 0:
            return Strip.blank(max(0, width), palette(self.app).ground)
        number = y + self.scroll_offset.y
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            if len(self._strips) >= CACHED:
                self._strips.clear()
            strip = self._painter.line(number, width).apply_style(self._painter.style.ground)
            self._strips[number] = strip
        return strip

    def notify_style_update(self) -> None:
        super().notify_style_update()
        if self._painter is not None:
            self._painter.style = palette(self.app)
            self._strips.clear()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _repaint_ranges(self, parts: Iterable[Range]) -> None:
        """Paint the lines of some ranges of the body anew."""
        if self._layout.document is not self.document:
            return
        for part in parts:
            numbers = self._layout.lines_in(*part)
            for number in numbers:
                self._strips.pop(number, None)
            self.refresh_lines(numbers.start, len(numbers))

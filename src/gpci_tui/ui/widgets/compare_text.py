"""A dossier's text to look at beside another: it scrolls, and shows where the notes belong."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from gpci_tui.model.document import Document
from gpci_tui.model.review import Annotation
from gpci_tui.ui.widgets.text_page import TextPage
from gpci_tui.ui.widgets.text_paint import GUTTER, SLIM_GUTTER, Scene

WHEEL = 3
"""Lines that a turn of the wheel scrolls."""
SLIM_BELOW = 50
"""Columns of the view below which little stands before the text."""
NOWHERE = -1
"""The block of a cursor that is on none: this text has no cursor."""


class SideText(TextPage, can_focus=True, inherit_bindings=False):
    """A text without a cursor. What a turn of the wheel scrolls is left to its screen."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "SideText { overflow-x: hidden; }"

    class Wheeled(Message):
        """The wheel was turned by so many lines."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class PassageClicked(Message):
        """A marked passage was clicked."""

        def __init__(self, annotation: Annotation) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self) -> None:
        super().__init__(margin=False)
        self._scene.block = NOWHERE

    @property
    def text_gutter(self) -> int:
        slim = self.scrollable_content_region.width < SLIM_BELOW
        return SLIM_GUTTER if slim else GUTTER

    def show(self, document: Document, annotations: Sequence[Annotation]) -> None:
        """Show a document from its beginning."""
        self.document = document
        self._scene = Scene(block=NOWHERE)
        self._scene.set_annotations(document, annotations)
        self._lay_out()
        self._scroll(0)

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show other annotations of the same document; nothing moves."""
        self._scene.set_annotations(self.document, annotations)
        self._place_margin()

    def next_annotation(self, by: int) -> Annotation | None:
        """Go to the next marked passage (``by`` 1) or the one before (-1); None without any."""
        notes = list(self.annotations)
        if not notes:
            return None
        looked_at = [i for i, note in enumerate(notes) if note.id == self._scene.focused]
        if looked_at:
            index = (looked_at[0] + by) % len(notes)
        else:
            top = self._layout.source_at(self.scroll_offset.y, 0)
            before = sum(note.start < top for note in notes)
            index = (before if by > 0 else before - 1) % len(notes)
        self.look_at(notes[index])
        return notes[index]

    def look_at(self, annotation: Annotation) -> None:
        """Bring a marked passage on the screen and mark it as the one that is looked at."""
        self._scene.focused = annotation.id
        self._show_lines(self._layout.lines_in(annotation.start, annotation.end))
        self._repaint()

    def on_click(self, event: events.Click) -> None:
        offset = self._layout.source_at(self.scroll_offset.y + event.y, event.x - self.text_gutter)
        under = [note for note in self.annotations if note.start <= offset < note.end]
        if under:
            self.post_message(
                self.PassageClicked(min(under, key=lambda note: note.end - note.start))
            )

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -WHEEL)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(self.Wheeled(by))

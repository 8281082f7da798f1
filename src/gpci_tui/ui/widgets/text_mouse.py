"""The mouse over a text: click, drag to select, double click a word, triple a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.geometry import Offset

from gpci_tui.model.review import Annotation
from gpci_tui.ui.widgets.text_cursor import Unit
from gpci_tui.ui.widgets.text_paint import GUTTER

if TYPE_CHECKING:
    from gpci_tui.ui.widgets.text_view import TextView


class Mouse:
    """Mixed into the text view: what the mouse does, in terms of the view's own methods."""

    _pressed: int | None = None
    """Offset of the body at which the button went down; None while it is up."""
    _dragged = False

    @property
    def _view(self) -> TextView:
        return cast("TextView", self)

    def source_under(self, at: Offset) -> int:
        """Return the offset of the body at a place of the view; the nearest one in the text."""
        view = self._view
        number = view.scroll_offset.y + at.y
        return view._layout.source_at(number, at.x - GUTTER)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1 or self._annotation_beside(event.offset) is not None:
            return
        self._pressed = self.source_under(event.offset)
        self._dragged = False
        self._view.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pressed is None:
            return
        view = self._view
        if not 0 <= event.offset.y < view.size.height:
            view._scroll(view.scroll_offset.y + (1 if event.offset.y > 0 else -1))
        here = self.source_under(event.offset)
        if here == self._pressed and not self._dragged:
            return
        self._dragged = True
        if here == self._pressed:
            view.clear_selection()
        else:
            start, end = sorted((self._pressed, here))
            view.select((start, end), head=here)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._pressed is not None:
            self._pressed = None
            self._view.release_mouse()

    def on_click(self, event: events.Click) -> None:
        if self._dragged:
            self._dragged = False
            return
        if event.button != 1:
            return
        view = self._view
        beside = self._annotation_beside(event.offset)
        if beside is not None:
            view.look_at(beside)
            view.post_message(view.AnnotationClicked(beside))
            return
        offset = self.source_under(event.offset)
        if event.chain == 1:
            view.go_to(offset)
            self._look_at_annotation(offset)
        else:
            unit = Unit.WORD if event.chain == 2 else Unit.SENTENCE
            view.select(view._navigator.at(unit, offset))

    def _look_at_annotation(self, offset: int) -> None:
        view = self._view
        under = [n for n in view.annotations if n.start <= offset < n.end]
        if under:
            note = min(under, key=lambda note: note.end - note.start)
            view.look_at(note)
            view.post_message(view.AnnotationClicked(note))

    def _annotation_beside(self, at: Offset) -> Annotation | None:
        """Return the annotation whose sign, bar or margin note stands at a place."""
        view = self._view
        number = view.scroll_offset.y + at.y
        scene, painter = view._scene, view._painter
        if painter is None:
            return None
        if painter.note_width and at.x >= GUTTER + painter.text_width + painter.note_gap:
            line = scene.margin.get(number)
            return line.annotation if line else None
        if at.x < GUTTER - 3 and number in scene.beside:
            beside = scene.beside[number]
            bars = [note for note in beside.bars if note is not None]
            return (beside.signs or bars)[0]
        return None

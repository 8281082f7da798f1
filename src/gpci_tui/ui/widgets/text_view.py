"""The text of a dossier, to read, to walk through and to mark.

The view knows no keys and no store: its screen binds keys to its methods and
is told by messages. Positions and ranges are offsets of the dossier's body.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.message import Message

from gpci_tui.model.blocks import Range
from gpci_tui.model.document import Document
from gpci_tui.model.review import Annotation
from gpci_tui.ui.widgets.text_cursor import Navigator, Selection, Unit
from gpci_tui.ui.widgets.text_mouse import Mouse
from gpci_tui.ui.widgets.text_page import CONTEXT, TextPage
from gpci_tui.ui.widgets.text_paint import Scene


class TextView(Mouse, TextPage, can_focus=True, inherit_bindings=False):
    """Shows a document with its annotations, a cursor, a selection and search hits."""

    ALLOW_SELECT = False

    class SelectionChanged(Message):
        """Another passage is selected, or none."""

    class AnnotationClicked(Message):
        """An annotation, its sign or its note was clicked."""

        def __init__(self, annotation: Annotation) -> None:
            super().__init__()
            self.annotation = annotation

    def __init__(self, *, id: str | None = None, margin: bool = True) -> None:
        super().__init__(id=id, margin=margin)
        self.unit = Unit.BLOCK
        self._navigator = Navigator(self.document)
        self._cursor = 0
        self._selection: Selection | None = None

    # -- what is shown -------------------------------------------------------

    def show(
        self,
        document: Document,
        annotations: Sequence[Annotation] = (),
        hits: Sequence[Range] = (),
        position: int = 0,
        *,
        progress: float = 0.0,
    ) -> None:
        """Show another document, the cursor at ``position``."""
        self.document = document
        self._navigator = Navigator(document)
        self._selection = None
        self._scene = Scene(hits=hits)
        self._scene.set_annotations(document, annotations)
        self.progress = progress
        self._ended = False
        self._lay_out()
        self._set_cursor(position, Unit.SENTENCE if position else Unit.BLOCK)
        self._scroll(0)
        self._show_place()
        self._note_seen()
        self._report()

    def set_annotations(self, annotations: Sequence[Annotation]) -> None:
        """Show other annotations of the same document; nothing moves."""
        before = self._scene.annotations, self._scene.focused
        self._scene.set_annotations(self.document, annotations)
        if self.focused is None:
            self._scene.focused = 0
        if (self._scene.annotations, self._scene.focused) != before:
            self._place_margin()

    def set_hits(self, hits: Sequence[Range], current: int = -1) -> None:
        """Mark what a search found; the cursor goes to the hit with the index ``current``."""
        self._scene.hits, self._scene.current_hit = hits, current
        self._repaint()
        if 0 <= current < len(hits):
            self.go_to(hits[current][0])

    # -- where one is --------------------------------------------------------

    @property
    def cursor(self) -> int:
        """Where the cursor stands."""
        return self._cursor

    @property
    def position(self) -> int:
        """What to come back to: the cursor, or the first line where the cursor is out of sight."""
        if self._is_seen(self._cursor):
            return self._cursor
        return self._layout.source_at(self.scroll_offset.y, 0)

    @property
    def selection(self) -> Range | None:
        """The selected range, or None."""
        return self._selection.range if self._selection else None

    @property
    def focused(self) -> Annotation | None:
        """The annotation that was jumped to or clicked, until the cursor moves on."""
        return next((n for n in self.annotations if n.id == self._scene.focused), None)

    def passage(self) -> Range:
        """Return what an annotation would mark: the selection, or the sentence at the cursor."""
        return self.selection or self._navigator.at(Unit.SENTENCE, self._cursor)

    def annotations_at_cursor(self) -> list[Annotation]:
        """Return the annotations on the passage, the one that is looked at first."""
        start, end = self._scene.word or self.passage()
        found = [n for n in self.annotations if n.start < end and start < n.end]
        focused = self.focused
        return sorted(found, key=lambda note: (note is not focused, note.end - note.start))

    # -- moving --------------------------------------------------------------

    def move_block(self, by: int, extend: bool = False) -> None:
        """Move by paragraphs, headings and items; ``by`` is 1 or -1."""
        self._move(Unit.BLOCK, by, extend)

    def move_sentence(self, by: int, extend: bool = False) -> None:
        """Move by sentences."""
        self._move(Unit.SENTENCE, by, extend)

    def move_word(self, by: int, extend: bool = False) -> None:
        """Move by words."""
        self._move(Unit.WORD, by, extend)

    def _move(self, unit: Unit, by: int, extend: bool) -> None:
        if extend or self._selection is not None:
            self._extend(unit, by)
        elif not self._is_seen(self._cursor):
            self._to(self._first_in_sight(), unit)
        else:
            found = self._next(unit, by)
            if found is not None:
                self._to(found[0], unit)
            elif by > 0:
                self._scroll(self.virtual_size.height)

    def _next(self, unit: Unit, by: int) -> Range | None:
        if unit is Unit.WORD and self.unit is not Unit.WORD and by > 0:
            return self._navigator.at(unit, self._cursor)  # The first word of the sentence.
        origin = self._cursor
        if unit is Unit.BLOCK:
            origin = self._navigator.at(unit, origin)[0]
        return self._navigator.step(unit, origin, by)

    def go_to(self, offset: int, unit: Unit = Unit.SENTENCE) -> None:
        """Put the cursor on the unit at an offset and bring it on the screen."""
        self.clear_selection()
        self._to(offset, unit)

    def go_to_end(self, by: int) -> None:
        """Go to the first block (``by`` -1) or to the last one (1)."""
        self.go_to(0 if by < 0 else self.document.length, Unit.BLOCK)
        self._scroll(0 if by < 0 else self.virtual_size.height)

    def scroll_page(self, by: int) -> None:
        """Turn a page, two lines of the one before kept; the cursor comes along."""
        height = self._height()
        if height <= 0:
            return
        before = self.scroll_offset.y
        self._scroll(before + by * max(1, height - CONTEXT))
        if self._selection is not None:
            return
        if self.scroll_offset.y == before:
            self.go_to_end(by)
        else:
            self._set_cursor(self._first_in_sight(), Unit.SENTENCE)
            self._report()

    def next_annotation(self, by: int) -> Annotation | None:
        """Go to the next annotation (``by`` 1) or the one before (-1), and look at it."""
        notes = list(self.annotations)
        if not notes:
            return None
        here = next((i for i, n in enumerate(notes) if n.id == self._scene.focused), None)
        if here is not None:
            index = (here + by) % len(notes)
        elif by > 0:
            index = next((i for i, n in enumerate(notes) if n.start >= self._cursor), 0)
        else:
            index = sum(n.start < self._cursor for n in notes) - 1
        self.look_at(notes[index])
        return notes[index]

    def look_at(self, annotation: Annotation) -> None:
        """Put the cursor on an annotation, and make it the one that is looked at."""
        self.go_to(annotation.start)
        self._show_lines(self._layout.lines_in(annotation.start, annotation.end))
        self._scene.focused = annotation.id
        self._repaint()
        self._report()

    # -- selecting -----------------------------------------------------------

    def start_selection(self) -> None:
        """Select the word or the sentence under the cursor; moves extend it from then on."""
        unit = Unit.WORD if self.unit is Unit.WORD else Unit.SENTENCE
        self.select(self._navigator.at(unit, self._cursor))

    def select(self, part: Range, head: int | None = None) -> None:
        """Select a range; moves extend it from ``head``, its end where none is given."""
        if part[0] < part[1]:
            self._set_selection(Selection(part, part[1] if head is None else head))

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._selection is not None:
            self._set_selection(None)

    def _extend(self, unit: Unit, by: int) -> None:
        if self._selection is None:
            base = Unit.WORD if unit is Unit.WORD else Unit.SENTENCE
            self.select(self._navigator.at(base, self._cursor))
        else:
            self._set_selection(self._navigator.extend(self._selection, unit, by))
        if self._selection is not None:
            self._show_lines(self._layout.lines_in(*self._at_head(self._selection)))

    def _at_head(self, selection: Selection) -> Range:
        """Return the character at the moving end of a selection."""
        head = selection.head
        return (head, head + 1) if head < selection.anchor[1] else (head - 1, head)

    def _set_selection(self, selection: Selection | None) -> None:
        before = self.selection
        self._selection = selection
        self._scene.selection = self.selection
        at = self._at_head(selection)[0] if selection else self._cursor
        self._set_cursor(at, self.unit)
        self._repaint_ranges(part for part in (before, self.selection) if part)
        if before != self.selection:
            self.post_message(self.SelectionChanged())

    # -- inside --------------------------------------------------------------

    def _report(self) -> None:
        # Straight to the screen: handed up from widget to widget it would come after the text's
        # repaint, and what the screen shows of the place one frame later.
        self.screen.post_message(self.Moved())

    def _to(self, offset: int, unit: Unit) -> None:
        self._set_cursor(offset, unit)
        self._show_place()
        self._note_seen()
        self._report()

    def _set_cursor(self, offset: int, unit: Unit) -> None:
        """Put the cursor on the unit at an offset, and paint what that changes."""
        scene = self._scene
        before = [scene.sentence, scene.word or scene.sentence, self._block_range(scene.block)]
        if scene.focused:
            scene.focused = 0
            self._repaint()
        self.unit = unit
        self._cursor = self._navigator.at(unit, offset)[0]
        scene.block = self.document.block_at(self._cursor)
        free = self._selection is None
        scene.sentence = self._navigator.at(Unit.SENTENCE, self._cursor) if free else (0, 0)
        by_word = free and unit is Unit.WORD
        scene.word = self._navigator.at(unit, self._cursor) if by_word else None
        self._repaint_ranges([*before, scene.sentence, self._block_range(scene.block)])

    def _block_range(self, index: int) -> Range:
        if index >= len(self.document.blocks):
            return 0, 0
        block = self.document.blocks[index]
        return block.start, block.end

    def _show_place(self) -> None:
        scene = self._scene
        if self._selection is not None:
            part = self._at_head(self._selection)
        elif self.unit is Unit.BLOCK:
            part = self._block_range(scene.block)
        else:
            part = scene.word or scene.sentence
        self._show_lines(self._layout.lines_in(*part))

    def _first_in_sight(self) -> int:
        """Return where the first sentence begins that begins on the screen."""
        top = self._layout.source_at(self.scroll_offset.y, 0)
        found = self._navigator.step(Unit.SENTENCE, top - 1, 1)
        return found[0] if found and self._is_seen(found[0]) else top

    def _is_at_end(self) -> bool:
        last = self.document.block_at(self._navigator.at(Unit.BLOCK, self.document.length)[0])
        return self._scene.block >= last or super()._is_at_end()

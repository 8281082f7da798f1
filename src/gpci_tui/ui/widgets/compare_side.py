"""One of two dossiers that stand side by side: what it is, its text, its notes."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from gpci_tui.model.document import Document
from gpci_tui.ui.widgets.compare_head import NotesHead, SideHead
from gpci_tui.ui.widgets.compare_text import SideText
from gpci_tui.ui.widgets.note_strip import NoteStrip
from gpci_tui.ui.widgets.preview_lines import Previewed


class CompareSide(Vertical):
    """A dossier with its text and its notes; ``scroll_by`` moves what one is in."""

    DEFAULT_CSS = """
    CompareSide { width: 1fr; height: 1fr; padding: 0 1; }
    """

    class Touched(Message):
        """The mouse was used on this side."""

        def __init__(self, side: CompareSide) -> None:
            super().__init__()
            self.side = side

    class Scrolled(Message):
        """The wheel was turned over the text, by so many lines."""

        def __init__(self, side: CompareSide, by: int) -> None:
            super().__init__()
            self.side, self.by = side, by

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.shown: Previewed | None = None
        self.in_notes = False

    def compose(self) -> ComposeResult:
        yield SideHead()
        yield SideText()
        yield NotesHead()
        yield NoteStrip()

    @property
    def head(self) -> SideHead:
        return self.query_one(SideHead)

    @property
    def text(self) -> SideText:
        return self.query_one(SideText)

    @property
    def notes(self) -> NoteStrip:
        return self.query_one(NoteStrip)

    def show(self, shown: Previewed, document: Document | None) -> None:
        """Show a dossier; without a document its text stands as it is, and where it is."""
        self.shown = shown
        self.head.show(shown)
        if document is None:
            self.text.set_annotations(shown.annotations)
        else:
            self.text.show(document, shown.annotations)
        self.notes.show(shown.review.note, shown.annotations)
        self._show_count()

    def mark(self, here: bool, in_notes: bool = False) -> None:
        """Say whether this is the side one is on, and whether one is in its notes."""
        self.in_notes = here and in_notes
        self.set_class(self.in_notes, "-notes")
        self.head.mark(here)
        self._show_count()
        if here:
            (self.notes if in_notes else self.text).focus()

    def _show_count(self) -> None:
        shown = self.shown
        count = len(shown.annotations) + bool(shown.review.note) if shown else 0
        self.query_one(NotesHead).show(count, self.in_notes)

    def scroll_by(self, lines: int, *, text: bool = False) -> None:
        """Scroll the text, or, where one is in them and ``text`` is not wanted, the notes."""
        moved = self.notes if self.in_notes and not text else self.text
        moved.scroll_to(y=moved.scroll_offset.y + lines, animate=False, immediate=True, force=True)

    @property
    def height(self) -> int:
        """Lines of all that one is in."""
        return (self.notes if self.in_notes else self.text).virtual_size.height

    @property
    def page(self) -> int:
        """Lines that a page has."""
        height = (self.notes if self.in_notes else self.text).size.height
        return max(1, height - 2)

    def next_annotation(self, by: int) -> None:
        """Go to another passage, and show its note."""
        found = self.text.next_annotation(by)
        if found is not None:
            self.notes.point_to(found.id)

    @on(SideText.PassageClicked)
    def _passage_clicked(self, message: SideText.PassageClicked) -> None:
        message.stop()
        self.text.look_at(message.annotation)
        self.notes.point_to(message.annotation.id)

    @on(NoteStrip.Clicked)
    def _note_clicked(self, message: NoteStrip.Clicked) -> None:
        message.stop()
        self.text.look_at(message.annotation)
        self.notes.point_to(message.annotation.id)

    @on(SideText.Wheeled)
    def _wheeled(self, message: SideText.Wheeled) -> None:
        message.stop()
        self.post_message(self.Scrolled(self, message.by))

    def on_click(self) -> None:
        self.post_message(self.Touched(self))

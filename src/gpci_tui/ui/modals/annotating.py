"""Writing an annotation: its note, and of which kind it is."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from gpci_tui.model.errors import N_
from gpci_tui.model.review import Kind
from gpci_tui.operations.words import kind_name
from gpci_tui.ui.keys import Hint, hint
from gpci_tui.ui.modals.editor import NoteEditor


class AnnotationNote(NoteEditor):
    """The note of an annotation, written at the bottom, so that its passage stays in sight.

    ``kind`` is what the person made of it by then, to be asked once it is dismissed.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (
        hint("editor.keep"),
        hint("editor.kind"),
        hint("editor.line"),
        hint("editor.abandon"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "kind(1)", N_("other kind"), id="editor.kind", priority=True),
        Binding("shift+tab", "kind(-1)", N_("kind before"), id="editor.kind_back", priority=True),
    ]
    DEFAULT_CSS = """
    AnnotationNote NoteArea { height: 4; }
    """

    def __init__(self, kind: Kind, text: str = "", *, quote: str = "") -> None:
        super().__init__(_title(kind), text, quote=quote)
        self.kind = kind

    def on_mount(self) -> None:
        self.styles.align = ("center", "bottom")
        self.styles.background = Color(0, 0, 0, 0)

    def action_kind(self, by: int) -> None:
        """Make it an annotation of the next kind, or of the one before."""
        kinds = list(Kind)
        self.kind = kinds[(kinds.index(self.kind) + by) % len(kinds)]
        self.query_one(".title", Static).update(Content(_title(self.kind)))


def _title(kind: Kind) -> str:
    return f"{kind.sign} {kind_name(kind).capitalize()}"

"""Writing an annotation: its note, and of which kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.blocks import Range
from gpci_tui.model.changes import Changes
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.operations import annotations as marking
from gpci_tui.operations.words import kind_name
from gpci_tui.ui.drafts import Desk, Subject
from gpci_tui.ui.keys import Hint, hint
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.reading import Reading

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


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

    def __init__(
        self, kind: Kind, text: str = "", *, quote: str = "", desk: Desk | None = None
    ) -> None:
        super().__init__(_title(kind), text, quote=quote, desk=desk)
        self.kind = kind

    def on_mount(self) -> None:
        self.styles.align = ("center", "bottom")
        self.styles.background = Color(0, 0, 0, 0)

    def action_kind(self, by: int) -> None:
        """Make it an annotation of the next kind, or of the one before."""
        kinds = list(Kind)
        self.kind = kinds[(kinds.index(self.kind) + by) % len(kinds)]
        if self._desk:
            self._desk.subject = self._desk.subject._replace(more=self.kind.value)
        self.query_one(".title", Static).update(Content(_title(self.kind)))


def _title(kind: Kind) -> str:
    return f"{kind.sign} {kind_name(kind).capitalize()}"


async def annotate(app: GpciApp, about: Reading, passage: Range, kind: Kind) -> Changes:
    """Have the note of a new annotation written, and make it; empty Changes where abandoned."""
    desk = app.drafts.of(of_passage(about, passage, kind))
    editor = AnnotationNote(kind, quote=about.document.excerpt(*passage), desk=desk)
    note = await app.push_screen_wait(editor)
    if note is None:
        return Changes()
    return await desk.perform(marking.annotate, about.dossier.id, *passage, editor.kind, note)


async def change(app: GpciApp, about: Reading, annotation: Annotation) -> None:
    """Have the note of an annotation changed, and its kind."""
    desk = app.drafts.of(of_annotation(about, annotation))
    editor = AnnotationNote(
        annotation.kind, annotation.note, quote=about.quote(annotation), desk=desk
    )
    note = await app.push_screen_wait(editor)
    if note is not None:
        edited = await desk.perform(marking.edit, annotation.id, kind=editor.kind, note=note)
        tell_of_kind(app, edited, annotation, editor.kind)


def tell_of_kind(app: GpciApp, edited: Changes, before: Annotation, kind: Kind) -> None:
    """Say that an annotation is of another kind now, where it is."""
    if edited and kind is not before.kind:
        told = _("The annotation is now of the kind “{kind}”; u takes it back.")
        app.tell(told.format(kind=kind_name(kind)))


def of_passage(about: Reading, passage: Range, kind: Kind) -> Subject:
    """Return what the note of a new annotation is about: a passage of this very text."""
    dossier = about.dossier
    text = int(dossier.fingerprint[:8], 16)
    ids = (dossier.id, *passage, text)
    return Subject("passage", ids, _("Annotation"), dossier.title, kind.value)


def of_annotation(about: Reading, annotation: Annotation) -> Subject:
    """Return what the note of an annotation is about."""
    ids = (about.dossier.id, annotation.id)
    title = about.dossier.title
    return Subject("annotation", ids, _("Annotation"), title, annotation.kind.value)

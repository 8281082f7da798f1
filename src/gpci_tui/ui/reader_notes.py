"""Marking passages in the reader: annotate, change, delete, go from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _
from gpci_tui.model.blocks import Range
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.operations import annotations as marking
from gpci_tui.operations.words import kind_name
from gpci_tui.ui.modals.annotating import annotate, change, tell_of_kind
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.reader_place import PlaceKeeper
from gpci_tui.ui.widgets.reader_foot import AnnotateBar, Asked
from gpci_tui.ui.widgets.text_view import TextView

WHILE_ASKED = frozenset({"extend"})
"""What else can be done on the screen while the kind of an annotation is asked for."""


class Annotating(PlaceKeeper):
    """A screen on whose text passages are marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "annotate", N_("annotate"), id="reader.annotate"),
        Binding("enter", "choose", N_("change the annotation"), id="list.choose"),
        Binding("delete,backspace", "delete", N_("delete the annotation"), id="reader.delete"),
        Binding("comma", "annotation(-1)", N_("annotation before"), id="reader.annotation_back"),
        Binding("semicolon", "annotation(1)", N_("next annotation"), id="reader.annotation"),
        Binding("i", "annotations", N_("all annotations"), id="reader.annotations"),
    ]

    _passage: Range = (0, 0)
    _asking = False
    attaching: Annotation | None = None
    """The annotation that waits for its passage to be selected."""

    @property
    def bar(self) -> AnnotateBar:
        return self.query_one(AnnotateBar)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        # A letter that is no kind must not set the dossier aside by mistake.
        if not self._asking:
            return True
        asked = self.bar.asked
        return action in WHILE_ASKED and asked is not None and asked.annotation is None

    def action_annotate(self) -> None:
        """Ask for the kind of an annotation of the passage, or attach to it the one that waits."""
        if self.reading is None:
            return
        if self.attaching is not None:
            self._attach_here(self.attaching)
            return
        self._passage = self.text.passage()
        self._ask(Asked(self.reading.document.excerpt(*self._passage)))

    def _ask(self, asked: Asked) -> None:
        self._asking = True
        self.add_class("-busy-foot")
        self.bar.ask(asked)
        self.refresh_bindings()

    def action_choose(self) -> None:
        """Change the annotation under the cursor."""
        self._change_here()

    @work(exclusive=True, group="modal")
    async def _change_here(self) -> None:
        annotation = await self._annotation_here()
        if annotation is not None and self.reading is not None:
            await change(self.gpci, self.reading, annotation)

    @work(exclusive=True, group="modal")
    async def action_delete(self) -> None:
        annotation = await self._annotation_here()
        if annotation is not None:
            await self._delete(annotation)

    async def _annotation_here(self) -> Annotation | None:
        """Return the annotation that is meant; where several stand here, ask which one."""
        here = self.text.annotations_at_cursor()
        if len(here) < 2 or self.text.focused is not None:
            return here[0] if here else None
        pick = await self._pick(_("Which annotation?"), self._choices(here))
        return pick if isinstance(pick, Annotation) else None

    async def _pick(self, title: str, choices: list[Choice]) -> object:
        """Return the key of what is picked, or None."""
        pick = await self.app.push_screen_wait(Picker(title, choices))
        return pick.key if isinstance(pick, Choice) else None

    def _choices(self, among: Iterable[Annotation]) -> list[Choice]:
        reading = self.reading
        if reading is None:
            return []
        return [
            Choice(
                note,
                reading.quote(note),
                _("without a passage") if note.orphaned else "",
                note.kind.sign,
                also=f"{note.note} {kind_name(note.kind)}",
            )
            for note in among
        ]

    def action_annotation(self, by: int) -> None:
        if self.text.next_annotation(by) is not None:
            self.show_surroundings()
        elif self.reading is not None:
            self.gpci.tell(_("No annotation yet: a marks the passage under the cursor."))

    @work(exclusive=True, group="modal")
    async def action_annotations(self) -> None:
        """Go to one of all the annotations, or to the note on the dossier.

        One without a passage is changed or deleted.
        """
        if self.reading is None:
            return
        dossier_id, note = self.reading.dossier.id, " ".join(self.reading.review.note.split())
        choices = self._choices(self.reading.annotations)
        if note:
            choices.insert(0, Choice(dossier_id, note, _("note on the dossier"), "¶"))
        if not choices:
            self.action_annotation(1)
            return
        pick = await self._pick(_("My annotations"), choices)
        if pick == dossier_id:
            from gpci_tui.ui.modals.marking import ask_note

            await ask_note(self.gpci, dossier_id)
        if not isinstance(pick, Annotation) or self.reading is None:
            return
        self.go_to_annotation(pick)

    def go_to_annotation(self, annotation: Annotation) -> None:
        """Show an annotation; one without a passage is changed, attached or deleted."""
        if self.reading is not None and annotation.orphaned:
            self._ask(Asked(self.reading.quote(annotation), annotation))
        else:
            self.text.look_at(annotation)

    # -- the bar -------------------------------------------------------------

    @on(AnnotateBar.Chosen)
    def _kind_chosen(self, message: AnnotateBar.Chosen) -> None:
        message.stop()
        known = self.bar.asked.annotation if self.bar.asked else None
        self.close_bar()
        if known is None:
            self._write_new(message.kind)
        else:
            self._change_kind(known, message.kind)

    @on(AnnotateBar.NoteWanted)
    def _note_wanted(self, message: AnnotateBar.NoteWanted) -> None:
        message.stop()
        asked = self.bar.asked
        self.close_bar()
        if asked is not None and asked.annotation is not None:
            self._write_note(asked.annotation)

    @on(AnnotateBar.AttachWanted)
    def _attach_wanted(self, message: AnnotateBar.AttachWanted) -> None:
        """Attach to what is selected; where nothing is, wait until something is."""
        message.stop()
        annotation = self.bar.asked.annotation if self.bar.asked else None
        self.close_bar()
        if annotation is not None and self.text.selection:
            self._attach_here(annotation)
        else:
            self.attaching = annotation
            self.show_surroundings()

    @work
    async def _attach_here(self, annotation: Annotation) -> None:
        self.attaching = None
        passage = self.text.passage()
        if await self.gpci.perform(marking.attach, annotation.id, *passage):
            self.text.clear_selection()
            self.gpci.tell(_("The annotation stands here now; u takes it back."))
        self.show_surroundings()

    @on(AnnotateBar.DeleteWanted)
    async def _delete_wanted(self, message: AnnotateBar.DeleteWanted) -> None:
        message.stop()
        asked = self.bar.asked
        self.close_bar()
        if asked is not None and asked.annotation is not None:
            await self._delete(asked.annotation)

    @on(AnnotateBar.Closed)
    def _bar_closed(self, message: AnnotateBar.Closed) -> None:
        message.stop()
        self.close_bar()

    def close_bar(self) -> None:
        """Go back to the text."""
        self._asking = False
        self.remove_class("-busy-foot")
        self.bar.close()
        self.text.focus()
        self.refresh_bindings()

    @on(TextView.SelectionChanged)
    def _selection_changed(self, message: TextView.SelectionChanged) -> None:
        """Keep the bar true to the passage, which can still be extended."""
        asked = self.bar.asked
        if asked is not None and asked.annotation is None and self.reading is not None:
            self._passage = self.text.passage()
            self._ask(Asked(self.reading.document.excerpt(*self._passage)))

    # -- writing -------------------------------------------------------------

    @work(exclusive=True, group="modal")
    async def _write_new(self, kind: Kind) -> None:
        if self.reading is not None and await annotate(
            self.gpci, self.reading, self._passage, kind
        ):
            self.text.clear_selection()

    @work(exclusive=True, group="modal")
    async def _write_note(self, annotation: Annotation) -> None:
        if self.reading is not None:
            await change(self.gpci, self.reading, annotation)

    @work
    async def _change_kind(self, annotation: Annotation, kind: Kind) -> None:
        edited = await self.gpci.perform(marking.edit, annotation.id, kind=kind)
        tell_of_kind(self.gpci, edited, annotation, kind)

    async def _delete(self, annotation: Annotation) -> None:
        if await self.gpci.perform(marking.delete, annotation.id):
            self.gpci.tell(_("Annotation deleted; u brings it back."))

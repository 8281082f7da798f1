"""The keys of a text: moving by paragraph, sentence, word and page; selecting, copying."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.operations.common import shorten
from gpci_tui.ui.dossier_screen import DossierScreen
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.reading import Reading
from gpci_tui.ui.widgets.text_cursor import Unit
from gpci_tui.ui.widgets.text_view import TextView


class TextWalker(DossierScreen):
    """A screen with a text on it. What a list shares with a text has the ids of a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "block(-1)", N_("paragraph before"), id="list.up"),
        Binding("down,j", "block(1)", N_("next paragraph"), id="list.down"),
        Binding("left,h", "sentence(-1)", N_("sentence before"), id="reader.sentence_back"),
        Binding("right,l", "sentence(1)", N_("next sentence"), id="reader.sentence"),
        Binding("w", "word(1)", N_("next word"), id="reader.word"),
        Binding("b", "word(-1)", N_("word before"), id="reader.word_back"),
        Binding("pageup", "page(-1)", N_("page up"), id="list.page_up"),
        Binding("pagedown,space", "page(1)", N_("page down"), id="list.page_down"),
        Binding("home,g", "end(-1)", N_("first"), id="list.first"),
        Binding("end,G", "end(1)", N_("last"), id="list.last"),
        Binding("v", "select", N_("select a passage"), id="reader.select"),
        Binding("shift+left", "extend('word', -1)", N_("extend by a word, back"),
                id="reader.extend_word_back"),
        Binding("shift+right", "extend('word', 1)", N_("extend by a word"),
                id="reader.extend_word"),
        Binding("shift+up", "extend('sentence', -1)", N_("extend by a sentence, back"),
                id="reader.extend_sentence_back"),
        Binding("shift+down", "extend('sentence', 1)", N_("extend by a sentence"),
                id="reader.extend_sentence"),
        Binding("p", "plan", N_("plan"), id="reader.plan"),
        Binding("y", "copy", N_("copy"), id="reader.copy"),
    ]  # fmt: skip

    reading: Reading | None = None
    """The dossier that is open."""

    @property
    def text(self) -> TextView:
        """The text on the screen."""
        return self.query_one(TextView)

    def show_surroundings(self) -> None:
        """Say where one is, around the text.

        Called with each move rather than by its message, so that all of it is
        painted in one frame.
        """
        raise NotImplementedError

    def action_block(self, by: int) -> None:
        self.text.move_block(by)
        self.show_surroundings()

    def action_sentence(self, by: int) -> None:
        self.text.move_sentence(by)
        self.show_surroundings()

    def action_word(self, by: int) -> None:
        self.text.move_word(by)
        self.show_surroundings()

    def action_page(self, by: int) -> None:
        self.text.scroll_page(by)
        self.show_surroundings()

    def action_end(self, by: int) -> None:
        self.text.go_to_end(by)
        self.show_surroundings()

    def action_select(self) -> None:
        """Begin a selection, or let go of the one there is."""
        if self.text.selection:
            self.text.clear_selection()
        else:
            self.text.start_selection()

    def action_extend(self, unit: str, by: int) -> None:
        move = self.text.move_word if unit == "word" else self.text.move_sentence
        move(by, extend=True)

    @work(exclusive=True, group="modal")
    async def action_plan(self) -> None:
        if self.reading is None:
            return
        outline = self.reading.document.outline
        if not outline:
            self.gpci.tell(_("This dossier has no headings."))
            return
        choices = [Choice(h.start, "  " * (h.level - 1) + h.title) for h in outline]
        pick = await self.app.push_screen_wait(Picker(_("Plan"), choices))
        if isinstance(pick, Choice) and isinstance(pick.key, int):
            self.text.go_to(pick.key, Unit.BLOCK)

    def action_copy(self) -> None:
        """Copy the passage, as it is displayed."""
        if self.reading is not None:
            passage = self.reading.document.excerpt(*self.text.passage())
            self.app.copy_to_clipboard(passage)
            self.gpci.tell(_("Copied: “{quote}”").format(quote=shorten(passage)))

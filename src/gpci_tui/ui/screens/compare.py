"""Two dossiers side by side: what they are, their texts, my notes on each."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from gpci_tui.model.changes import Topic
from gpci_tui.model.document import parse
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.ui.dossier_screen import DossierScreen
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.comparing import ask_for_other
from gpci_tui.ui.widgets.compare_head import CompareHead, SideHead
from gpci_tui.ui.widgets.compare_side import CompareSide
from gpci_tui.ui.widgets.preview_lines import read_preview


class CompareScreen(DossierScreen):
    """Opened over a place; escape leads back to it. Commands mean the dossier one is on."""

    TOPICS = frozenset(Topic)
    HINTS = (
        hint("compare.up", "compare.down", label=N_("scroll")),
        hint("compare.left", "compare.right", label=N_("side")),
        hint("compare.together"),
        hint("compare.notes"),
        hint("compare.before", "compare.after", label=N_("passages")),
        hint("compare.open"),
        hint("compare.other"),
        hint("dossier.shortlist"),
        hint("dossier.note"),
        hint("dossier.theme"),
        hint("compare.back"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", N_("scroll up"), id="compare.up"),
        Binding("down,j", "scroll(1)", N_("scroll down"), id="compare.down"),
        Binding("pageup", "page(-1)", N_("page up"), id="compare.page_up"),
        Binding("pagedown,space", "page(1)", N_("page down"), id="compare.page_down"),
        Binding("home,g", "end(-1)", N_("beginning"), id="compare.first"),
        Binding("end,G", "end(1)", N_("end"), id="compare.last"),
        Binding("left,h", "side(0)", N_("left side"), id="compare.left"),
        Binding("right,l", "side(1)", N_("right side"), id="compare.right"),
        Binding("tab,shift+tab", "other_side", N_("other side"), id="compare.side"),
        Binding("b", "together", N_("both together"), id="compare.together"),
        Binding("i", "notes", N_("my notes"), id="compare.notes"),
        Binding("comma", "annotation(-1)", N_("passage before"), id="compare.before"),
        Binding("semicolon", "annotation(1)", N_("next passage"), id="compare.after"),
        Binding("enter", "open", N_("open"), id="compare.open"),
        Binding("c", "other", N_("other dossier"), id="compare.other"),
        Binding("escape", "back", N_("back"), id="compare.back"),
    ]
    DEFAULT_CSS = """
    #compare-body { height: 1fr; }
    CompareScreen.-tall CompareHead { margin: 1 0; }
    CompareScreen.-tall NotesHead { margin-top: 1; }
    CompareScreen SideText { height: 1fr; }
    CompareScreen NoteStrip { height: 15%; min-height: 3; }
    CompareScreen.-tall SideText { height: 2fr; }
    CompareScreen.-tall NoteStrip { height: 1fr; }
    CompareScreen CompareSide.-notes SideText { height: 1fr; }
    CompareScreen CompareSide.-notes NoteStrip { height: 2fr; }
    CompareScreen.-plan CompareSide { padding: 0 1 0 2; }
    #side-0 { border-right: vkey $rule; }
    """

    def __init__(self, left: int, right: int) -> None:
        super().__init__()
        self.ids = [left, right]
        """The dossiers, left and right."""
        self.at = 0
        """The side one is on: 0 left, 1 right."""
        self.together = False
        """Whether both texts scroll at once."""
        self._in_notes = False
        self._fingerprints = ["", ""]

    def compose_body(self) -> ComposeResult:
        yield CompareHead()
        with Horizontal(id="compare-body"):
            yield CompareSide(id="side-0")
            yield CompareSide(id="side-1")

    @property
    def sides(self) -> tuple[CompareSide, CompareSide]:
        return self.query_one("#side-0", CompareSide), self.query_one("#side-1", CompareSide)

    def on_mount(self) -> None:
        self._mark()

    async def reload(self) -> None:
        """Read both dossiers again; a text that did not change stays where it is."""
        for index, side in enumerate(self.sides):
            try:
                shown = await self.gpci.read(read_preview, self.ids[index])
            except NotFound as error:
                # It went with an import that was taken back.
                self._leave_for(error)
                return
            document = None
            if shown.dossier.fingerprint != self._fingerprints[index]:
                document = await asyncio.to_thread(parse, shown.dossier.body)
                self._fingerprints[index] = shown.dossier.fingerprint
            side.show(shown, document)
        self._align()

    def on_resize(self) -> None:
        # A low window has lower heads.
        self.call_after_refresh(self._align)

    @on(SideHead.Resized)
    def _align(self) -> None:
        """Give both heads the height that the longer one needs, and the rule under it."""
        heads = [side.head for side in self.sides]
        height = max(len(head.lines()) for head in heads) + 1
        for head in heads:
            head.styles.height = height

    def subject(self) -> tuple[int, ...]:
        return (self.ids[self.at],)

    # -- where one is -------------------------------------------------------

    def _mark(self) -> None:
        for index, side in enumerate(self.sides):
            side.mark(index == self.at, self._in_notes)
        self.query_one(CompareHead).show(self.together)

    def action_side(self, side: int) -> None:
        self.at = side
        self._mark()

    def action_other_side(self) -> None:
        self.action_side(1 - self.at)

    def action_notes(self) -> None:
        """Go from a text to the notes on it, or back."""
        self._in_notes = not self._in_notes
        self._mark()

    @on(CompareSide.Touched)
    def _touched(self, message: CompareSide.Touched) -> None:
        message.stop()
        self._in_notes = message.side.notes.has_focus
        self.action_side(self.sides.index(message.side))

    # -- scrolling ----------------------------------------------------------

    def action_scroll(self, by: int) -> None:
        self._scroll(self.sides[self.at], by)

    def action_page(self, by: int) -> None:
        side = self.sides[self.at]
        self._scroll(side, by * side.page)

    def action_end(self, by: int) -> None:
        side = self.sides[self.at]
        self._scroll(side, by * side.height)

    def _scroll(self, side: CompareSide, lines: int) -> None:
        side.scroll_by(lines)
        if self.together and not side.in_notes:
            self._beside(side).scroll_by(lines)

    @on(CompareSide.Scrolled)
    def _wheeled(self, message: CompareSide.Scrolled) -> None:
        message.stop()
        message.side.scroll_by(message.by, text=True)
        if self.together:
            self._beside(message.side).scroll_by(message.by, text=True)

    def _beside(self, side: CompareSide) -> CompareSide:
        left, right = self.sides
        return right if side is left else left

    def action_together(self) -> None:
        self.together = not self.together
        self._mark()

    @on(CompareHead.Toggled)
    def _toggled(self, message: CompareHead.Toggled) -> None:
        message.stop()
        self.action_together()

    def action_annotation(self, by: int) -> None:
        self.sides[self.at].next_annotation(by)

    # -- going elsewhere ----------------------------------------------------

    def action_open(self) -> None:
        self.gpci.read_dossier(self.ids[self.at])

    @work(exclusive=True, group="modal")
    async def action_other(self) -> None:
        """Put another dossier on the side one is on."""
        chosen = await ask_for_other(self.gpci, self.ids[1 - self.at])
        if chosen:
            self.ids[self.at] = chosen
            self.refresh_data()

    def action_back(self) -> None:
        """Escape: from the notes to the text, then back to where one was."""
        if self._in_notes:
            self.action_notes()
        elif self.is_active:  # The second Escape of fast hands meets what was left already.
            self.dismiss()

    def _leave_for(self, error: NotFound) -> None:
        """Say why there is nothing to compare, and go; under a window, once that is closed."""
        if self.is_active:
            self.gpci.complain(error)
            self.dismiss()
        else:
            self._stale = True

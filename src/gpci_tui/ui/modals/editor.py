"""Writing: a note of several lines, or a single line such as a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.ui.drafts import Desk, offer
from gpci_tui.ui.keys import Hint, hint
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.key_line import KeyLine


class NoteArea(TextArea):
    """A text field in which Enter keeps what was written and ctrl+n begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.keep", N_("keep"), id="editor.keep", priority=True),
        Binding("ctrl+n,shift+enter", "new_line", N_("new line"), id="editor.line", priority=True),
    ]

    def action_new_line(self) -> None:
        self.insert("\n")


class NoteEditor(Sheet[str | None]):
    """Ask for a note; dismisses with it, or with None where it was abandoned.

    Escape leaves at once only while nothing was changed; otherwise it asks for
    a second escape, so that no typed word is lost by one slip. With a ``desk``
    what is typed is kept as a draft; one that is there is offered back, and the
    first escape lets it go.
    """

    HINTS: ClassVar[tuple[Hint, ...]] = (
        hint("editor.keep"),
        hint("editor.line"),
        hint("editor.abandon"),
    )
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-plan")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "abandon", N_("abandon"), id="editor.abandon", priority=True),
    ]
    DEFAULT_CSS = """
    NoteEditor NoteArea { height: 8; }
    """

    def __init__(
        self, title: str, text: str = "", *, quote: str = "", desk: Desk | None = None
    ) -> None:
        super().__init__()
        self._title, self._text, self._quote = title, text, quote
        self._desk = desk
        self._draft = desk.begin(text) if desk else None
        """What is offered back, as long as nothing was typed since."""
        self._last = self._draft.text if self._draft else text
        self._warned = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="title")
            if self._quote:
                yield Static(Content(self._quote), classes="quote")
            area = NoteArea(self._last, soft_wrap=True, show_line_numbers=False, compact=True)
            yield area
            yield Static(id="warning", classes="warning")
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        self._say(offer(self._draft) if self._draft else "")

    def on_text_area_changed(self) -> None:
        text = self.query_one(NoteArea).text
        if text == self._last:
            return
        self._warned, self._draft, self._last = False, None, text
        self._say("")
        if self._desk:
            self._desk.typed(text, self._text)

    def _say(self, what: str) -> None:
        warning = self.query_one("#warning", Static)
        warning.update(Content(what))
        warning.display = bool(what)

    def action_keep(self) -> None:
        self.dismiss(self.query_one(NoteArea).text)

    def action_abandon(self) -> None:
        area = self.query_one(NoteArea)
        if self._draft is not None:
            # Replaced, not loaded: ctrl+z brings it back.
            area.replace(self._text, area.document.start, area.document.end)
        elif self._warned or area.text == self._text:
            if self._desk:
                self._desk.let_go()
            self.dismiss(None)
        else:
            self._warned = True
            self._say(_("Esc again abandons what you wrote; Enter keeps it."))


class LineEditor(Sheet[str | None]):
    """Ask for one line; dismisses with it, or with None on escape.

    ``warn`` returns a warning about what is being typed; ``refuse`` why a line
    can't be kept, which is said and lets the person go on typing. Both return
    '' where all is well. With ``select`` what is typed takes the place of ``text``.
    With a ``desk`` it is kept as a draft; one that is there is offered back.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("keep"), id="line.keep", priority=True),
        Binding("escape", "abandon", N_("back"), id="line.abandon"),
    ]

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        placeholder: str = "",
        select: bool = False,
        warn: Callable[[str], str] | None = None,
        refuse: Callable[[str], str] | None = None,
        desk: Desk | None = None,
    ) -> None:
        super().__init__()
        self._title, self._text, self._placeholder = title, text, placeholder
        self._desk = desk
        self._draft = desk.begin(text) if desk else None
        """What is offered back, as long as nothing was typed since."""
        self._last = self._draft.text if self._draft else text
        self._select, self._warn, self._refuse = select, warn, refuse

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="title")
            yield Input(
                self._last,
                placeholder=self._placeholder,
                compact=True,
                select_on_focus=self._select,
            )
            yield Static(id="warning", classes="warning")
            yield KeyLine([hint("line.keep"), hint("line.abandon")])

    def on_mount(self) -> None:
        if not self.stands:
            return
        self._say(offer(self._draft) if self._draft else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value == self._last:
            return
        self._draft, self._last = None, event.value
        if self._desk:
            self._desk.typed(event.value, self._text)
        self._say(self._warn(event.value) if self._warn and event.value.strip() else "")

    def action_keep(self) -> None:
        line = self.query_one(Input).value
        refused = self._refuse(line) if self._refuse else ""
        if refused:
            self._say(refused)
        else:
            self.dismiss(line)

    def _say(self, what: str) -> None:
        warning = self.query_one("#warning", Static)
        warning.update(Content(what))
        warning.display = bool(what)

    def action_abandon(self) -> None:
        if self._draft is not None:
            self.query_one(Input).value = self._text
            return
        if self._desk:
            self._desk.let_go()
        self.dismiss(None)

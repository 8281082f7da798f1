"""Asking before something that a person may not have meant."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from gpci_tui.model.errors import N_
from gpci_tui.ui.keys import hint
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.key_line import KeyLine


class Confirm(Sheet[bool]):
    """Ask a question; dismisses with True on Enter, with False on escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", N_("yes"), id="confirm.yes"),
        Binding("escape", "answer(False)", N_("back"), id="confirm.no"),
    ]

    def __init__(self, question: str, about: str = "", *, yes: str = "") -> None:
        """``yes`` says what Enter does, in English; '' is a plain yes."""
        super().__init__()
        self._question, self._about, self._yes = question, about, yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._question), classes="title")
            if self._about:
                yield Static(Content(self._about), classes="muted about")
            yield KeyLine([hint("confirm.yes", label=self._yes), hint("confirm.no")])

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)

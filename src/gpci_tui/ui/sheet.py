"""What opens over a screen and is left again."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

from gpci_tui.ui.first_frame import Plain

R = TypeVar("R")


class Sheet(Plain, ModalScreen[R]):
    """A window over a screen. Its keys count only while it stands.

    Fast hands press keys before its parts are there, or when it is closed
    already: such a key does nothing, rather than meet a window without parts.
    """

    CSS_PATH = Path(__file__).with_name("sheet.tcss")  # Subclasses live in another folder.

    _left = False

    @property
    def stands(self) -> bool:
        """Whether its parts are there: not before it is composed, nor once it was dismissed."""
        return not self._left and self.is_attached and bool(self.children)

    def dismiss(self, result: R | None = None) -> AwaitComplete:
        """Close it and hand over ``result``; nothing where it is not the one on top.

        A second click, or Escape before a click was looked at, meets a window
        that is closed already: Textual would close what stands on top by then.
        """
        if not self.is_active:
            return AwaitComplete()
        self._left = True
        return super().dismiss(result)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted or not self.stands:
            return False
        return super().check_action(action, parameters)

"""What opens over a screen and is left again."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from textual.screen import ModalScreen

R = TypeVar("R")


class Sheet(ModalScreen[R]):
    """A window over a screen. Its keys count only while it stands.

    Fast hands press keys before its parts are there, or when it is closed
    already: such a key does nothing, rather than meet a window without parts.
    """

    CSS_PATH = Path(__file__).with_name("sheet.tcss")  # Subclasses live in another folder.

    @property
    def stands(self) -> bool:
        """Whether its parts are there."""
        return self.is_attached and bool(self.children)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if not self.is_mounted or not self.stands:
            return False
        return super().check_action(action, parameters)

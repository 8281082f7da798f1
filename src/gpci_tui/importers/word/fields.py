"""Fields of a Word document that are links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gpci_tui.importers.links import Link
from gpci_tui.importers.story import Paragraph

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"\s]+)"', re.IGNORECASE)


@dataclass(slots=True)
class Field(Link):
    """A field: first its instruction is read, then the text that it shows."""

    instruction: str = ""

    def begin(self, paragraph: Paragraph | None) -> None:
        """Remember that its text begins here, and where it leads."""
        self.address = address_in(self.instruction)
        Link.begin(self, paragraph)


def address_in(instruction: str) -> str:
    """Return where a field leads outside; '' where it is no such link."""
    match = _LINK.match(instruction)
    return match.group(1) if match else ""

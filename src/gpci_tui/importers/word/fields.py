"""Links of a Word document: as elements of their own, and as fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gpci_tui.importers.addresses import remark
from gpci_tui.importers.blocks import Run
from gpci_tui.importers.word.paragraph import Paragraph

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"\s]+)"', re.IGNORECASE)


@dataclass(slots=True)
class Link:
    """A link, or a field that may be one, whose text is being read."""

    address: str = ""
    instruction: str = ""
    paragraph: Paragraph | None = None
    """Where its text begins."""
    first: int = 0

    def begin(self, paragraph: Paragraph | None) -> None:
        """Remember that its text begins here."""
        self.paragraph = paragraph
        self.first = len(paragraph.runs) if paragraph is not None else 0
        if self.instruction:
            self.address = address_in(self.instruction)

    def finish(self, paragraph: Paragraph | None) -> None:
        """Add the address behind the text, where the text does not say it."""
        if paragraph is None or paragraph is not self.paragraph:
            return
        shown = "".join(run.text for run in paragraph.runs[self.first :])
        told = remark(shown, self.address)
        if told:
            paragraph.runs.append(Run(told))


def address_in(instruction: str) -> str:
    """Return where a field leads outside; '' where it is no such link."""
    match = _LINK.match(instruction)
    return match.group(1) if match else ""

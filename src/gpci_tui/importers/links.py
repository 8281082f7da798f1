"""The links of a document: their text, and where they lead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gpci_tui.importers.blocks import Run
from gpci_tui.importers.story import Paragraph

_ABOUT = re.compile(r"^(?:mailto:|tel:|https?://)?(?:www\.)?|/+$", re.IGNORECASE)
_SPOKEN = re.compile(r"(?:https?|ftp|mailto|tel):", re.IGNORECASE)


def remark(shown: str, address: str) -> str:
    """Return what to add behind a link's text, so that its address is not lost; '' for nothing."""
    address = address.strip()
    if not shown.strip() or not _SPOKEN.match(address) or _essence(address) == _essence(shown):
        return ""
    return f" ({address})"


def _essence(text: str) -> str:
    return _ABOUT.sub("", text.strip()).casefold()


@dataclass(slots=True)
class Link:
    """A link whose text is being read."""

    address: str = ""
    paragraph: Paragraph | None = None
    """Where its text begins."""
    first: int = 0

    def begin(self, paragraph: Paragraph | None) -> None:
        """Remember that its text begins here."""
        self.paragraph = paragraph
        self.first = len(paragraph.runs) if paragraph is not None else 0

    def finish(self, paragraph: Paragraph | None) -> None:
        """Add the address behind the text, where the text does not say it."""
        if paragraph is None or paragraph is not self.paragraph:
            return
        shown = "".join(run.text for run in paragraph.runs[self.first :])
        told = remark(shown, self.address)
        if told:
            paragraph.runs.append(Run(told))

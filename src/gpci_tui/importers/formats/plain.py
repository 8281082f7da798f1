"""Markdown and plain text, taken as they are written."""

from __future__ import annotations

from gpci_tui.importers.decoding import decode
from gpci_tui.importers.extract import Extract


def read(data: bytes, name: str) -> Extract:
    """Return the text of a Markdown or text file, front matter included.

    Raises:
        Rejected: it is no text.
    """
    loaded = decode(data, name)
    return Extract(loaded.text, notices=loaded.notices)

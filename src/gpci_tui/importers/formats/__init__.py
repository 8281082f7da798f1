"""The formats that can be imported, by how a file's name ends.

Each is a module with ``read(data: bytes, name: str)``, imported when the first
file of its kind is read. It gives an ``Extract``, or, for ``many``, what its
room makes dossiers of.
"""

from __future__ import annotations

from typing import NamedTuple

from gpci_tui.importers.decoding import MAX_BYTES

MAX_PACKED = 100_000_000
"""Bytes of a document that may hold pictures."""

_ROOM = "gpci_tui.importers.formats."


class Format(NamedTuple):
    """How files with one ending are read."""

    module: str
    """Where its ``read`` is."""
    rich: bool = True
    """Whether its title has to be found; a plain text states it in its front matter."""
    apart: bool = False
    """Whether it is read in a process of its own, with limits of time and memory."""
    many: bool = False
    """Whether one file holds many dossiers, as a table does."""
    largest: int = MAX_BYTES
    """Bytes of a file."""


_TABLE = Format("gpci_tui.importers.tables.reading", many=True)
_PAGE = Format(_ROOM + "html", apart=True)
_PLAIN = Format(_ROOM + "plain", rich=False)

FORMATS: dict[str, Format] = {
    ".md": _PLAIN,
    ".markdown": _PLAIN,
    ".txt": _PLAIN,
    ".docx": Format(_ROOM + "docx", apart=True, largest=MAX_PACKED),
    ".odt": Format(_ROOM + "odt", apart=True, largest=MAX_PACKED),
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".pdf": Format(_ROOM + "pdf", apart=True, largest=MAX_PACKED),
    ".csv": _TABLE,
    ".tsv": _TABLE,
    ".xlsx": _TABLE,
    ".xlsm": _TABLE,
    ".json": _TABLE,
}
"""By suffix, in lower case."""

SAVE_AS: dict[str, str] = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".wps", ".wpd", ".pages"), "DOCX"),
    **dict.fromkeys((".xls", ".ods", ".numbers"), "XLSX"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), "PDF"),
    **dict.fromkeys((".rar", ".7z", ".tar", ".gz", ".tgz"), "ZIP"),
}
"""What may well hold a dossier and is not read, and what its owner can save it as."""

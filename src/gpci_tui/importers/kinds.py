"""What a file really is, by its bytes: names of files are changed by hand, and lie."""

from __future__ import annotations

from gpci_tui.importers.package import protected
from gpci_tui.importers.problems import Rejected
from gpci_tui.model.errors import N_

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGINNINGS = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
)
# Names of parts stand unpacked in a ZIP; the type of an OpenDocument does, too.
_IN_ZIP = (
    (b"word/document", "DOCX"),
    (b"xl/workbook", "XLSX"),
    (b"ppt/presentation", "PPTX"),
    (b"opendocument.text", "ODT"),
    (b"opendocument.spreadsheet", "ODS"),
    (b"opendocument.presentation", "ODP"),
)
_EXPECTED = {".docx": "DOCX", ".odt": "ODT", ".pdf": "PDF"}


def check_kind(data: bytes, suffix: str) -> None:
    """Make sure that a document is what its name says, as far as its bytes tell.

    Raises:
        Rejected: it is something else, or only a password opens it.
    """
    expected = _EXPECTED.get(suffix)
    if expected is None:
        return
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise protected()
    kind = kind_of(data)
    if kind not in ("", expected):
        raise Rejected(
            0, N_("Its name ends in “{suffix}”, but this is another kind of file ({kind}). Save it "
                  "as {expected}."),
            suffix=suffix, kind=kind, expected=expected,
        )  # fmt: skip


def kind_of(data: bytes) -> str:
    """Return what a file is, such as ``PDF``; '' where its bytes do not tell."""
    if data.startswith(_OLE):
        return "DOC, XLS"
    if data.startswith(_ZIP):
        return next((kind for part, kind in _IN_ZIP if part in data), "")
    return next((kind for beginning, kind in _BEGINNINGS if data.startswith(beginning)), "")

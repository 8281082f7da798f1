"""OpenDocument texts (ODT), as LibreOffice writes them."""

from __future__ import annotations

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.noting import Found, below_title, with_notes
from gpci_tui.importers.opendocument.body import Body
from gpci_tui.importers.opendocument.styles import Styles
from gpci_tui.importers.package import Package, TitleSaid, damaged, protected
from gpci_tui.importers.setting import set_text

_TEXT = "content.xml"


def read(data: bytes, name: str) -> Extract:
    """Return the text of an OpenDocument text.

    Headings, lists, bold, italic, tables, notes, text boxes and the addresses
    of links stay; headers, footers, comments and what was deleted do not.

    Raises:
        Rejected: it is damaged, protected, too large, or made to do harm.
    """
    package = Package(data)
    if _TEXT not in package:
        raise damaged()
    manifest, about = _Manifest(), TitleSaid()
    package.parse("META-INF/manifest.xml", manifest)
    if manifest.encrypted:
        raise protected()
    styles, found = Styles(), Found()
    package.parse("styles.xml", styles)
    package.parse("meta.xml", about)
    body = Body(styles, found)
    package.parse(_TEXT, body)
    body.story.close()
    blocks = body.story.blocks
    if body.setter.titles == 1:
        blocks = below_title(blocks)
    text, pages = set_text(with_notes(blocks, body.notes))
    return Extract(text, about.text, pages, found.notices(name))


class _Manifest:
    def __init__(self) -> None:
        self.encrypted = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        self.encrypted = self.encrypted or tag.endswith("}encryption-data")

    def end(self, _: str) -> None:
        """Nothing more to learn."""

    def data(self, _: str) -> None:
        """There is no text."""

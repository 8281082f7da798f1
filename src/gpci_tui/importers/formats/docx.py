"""Word documents (DOCX)."""

from __future__ import annotations

from gpci_tui.importers.blocks import Block
from gpci_tui.importers.extract import Extract
from gpci_tui.importers.noting import Found, below_title, with_notes
from gpci_tui.importers.package import Package, damaged
from gpci_tui.importers.setting import set_text
from gpci_tui.importers.word.body import Body, Note
from gpci_tui.importers.word.numbering import Numbering
from gpci_tui.importers.word.parts import main_part, relations_of
from gpci_tui.importers.word.setter import Setter
from gpci_tui.importers.word.styles import Styles


def read(data: bytes, name: str) -> Extract:
    """Return the text of a Word document.

    Headings, lists, bold, italic, tables, notes, text boxes and the addresses
    of links stay; headers, footers, comments and what was deleted do not.

    Raises:
        Rejected: it is damaged, too large, or made to do harm.
    """
    package = Package(data)
    part, title = main_part(package)
    if part not in package:
        raise damaged()
    document = _Document(package, part)
    text, pages = set_text(document.blocks())
    return Extract(text, title, pages, document.found.notices(name))


class _Document:
    def __init__(self, package: Package, part: str) -> None:
        self._package, self._part = package, part
        self._relations = relations_of(package, part)
        self._references: list[Note] = []
        self.found = Found()
        styles, numbering = Styles(), Numbering()
        package.parse(self._relations.parts.get("styles", ""), styles)
        package.parse(self._relations.parts.get("numbering", ""), numbering)
        self._setter = Setter(styles, numbering)

    def blocks(self) -> list[Block]:
        """Return the blocks of the text, its notes at the end."""
        blocks = self._body(self._part, self._relations.links).story.blocks
        if self._setter.titles == 1:
            blocks = below_title(blocks)
        return with_notes(blocks, self._notes())

    def _notes(self) -> list[list[Block]]:
        referred = list(self._references)
        if not referred:
            return []
        held: dict[Note, list[Block]] = {}
        for kind in ("footnotes", "endnotes"):
            part = self._relations.parts.get(kind, "")
            held |= self._body(part, relations_of(self._package, part).links).notes
        return [held.get(note, []) for note in referred]

    def _body(self, part: str, links: dict[str, str]) -> Body:
        body = Body(self._setter, links, self.found, self._references)
        self._package.parse(part, body)
        body.story.close()
        return body

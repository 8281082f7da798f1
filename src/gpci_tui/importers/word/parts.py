"""Which parts a Word document has, where its links lead, and its own title."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from gpci_tui.importers.package import Package, TitleSaid
from gpci_tui.importers.word.names import NAMES

_DOCUMENT = "word/document.xml"


@dataclass(slots=True)
class Relations:
    """What a part refers to."""

    folder: str
    parts: dict[str, str] = field(default_factory=dict)
    """Kind, such as ``styles`` -> the part's name."""
    links: dict[str, str] = field(default_factory=dict)
    """Id -> address outside."""

    def start(self, tag: str, given: dict[str, str]) -> None:
        if NAMES[tag] != "rel:Relationship":
            return
        kind = given.get("Type", "").rpartition("/")[2]
        target = given.get("Target", "")
        if given.get("TargetMode") == "External":
            self.links[given.get("Id", "")] = target
        elif target:
            path = target[1:] if target[0] == "/" else posixpath.join(self.folder, target)
            self.parts.setdefault(kind, posixpath.normpath(path))

    def end(self, tag: str) -> None:
        """Nothing more to learn."""

    def data(self, text: str) -> None:
        """There is no text."""


def relations_of(package: Package, part: str) -> Relations:
    """Return what ``part`` refers to; of the whole package for ''."""
    folder, name = posixpath.split(part)
    found = Relations(folder)
    package.parse(posixpath.join(folder, "_rels", f"{name}.rels"), found)
    return found


def main_part(package: Package) -> tuple[str, str]:
    """Return the name of the part that holds the text, and the document's title."""
    relations = relations_of(package, "")
    title = TitleSaid()
    package.parse(relations.parts.get("core-properties", "docProps/core.xml"), title)
    return relations.parts.get("officeDocument", _DOCUMENT), title.text

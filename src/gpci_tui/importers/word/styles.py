"""What a Word document's styles say: headings, lists, bold and italic."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gpci_tui.importers.numbers import whole
from gpci_tui.importers.word.names import NAMES, attributes, is_on

TITLE = 0
"""The level of a document's title, above all headings."""

_BODY = 9
"""The outline level of what is no heading."""

_LONGEST_CHAIN = 20
_HEADING = re.compile(
    r"(?:heading|titre|überschrift|título|titolo|kop|rubrik|overskrift|nagłówek|encabezado)"
    r"[ _-]?([1-9])"
)
_NESTED = re.compile(r"list (?:bullet|number|continue) ([2-9])")
_TITLES = {"title", "titre", "titel", "titolo", "título"}


@dataclass(slots=True)
class Style:
    """A style, without what it inherits. None is not stated."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number: str | None = None
    """Id of its list."""
    depth: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    nesting: int = 0
    """How deep its items stand by its name: “List Bullet 2” is a list of its own in Word."""


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id."""

    by_id: dict[str, Style] = field(default_factory=dict)
    _now: Style = field(default_factory=Style)

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = NAMES[tag]
        stated = attributes(given)
        value = stated.get("w:val")
        if name == "w:style":
            self._now = Style()
            self.by_id.setdefault(stated.get("w:styleId", ""), self._now)
        elif name == "w:name":
            self._now.name = value or ""
        elif name == "w:basedOn":
            self._now.based_on = value or ""
        elif name == "w:outlineLvl":
            self._now.outline = whole(value, _BODY)
        elif name == "w:numId":
            self._now.number = value
        elif name == "w:ilvl":
            self._now.depth = whole(value, 0, _BODY)
        elif name == "w:b":
            self._now.bold = is_on(value)
        elif name == "w:i":
            self._now.italic = is_on(value)
        elif name == "w:vanish":
            self._now.hidden = is_on(value)

    def end(self, tag: str) -> None:
        if NAMES[tag] == "w:style":
            self._now = Style()

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def resolved(self, style_id: str) -> Style:
        """Return a style with what it inherits; an id that is not known says what it is called."""
        found = Style(name=self.by_id[style_id].name if style_id in self.by_id else style_id)
        nested = _NESTED.fullmatch(found.name.casefold())
        found.nesting = int(nested.group(1)) - 1 if nested else 0
        met = 0
        while style_id in self.by_id and met < _LONGEST_CHAIN:
            style = self.by_id[style_id]
            for name in ("outline", "number", "depth", "bold", "italic", "hidden"):
                if getattr(found, name) is None:
                    setattr(found, name, getattr(style, name))
            if found.outline is None:
                found.outline = _level_named(style.name)
            style_id, met = style.based_on, met + 1
        if not met:
            found.outline = _level_named(found.name)
        return found


def heading_level(outline: int | None, style: Style) -> int | None:
    """Return the level of a heading, from 1 on, or ``TITLE``; None for what is no heading."""
    if outline is None:
        if style.name.casefold() in _TITLES:
            return TITLE
        outline = style.outline
    return outline + 1 if outline is not None and outline < _BODY else None


def _level_named(name: str) -> int | None:
    match = _HEADING.fullmatch(name.casefold())
    return int(match.group(1)) - 1 if match else None

"""What the styles of an OpenDocument text say: letters, lists, pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from gpci_tui.importers.numbers import whole
from gpci_tui.importers.opendocument.names import NAMES, attributes

_LONGEST_CHAIN = 20
_BOLD_FROM = 600
_TITLE = "Title"


@dataclass(slots=True)
class Style:
    """A style; None is not stated."""

    parent: str = ""
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    turns_page: bool = False
    """Of itself, not inherited."""
    is_title: bool = False


@dataclass(slots=True)
class Level:
    """How one level of a list is marked."""

    first: int = 0
    """The number of its first item; 0 for bullets."""
    shown: bool = True


@dataclass(slots=True)
class Styles:
    """The styles of a document, by family and name such as ``paragraph:P1``."""

    by_id: dict[str, Style] = field(default_factory=dict)
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Levels, from 0 on, by name of the list's style."""
    _now: Style = field(default_factory=Style)
    _list: str = ""
    _known: dict[str, Style] = field(default_factory=dict)

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = NAMES[tag]
        act = _ACTS.get(name)
        if act is not None:
            act(self, name, attributes(given))

    def end(self, tag: str) -> None:
        """Nothing ends that matters: properties follow the style that they belong to."""

    def data(self, text: str) -> None:
        """Styles hold no text."""

    def _style(self, _: str, stated: dict[str, str]) -> None:
        family, name = stated.get("style:family", ""), stated.get("style:name", "")
        parent = stated.get("style:parent-style-name", "")
        self._now = Style(parent=f"{family}:{parent}" if parent else "")
        self._now.turns_page = bool(stated.get("style:master-page-name"))
        self._now.is_title = name == _TITLE
        self.by_id[f"{family}:{name}"] = self._now

    def _letters(self, _: str, stated: dict[str, str]) -> None:
        weight = stated.get("fo:font-weight")
        if weight is not None:
            self._now.bold = weight == "bold" or whole(weight, 0) >= _BOLD_FROM
        slant = stated.get("fo:font-style")
        if slant is not None:
            self._now.italic = slant in ("italic", "oblique")
        if "text:display" in stated:
            self._now.hidden = stated["text:display"] == "none"

    def _paragraph(self, _: str, stated: dict[str, str]) -> None:
        if stated.get("fo:break-before") == "page":
            self._now.turns_page = True

    def _list_style(self, _: str, stated: dict[str, str]) -> None:
        self._list = stated.get("style:name", "")

    def _level(self, name: str, stated: dict[str, str]) -> None:
        level = Level()
        if name == "text:list-level-style-number":
            level.first = whole(stated.get("text:start-value"), 1)
            level.shown = bool(stated.get("style:num-format"))
        depth = whole(stated.get("text:level"), 1) - 1
        self.lists.setdefault(self._list, {})[depth] = level

    def resolved(self, style_id: str) -> Style:
        """Return a style with what it inherits."""
        found = self._known.get(style_id)
        if found is None:
            found = self._known[style_id] = self._inherited(style_id)
        return found

    def _inherited(self, style_id: str) -> Style:
        own = self.by_id.get(style_id)
        found = Style(turns_page=own is not None and own.turns_page)
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(style_id)
            if style is None:
                break
            for name in ("bold", "italic", "hidden"):
                if getattr(found, name) is None:
                    setattr(found, name, getattr(style, name))
            found.is_title = found.is_title or style.is_title
            style_id = style.parent
        return found


_ACTS: dict[str, Callable[[Styles, str, dict[str, str]], None]] = {
    "style:style": Styles._style,
    "style:text-properties": Styles._letters,
    "style:paragraph-properties": Styles._paragraph,
    "text:list-style": Styles._list_style,
    "text:list-level-style-number": Styles._level,
    "text:list-level-style-bullet": Styles._level,
    "text:list-level-style-image": Styles._level,
}

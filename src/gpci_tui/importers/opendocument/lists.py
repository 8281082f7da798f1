"""The lists of an OpenDocument text, and the count of their items."""

from __future__ import annotations

from dataclasses import dataclass, field

from gpci_tui.importers.numbers import whole
from gpci_tui.importers.opendocument.styles import Level, Styles


@dataclass(slots=True)
class _List:
    style: str
    name: str
    count: int = 0
    """The number of the last item; 0 before the first."""


@dataclass(slots=True)
class Lists:
    """The lists that are open, and where earlier ones ended."""

    styles: Styles
    waiting: tuple[int, int] | None = None
    """(nesting, number) of the item whose first paragraph is awaited; number 0 for a bullet."""
    _open: list[_List] = field(default_factory=list)
    _ended: dict[str, int] = field(default_factory=dict)
    """Name of a list, or nesting and style -> the number of its last item."""

    def begin(self, stated: dict[str, str]) -> None:
        style = stated.get("text:style-name") or (self._open[-1].style if self._open else "")
        opened = _List(style, stated.get("xml:id", ""))
        if stated.get("text:continue-numbering") == "true":
            opened.count = self._ended.get(f"{len(self._open)} {style}", 0)
        if "text:continue-list" in stated:
            opened.count = self._ended.get(f"#{stated['text:continue-list']}", 0)
        self._open.append(opened)

    def end(self) -> None:
        ended = self._open.pop()
        self._ended[f"{len(self._open)} {ended.style}"] = ended.count
        if ended.name:
            self._ended[f"#{ended.name}"] = ended.count
        self.waiting = None

    def begin_item(self, stated: dict[str, str]) -> None:
        if not self._open:
            return
        depth, now = len(self._open) - 1, self._open[-1]
        level = self.styles.lists.get(now.style, {}).get(depth, Level())
        if level.first:
            now.count = now.count + 1 if now.count else level.first
            now.count = whole(stated.get("text:start-value"), now.count)
        self.waiting = (depth, now.count if level.first else 0) if level.shown else None

    def begin_header(self, _: dict[str, str]) -> None:
        """What stands in a list without being one of its items."""
        self.waiting = None

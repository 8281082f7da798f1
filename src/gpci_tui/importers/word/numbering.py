"""What a Word document's lists say, and the count of their items."""

from __future__ import annotations

from dataclasses import dataclass, field

from gpci_tui.importers.numbers import whole
from gpci_tui.importers.word.names import NAMES, attributes

_DEEPEST = 8


@dataclass(slots=True)
class Level:
    """How one level of a list is marked."""

    form: str = "decimal"
    first: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    """Levels by id of the list's kind."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Id of a list -> id of its kind."""
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Id of a list -> where its levels begin anew."""
    _kind: str = ""
    _list: str = ""
    _depth: int = 0
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def start(self, tag: str, given: dict[str, str]) -> None:
        name = NAMES[tag]
        stated = attributes(given)
        value = stated.get("w:val")
        if name == "w:abstractNum":
            self._kind = stated.get("w:abstractNumId", "")
            self.lists[self._kind] = {}
        elif name in ("w:lvl", "w:lvlOverride"):
            self._depth = whole(stated.get("w:ilvl"), 0, _DEEPEST)
        elif name == "w:num":
            self._list, self._kind = stated.get("w:numId", ""), ""
        elif name == "w:abstractNumId":
            self.kinds[self._list] = value or ""
        elif name == "w:startOverride":
            self.restarts.setdefault(self._list, {})[self._depth] = whole(value, 1)
        elif self._kind:
            self._level(name, value)

    def _level(self, name: str, value: str | None) -> None:
        if name == "w:numFmt":
            self._at(self._depth).form = value or ""
        elif name == "w:start":
            self._at(self._depth).first = whole(value, 1)

    def _at(self, depth: int) -> Level:
        return self.lists[self._kind].setdefault(depth, Level())

    def end(self, tag: str) -> None:
        if NAMES[tag] == "w:abstractNum":
            self._kind = ""

    def data(self, text: str) -> None:
        """Lists hold no text."""

    def next(self, number_id: str, depth: int) -> int | None:
        """Return the number of the next item; 0 for a bullet, None where nothing is shown."""
        kind = self.kinds.get(number_id)
        if kind is None:
            return None
        level = self.lists.get(kind, {}).get(depth, Level(form="bullet"))
        if level.form == "none":
            return None
        counts = self._counts.setdefault(kind, {})
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return 0
        restarts = self.restarts.get(number_id, {})
        first = restarts.pop(depth, None)
        if first is None:
            first = counts[depth] + 1 if depth in counts else level.first
        counts[depth] = first
        return first

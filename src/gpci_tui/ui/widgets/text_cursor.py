"""Moving through a document by block, sentence and word, and selecting.

Everything is in code points of the body, so that it survives a new layout.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from gpci_tui.model.blocks import Range
from gpci_tui.model.document import Document


class Unit(StrEnum):
    """What the cursor moves by."""

    BLOCK = "block"
    SENTENCE = "sentence"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection that grows from ``anchor``, which it always holds, to ``head``."""

    anchor: Range
    head: int

    @property
    def range(self) -> Range:
        return min(self.anchor[0], self.head), max(self.anchor[1], self.head)


class Navigator:
    """The units of a document. Those of a block are found when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._units: dict[tuple[Unit, int], list[Range]] = {}

    def units(self, unit: Unit, block: int) -> list[Range]:
        """Return the units of a block in order; none where it has no text."""
        key = unit, block
        if key not in self._units:
            self._units[key] = self._find(unit, block)
        return self._units[key]

    def _find(self, unit: Unit, index: int) -> list[Range]:
        block = self.document.blocks[index]
        if not block.text.strip():
            return []
        if unit is Unit.BLOCK:
            return [block.source_range((0, len(block.text)))]
        found = block.words() if unit is Unit.WORD else block.sentences()
        # A block of signs alone has no words: its sentences are as good.
        return [block.source_range(part) for part in found or block.sentences()]

    def at(self, unit: Unit, offset: int) -> Range:
        """Return the unit at an offset, or the nearest one before it in its block, or after."""
        if not self.document.blocks:
            return 0, 0
        units = self._units_near(unit, self.document.block_at(offset))
        index = bisect_right(units, offset, key=_start) - 1
        return units[max(0, index)] if units else (0, 0)

    def _units_near(self, unit: Unit, block: int) -> list[Range]:
        count = len(self.document.blocks)
        for index in (*range(block, count), *range(block - 1, -1, -1)):
            if units := self.units(unit, index):
                return units
        return []

    def step(self, unit: Unit, offset: int, by: int) -> Range | None:
        """Return the next unit that begins after an offset (``by`` 1) or before it (-1)."""
        return self._search(unit, offset, by, _start)

    def step_end(self, unit: Unit, offset: int, by: int) -> Range | None:
        """Return the next unit that ends after an offset (``by`` 1) or before it (-1)."""
        return self._search(unit, offset, by, _end)

    def _search(
        self, unit: Unit, offset: int, by: int, key: Callable[[Range], int]
    ) -> Range | None:
        if not self.document.blocks:
            return None
        # An end may stand in the block before the one that its offset begins.
        block = self.document.block_at(offset if by > 0 else max(0, offset - 1))
        while 0 <= block < len(self.document.blocks):
            units = self.units(unit, block)
            if by > 0:
                index = bisect_right(units, offset, key=key)
                if index < len(units):
                    return units[index]
            else:
                index = bisect_left(units, offset, key=key) - 1
                if index >= 0:
                    return units[index]
            block += by
        return None

    def extend(self, selection: Selection, unit: Unit, by: int) -> Selection:
        """Return the selection with its head moved by a unit; it shrinks back to its anchor."""
        start, end = selection.anchor
        head = selection.head
        if by > 0 and head < start:
            unit_found = self.step(unit, head, 1)
            head = unit_found[0] if unit_found and unit_found[0] < start else end
        elif by < 0 and head > end:
            unit_found = self.step_end(unit, head, -1)
            head = unit_found[1] if unit_found and unit_found[1] > end else end
        elif by > 0:
            unit_found = self.step_end(unit, head, 1)
            head = unit_found[1] if unit_found else head
        else:
            unit_found = self.step(unit, min(head, start), -1)
            head = unit_found[0] if unit_found else head
        return Selection(selection.anchor, head)


def _start(part: Range) -> int:
    return part[0]


def _end(part: Range) -> int:
    return part[1]

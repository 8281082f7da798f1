"""Runs of text, as the pages of a PDF draw them."""

from __future__ import annotations

from typing import NamedTuple

MAX_ORDERS = 3_000_000
"""Drawing orders that are followed in one document."""


class TooMuch(Exception):
    """A document has more drawing orders than are followed."""


class Run(NamedTuple):
    """Text drawn in one go; lengths in points, the origin below at the left."""

    x: float
    y: float
    """The base line."""
    end: float
    size: float
    text: str
    bold: bool = False
    italic: bool = False
    angle: int = 0
    """Degrees that it is turned by; ``x`` and ``y`` are those of a page turned with it."""
    furniture: bool = False
    """The file itself says that it is a header, a footer or a page number."""


class Budget:
    """How many drawing orders may still be followed."""

    def __init__(self, orders: int = MAX_ORDERS) -> None:
        self.left = orders

    def spend(self) -> None:
        """Count one order.

        Raises:
            TooMuch: there were too many.
        """
        self.left -= 1
        if self.left < 0:
            raise TooMuch

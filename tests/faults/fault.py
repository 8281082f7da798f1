"""What a fault is, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Outcome(NamedTuple):
    """What came of a number of trials."""

    tried: int
    bad: Counter[str]
    """What went wrong -> how often."""
    note: str = ""
    """What else is worth saying of this run."""

    def __str__(self) -> str:
        said = ", ".join(f"{count} {what}" for what, count in sorted(self.bad.items()) if count)
        return f"{said or '0'} of {self.tried:,}"


Trial = Callable[[int, Path], Outcome]
"""Tries something so many times in an empty folder of its own."""


class Fault(NamedTuple):
    """One line of the page."""

    name: str
    what: str
    """What is done, for the page."""
    must: str
    """What has to come of it, for the page."""
    quick: int
    full: int
    run: Trial
    weaker: str
    """What the control tries in its place, for the page."""
    control: Trial
    control_count: int
    how: str | None = None
    """How it is done, for the page."""
    allowed: frozenset[str] = frozenset()
    """What is counted and not yet nothing."""

    def failures(self, outcome: Outcome) -> int:
        """Return how much of what went wrong must not."""
        return sum(count for what, count in outcome.bad.items() if what not in self.allowed)

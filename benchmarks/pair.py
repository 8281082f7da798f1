"""Measures of one thing in gpci and in its floor."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Measures of one thing in gpci and in its floor, taken in turn."""

    name: str
    floor_name: str
    gpci: Sequence[float]
    floor: Sequence[float]
    aim: float | None = None
    """The highest ratio of the medians that is aimed at."""
    aim_p95: float | None = None
    """The highest ratio that 95 of 100 are to stay below."""
    unit: str = "ms"
    at_least: bool = False
    """Whether the aim is the lowest ratio, and not the highest."""

    @property
    def ratio(self) -> float:
        """The median of gpci over the median of its floor."""
        return statistics.median(self.gpci) / statistics.median(self.floor)

    @property
    def ratio_by_pair(self) -> float:
        """The median of the ratios of each gpci time to the floor's beside it."""
        return statistics.median(g / f for g, f in zip(self.gpci, self.floor, strict=True))

    @property
    def ratio_p95(self) -> float:
        """The ratio that 95 of 100 pairs stay below."""
        return p95([g / f for g, f in zip(self.gpci, self.floor, strict=True)])


def p95(times: Sequence[float]) -> float:
    """Return the time that 95 of 100 stay below."""
    if len(times) < 2:
        return times[0]
    return statistics.quantiles(times, n=20, method="inclusive")[-1]

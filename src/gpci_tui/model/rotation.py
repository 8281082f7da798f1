"""Which backups are kept: many of late, fewer of long ago."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

LAST = 10
DAYS = 7
WEEKS = 5
MONTHS = 12
"""How many are kept: the last ones, and the last of each of so many days, weeks and months."""
MOST_BYTES = 2_000_000_000
"""What all of them take together, where the last ``ALWAYS`` leave room for it."""
ALWAYS = 3


class Reason(StrEnum):
    """Why a copy was made."""

    START = "start"
    END = "end"
    ASKED = "asked"
    MIGRATION = "migration"
    IMPORT = "import"
    REVISION = "revision"
    RESTORE = "restore"
    MENDING = "mending"
    DAMAGED = "damaged"
    """What could not be read when another copy took its place: set aside byte for byte."""


class Held(NamedTuple):
    """A backup, as far as its keeping depends on it."""

    number: int
    """Backups are numbered as they are made: a clock may go backwards."""
    at: datetime
    size: int
    """Bytes."""


def kept(held: Iterable[Held]) -> frozenset[int]:
    """Return the numbers of the backups to keep; the rest may go.

    The last ten stay, then the last one of each of the last days, weeks and
    months in which there was one, as long as all together are no larger than
    ``MOST_BYTES``. Only days that have a backup count: who works twice a month
    keeps seven days of work, not seven of the calendar.
    """
    latest = sorted(held, reverse=True)
    wanted = {one.number for one in latest[:LAST]}
    wanted |= _last_of_each(latest, DAYS, lambda one: one.at.date())
    wanted |= _last_of_each(latest, WEEKS, lambda one: one.at.isocalendar()[:2])
    wanted |= _last_of_each(latest, MONTHS, lambda one: (one.at.year, one.at.month))
    return frozenset(_that_fit([one for one in latest if one.number in wanted]))


def _last_of_each(latest: list[Held], most: int, period: Callable[[Held], Hashable]) -> set[int]:
    """Return the last backup of each of the last ``most`` periods."""
    found: dict[Hashable, int] = {}
    for one in latest:
        if len(found) == most:
            break
        found.setdefault(period(one), one.number)
    return set(found.values())


def _that_fit(latest: list[Held]) -> Iterable[int]:
    total = 0
    for place, one in enumerate(latest):
        total += one.size
        if place >= ALWAYS and total > MOST_BYTES:
            return
        yield one.number

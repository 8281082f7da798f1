"""What an operation changed, and what the journal says of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Topic(StrEnum):
    """What a screen may show, and so what it reads again."""

    DOSSIERS = "dossiers"
    EDITION = "edition"
    REVIEWS = "reviews"
    ANNOTATIONS = "annotations"
    THEMES = "themes"
    SHORTLISTS = "shortlists"
    SEARCHES = "searches"


class Changes(NamedTuple):
    """The outcome of one operation; empty when nothing had to change."""

    verb: str = ""
    """Name of the journal step, such as ``theme.tag``."""
    words: Mapping[str, str] = MappingProxyType({})
    """The gaps of the step's sentence."""
    at: str = ""
    """When it was on disk, ISO 8601 in UTC; '' when nothing was written."""
    topics: frozenset[Topic] = frozenset()
    dossiers: frozenset[int] = frozenset()
    """Ids of the dossiers that look different now."""
    result: int = 0
    """Id of the row that was made, where the verb makes one."""
    replayed: bool = False
    """Whether a step was taken back or done again, and none was made."""

    def __bool__(self) -> bool:
        return bool(self.at)


class StepRecord(NamedTuple):
    """A step of the journal, for the history screen."""

    id: int
    at: str
    verb: str
    words: Mapping[str, str]
    undone: bool

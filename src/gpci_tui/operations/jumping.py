"""Where a few letters may lead: dossiers, themes, prizes, saved searches."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model.listing import Sort
from gpci_tui.operations.library import find
from gpci_tui.store import edition, library, saved_searches, themes

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader

NAMED = 8
"""Themes, prizes and saved searches that are listed at most, of each."""


class TargetKind(StrEnum):
    """What something to go to is."""

    DOSSIER = "dossier"
    THEME = "theme"
    PRIZE = "prize"
    SEARCH = "search"


class Target(NamedTuple):
    """Something to go to."""

    kind: TargetKind
    key: int
    """Its id."""
    name: str
    about: str = ""
    """A dossier's applicant, a search's query."""


def targets(reader: Reader, typed: str, limit: int) -> list[Target]:
    """Return what the letters may mean, at most ``limit``, by kind, the likeliest kind first.

    What is called so comes before what only holds the words. Where nothing was
    typed, the dossiers last read come first, then all that has a name.
    """
    named = _named(reader)
    if not typed.strip():
        recent = find(reader, "", sort=Sort.LAST_READ).ids[:NAMED]
        return (_dossiers(reader, recent) + named)[:limit]
    from gpci_tui.search.fuzzy import begins, rank

    ranked = [named[index] for index in rank(typed, [target.name for target in named])]
    sure = [target for target in ranked if begins(typed, target.name)]
    dossiers = _dossiers(reader, find(reader, typed, typing=True).ids[:limit])
    called = [target for target in dossiers if begins(typed, f"{target.name} {target.about}")]
    if sure and not called:
        first = sure[:limit]
        return (first + dossiers)[:limit]
    others = sure or (ranked if not dossiers else [])
    kept = max(1, limit - min(len(others), NAMED))
    return (dossiers[:kept] + others)[:limit]


def _dossiers(reader: Reader, ids: Sequence[int]) -> list[Target]:
    rows = library.rows(reader.conn, reader.juror_id, ids)
    return [Target(TargetKind.DOSSIER, row.id, row.title, row.applicant) for row in rows]


def _named(reader: Reader) -> list[Target]:
    conn, me = reader.conn, reader.juror_id
    return [
        *(Target(TargetKind.THEME, theme.id, theme.name) for theme in themes.vocabulary(conn, me)),
        *(Target(TargetKind.PRIZE, prize.id, prize.name) for prize in edition.prizes(conn)),
        *(
            Target(TargetKind.SEARCH, search.id, search.name, search.query)
            for search in saved_searches.all_of(conn, me)
        ),
    ]

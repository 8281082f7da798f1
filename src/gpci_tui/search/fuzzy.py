"""Names that a person may mean: of themes, prizes, commands (rapidfuzz, imported at first use)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf

from gpci_tui.model.folding import fold, words
from gpci_tui.search.spelling import ONLY_BEGUN, allowed_edits

NEARLY_THE_SAME = 85.0
"""Similarity in percent (rapidfuzz ``ratio`` of sorted words) above which two names are one."""


def rank(typed: str, names: Sequence[str]) -> list[int]:
    """Return the indices of the names that ``typed`` may mean, best first.

    Every name where nothing was typed. Whole words come before their
    beginnings, those before initials; near misses only where nothing else is.
    """
    wanted = fold(typed).strip()
    if not wanted:
        return list(range(len(names)))
    folded = [fold(name) for name in names]
    scores = [_score(wanted, name) for name in folded]
    if not any(scores) and len(wanted) > 2:
        scores = [_nearness(wanted, name) for name in folded]
    ranked = sorted((-s, len(folded[i]), i) for i, s in enumerate(scores) if s)
    return [index for *_, index in ranked]


def _nearness(wanted: str, folded: str) -> float:
    from rapidfuzz import fuzz

    near: float = fuzz.partial_ratio(wanted, folded)
    return near / 100 if near >= 75 else 0.0


def _score(wanted: str, folded: str) -> float:
    if folded.startswith(wanted):
        return 5.0
    pieces = words(folded)
    if all(part in pieces for part in wanted.split()):
        return 4.5
    if all(any(word.startswith(part) for word in pieces) for part in wanted.split()):
        return 4.0
    if wanted in folded:
        return 3.0
    return 2.0 if _initials(wanted.replace(" ", ""), folded) else 0.0


def _initials(wanted: str, folded: str) -> bool:
    """Return whether the letters are beginnings of successive words."""
    pieces = words(folded)

    @cache
    def fits(letters: str, at: int) -> bool:
        if not letters:
            return True
        for index in range(at, len(pieces)):
            for length in range(min(len(letters), len(pieces[index])), 0, -1):
                if pieces[index].startswith(letters[:length]) and fits(letters[length:], index + 1):
                    return True
        return False

    return len(wanted) <= 12 and len(pieces) <= 24 and fits(wanted, 0)


def begins(typed: str, name: str) -> bool:
    """Return whether every word typed begins a word of the name."""
    return _score(fold(typed).strip(), fold(name)) >= 4.0


def meant(typed: str, names: Sequence[str]) -> list[int]:
    """Return the indices of the names that the value of a field means, in the order of ``names``.

    The very name; else those of which words begin with every word typed; else
    those that are nearest to it by a slip or two in a word.
    """
    wanted = words(typed)
    if not wanted:
        return []
    known = [words(name) for name in names]
    same = [index for index, pieces in enumerate(known) if pieces == wanted]
    if same:
        return same
    begun = [
        index
        for index, pieces in enumerate(known)
        if all(any(piece.startswith(part) for piece in pieces) for part in wanted)
    ]
    return begun or _nearest_by_words(wanted, known)


def _nearest_by_words(wanted: Sequence[str], known: Sequence[Sequence[str]]) -> list[int]:
    costs: dict[int, float] = {}
    for index, pieces in enumerate(known):
        cost = sum(min((_slips(part, piece) for piece in pieces), default=inf) for part in wanted)
        if cost < inf:
            costs[index] = cost
    return [index for index, cost in costs.items() if cost == min(costs.values())]


def _slips(part: str, piece: str) -> float:
    """Return how many slips lie between what was typed and a word or its beginning."""
    from rapidfuzz.distance import OSA

    allowed = allowed_edits(part)
    slips = min(OSA.distance(part, piece), OSA.distance(part, piece[: len(part)]) + ONLY_BEGUN)
    return slips if slips <= allowed + ONLY_BEGUN else inf


def nearly_the_same(name: str, names: Sequence[str]) -> str:
    """Return the name that is nearly, but not quite, ``name``, or ''."""
    from rapidfuzz import fuzz, process

    wanted = fold(name).strip()
    others = {other: fold(other) for other in names if fold(other) != wanted}
    found = process.extractOne(
        wanted, others, scorer=fuzz.token_sort_ratio, score_cutoff=NEARLY_THE_SAME
    )
    return str(found[2]) if found else ""


def nearest_name(name: str, names: Sequence[str]) -> str:
    """Return the name a person most likely meant, for error messages, or ''."""
    from rapidfuzz import fuzz, process

    folded = {other: fold(other) for other in names}
    found = process.extractOne(fold(name), folded, scorer=fuzz.WRatio, score_cutoff=60)
    return str(found[2]) if found else ""

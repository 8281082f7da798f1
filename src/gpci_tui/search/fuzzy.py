"""Nearest words and nearest names (rapidfuzz, imported at the first use)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from gpci_tui.model.folding import fold, words

NEARLY_THE_SAME = 85.0
"""Similarity in percent (rapidfuzz ``ratio`` of sorted words) above which two names are one."""


def allowed_edits(word: str) -> int:
    """Return how many slips are forgiven in a word of that length; none in a number."""
    if word.isdigit():
        return 0
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def nearest_word(word: str, vocabulary: Iterable[tuple[str, int]]) -> str:
    """Return the most likely word of ``vocabulary`` (word, count), or '' where none is near.

    Optimal string alignment: a swap of neighbours is one slip. A word still
    being typed is also compared with the beginnings of longer words.
    """
    from rapidfuzz.distance import OSA

    limit = allowed_edits(word)
    if not limit:
        return ""
    best = (limit + 1.0, 0, "")
    for candidate, count in vocabulary:
        if len(candidate) < len(word) - limit or candidate.isdigit():
            continue
        cost: float = OSA.distance(word, candidate, score_cutoff=limit)
        if cost > limit and len(candidate) > len(word):
            # A beginning counts a little less than a whole word.
            cost = OSA.distance(word, candidate[: len(word)], score_cutoff=limit) + 0.5
        # The first letter is seldom wrong.
        cost += 0.25 * (candidate[:1] != word[:1])
        best = min(best, (cost, -count, candidate))
    return best[2] if best[0] <= limit + 0.5 else ""


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

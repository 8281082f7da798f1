"""The words of an edition that are nearest to one that stands nowhere in it.

Slips are counted by optimal string alignment (a swap of neighbours is one),
with rapidfuzz, imported at the first slip. Words that sound the same in French
are near however they are written: ``bouquinou`` is Bookinou.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gpci_tui.search.sounds import alike, sound

OTHER_INITIAL = 0.25
"""What another first letter adds to the slips: it is seldom wrong."""

ONLY_BEGUN = 0.5
"""What is added where a word is but the beginning of one: it may well be finished."""

SAME_SOUND = 0.5
"""What is taken off where both sound the same."""

FURTHER = 2
"""Slips that are forgiven on top where both sound the same, ``FURTHEST`` at the least: rezo."""

FURTHEST = 4


def allowed_edits(word: str) -> int:
    """Return how many slips are forgiven in a word of that length; none in a number."""
    if word.isdigit():
        return 0
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 10 else 3


def nearest_word(word: str, vocabulary: Iterable[tuple[str, int]]) -> str:
    """Return the most likely word of a small vocabulary (word, count), or ''."""
    return next(iter(Vocabulary(vocabulary).nearest(word)), "")


class Vocabulary:
    """The words of an edition, laid out so that the nearest ones are found among 200,000 in 10 ms.

    ``words`` are folded, each with the number of dossiers that hold it. To lay
    out 200,000 takes some 100 ms: keep it until the words change.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._counts = dict(words)
        self._by_shape: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._counts:
            if not word.isdigit():
                self._by_shape[word[:1], len(word)].append(word)
        self._initials = {initial for initial, _length in self._by_shape}
        self._longest = max((length for _initial, length in self._by_shape), default=0)

    def nearest(self, word: str, limit: int = 1) -> list[str]:
        """Return the most likely words that may be meant, best first, at most ``limit``.

        A word still being typed is near the longer words that begin nearly so.
        Among equally near ones the commoner word comes first.
        """
        slips = allowed_edits(word)
        if not slips:
            return []
        # A swap of the first two letters leaves the second in front.
        likely = {*alike(word[0]), word[1]} & self._initials
        costs = self._near(word, slips, likely)
        least = min(costs.values(), default=slips + 1.0)
        if limit > 1 or least > 1:
            # Where something is near already, the others must be nearer.
            enough = slips if limit > 1 or not costs else min(slips, int(least - OTHER_INITIAL))
            others = self._near(word, enough, self._initials - likely)
            costs = _lower(costs, others, self._begun(word, max(1, slips - 1)))
        costs = costs or self._sounding(word, max(slips + FURTHER, FURTHEST), likely)
        best = sorted(costs, key=lambda other: (costs[other], -self._counts[other], other))
        return best[:limit]

    def _near(self, word: str, slips: int, initials: set[str]) -> dict[str, float]:
        heard = sound(word)
        return {
            other: cost + _other_initial(word, other) - SAME_SOUND * (sound(other) == heard)
            for other, cost in self._aligned(word, slips, initials)
        }

    def _begun(self, word: str, slips: int) -> dict[str, float]:
        longer = [
            other
            for length in range(len(word) + 1, self._longest + 1)
            for initial in sorted({word[0], word[1]})
            for other in self._by_shape.get((initial, length), ())
        ]
        found = _extract(word, [other[: len(word)] for other in longer], slips)
        return {
            longer[at]: cost + _other_initial(word, longer[at]) + ONLY_BEGUN
            for _beginning, cost, at in found
        }

    def _sounding(self, word: str, slips: int, initials: set[str]) -> dict[str, float]:
        heard = sound(word)
        near = self._aligned(word, slips, initials)
        return {other: cost for other, cost in near if sound(other) == heard}

    def _aligned(self, word: str, slips: int, initials: set[str]) -> Iterator[tuple[str, float]]:
        """Yield the words at most ``slips`` away, and how far each is."""
        for length in range(len(word) - slips, len(word) + slips + 1):
            for initial in initials:
                choices = self._by_shape.get((initial, length))
                if choices:
                    for other, cost, _at in _extract(word, choices, slips):
                        yield other, cost


def _extract(word: str, choices: Sequence[str], slips: int) -> list[tuple[str, float, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    scorer: Any = OSA.distance  # Its types are narrower than what process takes.
    return process.extract(word, choices, scorer=scorer, score_cutoff=slips, limit=None)


def _other_initial(word: str, other: str) -> float:
    return 0.0 if other[0] == word[0] else OTHER_INITIAL


def _lower(*costs: dict[str, float]) -> dict[str, float]:
    """Return what each word costs at the least."""
    lowest: dict[str, float] = {}
    for some in costs:
        for word, cost in some.items():
            lowest[word] = min(cost, lowest.get(word, cost))
    return lowest

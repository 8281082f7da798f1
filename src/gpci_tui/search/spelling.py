"""The words of an edition that are nearest to one that stands nowhere in it.

Slips are counted by optimal string alignment (a swap of neighbours is one),
with rapidfuzz, imported at the first slip. Words that sound the same in French
are near however they are written: ``bouquinou`` is Bookinou.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

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


class _Shape(NamedTuple):
    """Words of one initial and one length."""

    words: list[str]
    counts: array[int]


class Vocabulary:
    """The words of an edition, laid out so that the nearest ones are found among 200,000 in 10 ms.

    ``words`` are folded, each with the number of dossiers that hold it. To lay
    out 200,000 takes some 100 ms: keep it until the words change.
    """

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        by_initial: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for word, count in words:
            by_initial[word[:1]].append((word, count))
        self._read: Callable[[str], Iterable[tuple[str, int]]] = by_initial.__getitem__
        self._initials = set(by_initial)
        self._shapes: dict[str, dict[int, _Shape]] = {}

    @classmethod
    def read_as_needed(
        cls, initials: Iterable[str], read: Callable[[str], Iterable[tuple[str, int]]]
    ) -> Vocabulary:
        """Return one that reads the words of an initial when they are first looked at."""
        made = cls(())
        made._initials, made._read = set(initials), read
        return made

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
        best = sorted(costs, key=lambda other: (costs[other], -self._count(other), other))
        return best[:limit]

    def _of(self, initial: str) -> dict[int, _Shape]:
        """Return the words with an initial by their length."""
        if initial not in self._initials:
            return {}
        if initial not in self._shapes:
            shapes: dict[int, _Shape] = defaultdict(lambda: _Shape([], array("L")))
            for word, count in self._read(initial):
                if not word.isdigit():
                    shapes[len(word)].words.append(word)
                    shapes[len(word)].counts.append(count)
            # Kept only when whole: the next key interrupts the reading.
            self._shapes[initial] = shapes
        return self._shapes[initial]

    def _count(self, word: str) -> int:
        shape = self._of(word[:1])[len(word)]
        return shape.counts[shape.words.index(word)]

    def _near(self, word: str, slips: int, initials: set[str]) -> dict[str, float]:
        heard = sound(word)
        return {
            other: cost + _other_initial(word, other) - SAME_SOUND * (sound(other) == heard)
            for other, cost in self._aligned(word, slips, initials)
        }

    def _begun(self, word: str, slips: int) -> dict[str, float]:
        longer = [
            other
            for initial in sorted({word[0], word[1]})
            for length, shape in self._of(initial).items()
            if length > len(word)
            for other in shape.words
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
                shape = self._of(initial).get(length)
                if shape:
                    for other, cost, _at in _extract(word, shape.words, slips):
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

"""Whether the subject changes between two neighbouring pieces of text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from gpci_tui.importers.booklet.atoms import Atom
from gpci_tui.importers.booklet.units import Unit
from gpci_tui.model.folding import fold

WINDOW = 160
"""Words that are compared on each side."""
SAMPLES = 200
"""Places within atoms at which it is measured how alike neighbours are that belong together."""
_STEM = 7
"""Letters that stand for a word, whatever its ending."""
_BETWEEN = 0.85
"""Part of what is usual within a text from which the subject seems to change."""
_STEEP = 12.0
_AGAINST, _FOR = -1.5, 1.0
_WORD = re.compile(r"[a-z0-9]{5,}")
_NAME = re.compile(r"(?<=[\w,’'(] )[A-ZÀ-Ý][\w-]{2,}|(?<=[’'«])[A-ZÀ-Ý][\w-]{2,}")


class Subject:
    """How alike the words on both sides of each atom's beginning are."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        self._words = [_words(unit) for atom in atoms for unit in atom.units]
        held = Counter(word for each in self._words for word in set(each))
        count = max(2, len(self._words))
        self._weights = {word: math.log(count / times) for word, times in held.items()}
        starts = [0, *accumulate(len(atom.units) for atom in atoms)][:-1]
        self._likeness = [self._compare(at) for at in starts]
        begins = set(starts)
        inner = [at for at in range(len(self._words)) if at not in begins]
        known = sorted(self._compare(at) for at in inner[:: len(inner) // SAMPLES + 1])
        known = known or sorted(self._likeness[1:]) or [0.0]
        self._usual = known[len(known) // 2]

    def change(self, at: int) -> float:
        """Return from −1.5 to 1.0 whether the subject changes before the atom ``at``."""
        less = _BETWEEN * self._usual - self._likeness[at]
        return max(_AGAINST, min(_FOR, _STEEP * less))

    def _compare(self, at: int) -> float:
        """Return 0 where no rare word stands on both sides of a unit's beginning, to 1."""
        before, after = self._window(at - 1, -1), self._window(at, 1)
        least = min(self._weight(before), self._weight(after))
        return self._weight(before & after) / least if least > 0 else 0.0

    def _weight(self, words: set[str]) -> float:
        return sum(self._weights[word] for word in words)

    def _window(self, at: int, step: int) -> set[str]:
        found: list[str] = []
        while 0 <= at < len(self._words) and len(found) < WINDOW:
            left = WINDOW - len(found)
            found += self._words[at][:left] if step > 0 else self._words[at][-left:]
            at += step
        return set(found)


def _words(unit: Unit) -> list[str]:
    """Return the words of a unit, names within sentences once more as names."""
    found = [word[:_STEM] for word in _WORD.findall(unit.folded)]
    return found + ["=" + fold(name) for name in _NAME.findall(unit.text)]

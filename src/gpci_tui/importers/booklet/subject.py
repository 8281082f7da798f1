"""Whether the subject changes between two neighbouring pieces of text."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from gpci_tui.importers.booklet.atoms import Atom

WINDOW = 160
"""Words that are compared on each side."""
_STEM = 7
"""Letters that stand for a word, whatever its ending."""
_WORD = re.compile(r"[a-z0-9]{5,}")


class Subject:
    """How alike the words on both sides of each atom's beginning are."""

    def __init__(self, atoms: Sequence[Atom]) -> None:
        words = [[word[:_STEM] for word in _WORD.findall(atom.folded)] for atom in atoms]
        held = Counter(word for each in words for word in set(each))
        count = max(2, len(atoms))
        self._weights = {word: math.log(count / times) for word, times in held.items()}
        self.likeness = [self._compare(words, at) for at in range(len(atoms))]
        """By atom: 0 where no rare word is shared with the text before, 1 where all are."""
        known = sorted(self.likeness[1:])
        self.usual = known[len(known) // 2] if known else 0.0

    def change(self, at: int) -> float:
        """Return from −1.5 to 1.0 whether the subject changes before the atom ``at``."""
        return max(-1.5, min(1.0, (self.usual - self.likeness[at]) * 8))

    def _compare(self, words: list[list[str]], at: int) -> float:
        before, after = _window(words, at - 1, -1), _window(words, at, 1)
        least = min(self._weight(before), self._weight(after))
        return self._weight(before & after) / least if least > 0 else 0.0

    def _weight(self, words: set[str]) -> float:
        return sum(self._weights[word] for word in words)


def _window(words: list[list[str]], at: int, step: int) -> set[str]:
    found: list[str] = []
    while 0 <= at < len(words) and len(found) < WINDOW:
        left = WINDOW - len(found)
        found += words[at][:left] if step > 0 else words[at][-left:]
        at += step
    return set(found)

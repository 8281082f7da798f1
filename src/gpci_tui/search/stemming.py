"""What is common to the inflections of a word: tablette and tablettes, inclusif and inclusive.

Snowball's French stemmer does the work. It knows accents, which folded words
have lost, and no English; the endings that it would miss for that are brought
to one form before. English plurals and verbs come out right beside the French.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 4
"""Letters of the shortest word that has inflections; ``ile``, ``loi`` and ``TER`` stand alone."""

_UNLIKE = {
    "lois": "loi", "rois": "roi", "jeux": "jeu", "travaux": "travail",
    "nouvel": "nouveau", "nouvelle": "nouveau", "nouvelles": "nouveau",
    # Snowball would make these one with commune, département and formation.
    "communication": "communicat", "communications": "communicat",
    "depart": "depart-", "departs": "depart-",
    "format": "format-", "formats": "format-",
    # And this one with cour and courir.
    "cours": "cours-",
}  # fmt: skip
"""Words whose stem the endings don't tell. A hyphen keeps a stem apart from all others."""

_ENDINGS = (
    # (ending, letters of the shortest word that it is taken from, what it becomes)
    ("trice", 7, "teur"),
    ("iere", 6, "ier"), ("gere", 6, "ger"), ("tere", 7, "ter"),
    ("ee", 5, "e"),
    ("ing", 7, "e"), ("ed", 6, "e"), ("y", 4, "ie"),
)  # fmt: skip
_STEM_ENDINGS = (("iqu", 5, "ic"), ("iv", 5, "if"))
_CHANGED = (("teur", 3), ("ail", 2), ("eau", 2), ("ant", 2), ("ent", 2))
"""Ends of stems of which the words keep all but the last letters: lectrice has lecteur's lec."""


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what a folded word has in common with its inflections, itself folded."""
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return word
    if word in _UNLIKE:
        return _UNLIKE[word]
    found = _changed(_snowball()(_changed(_singular(word), _ENDINGS)), _STEM_ENDINGS)
    # "tiers" is not "ti".
    return found if len(found) >= SHORTEST - 1 else word


def candidates_prefix(word: str) -> str:
    """Return the beginning that all words of the same stem share; never ''."""
    found = stem(word).rstrip("-")
    kept = next((len(found) - lost for end, lost in _CHANGED if found.endswith(end)), None)
    if kept is None:
        # journal, journaux; public, publique; actif, active; nombreux, nombreuse.
        kept = len(found) - found.endswith(("al", "c", "f", "i", "x"))
    return found[: max(kept, 1)]


def inflections(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that are inflections of ``word``, itself included, in order.

    ``candidates`` are the folded words that begin with ``candidates_prefix(word)``.
    """
    wanted = stem(word)
    return [other for other in candidates if other == word or stem(other) == wanted]


def _singular(word: str) -> str:
    if len(word) <= SHORTEST or word.endswith("ss"):
        return word
    return word[:-1] if word.endswith(("s", "eaux", "ieux", "oux")) else word


def _changed(word: str, endings: tuple[tuple[str, int, str], ...]) -> str:
    for end, shortest, instead in endings:
        if word.endswith(end) and len(word) >= shortest:
            return word.removesuffix(end) + instead
    return word


@cache
def _snowball() -> Callable[[str], str]:
    # All its languages come along, 14 ms: off the start.
    from snowballstemmer.french_stemmer import FrenchStemmer  # type: ignore[import-untyped]

    stem_word: Callable[[str], str] = FrenchStemmer().stemWord
    return stem_word

"""What is common to the inflections of a word: tablette and tablettes, inclusif and inclusive.

Snowball's French stemmer does the work. It knows accents, which folded words
have lost, and no English; the endings that it would miss for that are brought
to one form before. English plurals and verbs come out right beside the French.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST = 4
"""Letters of the shortest word that has more inflections than a plural: ``mot`` has but mots."""

_UNLIKE = {
    "lois": "loi-", "rois": "roi-", "jeux": "jeu-", "travaux": "travail",
    "nouvel": "nouveau", "nouvelle": "nouveau", "nouvelles": "nouveau",
    # Snowball would make these one with commune, département and formation.
    "communication": "communicat", "communications": "communicat",
    "depart": "depart-", "departs": "depart-",
    "format": "format-", "formats": "format-",
    # And this one with cour and courir.
    "cours": "cours-",
}  # fmt: skip
"""Words whose stem the endings don't tell."""

_ENDINGS = (
    # (ending, letters of the shortest word that it is taken from, what it becomes)
    ("trice", 7, "teur"),
    ("iere", 6, "ier"), ("gere", 6, "ger"), ("tere", 7, "ter"),
    ("ee", 5, "e"),
    ("ing", 7, "e"), ("ed", 6, "e"), ("y", 4, "ie"),
)  # fmt: skip
_STEM_ENDINGS = (("iqu", 5, "ic"), ("iv", 5, "if"))
_CHANGED = {
    "teur": ("teur", "tric"),
    "ail": ("ail", "aux"), "al": ("al", "aux"),
    "eau": ("eau", "el", "ell"),
    "ant": ("ant", "am", "anc"), "ent": ("ent", "em", "enc"),
    "c": ("c", "qu"), "f": ("f", "v"), "x": ("x", "s"), "i": ("i", "y", ""),
}  # fmt: skip
"""Ends of stems, and how words end there: journal has journaux, public has publique."""

_INFLECTED = re.compile(
    # What Snowball takes off, folded: of nouns and adjectives, of verbs in -ir, of other verbs;
    # then what is taken off before it.
    r"(?:ic|iqu|at|iv|abil|abl|eus|ier|e)*"
    r"(?:ance|isme|able|iste|eux?|rice|eur|s?ion|tion|ie|ence|e?ment|ite|ive?|ifs?|euse|issement"
    r"|[aei]?m?ment|ir(?:ai?|aient|ais|ait|as|ent|ie?z|iez|ions|ons|ont)?|imes|it(?:es)?|i[es]?"
    r"|iss(?:aient|ai[st]|ant|ante|ants|antes|e|ent|es|ez|iez|ions|ons)"
    r"|ions|ee?|er(?:ai?|aient|ais|ait|as|ent|iez|ez|ions|ons|ont)?|i?ez|ames|ates?|a|ai|aient"
    r"|ai[st]|ante?|as(?:se|sent|ses|siez|sions)?|iere?|i?ing|i?ed|ie|y)?(?:es|[esx])?"
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return what a folded word has in common with its inflections, itself folded.

    A hyphen behind it keeps it apart from all others.
    """
    if not word.isalpha() or not word.isascii():
        return word
    if word in _UNLIKE:
        return _UNLIKE[word]
    if len(word) < SHORTEST:
        return word + "-"
    found = _changed(_snowball()(_changed(_singular(word), _ENDINGS)), _STEM_ENDINGS)
    if found == word[:-1] and len(word) == SHORTEST and word[-1] in "sx":
        return found + "-"
    # "tiers" is not "ti", and Paris not "par".
    return found if len(found) >= SHORTEST - 1 else word


def candidates_prefix(word: str) -> str:
    """Return the beginning that all words of the same stem share; never ''."""
    root, _ends = _parted(stem(word))
    return root


def inflections(word: str, candidates: Iterable[str]) -> list[str]:
    """Return the candidates that are inflections of ``word``, itself included, in order.

    ``candidates`` are the folded words that begin with ``candidates_prefix(word)``;
    thousands may, and a stem takes 0.1 ms, so that only those are stemmed of
    which the end looks inflected.
    """
    wanted = stem(word)
    root, ends = _parted(wanted)
    begins = [root + end for end in ends]
    return [
        other
        for other in candidates
        if other == word or (_may_end(other, begins) and stem(other) == wanted)
    ]


def _parted(stemmed: str) -> tuple[str, tuple[str, ...]]:
    """Return how all words of a stem begin, and how they may go on before their ending."""
    stemmed = stemmed.rstrip("-")
    for end, others in _CHANGED.items():
        if stemmed.endswith(end) and stemmed != end:
            return stemmed.removesuffix(end), others
    return stemmed, ("",)


def _may_end(word: str, begins: Iterable[str]) -> bool:
    for begin in begins:
        if word.startswith(begin):
            # collégienne, annelle: the last letter may stand twice.
            rest = word[len(begin) :].removeprefix(begin[-1:])
            if _INFLECTED.fullmatch(word, len(begin)) or _INFLECTED.fullmatch(rest):
                return True
    return False


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

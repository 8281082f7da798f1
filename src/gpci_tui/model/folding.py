"""Folding, defined once: the index, the query, the fuzzy matcher and the highlighter.

``fold`` makes texts comparable: case, accents, ligatures (œ/oe, æ/ae, ß/ss),
typographic apostrophes, hyphens and non-breaking spaces. ``fold_with_offsets``
does the same and says where each folded character came from, so that a hit in
the folded text can be marked in the original one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "ı": "i",
    "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\t": " ", "\n": " ",
}  # fmt: skip
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    # Before and after: № decomposes to a capital, ΐ folds to a composed letter.
    lower = unicodedata.normalize("NFKD", char).casefold()
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(_SPECIAL.get(c, c) for c in decomposed if not unicodedata.combining(c))


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures and typographic variants."""
    if text.isascii():
        return text.lower().replace("\n", " ").replace("\t", " ").replace("`", "'")
    return "".join(map(_fold_char, text))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, its index in ``text``."""
    folded: list[str] = []
    offsets: list[int] = []
    for index, char in enumerate(text):
        for piece in _fold_char(char):
            folded.append(piece)
            offsets.append(index)
    return "".join(folded), offsets


def words(text: str) -> list[str]:
    """Return the folded words of ``text``, in order."""
    return _WORD.findall(fold(text))


def hits(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of ``text`` in which a folded term begins a word, merged, in order.

    ``terms`` are folded words or phrases (``fold``). A term matches at the
    beginning of a word, as the index does ("tablet" marks "tablettes").
    """
    if not terms or not text:
        return []
    folded, offsets = fold_with_offsets(text)
    pattern = "|".join(
        r"\W+".join(re.escape(word) for word in _WORD.findall(term))
        for term in sorted(terms, key=len, reverse=True)
        if _WORD.search(term)
    )
    if not pattern:
        return []
    spans: list[tuple[int, int]] = []
    for match in re.finditer(rf"(?<!\w)(?:{pattern})", folded):
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        while end < len(text) and not _fold_char(text[end]):
            end += 1  # A mark that could not be composed goes with its letter.
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans

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
_HUMP = re.compile("(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])")


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    special = _SPECIAL.get(char)
    if special is not None:
        return special
    # Before and after: № decomposes to a capital, ΐ folds to a composed letter.
    lower = unicodedata.normalize("NFKD", char).casefold()
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(_SPECIAL.get(c, c) for c in decomposed if not unicodedata.combining(c))


def _latin_table() -> tuple[bytes, dict[str, str]]:
    """Return what each byte of Latin-1 folds to, and the characters that take more than one."""
    table, longer = bytearray(range(256)), {}
    for code in range(256):
        folded = _fold_char(chr(code))
        if len(folded) == 1 and ord(folded) < 256:
            table[code] = ord(folded)
        else:
            longer[chr(code)] = folded
    return bytes(table), longer


_LATIN, _LONGER = _latin_table()
# Nearly every French text holds these, and without them is Latin-1.
_FREQUENT = _LONGER | {char: _fold_char(char) for char in "’‘…œŒ–—‑\u202f\u2009"}
_PARTED = bytes(code if _WORD.match(chr(code)) else 32 for code in range(256))
_BEYOND = re.compile("([^\x00-\xff]+)")
_ALIKE = "".join(char for char, folded in _FREQUENT.items() if len(folded) == 1 and char > "\xff")
_OF_OTHER_LENGTH = re.compile(f"[{''.join(_LONGER)}]|[^\x00-\xff{_ALIKE}]+")


def fold(text: str) -> str:
    """Return ``text`` without case, accents, ligatures and typographic variants."""
    if not text.isascii():
        for char, folded in _FREQUENT.items():
            if char in text:
                text = text.replace(char, folded)
    try:
        return _fold_latin(text)
    except UnicodeEncodeError:
        runs = _BEYOND.split(text)
        if len(runs) * 16 > len(text):  # Of another script, where nothing is won.
            return "".join(map(_fold_char, text))
        runs[::2] = map(_fold_latin, runs[::2])
        runs[1::2] = ("".join(map(_fold_char, run)) for run in runs[1::2])
        return "".join(runs)


def _fold_latin(text: str) -> str:
    # Half a gigabyte is folded on import, and bytes are 40 times as fast as characters.
    return text.encode("latin-1").translate(_LATIN).decode("latin-1")


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Return the folded text and, for each of its characters, its index in ``text``."""
    offsets: list[int] = []
    done = 0
    for match in _OF_OTHER_LENGTH.finditer(text):
        offsets += range(done, match.start())
        for at, char in enumerate(match.group(), match.start()):
            offsets += [at] * len(_fold_char(char))
        done = match.end()
    offsets += range(done, len(text))
    return fold(text), offsets


def words(text: str) -> list[str]:
    """Return the folded words of ``text``, in order."""
    return words_of_folded(fold(text))


def words_of_folded(folded: str) -> list[str]:
    """Return the words of a text that is folded already, in order."""
    try:
        return folded.encode("latin-1").translate(_PARTED).decode("latin-1").split()
    except UnicodeEncodeError:
        return _WORD.findall(folded)


def inner_words(text: str) -> list[str]:
    """Return the words that stand in words with capitals within: Raconte, Ton, Métier."""
    found: list[str] = []
    for word in _WORD.findall(text):
        pieces = _HUMP.split(word)
        found += pieces if len(pieces) > 1 else []
    return found


def hits(text: str, terms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of ``text`` in which a folded term begins a word, merged, in order.

    ``terms`` are folded words or phrases (``fold``). A term matches at the
    beginning of a word, as the index does ("tablet" marks "tablettes").
    """
    pattern = "|".join(
        r"\W+".join(re.escape(word) for word in _WORD.findall(term))
        for term in sorted(terms, key=len, reverse=True)
        if _WORD.search(term)
    )
    return spans(text, re.compile(rf"(?<!\w)(?:{pattern})")) if pattern and text else []


def spans(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where a pattern stands in the folded text, as spans of ``text``, merged, in order."""
    folded, offsets = fold_with_offsets(text)
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(folded):
        start, end = offsets[match.start()], offsets[match.end() - 1] + 1
        while end < len(text) and not _fold_char(text[end]):
            end += 1  # A mark that could not be composed goes with its letter.
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found

"""How a word sounds in French, roughly: enough to tell that two spellings are one word."""

from __future__ import annotations

import re
from functools import lru_cache

_ALIKE = ("ckq", "csz", "fp", "gj", "iy", "vw", "ouw", "aeo", "haeiouy")
"""First letters that may begin the same sound."""

_SOUNDS = (
    (r"s?ch|sh", "C"),
    (r"ph|f", "f"),
    (r"ti(?=on)", "si"),
    (r"th|t", "t"),
    (r"ge(?=[aou])|g(?=[eiy])|j", "j"),
    (r"gu(?=[eiy])|g(?!n)", "g"),
    (r"gn|n", "n"),
    (r"ou|oo|w", "U"),
    # Nasal vowels: in, an, on, before a consonant or at the end.
    (r"(?:[ae]?i|y|u)[mn](?![aeiouymnh])", "N"),
    (r"[ae][mn](?![aeiouymnh])", "A"),
    (r"o[mn](?![aeiouymnh])", "O"),
    (r"eau|au|o", "o"),
    (r"i|y", "i"),
    (r"[ae][iy]|oe|e", "e"),
    (r"qu?|ck|c(?![eiy])|k", "k"),
    (r"s?c(?=[eiy])|s|z", "s"),
    (r"x", "ks"),
    (r"h", ""),
    (r".", None),
)
_SOUND = re.compile("|".join(f"({pattern})" for pattern, _heard in _SOUNDS))
_SILENT = re.compile(r"(?<=\w\w)(?:ai|ay|e[rz]|[estdxpz])+$")
"""Also final é, er, ai…, which sound alike: what is left tells words apart."""

_DOUBLE = re.compile(r"([^o])\1+")


@lru_cache(maxsize=16_384)
def sound(word: str) -> str:
    """Return a key that folded words have in common that sound the same."""
    heard = _SOUND.sub(_heard, _single(_SILENT.sub("", word)))
    return _single(heard)


def _single(letters: str) -> str:
    return _DOUBLE.sub(r"\1", letters)


def alike(letter: str) -> set[str]:
    """Return the first letters of words that may sound as one in ``letter`` does, itself too."""
    return {letter, *(other for letters in _ALIKE if letter in letters for other in letters)}


def _heard(match: re.Match[str]) -> str:
    assert match.lastindex is not None
    heard = _SOUNDS[match.lastindex - 1][1]
    return match.group() if heard is None else heard

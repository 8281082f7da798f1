"""Other ways to write the same: web radio and webradio, 22 605 and 22605, St and Saint, 3e."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gpci_tui.model.query import Term
from gpci_tui.search.terms import LITTLE_WORDS

LONGEST_JOINED = 40
"""Letters of the longest word that is taken for several."""

MOST_JOINED = 4
"""Words that may stand as one: raconte ton métier is #RaconteTonMétier."""

_NUMBER = re.compile(r"\b\d{4,9}\b")
_FIRST_LETTERS = {"e"}
"""Letters that stand before a hyphen as a word: e-sport, e-mail."""

_SHORT = {"st": "saint", "ste": "sainte"}
_ORDINAL = re.compile(r"(\d{1,3})(?:i?eme|e|er|ere|re|nde?)")
_ORDINALS = {
    "1": ("1er", "1ere", "1re", "premier", "premiere"),
    "2": ("2e", "2eme", "2nd", "2nde", "deuxieme", "second", "seconde"),
    "3": ("3e", "3eme", "troisieme"),
    "4": ("4e", "4eme", "quatrieme"),
    "5": ("5e", "5eme", "cinquieme"),
    "6": ("6e", "6eme", "sixieme"),
}
"""As forms are called in French schools; beyond, numbers only."""

_SAME = {
    **{short: (short, whole) for short, whole in _SHORT.items()},
    **{whole: (whole, short) for short, whole in _SHORT.items()},
    **{form: forms for forms in _ORDINALS.values() for form in forms},
}


def writings(term: Term) -> tuple[Term, ...]:
    """Return the term, then the other ways in which a text may write it; any of them matches.

    ``22605`` is also the phrase ``22 605``, what was typed as ``web-radio`` is
    also ``webradio``, ``st-dié`` is ``saint dié``, ``3ème`` is ``3e``.
    """
    pieces = term.text.split()
    found = [term]
    if term.hyphenated:
        found.append(replace(term, text=joined(pieces), phrase=False, hyphenated=False))
    years = len(pieces) > 1 and all(piece.isdigit() for piece in pieces)
    parted = term.text if years else _NUMBER.sub(_thousands_apart, term.text)
    if parted != term.text:
        found.append(replace(term, text=parted, phrase=True))
    if not term.literal:
        found += _respelt(term, pieces)
    return tuple(found)


def joined(pieces: Sequence[str]) -> str:
    """Return words written as one."""
    return "".join(pieces)


def runs(pieces: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the neighbours that may stand as one word: (first, one after the last, the word).

    A run means what its words do where the word is one of the vocabulary.
    """
    for first in range(len(pieces)):
        for end in range(first + 2, min(len(pieces), first + MOST_JOINED) + 1):
            word = joined(pieces[first:end])
            if len(word) <= LONGEST_JOINED and not word.isdigit():
                yield first, end, word


def splits(word: str, *, mistyped: bool = False) -> Iterator[tuple[str, str]]:
    """Yield the pairs of words that ``word`` may join, the most even ones first.

    A pair means what the word does where both halves are words of the
    vocabulary and stand side by side. With ``mistyped`` also pairs with a
    little word, where a space was forgotten (``lajeunesse``), but never so in a
    word that stands somewhere: "surtout" is not "sur tout".
    """
    if word.isdigit() or len(word) > LONGEST_JOINED:
        return
    for cut in sorted(range(1, len(word)), key=lambda at: (abs(2 * at - len(word)), at)):
        first, second = word[:cut], word[cut:]
        if len(second) == 1 or (len(first) == 1 and first not in _FIRST_LETTERS):
            continue
        if mistyped or not {first, second} & LITTLE_WORDS:
            yield first, second


def _respelt(term: Term, pieces: Sequence[str]) -> list[Term]:
    """Return the term with one of its words written otherwise, as a whole word."""
    return [
        replace(term, text=" ".join([*pieces[:at], other, *pieces[at + 1 :]]), prefix=False)
        for at, piece in enumerate(pieces)
        for other in _same(piece)
        if other != piece
    ]


def _same(word: str) -> tuple[str, ...]:
    match = _ORDINAL.fullmatch(word)
    if match:
        number = match[1]
        return _ORDINALS.get(number, (f"{number}e", f"{number}eme"))
    return _SAME.get(word, ())


def _thousands_apart(match: re.Match[str]) -> str:
    digits = match.group()
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return " ".join([*groups, *(digits[at : at + 3] for at in range(first, len(digits), 3))])

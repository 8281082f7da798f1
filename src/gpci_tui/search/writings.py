"""Other ways to write the same: web radio, web-radio and webradio; 22 605 and 22605."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gpci_tui.model.query import Term
from gpci_tui.search.terms import LITTLE_WORDS

LONGEST_JOINED = 40
"""Letters of the longest word that is taken for two."""

_NUMBER = re.compile(r"\b\d{4,9}\b")
_FIRST_LETTERS = {"e"}
"""Letters that stand before a hyphen as a word: e-sport, e-mail."""


def writings(term: Term) -> tuple[Term, ...]:
    """Return the term, then the other ways in which a text may write it.

    ``22605`` is also the phrase ``22 605``; what was typed as ``web-radio`` is
    also ``webradio``. Any of them matches.
    """
    pieces = term.text.split()
    found = [term]
    if term.hyphenated:
        found.append(replace(term, text=joined(pieces), phrase=False, hyphenated=False))
    years = len(pieces) > 1 and all(piece.isdigit() for piece in pieces)
    parted = term.text if years else _NUMBER.sub(_thousands_apart, term.text)
    if parted != term.text:
        found.append(replace(term, text=parted, phrase=True))
    return tuple(found)


def joined(pieces: Sequence[str]) -> str:
    """Return words written as one."""
    return "".join(pieces)


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


def _thousands_apart(match: re.Match[str]) -> str:
    digits = match.group()
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return " ".join([*groups, *(digits[at : at + 3] for at in range(first, len(digits), 3))])

"""The language of a search inside one text.

The same parser as everywhere. A text is one dossier, so that fields and what is
excluded ask for nothing here, and every word that is looked for counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from gpci_tui.model.blocks import Range
from gpci_tui.model.document import Document
from gpci_tui.model.folding import words
from gpci_tui.model.query import Term
from gpci_tui.search.parser import parse
from gpci_tui.search.spelling import nearest_word
from gpci_tui.search.stemming import candidates_prefix, inflections
from gpci_tui.search.tokens import OPERATORS
from gpci_tui.search.writings import joined, splits, writings

_NOWHERE = r"(?!)"
_PLAIN = re.compile(r"\w+(?:(?:\s+|['’-])\w+)+")
"""Words side by side, without a sign of the language."""


class FoundWithin(NamedTuple):
    """Where something stands in a text."""

    hits: tuple[Range, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    """(word as typed, nearest word of the text) where the typed one is nowhere."""


def find_within(document: Document, typed: str, *, typing: bool = False) -> FoundWithin:
    """Return where the words and phrases that ``typed`` asks for stand in a text.

    Words side by side are one phrase where the text holds it, else each of them
    is looked for. A word that stands nowhere is taken as a beginning, as two
    words, or for the nearest one. ``typing`` says that the last word goes on.
    """
    terms = parse(typed, typing=typing).terms
    if _PLAIN.fullmatch(typed.strip()) and not OPERATORS.keys() & set(typed.split()):
        phrase = Term(" ".join(words(typed)), prefix=typing, phrase=True)
        if found := document.matches(_pattern([_as_pattern(phrase)])):
            return FoundWithin(tuple(found))
    patterns: list[str] = []
    corrected: list[tuple[str, str]] = []
    for term in terms:
        meant = _meant(document, term)
        if not meant and not term.literal:
            meant, nearest = _mended(document, term)
            corrected += [(term.text, nearest)] if nearest else []
        patterns += meant
    patterns += [both for both in _written_as_one(terms) if both in document.words]
    return FoundWithin(tuple(document.matches(_pattern(patterns))), tuple(corrected))


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    """Return what finds any of some patterns at the beginning of a word, longer ones first."""
    each = "|".join(sorted(alternatives, key=len, reverse=True)) or _NOWHERE
    return re.compile(rf"(?<!\w)(?:{each})")


def _as_pattern(term: Term) -> str:
    pieces = r"\W+".join(map(re.escape, term.text.split()))
    return pieces if term.prefix else rf"{pieces}(?!\w)"


def _meant(document: Document, term: Term) -> list[str]:
    """Return the patterns of a term, none where the text doesn't hold it."""
    found = [_as_pattern(each) for each in writings(term) if _holds(document, each)]
    if not term.literal and not term.phrase:
        found += [_as_pattern(Term(word, prefix=False)) for word in _inflected(document, term.text)]
    return found


def _inflected(document: Document, word: str) -> list[str]:
    begin = candidates_prefix(word)
    return inflections(word, [other for other in document.words if other.startswith(begin)])


def _holds(document: Document, term: Term) -> bool:
    if " " in term.text:
        pattern = _pattern([_as_pattern(term)])
        return document.holds(pattern)
    if term.prefix:
        return any(word.startswith(term.text) for word in document.words)
    return term.text in document.words


def _mended(document: Document, term: Term) -> tuple[list[str], str]:
    """Return the patterns of what a word that stands nowhere may mean, and what is named of it."""
    if term.phrase:
        return [], ""
    beginning = Term(term.text)
    if len(term.text) > 1 and _holds(document, beginning):
        return [_as_pattern(beginning)], ""
    for pair in splits(term.text, mistyped=True):
        apart = Term(" ".join(pair), prefix=term.prefix, phrase=True)
        if all(word in document.words for word in pair) and _holds(document, apart):
            return [_as_pattern(apart)], ""
    nearest = nearest_word(term.text, document.words.items())
    return ([_as_pattern(Term(nearest, prefix=False))], nearest) if nearest else ([], "")


def _written_as_one(terms: tuple[Term, ...]) -> Iterator[str]:
    for one, other in pairwise(terms):
        if not (one.phrase or other.phrase or one.literal or other.literal):
            yield joined([one.text, other.text])

"""From a piece of text without spaces to terms: elisions, hyphens, numbers, little words."""

from __future__ import annotations

import re

from gpci_tui.model.folding import fold, words
from gpci_tui.model.query import Term

MAX_PHRASE = 32
"""Words of a phrase that count."""

LITTLE_WORDS = {
    "au", "aux", "ce", "ces", "cette", "dans", "de", "des", "du", "elle", "en", "est", "et", "il",
    "ils", "la", "le", "les", "leur", "leurs", "ou", "par", "pour", "que", "qui", "sa", "se",
    "ses", "sur", "un", "une", "and", "at", "by", "for", "in", "of", "the", "to", "with",
}  # fmt: skip
"""Words that nearly every text holds, or that say nothing of a text that doesn't: asked for
together with others they don't count. Folded, as ``ou`` is both "or" and "where"."""

_UNIT = re.compile(r"\w+(?:(?:['-]|(?<=\d)[.,:/](?=\d))\w+)*")
_ELIDED = re.compile(r"(?:(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu)')+(?=\w)")
_PIECE = re.compile(r"\w+")
_POSSESSIVE = "'s"
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def terms_of(
    text: str, *, starred: bool = False, typed: bool = False, literal: bool = False
) -> list[Term]:
    """Return the terms of a text without spaces, such as ``l’école`` or ``Saint-Dié/Épinal``.

    The last one is a beginning where a star or the cursor stands after it
    (``starred``, ``typed``), unless it is one letter, with which half the words
    begin. What is being typed and is but a letter is left out.
    """
    units = _UNIT.findall(fold(text))
    found = [_term(unit, literal=literal) for unit in units[:-1]]
    if units:
        last = _term(units[-1], literal=literal, starred=starred, typed=typed)
        if not typed or len(last.text) > 1 or last.text.isdigit():
            found.append(last)
    return found


def phrase_of(text: str, *, open_ended: bool = False, literal: bool = False) -> Term | None:
    """Return the phrase of a quoted text; None where it holds no word."""
    pieces = words(text)[:MAX_PHRASE]
    if not pieces:
        return None
    goes_on = open_ended and len(pieces[-1]) > 1
    return Term(" ".join(pieces), prefix=goes_on, phrase=True, literal=literal)


def is_little(term: Term) -> bool:
    """Return whether a word counts only where nothing else is asked for."""
    if term.phrase or term.literal:
        return False
    return term.text in LITTLE_WORDS or (len(term.text) == 1 and not term.text.isdigit())


def _term(unit: str, *, literal: bool, starred: bool = False, typed: bool = False) -> Term:
    bare = _ELIDED.sub("", unit, count=1) if _ELIDED.match(unit) else unit
    pieces = _PIECE.findall(bare.removesuffix(_POSSESSIVE))[:MAX_PHRASE]
    if typed and len(pieces) > 1 and len(pieces[-1]) == 1:
        # The t of "saint-t" is about to be a word, of which nothing is known yet.
        pieces, typed = pieces[:-1], False
    goes_on = (starred or typed) and len(pieces[-1]) > 1
    if len(pieces) == 1 or _GROUPED.fullmatch(bare):
        return Term("".join(pieces), prefix=goes_on, literal=literal)
    numbers = all(piece.isdigit() for piece in pieces)
    return Term(
        " ".join(pieces), prefix=goes_on, phrase=True, literal=literal,
        hyphenated=not literal and not numbers,
    )  # fmt: skip

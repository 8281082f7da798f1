"""From what was typed to a ``Query``: words, all of which must match, and "phrases".

Never raises: while typing, it takes the best reading of what stands.
"""

from __future__ import annotations

import re

from gpci_tui.model.folding import words
from gpci_tui.model.listing import WordQuery
from gpci_tui.model.query import Term

MAX_TERMS = 32
"""Terms of a query, and words of a phrase, that are searched; a pasted page holds more."""

_PHRASE = re.compile(r'["«“”»]([^"«“”»]*)(?:["«“”»]|$)')


def parse(text: str) -> WordQuery:
    """Return the query of ``text``; an empty one where it holds no word."""
    terms: list[Term] = []
    rest = _PHRASE.sub(lambda match: _take_phrase(match, terms), text)
    single = [Term(word) for word in words(rest)]
    # The l of "l'école" would match every word in l; alone it is being typed.
    long = [term for term in single if len(term.text) > 1 or term.text.isdigit()]
    terms += long if long or terms else single
    unique = dict.fromkeys(terms)
    return WordQuery(tuple(unique)[:MAX_TERMS])


def _take_phrase(match: re.Match[str], terms: list[Term]) -> str:
    phrase = " ".join(words(match.group(1))[:MAX_TERMS])
    if phrase:
        terms.append(Term(phrase, prefix=match.group(0)[-1] not in '"«“”»', phrase=True))
    return " "

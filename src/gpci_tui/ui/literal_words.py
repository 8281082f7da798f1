"""Words of a query taken as they are typed, neither inflected nor corrected: ``=word``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gpci_tui.model.folding import fold_with_offsets

SIGN = "="
_QUOTES = '"«“”„»'
_LITERAL = re.compile(rf"(?<![^\s(\-]){SIGN}(?=[\w{_QUOTES}])")


def is_literal(typed: str) -> bool:
    """Return whether a query takes any word as it is typed."""
    return bool(_LITERAL.search(typed))


def loosely(typed: str) -> str:
    """Return the query with all its words taken with their inflections and near misses."""
    return _LITERAL.sub("", typed)


def literally(typed: str, words: Iterable[str]) -> str:
    """Return the query with some of its words, given folded, taken as they are typed.

    The sign stands before all that is typed without a space, and before a
    quotation. What a field holds stays as it is.
    """
    folded, offsets = fold_with_offsets(typed)
    signs: set[int] = set()
    for piece in {piece for word in words for piece in word.split()}:
        for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", folded):
            at = _beginning(typed, offsets[match.start()])
            if typed[at] != SIGN and ":" not in typed[at : offsets[match.start()]]:
                signs.add(at)
    for at in sorted(signs, reverse=True):
        typed = typed[:at] + SIGN + typed[at:]
    return typed


def _beginning(typed: str, at: int) -> int:
    """Return where what stands at ``at`` begins: its quotation, or the signs without a space."""
    quotes = [index for index, sign in enumerate(typed[:at]) if sign in _QUOTES]
    if len(quotes) % 2:
        at = quotes[-1]
    while at > 0 and not typed[at - 1].isspace() and typed[at - 1] != "(":
        at -= 1
    # The minus of what is excluded stands before the sign.
    return at + (typed[at] == "-")

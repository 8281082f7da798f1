"""Words that were broken at the end of a line, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable

HYPHENS = "-\u2010\u00ad"
"""Hyphen, hyphen proper, soft hyphen."""

_END = re.compile(rf"([^\W\d_]+)[{HYPHENS}]$")
_START = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# What keeps its hyphen though the whole word stands nowhere else: words that no other word
# begins, or ends, with where it is broken between syllables.
_ALWAYS_BEFORE = re.compile(
    "après|arrière|avant|celles?|celui|ceux|demi|grand|haute?|non|peut|presque|quasi|rendez|"
    "sainte?|self|semi|sous|tout|vice|well"
)
_ALWAYS_AFTER = re.compile("ils?|elles?|on|je|tu|[nv]ous|c[ei]|là|mêmes?|[mt]oi|lui|être|t")


class Joiner:
    """Joins the ends of lines; knows which words a document writes with a hyphen."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of ``texts``, the lines of the document."""
        self._known: set[str] = set()
        for text in texts:
            # What stands at an end of a line may be half a word.
            found = _WORD.findall(text)
            self._known.update(word.lower() for word in found[1:-1])

    def join(self, above: str, below: str) -> str:
        """Return two lines as one."""
        return self.end_of(above, below) + below.lstrip(" ")

    def end_of(self, above: str, below: str) -> str:
        """Return how ``above`` ends where ``below`` follows in the same line.

        It ends with a space, or within a word: without the hyphen where that only
        broke the word, with it where it belongs to the word.
        """
        above, below = above.rstrip(" "), below.lstrip(" ")
        if above.endswith("\u00ad"):
            return above[:-1]
        if above[-1:] not in HYPHENS or not above[-2:-1].isalnum() or not below[:1].isalnum():
            return above + " "
        end, start = _END.search(above), _START.match(below)
        if end is None or start is None or self._keeps(end.group(1), start.group()):
            return above  # 2024-2025, Saint-Dié, peut-être
        return above[:-1]

    def _keeps(self, left: str, right: str) -> bool:
        if right[0].isupper():
            return True  # Saint-Dié
        left, right = left.lower(), right.lower()
        if left + right in self._known:
            return False
        if f"{left}-{right}" in self._known:
            return True
        return bool(_ALWAYS_BEFORE.fullmatch(left) or _ALWAYS_AFTER.fullmatch(right))

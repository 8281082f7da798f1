"""The passage of a text that answers a search best, on one line, with its hits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gpci_tui.model.document import plain
from gpci_tui.model.folding import fold, hits, words

LONGEST_PASSAGE = 800
"""Characters of a paragraph that are looked at together."""

SMALLEST_WIDTH = 12
"""Characters below which a snippet says nothing."""

_PARAGRAPH = re.compile(r"\n\s*\n")
_PIECE = re.compile(rf".{{1,{LONGEST_PASSAGE}}}(?!\S)|\S{{1,{LONGEST_PASSAGE}}}", re.DOTALL)
_WORD_BEGINS = re.compile(r"(?<=\s)[^\s;:,.!?»)–-]")
_CUT = "…"


class Snippet(NamedTuple):
    """A piece of a text."""

    text: str
    hits: tuple[tuple[int, int], ...] = ()
    """Where in ``text`` what was searched stands: start and end, in order, apart."""


def snippet(body: str, terms: Sequence[str], width: int) -> Snippet:
    """Return the first passage of a body that holds the most of the terms.

    Args:
        body: a dossier's text, in Markdown.
        terms: folded words or phrases; each is found at the beginning of a word.
        width: characters of the snippet at most, taken for ``SMALLEST_WIDTH`` where smaller.
    """
    width = max(width, SMALLEST_WIDTH)
    patterns = [_pattern(term) for term in terms if words(term)]
    text = plain(_best_passage(body, patterns))
    spans = hits(text, tuple(terms))
    start, end = _window(text, spans, width)
    before = f"{_CUT} " if start else ""
    after = f" {_CUT}" if end < len(text) else ""
    moved = len(before) - start
    shown = tuple(
        (left + moved, min(right, end) + moved) for left, right in spans if start <= left < end
    )
    return Snippet(before + text[start:end] + after, shown)


def _pattern(term: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\W+".join(map(re.escape, words(term))))


def _best_passage(body: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return the first passage in which the most patterns are found; a heading counts less."""
    best, most = "", -1.0
    for passage in _passages(body):
        folded = fold(passage)
        found = sum(pattern.search(folded) is not None for pattern in patterns)
        score = found - 0.5 * passage.startswith("#")
        if score > most:
            best, most = passage, score
            if found == len(patterns) and score == found:
                break
    return best


def _passages(body: str) -> Iterator[str]:
    for paragraph in _PARAGRAPH.split(body):
        for match in _PIECE.finditer(paragraph.strip()):
            yield match.group()


def _window(text: str, spans: Sequence[tuple[int, int]], width: int) -> tuple[int, int]:
    """Return the piece of ``text`` that shows the most different hits, on word boundaries."""
    if len(text) <= width:
        return 0, len(text)
    inner = width - 2 * (len(_CUT) + 1)
    left, right = _densest(text, spans, inner)
    start = 0
    if right > inner:
        lead = min(inner // 4, (inner - (right - left)) // 2)
        start = _next_word(text, max(0, min(left - lead, len(text) - inner)), left)
    end = start + inner + (0 if start else len(_CUT) + 1)
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", max(start, min(right, end)), end + 1)
    return start, space if space > start else end


def _densest(text: str, spans: Sequence[tuple[int, int]], room: int) -> tuple[int, int]:
    """Return from where to where the most different hits stand within ``room`` characters."""
    best, most = (0, 0), 0
    for index, (left, _right) in enumerate(spans):
        within = [span for span in spans[index:] if span[1] <= left + room]
        different = len({fold(text[start:end]) for start, end in within})
        if different > most:
            best, most = (left, within[-1][1]), different
    return best


def _next_word(text: str, start: int, last: int) -> int:
    """Return where a word begins at or after ``start`` and before ``last``, else ``start``."""
    match = _WORD_BEGINS.search(text, start, last)
    return match.start() if match and start else start

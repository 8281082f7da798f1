"""Finding a marked passage again in a revised text.

In this order: the exact words, told apart from like ones by the words around
them and by where the comparison of both texts puts them; what these words
became, where the comparison knows it; what is most like them anywhere in what
was changed or added. Whatever is not certain enough is orphaned, never moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gpci_tui.model.blocks import Range
from gpci_tui.model.review import CONTEXT, Anchor, Fate, anchor
from gpci_tui.operations.word_diff import Comparison, RowKind

LEAST_ALIKE = 0.75
"""Likeness, 0 to 1, of a passage with its surroundings from which it is the one that was marked."""
LEAST_WORDS_ALIKE = 0.5
"""Likeness of the words alone below which they are other words, whatever is around them."""
WEIGHT_AROUND = 16
"""Characters of a passage that weigh as much as what is around it: a word is known by that."""
CLEARLY = 0.15
"""How much more alike the surroundings must be than those of the same words elsewhere."""
MOST_PLACES = 200
"""Places of the same words that are weighed at most."""
NEAR_WORDS = 8
"""Beginnings and ends of words that are tried around the most likely place."""

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """Where a passage stands in the revised text."""

    anchor: Anchor
    fate: Fate
    similarity: float
    """Of the words alone, 0 to 1."""


def find_again(old: Anchor, body: str, compared: Comparison | None = None) -> Found | None:
    """Return where a passage stands in a revised ``body``, or None where that is not certain.

    Without a comparison, which an orphaned passage has none of, the whole body is searched.
    """
    image = compared.image(old.start, old.end) if compared is not None else None
    place = _exact(old, body, image, compared.old_body if compared is not None else "")
    if place is not None:
        unmoved = image is not None and image == (*place, False)
        fate = Fate.KEPT if unmoved or place[0] == old.start else Fate.MOVED
        return Found(anchor(body, *place), fate, 1.0)
    likely = [image[:2]] if image is not None else []
    likely += _windows(old.quote, body, compared)
    scored = sorted(((_likeness(old, body, part), part) for part in set(likely)), reverse=True)
    if not scored or scored[0][0] < LEAST_ALIKE or _is_rivalled(scored, image):
        return None
    found = anchor(body, *scored[0][1])
    similarity = _similar(old.quote, found.quote)
    return Found(found, Fate.MOVED, similarity) if similarity >= LEAST_WORDS_ALIKE else None


def _exact(
    old: Anchor, body: str, image: tuple[int, int, bool] | None, old_body: str
) -> Range | None:
    """Return the very words, where it is certain which ones are meant."""
    starts = _occurrences(body, old.quote)
    if not starts:
        return None
    length = len(old.quote)
    if image is not None and image[1] - image[0] == length and image[0] in starts:
        whole = old.prefix + old.quote + old.suffix
        # A text that was copied into itself doesn't tell which of the copies is meant.
        copied = len(_occurrences(body, whole)) > max(1, len(_occurrences(old_body, whole)))
        if not copied or image[0] == old.start:
            return image[0], image[0] + length
    scored = sorted(((_likeness(old, body, (at, at + length)), at) for at in starts), reverse=True)
    best, at = scored[0]
    if len(scored) > 1 and best - scored[1][0] < CLEARLY:
        tied = [start for score, start in scored if best - score < CLEARLY]
        return (old.start, old.start + length) if old.start in tied and best > 0.9 else None
    return (at, at + length) if best >= LEAST_ALIKE else None


def _occurrences(body: str, text: str) -> list[int]:
    found: list[int] = []
    at = body.find(text)
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = body.find(text, at + 1)
    return found


def _likeness(old: Anchor, body: str, part: Range) -> float:
    """Return how alike a passage is with what stands before and behind it, 0 to 1."""
    start, end = part
    words = _similar(old.quote, body[start:end])
    before = _similar(old.prefix, body[max(0, start - CONTEXT) : start])
    behind = _similar(old.suffix, body[end : end + CONTEXT])
    length = len(old.quote)
    return (words * length + (before + behind) / 2 * WEIGHT_AROUND) / (length + WEIGHT_AROUND)


def _similar(one: str, other: str) -> float:
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(_one_line(one), _one_line(other))


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()


def _is_rivalled(
    scored: Sequence[tuple[float, Range]], image: tuple[int, int, bool] | None
) -> bool:
    """Return whether another passage is as likely, and nothing tells which one is meant."""
    best, (start, end) = scored[0]
    if image is not None and image[:2] == (start, end):
        return False
    apart = [score for score, part in scored[1:] if part[1] <= start or end <= part[0]]
    return bool(apart) and best - max(apart) < CLEARLY / 2


def _windows(quote: str, body: str, compared: Comparison | None) -> Iterator[Range]:
    """Yield what is most like the words in each part of the text that was changed or added."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    for start, end in _parts(body, compared):
        aligned = partial_ratio_alignment(quote, body[start:end], score_cutoff=40)
        if aligned is not None and aligned.dest_start < aligned.dest_end:
            rough = start + aligned.dest_start, start + aligned.dest_end
            if body[slice(*rough)].strip():
                yield _to_words(quote, body, rough, (start, end))


def _parts(body: str, compared: Comparison | None) -> list[Range]:
    """Return the parts of the revised text in which changed words may stand."""
    if compared is None:
        return [(0, len(body))]
    blocks = compared.new.blocks
    found: list[Range] = []
    for row in compared.rows:
        if row.new < 0 or row.kind is RowKind.SAME:
            continue
        block = blocks[row.new]
        if found and not body[found[-1][1] : block.start].strip():
            found[-1] = found[-1][0], block.end
        else:
            found.append((block.start, block.end))
    return found


def _to_words(quote: str, body: str, rough: Range, part: Range) -> Range:
    """Return the passage of whole words around ``rough`` that is most like the quote."""
    words = list(_WORD.finditer(body, *part))
    if not words:
        return rough
    begins = [m.start() for m in words]
    ends = [m.end() for m in words]
    # A quote may end with its full stop.
    tail = len(quote) - len(quote.rstrip(".!?…»”)"))
    starts = sorted(begins, key=lambda at: abs(at - rough[0]))[:NEAR_WORDS]
    stops = sorted(ends, key=lambda at: abs(at - rough[1]))[:NEAR_WORDS]
    choices = [
        (start, min(stop + tail, part[1])) for start in starts for stop in stops if start < stop
    ]
    return max(choices, key=lambda c: (_similar(quote, body[slice(*c)]), c), default=rough)

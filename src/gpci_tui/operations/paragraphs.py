"""Which paragraphs of two texts are the same, the same changed, or moved.

Paragraphs that stand unchanged hold the two texts together. Of the others, those
that share at least ``ALIKE`` of their words are one paragraph, changed or moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from gpci_tui.model.blocks import Block, BlockKind
from gpci_tui.model.document import Document

ALIKE = 0.5
"""Share of words in common, in order, from which two paragraphs are one that was changed."""
ALIKE_ELSEWHERE = 0.6
"""The same where the paragraph would have been moved as well."""
LEAST_WORDS_MOVED = 4
"""Words of a paragraph below which only the very same one is taken for moved."""
CANDIDATES = 5
"""Paragraphs with which one is compared at most, apart from those in its own place."""
RARE = 20
"""Paragraphs that hold a word at most, where it is to lead from one to another."""

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


def words_of(block: Block) -> str:
    """Return what a block says, by which it is known."""
    return _SPACES.sub(" ", block.text).strip() or block.kind.value


def unchanged(olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Return the longest sequence of paragraphs that both texts have."""
    from rapidfuzz.distance import LCSseq

    found: dict[int, int] = {}
    for same in LCSseq.opcodes(olds, news).as_matching_blocks():
        found.update({same.a + step: same.b + step for step in range(same.size)})
    return found


def alike(
    olds: Sequence[str], news: Sequence[str], anchors: Mapping[int, int]
) -> list[tuple[int, int, bool]]:
    """Return (old, new, moved) of paragraphs that are one, though changed or moved."""
    left = [i for i in range(len(olds)) if i not in anchors]
    taken = set(anchors.values())
    right = [j for j in range(len(news)) if j not in taken]
    old_gaps, new_gaps = sorted(anchors), sorted(taken)
    gap = {i: bisect_left(old_gaps, i) for i in left}
    new_gap = {j: bisect_left(new_gaps, j) for j in right}
    scored = _scored(olds, news, left, right, lambda i, j: gap[i] == new_gap[j])
    found: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in found and j not in used:
            found[i] = j
            used.add(j)
    in_place = _rising([(i, found[i]) for i in sorted(found) if gap[i] == new_gap[found[i]]])
    return [(i, j, i not in in_place) for i, j in found.items()]


def _scored(
    olds: Sequence[str],
    news: Sequence[str],
    left: Sequence[int],
    right: Sequence[int],
    in_place: Callable[[int, int], bool],
) -> list[tuple[float, int, int]]:
    """Return (how unlike, old, new) of paragraphs that may be one."""
    from rapidfuzz.distance import Indel

    words = {j: _WORD.findall(news[j].casefold()) for j in right}
    holders: dict[str, list[int]] = defaultdict(list)
    for j in right:
        for word in set(words[j]):
            holders[word].append(j)
    found: list[tuple[float, int, int]] = []
    for i in left:
        mine = _WORD.findall(olds[i].casefold())
        shared = Counter(
            j for word in set(mine) if len(holders[word]) <= RARE for j in holders[word]
        )
        beside = bisect_left(right, i)
        candidates = {j for j, _ in shared.most_common(CANDIDATES)}
        candidates.update(right[max(0, beside - CANDIDATES) : beside + CANDIDATES])
        for j in candidates:
            here = in_place(i, j)
            least = ALIKE if here else ALIKE_ELSEWHERE
            if not here and olds[i] != news[j] and len(mine) < LEAST_WORDS_MOVED:
                continue
            likeness = Indel.normalized_similarity(mine, words[j], score_cutoff=least)
            if likeness >= least and (mine or olds[i] == news[j]):
                # Where two are as much alike, the one in its place is meant.
                found.append((1.0 - likeness + (0.0 if here else 0.01), i, j))
    return found


def renamed(old: Document, new: Document, in_place: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Yield headings that share no words, where each is the only one of its level in its place."""
    ends = [*sorted(in_place.items()), (len(old.blocks), len(new.blocks))]
    at_old = at_new = -1
    for i, j in ends:
        olds, news = _headings(old, at_old + 1, i), _headings(new, at_new + 1, j)
        for level in olds.keys() & news.keys():
            if len(olds[level]) == len(news[level]) == 1:
                yield olds[level][0], news[level][0]
        at_old, at_new = i, j


def _headings(document: Document, first: int, end: int) -> dict[int, list[int]]:
    """Return the headings among some blocks, by level."""
    found: dict[int, list[int]] = {}
    for index in range(first, end):
        block = document.blocks[index]
        if block.kind is BlockKind.HEADING:
            found.setdefault(block.level, []).append(index)
    return found


def _rising(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the old blocks of the longest part of ``pairs`` that keeps its order."""
    tops: list[int] = []
    chain: list[int] = []
    before: dict[int, int | None] = {}
    for i, j in pairs:
        at = bisect_left(tops, j)
        before[i] = chain[at - 1] if at else None
        tops[at : at + 1], chain[at : at + 1] = [j], [i]
    kept: set[int] = set()
    last = chain[-1] if chain else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept

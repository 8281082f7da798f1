"""Comparing two texts of a dossier: paragraph by paragraph, and word by word within them.

Paragraphs that stand unchanged hold the two texts together. Of the others, those
that share at least ``ALIKE`` of their words are the same paragraph, changed or
moved; their words are compared. What is left was removed, or added.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gpci_tui.model.blocks import Block, BlockKind, Range
from gpci_tui.model.document import Document, parse

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
MOST_PAIRS = 200_000_000
"""Words times words that are compared at most, some 25 MB; longer paragraphs are shown whole."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")


class RowKind(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"

    @property
    def sign(self) -> str:
        """The sign shown with the colour, so that a colour never speaks alone."""
        return {"same": " ", "changed": "≠", "removed": "−", "added": "+", "moved": "↕"}[self]


class Row(NamedTuple):
    """A paragraph of the older text beside the one of the newer text that it became.

    One that was moved has two rows, one where it stood and one where it stands.
    """

    kind: RowKind
    old: int = -1
    """Its block in the older document; -1 where it has none."""
    new: int = -1
    gone: tuple[Range, ...] = ()
    """Words of the older paragraph that are gone, in display positions."""
    come: tuple[Range, ...] = ()
    twin: int = -1
    """The other row of a moved paragraph."""


class Pair(NamedTuple):
    """Two blocks that are one paragraph, and the words that they share."""

    new: int
    runs: tuple[tuple[int, int, int], ...]
    """(display position in the older block, in the newer one, length)."""
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """An older text of a dossier beside a newer one."""

    old: Document
    new: Document
    rows: tuple[Row, ...]
    pairs: Mapping[int, Pair]
    """Block of the older document -> what it became."""
    old_body: str
    new_body: str

    @property
    def changes(self) -> tuple[int, ...]:
        """Which rows say that something changed."""
        return tuple(i for i, row in enumerate(self.rows) if row.kind is not RowKind.SAME)

    def image(self, start: int, end: int) -> tuple[int, int, bool] | None:
        """Return where a range of the older body stands in the newer one, and whether moved.

        Words that were changed at its ends or within are part of it. None where its
        paragraphs are gone, or no longer stand in this order.
        """
        blocks = self.old.blocks_in(start, end)
        if not blocks or blocks[0] not in self.pairs or blocks[-1] not in self.pairs:
            return None
        first, last = self.pairs[blocks[0]], self.pairs[blocks[-1]]
        begin, until = self.old.blocks[blocks[0]], self.old.blocks[blocks[-1]]
        here = _shifted(first.runs, begin.display(start), after=True)
        there = _shifted(last.runs, until.display(end), after=False)
        left, right = self.new.blocks[first.new], self.new.blocks[last.new]
        if not right.text or there <= 0:
            return None
        found = left.source(here), right.source(there - 1) + 1
        return (*found, first.moved or last.moved) if found[0] < found[1] else None


def compare(old: str, new: str) -> Comparison:
    """Compare two bodies. Any texts will do."""
    return compare_documents(parse(old), parse(new), old, new)


def says_the_same(compared: Comparison) -> bool:
    """Return whether both texts say the same in the same order: spaces and markup aside."""
    return compared.old_body.split() == compared.new_body.split() or (
        _words_shown(compared.old) == _words_shown(compared.new)
    )


def _words_shown(document: Document) -> list[str]:
    return _SPACES.sub(" ", " ".join(block.text for block in document.blocks)).split()


def compare_documents(old: Document, new: Document, old_body: str, new_body: str) -> Comparison:
    """Compare two documents, which were parsed already, of two bodies."""
    olds, news = [_key(block) for block in old.blocks], [_key(block) for block in new.blocks]
    anchors = _unchanged(olds, news)
    moved = dict.fromkeys(anchors, False)
    matched = dict(anchors)
    for i, j, elsewhere in _alike(olds, news, anchors):
        matched[i], moved[i] = j, elsewhere
    for i, j in _renamed(old, new, {i: j for i, j in matched.items() if not moved[i]}):
        if i not in matched and j not in matched.values():
            matched[i], moved[i] = j, False
    pairs = {
        i: Pair(j, _runs(old.blocks[i].text, new.blocks[j].text), moved[i])
        for i, j in matched.items()
    }
    return Comparison(old, new, _rows(old, new, pairs), pairs, old_body, new_body)


def _key(block: Block) -> str:
    return _SPACES.sub(" ", block.text).strip() or block.kind.value


def _unchanged(olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
    """Return the longest sequence of paragraphs that both texts have."""
    from rapidfuzz.distance import LCSseq

    found: dict[int, int] = {}
    for same in LCSseq.opcodes(olds, news).as_matching_blocks():
        found.update({same.a + step: same.b + step for step in range(same.size)})
    return found


def _alike(
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


def _renamed(
    old: Document, new: Document, in_place: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
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


def _runs(old: str, new: str) -> tuple[tuple[int, int, int], ...]:
    """Return the words and spaces that two paragraphs share, in order."""
    from rapidfuzz.distance import LCSseq

    if old == new:
        return ((0, 0, len(old)),)
    olds, news = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    if len(olds) * len(news) > MOST_PAIRS:
        return ()
    found: list[tuple[int, int, int]] = []
    opcodes = LCSseq.opcodes([m.group() for m in olds], [m.group() for m in news])
    for same in opcodes.as_matching_blocks():
        if same.size:
            start = olds[same.a].start()
            length = olds[same.a + same.size - 1].end() - start
            found.append((start, news[same.b].start(), length))
    return tuple(found)


def _shifted(runs: Sequence[tuple[int, int, int]], position: int, *, after: bool) -> int:
    """Return where a display position of an older block is in the newer one.

    One in words that are gone is where they were replaced: before what came for
    them where a range begins there, and behind it where one ends.
    """
    here = bisect_right(runs, position, key=lambda run: run[0]) - 1
    if after and here >= 0 and position < runs[here][0] + runs[here][2]:
        return runs[here][1] + position - runs[here][0]
    if not after and here >= 0 and runs[here][0] < position <= runs[here][0] + runs[here][2]:
        return runs[here][1] + position - runs[here][0]
    if after:
        return runs[here][1] + runs[here][2] if here >= 0 else 0
    following = bisect_left(runs, position, key=lambda run: run[0])
    if following < len(runs):
        return runs[following][1]
    return runs[-1][1] + runs[-1][2] if runs else 0


def _rows(old: Document, new: Document, pairs: Mapping[int, Pair]) -> tuple[Row, ...]:
    """Return all paragraphs of both texts in an order that goes along with both."""
    rows: list[Row] = []
    came_from = {pair.new: i for i, pair in pairs.items()}
    twins: dict[int, int] = {}
    j = 0

    def add_until(end: int) -> None:
        nonlocal j
        for k in range(j, end):
            source = came_from.get(k)
            if source is None:
                rows.append(Row(RowKind.ADDED, new=k))
            else:
                twins[source] = len(rows)
                come = _marks(old.blocks[source].text, new.blocks[k].text, pairs[source].runs)[1]
                rows.append(Row(RowKind.MOVED, new=k, come=come))
        j = max(j, end)

    left_at: dict[int, int] = {}
    for i, block in enumerate(old.blocks):
        pair = pairs.get(i)
        if pair is None:
            rows.append(Row(RowKind.REMOVED, i))
            continue
        gone, come = _marks(block.text, new.blocks[pair.new].text, pair.runs)
        if pair.moved:
            left_at[i] = len(rows)
            rows.append(Row(RowKind.MOVED, i, gone=gone))
            continue
        add_until(pair.new)
        kind = RowKind.CHANGED if gone or come else RowKind.SAME
        rows.append(Row(kind, i, pair.new, gone, come))
        j = pair.new + 1
    add_until(len(new.blocks))
    for i, at in left_at.items():
        rows[at] = rows[at]._replace(twin=twins[i])
        rows[twins[i]] = rows[twins[i]]._replace(twin=at)
    return tuple(rows)


def _marks(
    old: str, new: str, runs: Sequence[tuple[int, int, int]]
) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
    """Return the words that are gone and those that came, spaces alone left out.

    A lone word between two longer changes is shown as changed with them: it is there by chance.
    """
    gone: list[Range] = []
    come: list[Range] = []
    at_old = at_new = 0
    ends = [*runs, (len(old), len(new), 0)]
    for index, (start, start_new, length) in enumerate(ends):
        if index < len(runs) and _is_chance(ends, index, at_old, at_new):
            continue
        gone.append((at_old, start))
        come.append((at_new, start_new))
        at_old, at_new = start + length, start_new + length
    return _trimmed(old, gone), _trimmed(new, come)


def _is_chance(runs: Sequence[tuple[int, int, int]], index: int, at_old: int, at_new: int) -> bool:
    start, start_new, length = runs[index]
    after, after_new, _ = runs[index + 1]
    before = max(start - at_old, start_new - at_new)
    behind = max(after - start - length, after_new - start_new - length)
    return length <= before and length <= behind


def _trimmed(text: str, parts: Sequence[Range]) -> tuple[Range, ...]:
    found = []
    for start, end in parts:
        inner = text[start:end]
        if inner.strip():
            start += len(inner) - len(inner.lstrip())
            found.append((start, start + len(inner.strip())))
    return tuple(found)

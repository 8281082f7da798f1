"""Comparing two texts of a dossier: paragraph by paragraph, and word by word within them.

``operations.paragraphs`` says which paragraphs are one; their words are compared.
What is left was removed, or added.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from gpci_tui.model.blocks import Range
from gpci_tui.model.document import Document, parse
from gpci_tui.operations.paragraphs import alike, renamed, unchanged, words_of

MOST_PAIRS = 200_000_000
"""Words times words that are compared at most, some 25 MB; longer paragraphs are shown whole."""

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_SPACES = re.compile(r"\s+")


class RowKind(StrEnum):
    """What became of a paragraph."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


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
    olds, news = (
        [words_of(block) for block in old.blocks],
        [words_of(block) for block in new.blocks],
    )
    anchors = unchanged(olds, news)
    moved = dict.fromkeys(anchors, False)
    matched = dict(anchors)
    for i, j, elsewhere in alike(olds, news, anchors):
        matched[i], moved[i] = j, elsewhere
    for i, j in renamed(old, new, {i: j for i, j in matched.items() if not moved[i]}):
        if i not in matched and j not in matched.values():
            matched[i], moved[i] = j, False
    pairs = {
        i: Pair(j, _runs(old.blocks[i].text, new.blocks[j].text), moved[i])
        for i, j in matched.items()
    }
    return Comparison(old, new, _rows(old, new, pairs), pairs, old_body, new_body)


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

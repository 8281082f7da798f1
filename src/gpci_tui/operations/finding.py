"""From a search as a tree to sets of dossiers, and to their order by relevance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model import bits as sets
from gpci_tui.model.query import All, Condition, Either, Node, Not, Problem, Term
from gpci_tui.operations.conditions import Conditions
from gpci_tui.operations.meanings import Meaning, Meanings
from gpci_tui.search.writings import runs
from gpci_tui.store import ranking
from gpci_tui.store.matching import everything

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader

RANKED_AT_ONCE = 2000
"""Dossiers that are put in their exact order before anything is shown."""

COUNTED_AT_ONCE = 40_000
"""Dossiers that hold the words to be ranked by, added up, up to which that is quick."""


class Matched(NamedTuple):
    """What a part of a search comes to."""

    bits: int
    meanings: tuple[Meaning, ...] = ()
    """Those of its words that are looked for, not excluded."""
    problems: tuple[Problem, ...] = ()
    together: bool = False
    """Whether all of ``meanings``, and nothing else, must match."""


class Evaluation:
    """Works out one search. The connection should read one state meanwhile."""

    def __init__(self, reader: Reader, *, literal: bool = False) -> None:
        self._reader = reader
        self._meanings = Meanings(reader, literal=literal)
        self._conditions = Conditions(reader, self._meanings)

    def of(self, node: Node, *, mend: bool = True) -> Matched:
        """Return the dossiers that match; without ``mend`` no slip is forgiven."""
        match node:
            case Term():
                meaning = self._meanings.of(node, mend=mend)
                return Matched(meaning.bits, (meaning,), together=True)
            case Condition():
                answer = self._conditions.of(node, mend=mend)
                return Matched(answer.bits, answer.meanings, answer.problems)
            case Not(part):
                # Excluding what was not typed would hide what nobody asked to hide.
                excluded = self.of(part, mend=False)
                bits = everything(self._reader) & ~excluded.bits
                return Matched(bits, (), excluded.problems)
            case Either(parts):
                return _either([self.of(part, mend=mend) for part in parts])
            case All(parts):
                return self._all(parts, mend)

    def _all(self, parts: Sequence[Node], mend: bool) -> Matched:
        joined = dict(self._written_as_one(parts))
        found: list[Matched] = []
        for number, part in enumerate(parts):
            # What stands as one word with its neighbours need not stand alone.
            alone = not any(first <= number < end for first, end in joined)
            found.append(self.of(part, mend=mend and alone))
        ways = [_every(self._reader, found)]
        for (first, end), one in joined.items():
            ways.append(_every(self._reader, [*found[:first], one, *found[end:]]))
        bits = 0
        for way in ways:
            bits |= way.bits
        if joined and not ways[0].bits and mend and not bits:
            found = [self.of(part) for part in parts]
            bits = _every(self._reader, found).bits
        every = [*found, *joined.values()]
        return Matched(
            bits,
            tuple(meaning for one in every for meaning in one.meanings),
            tuple(problem for one in found for problem in one.problems),
            together=not joined and all(isinstance(part, Term) for part in parts),
        )

    def _written_as_one(self, parts: Sequence[Node]) -> Iterator[tuple[tuple[int, int], Matched]]:
        """Yield the neighbours that some dossier writes as one word, with that word's meaning."""
        for plain, group in groupby(enumerate(parts), key=lambda pair: _is_plain(pair[1])):
            if not plain:
                continue
            some = list(group)
            terms = [part for _, part in some if isinstance(part, Term)]
            for first, end, word in runs([term.text for term in terms]):
                term = Term(word, prefix=terms[end - 1].prefix)
                meaning = self._meanings.of(term, mend=False)
                if meaning.bits:
                    place = some[0][0]
                    yield (place + first, place + end), Matched(meaning.bits, (meaning,))


def _is_plain(node: Node) -> bool:
    return isinstance(node, Term) and not node.phrase and not node.literal


def _every(reader: Reader, parts: Sequence[Matched]) -> Matched:
    bits = everything(reader)
    for part in parts:
        bits &= part.bits
    return Matched(bits)


def _either(parts: Sequence[Matched]) -> Matched:
    bits = 0
    for part in parts:
        bits |= part.bits
    return Matched(
        bits,
        tuple(meaning for part in parts for meaning in part.meanings),
        tuple(problem for part in parts for problem in part.problems),
    )


class Relevance(NamedTuple):
    """Dossiers by relevance: some in an exact order, then sets in that of the edition."""

    parts: tuple[Sequence[int] | int, ...]
    ranked: bool
    """Whether the first ones are in their exact order."""


def by_relevance(reader: Reader, matched: Matched, among: int, *, thorough: bool) -> Relevance:
    """Return dossiers by relevance, exactly so where that is quick or ``thorough`` is asked for.

    Else they come by where the words stand, and within that as in the edition.
    """
    terms = [meaning.sought for meaning in matched.meanings if meaning.bits]
    if not terms or not among:
        return Relevance((among,), True)
    small = among.bit_count() <= RANKED_AT_ONCE
    quick = small and sum(term.docs for term in terms) <= COUNTED_AT_ONCE
    if not (thorough or quick):
        return Relevance(tuple(ranking.by_place(reader, terms, among)), False)
    match = ranking.match_of(reader, terms, all_of_them=matched.together)
    if small:
        return Relevance((ranking.scored(reader, terms, match, among),), True)
    places = ranking.by_place(reader, terms, among)
    return Relevance(tuple(_best(reader, terms, match, places)), True)


def _best(
    reader: Reader, terms: Sequence[ranking.Sought], match: str, places: Sequence[int]
) -> Iterator[Sequence[int] | int]:
    """Yield the best dossiers in their exact order, then the others by place."""
    first = taken = 0
    for bits in places:
        size = first.bit_count()
        if size >= ranking.ENOUGH or size + bits.bit_count() > ranking.MOST_RANKED:
            break
        first |= bits
        taken += 1
    yield ranking.scored(reader, terms, match, first)
    if first.bit_count() < ranking.ENOUGH and taken < len(places):
        top = ranking.best_texts(reader, match, places[taken])
        yield top
        yield places[taken] & ~sets.of(top)
        taken += 1
    yield from places[taken:]

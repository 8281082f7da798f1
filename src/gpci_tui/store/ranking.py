"""The order by relevance.

Where a word stands counts most: a whole word of the title or of the applicant
wins over its inflections, these over themes and notes, all of them over the
text. That much is known from sets alone, for any number of dossiers at once.
Among those that are alike in it the best matches of the text come first, by
FTS5's bm25.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

from gpci_tui.model import bits as sets
from gpci_tui.store import traits
from gpci_tui.store.connection import Reader
from gpci_tui.store.matching import ANYWHERE, commonest, everything, quoted, words_beginning
from gpci_tui.store.traits import Aspect

AT_ONCE = 15_000
"""Ids of which one step ranks the texts, some 25 ms for the commonest words."""

BEST = 300
"""Dossiers of a large result, alike in place, whose texts are compared; the others follow."""

ENOUGH = 100
"""Dossiers in their exact order, from which on the others follow by place."""

MOST_RANKED = 4000
"""Dossiers among which the best are looked for one by one; of more, FTS5 gives each step's best."""

MOST_FORMS = 40
"""Words that stand for one term in the ranking of the texts, the commonest ones."""


class Sought(NamedTuple):
    """A term as it is looked for, with its inflections or corrections."""

    exact: tuple[str, ...]
    """Words that are meant as typed."""
    others: tuple[str, ...] = ()
    """Their inflections, or nearest words."""
    phrases: tuple[str, ...] = ()
    """Words side by side, with one space between."""
    beginning: str = ""
    """What longer words may begin with, '' where they may not."""
    docs: int = 0
    """How many dossiers hold any of it."""


class _Place(NamedTuple):
    """A set of dossiers that hold a term somewhere, and what that is worth, in idf's."""

    bits: int
    worth: float


WHOLE, INFLECTED, THEMES, NOTES, TEXT = 6.0, 4.0, 3.0, 2.5, 1.0
"""What it is worth to hold a whole word in title or applicant, an inflection there, either in the
juror's themes or notes, and the very word in the text. bm25 of a text is at most 2.2 of these."""


def by_place(reader: Reader, terms: Sequence[Sought], among: int) -> list[int]:
    """Return the dossiers in sets, those in which the terms stand in better places first."""
    total = everything(reader).bit_count()
    counter = _Counter()
    for term in terms:
        weight = _weight(term, total)
        for place in _places(reader, term, among):
            if place.worth > TEXT:
                counter.add(place.bits, round(weight * place.worth))
    return list(counter.descending(among))


def scored(reader: Reader, terms: Sequence[Sought], match: str, among: int) -> list[int]:
    """Return dossiers in the order of their relevance: some thousands at most."""
    total = everything(reader).bit_count()
    scores = dict.fromkeys(sets.members(among), 0.0)
    if match and scores:
        for id_, score in _bm25(reader.conn, match, list(scores)):
            scores[id_] -= score
    # A common word has a small idf, but rare inflections: these must not outdo a title.
    least = max(scores.values(), default=0.0) / (INFLECTED - TEXT) / max(1, len(terms))
    for term in terms:
        unit = max(_idf(term, total), least)
        for place in _places(reader, term, among):
            for id_ in sets.members(place.bits):
                scores[id_] += unit * place.worth
    return sorted(scores, key=lambda id_: (-scores[id_], id_))


def best_texts(reader: Reader, match: str, among: int) -> list[int]:
    """Return, of many dossiers, some hundreds whose texts match best, in that order."""
    found: list[tuple[float, int]] = []
    for start in range(0, among.bit_length(), AT_ONCE):
        within = among >> start & ((1 << AT_ONCE) - 1)
        if within:
            found += _best_of(reader.conn, match, start, within)
    found.sort()
    return [id_ for _, id_ in found[:BEST]]


def _best_of(
    conn: sqlite3.Connection, match: str, start: int, within: int
) -> list[tuple[float, int]]:
    ends = (match, start, start + AT_ONCE - 1)
    if 2 * within.bit_count() < AT_ONCE:
        ids = json.dumps([start + id_ for id_ in sets.members(within)])
        return conn.execute(
            f"SELECT {_BM25} AS score, rowid {_MATCHING} AND {_LISTED} ORDER BY score LIMIT {BEST}",
            (*ends, ids),
        ).fetchall()
    # To look at all, and leave out the few that are not among them, is quicker here.
    flags = sets.flags(within)
    rows = conn.execute(
        f"SELECT {_BM25} AS score, rowid {_MATCHING} ORDER BY score LIMIT {2 * BEST}", ends
    ).fetchall()
    return [row for row in rows if row[1] - start < len(flags) and flags[row[1] - start]]


def _bm25(conn: sqlite3.Connection, match: str, ids: Sequence[int]) -> list[tuple[int, float]]:
    return conn.execute(
        f"SELECT rowid, {_BM25} {_MATCHING} AND {_LISTED}",
        (match, min(ids), max(ids), json.dumps(ids)),
    ).fetchall()


_BM25 = "bm25(text_index, 1, 3, 3, 1)"
_MATCHING = "FROM text_index WHERE text_index MATCH ? AND rowid BETWEEN ? AND ?"
# The plus keeps SQLite from asking FTS5 for one row after the other.
_LISTED = "+rowid IN (SELECT value FROM json_each(?))"


def match_of(reader: Reader, terms: Sequence[Sought], *, all_of_them: bool) -> str:
    """Return what FTS5 is asked for to rank texts, '' for nothing.

    Words that most dossiers hold tell nothing, and are left out where others are sought.
    """
    total = everything(reader).bit_count()
    telling = [term for term in terms if 2 * term.docs <= total] or list(terms)
    parts = []
    for term in telling:
        begun = words_beginning(reader, ANYWHERE, term.beginning) if term.beginning else {}
        longer = commonest(begun, MOST_FORMS)
        words = [quoted([word]) for word in dict.fromkeys((*term.exact, *term.others, *longer))]
        phrases = [quoted([phrase]) for phrase in term.phrases]
        if words or phrases:
            parts.append("(" + " OR ".join(words[:MOST_FORMS] + phrases) + ")")
    return (" AND " if all_of_them else " OR ").join(parts)


def _places(reader: Reader, term: Sought, among: int) -> Iterator[_Place]:
    """Yield where the dossiers hold a term, the best place of each only."""
    left = among
    very = Sought(term.exact, phrases=term.phrases)
    forms = Sought(term.others, beginning=term.beginning)
    either = term._replace(exact=(*term.exact, *term.others))
    for aspects, sought, worth in (
        (_HEADS, very, WHOLE), (_HEADS, forms, INFLECTED), ((Aspect.THEME_WORD,), either, THEMES),
        ((Aspect.NOTE_WORD,), either, NOTES), ((Aspect.WORD,), Sought(term.exact), TEXT),
    ):  # fmt: skip
        held = 0
        for aspect in aspects:
            held |= _holding(reader, aspect, sought)
        held &= left
        left &= ~held
        if held:
            yield _Place(held, worth)


_HEADS = (Aspect.TITLE_WORD, Aspect.APPLICANT_WORD)


def _holding(reader: Reader, aspect: Aspect, sought: Sought) -> int:
    found = 0
    for word in sought.exact:
        found |= traits.holders(reader.conn, aspect, word)
    for phrase in sought.phrases:
        found |= _all_words(reader, aspect, phrase)
    if sought.beginning:
        found |= traits.holders_of_beginning(reader.conn, aspect, sought.beginning)
    return found


def _all_words(reader: Reader, aspect: Aspect, phrase: str) -> int:
    found = -1
    for word in phrase.split():
        found &= traits.holders(reader.conn, aspect, word)
    return found


def _idf(term: Sought, total: int) -> float:
    return log(1 + (total - term.docs + 0.5) / (term.docs + 0.5))


def _weight(term: Sought, total: int) -> int:
    """Return how telling a term is, from 1 to 4."""
    return 1 + round(3 * _idf(term, total) / log(2 * total + 2))


class _Counter:
    """Adds up small numbers for all dossiers at once: bit k of each sum is in the k-th set."""

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, bits: int, number: int) -> None:
        """Add a number to the sums of some dossiers."""
        plane = 0
        while number:
            if number & 1:
                self._carry(bits, plane)
            number >>= 1
            plane += 1

    def _carry(self, bits: int, plane: int) -> None:
        while bits:
            while plane >= len(self._planes):
                self._planes.append(0)
            both = self._planes[plane] & bits
            self._planes[plane] ^= bits
            bits, plane = both, plane + 1

    def descending(self, among: int) -> Iterator[int]:
        """Yield the dossiers of each sum, the highest first."""
        waiting = [(among, len(self._planes))]
        while waiting:
            bits, plane = waiting.pop()
            if not bits:
                continue
            if not plane:
                yield bits
                continue
            set_in = bits & self._planes[plane - 1]
            waiting += [(bits & ~set_in, plane - 1), (set_in, plane - 1)]

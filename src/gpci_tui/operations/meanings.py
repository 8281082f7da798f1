"""What a searched word means in this edition: its inflections, other writings, its slips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model.query import Term
from gpci_tui.search.spelling import Vocabulary, allowed_edits
from gpci_tui.search.stemming import SHORTEST, candidates_prefix, inflections
from gpci_tui.search.writings import splits, writings
from gpci_tui.store import matching
from gpci_tui.store.matching import ANYWHERE, WORD_TABLES, Where
from gpci_tui.store.ranking import Sought

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader

MAX_MENDED = 8
"""Words of a search that are taken for others; with more slips it was pasted, not typed."""

LONGEST_ENDING = 8
"""Letters that inflections of a word may have behind what they all begin with."""

TOO_COMMON = 60_000
"""Dossiers that hold the halves of a word, added up, from which on these are not looked for
side by side where the word itself is found."""


class Meaning(NamedTuple):
    """A term as it was understood."""

    bits: int = 0
    """The dossiers that hold it."""
    exact: tuple[str, ...] = ()
    """Words meant as typed that some dossier holds."""
    others: tuple[str, ...] = ()
    """Their inflections, or the nearest word."""
    phrases: tuple[str, ...] = ()
    beginning: str = ""
    """What words may begin with to be meant, '' where they must be whole."""
    corrected: tuple[tuple[str, str], ...] = ()
    """(word as typed, nearest word) where the typed one was nowhere."""

    @property
    def marks(self) -> tuple[str, ...]:
        """Return the folded texts by which its hits are known."""
        begun = (self.beginning,) if self.beginning else ()
        return tuple(dict.fromkeys((*self.exact, *begun, *self.phrases, *self.others)))

    @property
    def sought(self) -> Sought:
        """Return it for the ranking."""
        docs = self.bits.bit_count()
        return Sought(self.exact, self.others, self.phrases, self.beginning, docs)


class Meanings:
    """Looks terms up, in one search; a word that is nowhere is mended a few times."""

    def __init__(self, reader: Reader, *, literal: bool = False) -> None:
        self._reader = reader
        self._literal = literal
        self._left = MAX_MENDED

    def of(self, term: Term, where: Where = ANYWHERE, *, mend: bool = True) -> Meaning:
        """Return what a term means; of what stands nowhere, unless ``mend``, nothing."""
        if self._literal:
            term = replace(term, literal=True)
        meaning = self._as_typed(term, where)
        if not meaning.bits and mend and not term.literal and self._left:
            self._left -= 1
            meaning = self._mended(term, where)
        return meaning

    def _as_typed(self, term: Term, where: Where) -> Meaning:
        bits = 0
        exact: list[str] = []
        phrases: list[str] = []
        for each in writings(term):
            found = self._holding(each, where)
            bits |= found
            if found:
                (phrases if " " in each.text else exact).append(each.text)
        others: list[str] = []
        if not (term.phrase or term.literal):
            others = self._inflections(term, where, begun=bool(bits) and term.prefix)
            for word in others:
                bits |= matching.of_word(self._reader, where, word)
            for pair in self._pairs(term, where) if bits and not term.prefix else ():
                both = matching.of_phrase(self._reader, where, pair)
                bits |= both
                phrases += [" ".join(pair)] if both else []
        if term.hyphenated and not term.literal:
            one_word = Term("".join(term.text.split()), prefix=False)
            others = self._inflections(one_word, where, begun=False)
            for word in others:
                bits |= matching.of_word(self._reader, where, word)
        goes_on = term.text if term.prefix and not term.phrase and exact else ""
        return Meaning(bits, tuple(exact), tuple(others), tuple(phrases), goes_on)

    def _holding(self, term: Term, where: Where) -> int:
        if " " in term.text:
            words = term.text.split()
            return matching.of_phrase(self._reader, where, words, begun=term.prefix)
        if term.prefix:
            return matching.of_beginning(self._reader, where, term.text)
        return matching.of_word(self._reader, where, term.text)

    def _inflections(self, term: Term, where: Where, *, begun: bool) -> list[str]:
        """Return the other inflections of a word; of one that is but begun those of a word only."""
        word = term.text
        if begun and not matching.is_word(self._reader, where, word):
            return []
        begin = candidates_prefix(word)
        ending = 2 if len(word) < SHORTEST else LONGEST_ENDING
        known = self._reader.memory.recall(
            ("inflections", where, word), WORD_TABLES,
            lambda: inflections(
                word,
                matching.words_beginning(self._reader, where, begin, len(begin) + ending),
            ),
        )  # fmt: skip
        return [other for other in known if other != word]

    def _pairs(
        self, term: Term, where: Where, *, mistyped: bool = False
    ) -> Iterator[tuple[str, str]]:
        """Yield two words as which a word may be written, both of them in use."""
        plural = [term.text[:-1]] if term.text[-1:] in "sx" else []
        for pair in chain.from_iterable(
            splits(word, mistyped=mistyped) for word in (term.text, *plural)
        ):
            if all(matching.is_word(self._reader, where, half) for half in pair) and (
                mistyped or matching.frequency(self._reader, where, pair) <= TOO_COMMON
            ):
                yield pair

    def _mended(self, term: Term, where: Where) -> Meaning:
        """Return what a term that stands nowhere may mean: the beginning of a word, two words,
        the nearest word."""
        if term.phrase:
            return self._mended_phrase(term, where)
        if len(term.text) > 1 and not term.prefix:
            begun = matching.of_beginning(self._reader, where, term.text)
            if begun:
                return Meaning(begun, beginning=term.text)
        for pair in self._pairs(term, where, mistyped=True):
            both = matching.of_phrase(self._reader, where, pair, begun=term.prefix)
            if both:
                return Meaning(both, phrases=(" ".join(pair),))
        nearest = self._nearest(term.text, where)
        if not nearest:
            return Meaning()
        meaning = self._as_typed(Term(nearest, prefix=False), where)
        others = tuple(dict.fromkeys((*meaning.exact, *meaning.others)))
        return meaning._replace(exact=(), others=others, corrected=((term.text, nearest),))

    def _mended_phrase(self, term: Term, where: Where) -> Meaning:
        """Return a phrase with each of its words that stands nowhere replaced by the nearest."""
        words = term.text.split()
        mended = [
            word if matching.is_word(self._reader, where, word) else self._nearest(word, where)
            for word in words
        ]
        if mended == words or not all(mended):
            return Meaning()
        text = " ".join(mended)
        bits = matching.of_phrase(self._reader, where, mended)
        if not bits:
            return Meaning()
        if len(mended) == 1:
            return Meaning(bits, others=(text,), corrected=((term.text, text),))
        return Meaning(bits, phrases=(text,), corrected=((term.text, text),))

    def _nearest(self, word: str, where: Where) -> str:
        if not allowed_edits(word):
            return ""
        vocabulary = self._reader.memory.recall(
            ("vocabulary", where), WORD_TABLES, lambda: self._vocabulary(where)
        )
        return next(iter(vocabulary.nearest(word)), "")

    def _vocabulary(self, where: Where) -> Vocabulary:
        reader = self._reader
        return Vocabulary.read_as_needed(
            matching.initials(reader, where),
            lambda initial: matching.words_beginning(reader, where, initial).items(),
        )

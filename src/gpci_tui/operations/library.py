"""Finding dossiers, for the library and for ``gpci list``."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from gpci_tui.model.listing import Facets, Found, Sort, WordQuery
from gpci_tui.model.query import Term
from gpci_tui.store import dossiers, library, traits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gpci_tui.search.snippets import Snippet
    from gpci_tui.store.connection import Reader

MAX_MENDED = 8
"""Words of a search that are taken for others; with more slips it was pasted, not typed."""


def find(
    reader: Reader,
    text: str,
    facets: Facets | None = None,
    sort: Sort = Sort.EDITION,
    *,
    with_facets: bool = False,
) -> Found:
    """Return which dossiers match what was typed and the chosen facets.

    A word that stands nowhere is taken for the nearest word that does, and
    named in ``corrected``, up to ``MAX_MENDED`` words. While words are searched
    the order is by relevance unless another was asked for.
    """
    facets = facets or Facets()
    query, corrected = _understand(reader, text)
    if query.terms and sort is Sort.EDITION:
        sort = Sort.RELEVANCE
    ids = library.find(reader.conn, reader.juror_id, query, facets, sort)
    counts = (
        tuple(library.facet_counts(reader.conn, reader.juror_id, query, facets))
        if with_facets
        else ()
    )
    return Found(ids, library.total(reader.conn), query.words, corrected, counts)


def snippets(
    reader: Reader, ids: Sequence[int], terms: Sequence[str], width: int
) -> dict[int, Snippet]:
    """Return where the terms stand in the texts of some dossiers; those without a hit are left out.

    To be asked for few dossiers at once: a long text takes some milliseconds.
    """
    from gpci_tui.search.snippets import snippet

    found = {id_: snippet(dossiers.get(reader.conn, id_).body, terms, width) for id_ in ids}
    return {id_: passage for id_, passage in found.items() if passage.hits}


def _understand(reader: Reader, text: str) -> tuple[WordQuery, tuple[tuple[str, str], ...]]:
    if not text.strip():
        return WordQuery(), ()
    from gpci_tui.search.flat_words import parse

    query = parse(text)
    spelling = _Spelling(reader)
    terms: list[Term] = []
    corrected: list[tuple[str, str]] = []
    for term in query.terms:
        mended = term if library.count_matches(reader.conn, term) else _mend(reader, spelling, term)
        terms.append(mended)
        if mended.text != term.text:
            corrected.append((term.text, mended.text))
    return WordQuery(tuple(dict.fromkeys(terms))), tuple(corrected)


def _mend(reader: Reader, spelling: _Spelling, term: Term) -> Term:
    """Return the term with each of its words that stands nowhere replaced by the nearest."""
    pieces = term.text.split()
    for number, word in enumerate(pieces):
        last = number == len(pieces) - 1
        if not library.count_matches(reader.conn, Term(word, prefix=term.prefix and last)):
            pieces[number] = spelling.nearest(word) or word
    return replace(term, text=" ".join(pieces))


class _Spelling:
    """The nearest words for one search: the edition's words are read once, at its first slip."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._left = MAX_MENDED

    def nearest(self, word: str) -> str:
        from gpci_tui.search.spelling import allowed_edits, nearest_word

        if not self._left or not allowed_edits(word):
            return ""
        self._left -= 1
        return nearest_word(word, self._words)

    @cached_property
    def _words(self) -> list[tuple[str, int]]:
        return traits.vocabulary(self._reader.conn)

"""Finding dossiers, for the library and for ``gpci list``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.model.bits import Ids
from gpci_tui.model.listing import Asked, Facets, FacetValue, Found, Sort
from gpci_tui.model.query import All, Query
from gpci_tui.store import catalogue, saved_searches
from gpci_tui.store.catalogue import Value
from gpci_tui.store.matching import everything
from gpci_tui.store.stamps import TABLES
from gpci_tui.store.transaction import snapshot

if TYPE_CHECKING:
    from gpci_tui.operations.finding import Matched
    from gpci_tui.search.snippets import Snippet
    from gpci_tui.store.connection import Reader


def find(
    reader: Reader,
    text: str,
    facets: Facets | None = None,
    sort: Sort = Sort.EDITION,
    *,
    with_facets: bool = False,
    typing: bool = False,
    literal: bool = False,
) -> Found:
    """Return which dossiers match what was typed and the chosen facets.

    While words are searched the order is by relevance unless another is asked
    for, by ``sort`` or in the text. A large result comes by where its words
    stand at first (``ranked`` is False), to be put in order by ``rank``.

    Args:
        with_facets: count what each value of a facet would leave, too.
        typing: the end of the text is being typed, so that its last word may go on.
        literal: take every word as it stands, without inflections and corrections.
    """
    asked = Asked(text, facets or Facets(), sort, typing, literal)
    return _find(reader, asked, with_facets=with_facets, thorough=False)


def rank(reader: Reader, found: Found) -> Found:
    """Return what was found in its final order; it may take some tenths of a second."""
    if found.ranked:
        return found
    ranked = _find(reader, found.asked, with_facets=False, thorough=True)
    return ranked._replace(facets=found.facets)


def snippets(
    reader: Reader, ids: Sequence[int], terms: Sequence[str], width: int
) -> dict[int, Snippet]:
    """Return where the terms stand in the texts of some dossiers; those without a hit are left out.

    To be asked for few dossiers at once: a long text takes some milliseconds.
    """
    from gpci_tui.search.snippets import snippet
    from gpci_tui.store.dossiers import bodies

    texts = bodies(reader.conn, ids)
    found = {id_: snippet(texts[id_], terms, width) for id_ in ids if id_ in texts}
    return {id_: passage for id_, passage in found.items() if passage.hits}


class _Group(NamedTuple):
    """What stands between two THENs: what matches it, and what of that is listed."""

    matched: Matched | None
    """None where nothing is asked for."""
    listed: int


def _find(reader: Reader, asked: Asked, *, with_facets: bool, thorough: bool) -> Found:
    with snapshot(reader):
        total = everything(reader).bit_count()
        query, parts = _evaluated(reader, asked)
        searches = _searches(reader, asked, with_counts=with_facets)
        narrowed = catalogue.chosen(reader, asked.facets)
        if asked.facets.searches:
            narrowed["searches"] = _united(
                v.bits for v in searches if v.value in asked.facets.searches
            )
        groups = _listed(reader, parts, narrowed)
        lines = _facet_lines(reader, parts, narrowed, searches) if with_facets else ()
        ids, ranked = _in_order(reader, groups, query, asked.sort, thorough=thorough)
    matched = [part for part in parts if part is not None]
    meanings = [meaning for one in matched for meaning in one.meanings]
    return Found(
        ids, total,
        terms=tuple(dict.fromkeys(mark for meaning in meanings for mark in meaning.marks)),
        corrected=tuple(dict.fromkeys(pair for m in meanings for pair in m.corrected)),
        facets=lines,
        problems=tuple(dict.fromkeys(
            (*query.problems, *(problem for one in matched for problem in one.problems))
        )),
        groups=tuple(g.listed.bit_count() for g in groups) if len(groups) > 1 else (),
        ranked=ranked,
        asked=asked,
    )  # fmt: skip


def _evaluated(reader: Reader, asked: Asked) -> tuple[Query, list[Matched | None]]:
    if not asked.text.strip():
        return Query(), [None]
    # Here and not above: the first frame shows everything, and needs no parser.
    from gpci_tui.operations.finding import Evaluation
    from gpci_tui.search.parser import parse

    query = parse(asked.text, typing=asked.typing)
    evaluation = Evaluation(reader, literal=asked.literal)
    return query, [None if node == All() else evaluation.of(node) for node in query.groups]


def _searches(reader: Reader, asked: Asked, *, with_counts: bool) -> list[Value]:
    """Return the saved searches with what they find, where that matters."""
    if not with_counts and not asked.facets.searches:
        return []
    return [
        Value("searches", saved.id, saved.name, _found_by(reader, saved.query))
        for saved in saved_searches.all_of(reader.conn, reader.juror_id)
    ]


def _found_by(reader: Reader, text: str) -> int:
    def look() -> int:
        parts = _evaluated(reader, Asked(text))[1]
        return _united(everything(reader) if part is None else part.bits for part in parts)

    return reader.memory.recall(("search", text), TABLES, look)


def _listed(
    reader: Reader, parts: Sequence[Matched | None], narrowed: dict[str, int]
) -> list[_Group]:
    left = everything(reader)
    for bits in narrowed.values():
        left &= bits
    groups = []
    for part in parts:
        listed = left if part is None else left & part.bits
        left &= ~listed
        groups.append(_Group(part, listed))
    return groups


def _facet_lines(
    reader: Reader,
    parts: Sequence[Matched | None],
    narrowed: dict[str, int],
    searches: Sequence[Value],
) -> tuple[FacetValue, ...]:
    matched = _united(everything(reader) if part is None else part.bits for part in parts)
    lines = catalogue.facet_lines(reader, matched, narrowed)
    for facet, bits in narrowed.items():
        matched &= bits if facet != "searches" else -1
    return (*lines, *catalogue.counted(searches, matched))


def _in_order(
    reader: Reader, groups: Sequence[_Group], query: Query, sort: Sort, *, thorough: bool
) -> tuple[Ids, bool]:
    asked_for = Sort(query.sort) if query.sort else None
    searched = any(group.matched and group.matched.meanings for group in groups)
    if asked_for is None and searched and sort is Sort.EDITION:
        asked_for = Sort.RELEVANCE
    order = asked_for or sort
    parts: list[Sequence[int] | int] = []
    ranked = True
    for group in groups:
        if order is Sort.RELEVANCE and group.matched is not None:
            from gpci_tui.operations.finding import by_relevance

            relevance = by_relevance(reader, group.matched, group.listed, thorough=thorough)
            ranked = ranked and relevance.ranked
            some = list(relevance.parts)
        else:
            some = [catalogue.in_order(reader, group.listed, order)]
        if query.reverse:
            some = [list(Ids(*some))[::-1]]
        parts += some
    return Ids(*parts), ranked


def _united(some: Iterable[int]) -> int:
    found = 0
    for bits in some:
        found |= bits
    return found

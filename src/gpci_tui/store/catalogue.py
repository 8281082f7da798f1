"""The values of the facets, each with its set of dossiers, and the orders of the library."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from gpci_tui.model import bits as sets
from gpci_tui.model.bits import Ids
from gpci_tui.model.listing import Facets, FacetValue, Row, Sort
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.store import library, traits
from gpci_tui.store.connection import Reader
from gpci_tui.store.matching import everything
from gpci_tui.store.traits import Aspect


class Value(NamedTuple):
    """A value of a facet and the dossiers that have it."""

    facet: str
    value: object
    name: str
    bits: int
    sign: str = ""


def values(reader: Reader, facet: str) -> list[Value]:
    """Return the values of a facet: all prizes, else those that some dossier has, and none."""
    read, tables = _FACETS[facet]
    return reader.memory.recall(("facet", facet), tables, lambda: read(reader))


def chosen(reader: Reader, facets: Facets) -> dict[str, int]:
    """Return, for each facet of which values are chosen, the dossiers that have any of them."""
    found: dict[str, int] = {}
    for facet in _FACETS:
        wanted = getattr(facets, facet)
        if wanted:
            found[facet] = 0
            for value in values(reader, facet):
                if value.value in wanted:
                    found[facet] |= value.bits
    return found


def counted(values: Iterable[Value], among: int) -> list[FacetValue]:
    """Return the lines of a facet, counted among some dossiers."""
    return [
        FacetValue(v.facet, v.value, v.name, (v.bits & among).bit_count(), v.sign) for v in values
    ]


def facet_lines(reader: Reader, matched: int, narrowed: Mapping[str, int]) -> list[FacetValue]:
    """Return every facet value with its count under what ``matched`` and the *other* facets.

    ``narrowed`` holds, by facet, the dossiers that its chosen values leave.
    """
    lines: list[FacetValue] = []
    for facet in _FACETS:
        among = matched
        for other, bits in narrowed.items():
            if other != facet:
                among &= bits
        counts = counted(values(reader, facet), among)
        if facet == "themes":
            # Stable: by name where the counts are the same; 'no theme' last.
            counts.sort(key=lambda line: (line.value == 0, -line.count))
        lines += counts
    return lines


def _statuses(reader: Reader) -> list[Value]:
    others = [status for status in Status if status is not Status.UNREAD]
    held = [traits.holders(reader.conn, Aspect.STATUS, status.value) for status in others]
    unread = everything(reader)
    for bits in held:
        unread &= ~bits
    pairs = zip((Status.UNREAD, *others), (unread, *held), strict=True)
    return [Value("statuses", status, "", bits) for status, bits in pairs]


def _prizes(reader: Reader) -> list[Value]:
    rows = reader.conn.execute("SELECT id, name FROM prize ORDER BY id").fetchall()
    return [
        Value("prizes", id_, name, traits.holders(reader.conn, Aspect.PRIZE, str(id_)))
        for id_, name in [*rows, (0, "")]
    ]


def _levels(reader: Reader) -> list[Value]:
    levels = [text for text, _ in traits.counts(reader.conn, Aspect.LEVEL)]
    levels.sort(key=lambda level: (level == "", level))
    return [
        Value("levels", level, level, traits.holders(reader.conn, Aspect.LEVEL, level))
        for level in levels
    ]


def _themes(reader: Reader) -> list[Value]:
    rows = reader.conn.execute("SELECT id, name, sign FROM theme ORDER BY folded").fetchall()
    found = [
        Value("themes", id_, name, traits.holders(reader.conn, Aspect.THEME, str(id_)), sign)
        for id_, name, sign in rows
    ]
    without = everything(reader) & ~traits.holders(reader.conn, Aspect.TAGGED)
    return [value for value in found if value.bits] + [Value("themes", 0, "", without)]


def _shortlists(reader: Reader) -> list[Value]:
    rows = reader.conn.execute(
        "SELECT s.id, s.kind, coalesce(s.prize_id, s.theme_id, s.id),"
        " coalesce(prize.name, theme.name, s.name), coalesce(theme.sign, '') FROM shortlist s"
        " LEFT JOIN prize ON prize.id = s.prize_id LEFT JOIN theme ON theme.id = s.theme_id"
        " WHERE s.juror_id = ? ORDER BY s.kind, s.id",
        (reader.juror_id,),
    ).fetchall()
    found = [
        Value(
            "shortlists", ListKey(ListKind(kind), target), name,
            traits.holders(reader.conn, Aspect.SHORTLIST, str(list_id)), sign,
        )
        for list_id, kind, target, name, sign in rows
    ]  # fmt: skip
    return [value for value in found if value.bits]


def _annotated(reader: Reader) -> list[Value]:
    held = traits.holders(reader.conn, Aspect.ANNOTATED)
    return [
        Value("annotated", True, "", held),
        Value("annotated", False, "", everything(reader) & ~held),
    ]


_FACETS = {
    "statuses": (_statuses, ("dossier", "review")),
    "prizes": (_prizes, ("dossier", "prize")),
    "levels": (_levels, ("dossier",)),
    "themes": (_themes, ("dossier", "tagging", "theme")),
    "shortlists": (_shortlists, ("shortlist", "entry", "prize", "theme")),
    "annotated": (_annotated, ("dossier", "annotation")),
}


def in_order(reader: Reader, bits: int, sort: Sort, *, reverse: bool = False) -> Ids:
    """Return a set of dossiers as a listing. By RELEVANCE is in the order of the edition here."""
    if sort in _WHOLE_ORDERS:
        order = _order(reader, sort)
        highest = everything(reader).bit_length()
        return Ids(sets.Sorted(bits, order[::-1] if reverse else order, highest))
    if sort in _HEADS:
        head = _order(reader, sort)
        first = sets.sorted_by(bits, head)
        rest = bits & ~sets.of(head)
        return Ids(sets.members(rest)[::-1], first[::-1]) if reverse else Ids(first, rest)
    return Ids(sets.members(bits)[::-1] if reverse else bits)


_WHOLE_ORDERS = {
    Sort.TITLE: ("SELECT id FROM dossier ORDER BY title_folded, id",),
    Sort.APPLICANT: (
        "SELECT id FROM dossier WHERE applicant_folded > ''"
        " ORDER BY applicant_folded, title_folded, id",
        "SELECT id FROM dossier WHERE applicant_folded = '' ORDER BY title_folded, id",
    ),
    Sort.WORDS: ("SELECT id FROM dossier ORDER BY words DESC, id",),
}
"""Orders of all dossiers, read from indexes that hold nothing else."""

_HEADS = {
    Sort.LAST_READ: (
        "SELECT dossier_id FROM place WHERE juror_id = :me ORDER BY read_at DESC, dossier_id",
    ),
    Sort.ANNOTATIONS: (
        "SELECT dossier_id FROM annotation WHERE juror_id = :me GROUP BY dossier_id"
        " ORDER BY count(*) DESC, dossier_id",
    ),
}
"""Orders of a few dossiers; all others follow as in the edition."""

_ORDERED_BY = {
    Sort.TITLE: "dossier", Sort.APPLICANT: "dossier", Sort.WORDS: "dossier",
    Sort.LAST_READ: "place", Sort.ANNOTATIONS: "annotation",
}  # fmt: skip


def _order(reader: Reader, sort: Sort) -> array[int]:
    queries = (_WHOLE_ORDERS | _HEADS)[sort]

    def read() -> array[int]:
        found = array("q")
        for query in queries:
            rows = reader.conn.execute(query, {"me": reader.juror_id})
            found.extend(chain.from_iterable(rows))
        return found

    return reader.memory.recall(("order", sort), (_ORDERED_BY[sort],), read)


class FirstListing(NamedTuple):
    """What the library shows before anything is searched."""

    ids: Ids
    facets: tuple[FacetValue, ...]
    rows: tuple[Row, ...]
    """Those of the page on which ``at`` is."""
    at: int
    """Where the wanted dossier stands in ``ids``, 0 where it is not there."""


def first_listing(reader: Reader, wanted: int | None, page: int) -> FirstListing:
    """Return all dossiers in the order of the edition, with the rows around the ``wanted`` one.

    It takes some milliseconds however many there are: sets are read, no rows
    but those of one page of ``page`` dossiers.
    """
    bits = everything(reader)
    ids = Ids(bits)
    at = ids.index(wanted) if wanted is not None and wanted in ids else 0
    first = at // page * page
    rows = library.rows(reader.conn, reader.juror_id, ids[first : first + page])
    return FirstListing(ids, tuple(facet_lines(reader, bits, {})), tuple(rows), at)

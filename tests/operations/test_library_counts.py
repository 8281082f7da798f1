"""What the library finds and counts, against counting by hand."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.folding import fold, words
from gpci_tui.model.listing import Facets, Found, Sort
from gpci_tui.model.query import Term
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations.library import find
from gpci_tui.store import dossiers, places
from gpci_tui.store import reviews as read
from gpci_tui.store import shortlists as listed
from gpci_tui.store import themes as vocabulary
from gpci_tui.store.connection import Store
from tests.samples import ids


@dataclass(frozen=True)
class Seen:
    """A dossier as the facets and words see it, read without the library's queries."""

    id: int
    columns: tuple[list[str], ...]
    values: dict[str, set[object]]
    keys: dict[Sort, object]


def _seen(store: Store, dossier_id: int) -> Seen:
    conn, me = store.conn, store.juror_id
    dossier = dossiers.get(conn, dossier_id)
    review = read.review(conn, me, dossier_id)
    mine = vocabulary.of_dossier(conn, me, dossier_id)
    notes = read.annotations_of(conn, me, dossier_id)
    prizes = dict(conn.execute("SELECT name, id FROM prize").fetchall())
    texts = (
        dossier.title, dossier.applicant, dossier.body,
        "\n".join(theme.name for theme in sorted(mine, key=lambda theme: theme.id)),
        "\n".join([review.note, *(note.note for note in notes)]),
    )  # fmt: skip
    place = places.get(conn, me, dossier_id)
    title, applicant = fold(dossier.title), fold(dossier.applicant)
    return Seen(
        dossier_id,
        tuple(words(text) for text in texts),
        {
            "statuses": {review.status},
            "prizes": {prizes.get(dossier.prize, 0)},
            "levels": {dossier.level},
            "themes": {theme.id for theme in mine} or {0},
            "shortlists": {key for key, _, _ in listed.of_dossier(conn, me, dossier_id)},
            "annotated": {bool(notes)},
        },
        {
            Sort.EDITION: dossier_id,
            Sort.TITLE: (title, dossier_id),
            Sort.APPLICANT: (applicant == "", applicant, title, dossier_id),
            Sort.ANNOTATIONS: (-len(notes), dossier_id),
            Sort.WORDS: (-dossier.words, dossier_id),
            Sort.LAST_READ: (
                "".join(chr(0x10FFFF - ord(char)) for char in place.read_at) or "\U0010ffff" * 2,
                dossier_id,
            ),
        },
    )


def _holds(seen: Seen, term: Term) -> bool:
    wanted = term.text.split()
    for column in seen.columns:
        for at in range(len(column) - len(wanted) + 1):
            there = column[at : at + len(wanted)]
            last = there[-1].startswith(wanted[-1]) if term.prefix else there[-1] == wanted[-1]
            if there[:-1] == wanted[:-1] and last:
                return True
    return False


def _matches(seen: Seen, terms: list[Term], facets: Facets, but: str = "") -> bool:
    return all(_holds(seen, term) for term in terms) and all(
        not chosen or chosen & seen.values[name]
        for name in seen.values
        if name != but and (chosen := getattr(facets, name)) is not None
    )


VALUES = {
    "statuses": st.sampled_from(Status),
    "prizes": st.integers(0, 3),
    "levels": st.sampled_from(["", "commune", "région", "département", "nulle part"]),
    "themes": st.integers(0, 4),
    "shortlists": st.sampled_from(
        [
            ListKey(ListKind.PRIZE, 1), ListKey(ListKind.PRIZE, 2), ListKey(ListKind.THEME, 1),
            ListKey(ListKind.OWN, 3), ListKey(ListKind.OWN, 1),
        ]
    ),
    "annotated": st.booleans(),
}  # fmt: skip
FACETS = st.builds(
    Facets,
    **{
        name: st.just(frozenset()) | st.frozensets(value, max_size=3)
        for name, value in VALUES.items()
    },
)
TERMS = st.lists(
    st.sampled_from(
        ["elev", "oeuvre", "tablettes", "musical", "le", "evry", "perenne", "medias", "22"]
    ).map(Term)
    | st.sampled_from(["des oeuvres", "a l ecole", "eleves lisent", "pour tous", "ville d evry"])
    .map(lambda text: Term(text, prefix=False, phrase=True)),
    max_size=2, unique=True,
)  # fmt: skip


def _typed(terms: list[Term]) -> str:
    return " ".join(f'"{term.text}"' if term.phrase else term.text for term in terms)


@settings(max_examples=150)
@given(TERMS, FACETS, st.sampled_from([sort for sort in Sort if sort is not Sort.RELEVANCE]))
def test_what_is_found_and_counted_is_what_a_person_would(
    busy: Store, terms: list[Term], facets: Facets, sort: Sort
) -> None:
    everything = [_seen(busy, id_) for id_ in sorted(ids(busy).values())]
    found = find(busy, _typed(terms), facets, sort, with_facets=True)
    expected = [seen for seen in everything if _matches(seen, terms, facets)]
    assert set(found.ids) == {seen.id for seen in expected}
    assert found.total == len(everything)
    assert found.corrected == ()
    if sort is not Sort.EDITION or not terms:
        in_order = sorted(expected, key=lambda seen: seen.keys[sort])  # type: ignore[arg-type, return-value]
        assert found.ids == tuple(seen.id for seen in in_order)
    _assert_counts(found, everything, terms, facets)


def _assert_counts(found: Found, everything: list[Seen], terms: list[Term], facets: Facets) -> None:
    shown = {(line.facet, line.value): line.count for line in found.facets}
    assert len(shown) == len(found.facets)
    for (facet, value), count in shown.items():
        having = [seen for seen in everything if value in seen.values[facet]]
        assert count == sum(_matches(seen, terms, facets, but=facet) for seen in having)
    for seen in everything:
        for facet, values in seen.values.items():
            assert {(facet, value) for value in values} <= set(shown)

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.listing import Facets, Sort, WordQuery
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import annotations, edition, reviews, themes
from gpci_tui.operations.library import MAX_MENDED, find
from gpci_tui.store import library, traits
from gpci_tui.store.connection import Store
from tests.samples import DRAFTS, ids, open_filled


def test_the_facets_name_their_values(busy: Store) -> None:
    lines = find(busy, "", with_facets=True).facets
    names = {(line.facet, line.value): line.name for line in lines}
    assert names["prizes", 1] == "Innovation pédagogique"
    assert names["shortlists", ListKey(ListKind.OWN, 3)] == "À revoir"
    assert [line.name for line in lines if line.facet == "themes"] == [
        "Éducation aux médias", "Inclusion", "Lecture", "",
    ]  # fmt: skip
    assert {line.facet for line in lines} == set(Facets._fields)
    assert find(busy, "").facets == ()


@pytest.mark.parametrize(
    ("typed", "refs"),
    [
        ("CALAIS", ["calais-lecture"]),
        ("médiathèque", ["calais-lecture"]),
        ("mediatheque", ["calais-lecture"]),
        ("l’école du pont", ["calais-lecture"]),
        ("l'ecole du Pont-du-Leu", ["calais-lecture"]),
        ("22605", []),
        ("22 605", ["calais-lecture"]),
        ("22\u00a0605", ["calais-lecture"]),
        ('"22 605 euros"', ["calais-lecture"]),
        ("œuv", ["calais-lecture"]),
        ("oeuvres exposées", ["calais-lecture"]),
        ("tablettes", ["calais-lecture", "lyon-inclusif"]),
        ("tablettes collégiens", ["lyon-inclusif"]),
        ('"tablettes adaptées"', ["lyon-inclusif"]),
        ('"adaptées tablettes"', []),
        ("« des tablettes »", ["calais-lecture", "lyon-inclusif"]),
        ('"tablette', ["calais-lecture", "lyon-inclusif"]),
        ("guyane", ["guyane-classes"]),
        ("OR NOT *", []),
    ],
)
def test_finding(store: Store, typed: str, refs: list[str]) -> None:
    by_id = {id_: ref for ref, id_ in ids(store).items()}
    assert sorted(by_id[id_] for id_ in find(store, typed).ids) == refs


def test_notes_and_themes_are_found(store: Store) -> None:
    reviews.set_note(store, 1, "Une zizanie d’œuvres")
    annotations.annotate(store, 2, 0, 11, Kind.QUOTE, "à la Zizanie")
    themes.create(store, "Zizanies", [3])
    assert set(find(store, "zizanie").ids) == {1, 2, 3}
    # Words of one dossier, some of its text and some of the note.
    assert find(store, "zizanie calais").ids == (1,)


@pytest.mark.parametrize(
    ("typed", "corrected", "ref"),
    [
        ("tabelttes collegiens", (("tabelttes", "tablettes"),), "lyon-inclusif"),
        ("médiatèque", (("mediateque", "mediatheque"),), "calais-lecture"),
        ("satelite", (("satelite", "satellite"),), "guyane-classes"),
        ('"réseau arive"', (("reseau arive", "reseau arrive"),), "guyane-classes"),
        ('"satelite"', (("satelite", "satellite"),), "guyane-classes"),
    ],
)
def test_a_slip_is_forgiven_and_named(
    store: Store, typed: str, corrected: tuple[tuple[str, str], ...], ref: str
) -> None:
    found = find(store, typed)
    assert found.corrected == corrected
    assert found.ids == (ids(store)[ref],)
    assert corrected[0][1] in found.terms


@pytest.mark.parametrize("typed", ["xqzxqz", "9999", '"les familles xqzxqz"', "zz"])
def test_what_is_nowhere_and_near_nothing_finds_nothing(store: Store, typed: str) -> None:
    found = find(store, typed)
    assert found.ids == ()
    assert found.corrected == ()
    assert found.total == len(DRAFTS)


@pytest.mark.parametrize("typed", ["", "  ", "?!", "«", "\x00\ud800"])
def test_no_word_is_no_search(store: Store, typed: str) -> None:
    found = find(store, typed)
    assert found.ids == (1, 2, 3, 4, 5)
    assert found.terms == ()


@settings(max_examples=60)
@given(st.text() | st.text('"*()^:-+{}é’ abNEAR', max_size=30))
def test_any_text_can_be_searched(busy: Store, typed: str) -> None:
    found = find(busy, typed, with_facets=True)
    assert set(found.ids) <= set(ids(busy).values())


def test_a_pasted_page_can_be_searched(busy: Store) -> None:
    assert find(busy, " ".join(f"mot{number}" for number in range(5000))).ids == ()
    assert find(busy, DRAFTS[0].body).ids == (1,)
    assert find(busy, f'"{"mot " * 5000}"').ids == ()
    assert find(busy, "m" * 100_000).ids == ()


def test_the_words_of_the_edition_are_read_once_for_a_search(
    busy: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    whole = traits.vocabulary

    def counted(conn: sqlite3.Connection) -> list[tuple[str, int]]:
        read.append(1)
        return whole(conn)

    monkeypatch.setattr(traits, "vocabulary", counted)
    slips = "tabletets " + " ".join(f"numreique{letter}" for letter in "abcdefghijkl")
    found = find(busy, f'{slips} "{slips}"')
    assert len(read) == 1
    assert 0 < len(found.corrected) <= MAX_MENDED
    assert find(busy, "xyz 2052").ids == ()
    assert len(read) == 1, "words too short to be mended need none"


def test_a_quoted_word_is_meant_whole(store: Store) -> None:
    assert find(store, '"famille').ids == (2,)
    found = find(store, '"famille"')
    assert found.corrected == (("famille", "familles"),)
    assert find(store, '"familles"').corrected == ()


def test_the_title_counts_more_than_the_text(store: Store) -> None:
    edition.take_in(
        store,
        [
            DRAFTS[4]._replace(ref="a", title="Autre", body="Le jardin. " + "mot " * 30),
            DRAFTS[4]._replace(ref="b", title="Jardin", body="mot " * 30),
        ],
    )
    by_ref = ids(store)
    assert find(store, "jardin").ids == (by_ref["b"], by_ref["a"])
    assert find(store, "jardin", sort=Sort.TITLE).ids == (by_ref["a"], by_ref["b"])


def test_the_rows_of_the_list(busy: Store) -> None:
    first, second = library.rows(busy.conn, busy.juror_id, [2, 1])
    assert (first.id, second.id) == (2, 1)
    assert first.themes == ("Inclusion", "Lecture")
    assert first.shortlists == ("Innovation pédagogique", "Inclusion")
    assert (second.status, second.annotations, second.progress) == (Status.READ, 2, 0.5)
    assert library.rows(busy.conn, busy.juror_id, []) == []
    assert library.rows(busy.conn, busy.juror_id, [99]) == []


def test_an_empty_edition_is_searched_too(empty_store: Store) -> None:
    found = find(empty_store, "mot", with_facets=True)
    assert (found.ids, found.total) == ((), 0)
    assert library.find(empty_store.conn, 1, WordQuery(), Facets(), Sort.TITLE) == ()


def test_many_dossiers_are_searched(tmp_path: Path) -> None:
    store = open_filled(tmp_path / "edition.gpci")
    edition.take_in(store, [DRAFTS[4]._replace(ref=f"r{n}", title=f"T {n}") for n in range(300)])
    assert len(find(store, "bref", with_facets=True).ids) == 301
    store.close()

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui.model.listing import Facets, Sort
from gpci_tui.model.review import Kind, ListKey, ListKind, Status
from gpci_tui.operations import annotations, edition, reviews, themes
from gpci_tui.operations.library import find, snippets
from gpci_tui.operations.meanings import MAX_MENDED
from gpci_tui.store import journal, library, matching
from gpci_tui.store.connection import Store
from gpci_tui.store.matching import Where
from tests.samples import DRAFTS, ids, open_filled


def test_the_facets_name_their_values(busy: Store) -> None:
    lines = find(busy, "", with_facets=True).facets
    names = {(line.facet, line.value): line.name for line in lines}
    assert names["prizes", 1] == "Innovation pédagogique"
    assert names["shortlists", ListKey(ListKind.OWN, 3)] == "À revoir"
    assert [line.name for line in lines if line.facet == "themes"] == [
        "Éducation aux médias", "Inclusion", "Lecture", "",
    ]  # fmt: skip
    assert {line.facet for line in lines} == set(Facets._fields) - {"searches"}
    assert find(busy, "").facets == ()
    assert [line.name for line in lines if line.facet == "levels"] == [
        "collectivité d’outre-mer", "commune", "département", "métropole", "région", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "refs"),
    [
        ("CALAIS", ["calais-lecture"]),
        ("médiathèque", ["calais-lecture"]),
        ("mediatheque", ["calais-lecture"]),
        ("l’école du pont", ["calais-lecture"]),
        ("l'ecole du Pont-du-Leu", ["calais-lecture"]),
        ("22605", ["calais-lecture"]),
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
        ("famille", ["lyon-inclusif"]),
        ("exposer une œuvre", ["calais-lecture"]),
        ("tablettes -collégiens", ["calais-lecture"]),
        ("tablettes SAUF lyon", ["calais-lecture"]),
        ("pirogue OU satellite OR entreprise", ["guyane-classes", "moselle-stages"]),
        ("tablettes (pirogue OU adaptées)", ["lyon-inclusif"]),
        ("=tablette", []),
        ("canopé", ["calais-lecture"]),
        ("titre:inclusif", ["lyon-inclusif"]),
        ("titre:tablettes", []),
        ("collectivité:métropole", ["lyon-inclusif"]),
        ("dépt:calais", ["calais-lecture"]),
        ("prix:aucun", ["guyane-classes", "sans-rien"]),
        ("niveau:x mots:>0", []),
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


def test_the_words_of_the_edition_are_read_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole = matching.words_beginning

    def counted(reader: Store, where: Where, text: str, *longest: int) -> dict[str, int]:
        if len(text) == 1:
            read.append(text)
        return whole(reader, where, text, *longest)

    monkeypatch.setattr(matching, "words_beginning", counted)
    assert find(store, "tabletets satelite").corrected
    assert len(read) == len(set(read))
    before = len(read)
    assert find(store, "tabletets satelite").corrected
    assert find(store, "xyz 2052").ids == ()
    assert len(read) == before, "words too short to be mended need none"
    reviews.set_note(store, 1, "Des zizanies")
    assert find(store, "zizaneis").corrected == (("zizaneis", "zizanies"),)


def test_not_every_word_of_a_pasted_page_is_mended(busy: Store) -> None:
    slips = " ".join(f"numreique{letter}" for letter in "abcdefghijkl")
    assert len(find(busy, f"tabletets {slips}").corrected) == MAX_MENDED


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
    for sort in Sort:
        assert find(empty_store, "", Facets(), sort).ids == ()
    assert find(empty_store, "thème:x mots:>3 (a OU b*) -c").ids == ()


def test_many_dossiers_are_searched(tmp_path: Path) -> None:
    store = open_filled(tmp_path / "edition.gpci")
    edition.take_in(store, [DRAFTS[4]._replace(ref=f"r{n}", title=f"T {n}") for n in range(300)])
    assert len(find(store, "bref", with_facets=True).ids) == 301
    store.close()


@pytest.mark.parametrize(
    ("typed", "refs"),
    [
        ("t", ["calais-lecture", "guyane-classes", "lyon-inclusif", "moselle-stages", "sans-rien"]),
        ("ta", ["calais-lecture", "lyon-inclusif"]),
        ("tablett", ["calais-lecture", "lyon-inclusif"]),
        ("tablettes", ["calais-lecture", "lyon-inclusif"]),
        ("pirogues", ["guyane-classes"]),
        ("l’éc", ["calais-lecture", "guyane-classes"]),
        ('"des tab', ["calais-lecture", "lyon-inclusif"]),
        ('"tablettes ad', ["lyon-inclusif"]),
        ("titre:inc", ["lyon-inclusif"]),
        ("prix:alli", ["lyon-inclusif"]),
        ("pont-du-l", ["calais-lecture"]),
        ("22 6", ["calais-lecture"]),
    ],
)
def test_what_is_being_typed_is_a_beginning(store: Store, typed: str, refs: list[str]) -> None:
    by_id = {id_: ref for ref, id_ in ids(store).items()}
    found = find(store, typed, typing=True)
    assert sorted(by_id[id_] for id_ in found.ids) == refs
    assert found.problems == ()


@pytest.mark.parametrize("text", ["web radio", "web-radio", "webradio", "webradios"])
@pytest.mark.parametrize("typed", ["web radio", "web-radio", "webradio", "WEB RADIO", "webradios"])
def test_a_word_is_the_same_in_one_or_in_two(store: Store, text: str, typed: str) -> None:
    edition.take_in(store, [DRAFTS[4]._replace(ref="radio", body=f"Une {text} au collège.")])
    assert find(store, typed).ids == (6,)
    assert find(store, f"{typed} collège").ids == (6,)
    assert find(store, f"collège {typed}").ids == (6,)
    assert find(store, typed).corrected == ()


def test_both_writings_are_found_where_both_stand(store: Store) -> None:
    bodies = ("Une web radio ici.", "Une web-radio ici.", "Une webradio ici.")
    edition.take_in(
        store, [DRAFTS[4]._replace(ref=f"r{at}", body=body) for at, body in enumerate(bodies)]
    )
    for typed in ("web radio", "web-radio", "webradio"):
        assert set(find(store, typed).ids) == {6, 7, 8}, typed
    assert find(store, '"web radio"').ids == (6, 7)
    assert find(store, "=webradio").ids == (8,)


def test_words_are_taken_as_they_stand_where_that_is_asked_for(store: Store) -> None:
    assert find(store, "familles").ids == find(store, "famille").ids == (2,)
    assert find(store, "famille", literal=True).ids == ()
    assert find(store, "tabelttes", literal=True).ids == ()
    assert find(store, "familles", literal=True).ids == (2,)
    assert find(store, "famill", literal=True, typing=True).ids == (2,)


def test_what_is_excluded_is_not_mended(store: Store) -> None:
    found = find(store, "-tabelttes")
    assert len(found.ids) == 5
    assert found.corrected == ()
    assert find(store, "-tablette").ids == (3, 4, 5)


def test_the_terms_mark_every_writing_that_was_found(store: Store) -> None:
    assert find(store, "famille").terms == ("familles",)
    assert set(find(store, "œuvre 22605 -calais").terms) == {"oeuvres", "22 605"}
    assert find(store, "tabl", typing=True).terms == ("tabl",)
    assert find(store, "tabelttes").terms[0] == "tablettes"
    assert find(store, "titre:inclusif").terms == ("inclusif",)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("theem:lecture", "There is no field “theem”. Do you mean “theme”?"),
        ("theme:inclinaison", "There is no “inclinaison” in “theme:”. Do you mean “Inclusion”?"),
        ("mots:beaucoup", "“beaucoup” is no number."),
        ("tri:xyz", "There is no order “xyz”."),
    ],
)
def test_problems_are_said_and_the_rest_is_searched(store: Store, typed: str, said: str) -> None:
    found = find(store, typed)
    texts = [problem.template.format(**dict(problem.gaps)) for problem in found.problems]
    assert len(texts) == 1
    assert texts[0].startswith(said)
    assert find(store, typed + " calais", typing=True).problems == found.problems


def test_a_search_knows_what_was_written_since(store: Store) -> None:
    assert find(store, "thème:aucun").ids == (1, 2, 3, 4, 5)
    themes.tag(store, [2], 1)
    assert find(store, "thème:aucun").ids == (1, 3, 4, 5)
    assert find(store, "thème:inclusion").ids == (2,)
    reviews.set_status(store, [1], Status.READ)
    counts = {line.value: line.count for line in find(store, "", with_facets=True).facets}
    assert (counts[Status.READ], counts[Status.UNREAD]) == (1, 4)
    edition.take_in(store, [DRAFTS[4]._replace(ref="neuf", title="Aa")])
    assert find(store, "", sort=Sort.TITLE).ids[0] == 6
    journal.undo(store)
    assert find(store, "", sort=Sort.TITLE).ids == (5, 3, 1, 4, 2)


def test_snippets_show_where_the_terms_stand(store: Store) -> None:
    found = find(store, "médiathèque")
    shown = snippets(store, [*found.ids, 2, 99], found.terms, 60)
    assert list(shown) == [1]
    (start, end), *_ = shown[1].hits
    assert shown[1].text[start:end] == "médiathèque"
    assert len(shown[1].text) <= 60
    assert snippets(store, [], ("mot",), 60) == {}

"""Near duplicates: what is pointed out, what is not, and what the thresholds are worth."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui import paths
from gpci_tui.importers import dossier, folder
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.operations import duplicates, edition
from gpci_tui.operations.duplicates import Choice, Near, find, resolve
from gpci_tui.store.connection import Store
from tests.samples import CALAIS, DRAFTS, LYON

SAMPLES = [
    draft
    for file in folder.scan([paths.sample_dossiers()]).dossiers
    if (draft := dossier.read(file).draft) is not None
]


def _told(found: list[Near]) -> dict[str, str]:
    return {one.ref: one.other for one in found}


@pytest.fixture
def filled(empty_store: Store) -> Store:
    edition.take_in(empty_store, SAMPLES)
    return empty_store


def _worked_over(draft: DossierDraft, share: float, number: int) -> DossierDraft:
    """Return a draft under another name, of whose words a share is replaced."""
    chance = random.Random(number)
    others = re.findall(r"\w+", SAMPLES[(number + 7) % len(SAMPLES)].body)
    body = re.sub(
        r"\w+", lambda m: chance.choice(others) if chance.random() < share else m[0], draft.body
    )
    return draft._replace(
        ref=f"autre-{number}", title=f"Un tout autre titre, le {number}", body=body,
        applicant="Un autre nom",
    )  # fmt: skip


def test_the_sample_edition_holds_no_duplicates(empty_store: Store) -> None:
    assert find(None, SAMPLES) == []
    half = len(SAMPLES) // 2
    edition.take_in(empty_store, SAMPLES[:half])
    assert find(empty_store, SAMPLES[half:]) == []


def test_the_same_dossier_under_another_name_is_pointed_out(filled: Store) -> None:
    again = [_worked_over(draft, 0.0, number) for number, draft in enumerate(SAMPLES)]
    found = find(filled, again)
    assert _told(found) == {f"autre-{number}": draft.ref for number, draft in enumerate(SAMPLES)}
    assert all(one.stored and one.texts == 1.0 and one.titles < 0.8 for one in found)


def test_one_that_was_worked_over_is_pointed_out(filled: Store) -> None:
    again = [_worked_over(draft, 0.2, number) for number, draft in enumerate(SAMPLES)]
    found = _told(find(filled, again))
    right = [number for number, draft in enumerate(SAMPLES)
             if found.get(f"autre-{number}") == draft.ref]  # fmt: skip
    assert len(right) == len(SAMPLES)


def test_one_of_whose_words_most_are_others_is_another_dossier(filled: Store) -> None:
    others = [_worked_over(draft, 0.8, number) for number, draft in enumerate(SAMPLES)]
    assert find(filled, others) == []


@pytest.mark.parametrize(
    ("title", "applicant", "near"),
    [
        (CALAIS.title, CALAIS.applicant, True),
        ("LIRE ENSEMBLE A CALAIS", "ville de calais", True),
        ("À Calais, lire ensemble", "Ville de Calais", True),
        ("Lire ensenble à Calais", "Ville de Calais", True),
        ("Lire ensemble à Calais", "Ville de Lens", False),
        ("Des robots en maternelle", "Ville de Calais", False),
    ],
)
def test_names_are_told_apart_whatever_the_text_is(
    store: Store, title: str, applicant: str, near: bool
) -> None:
    draft = DossierDraft("neuf", title, "Un autre texte, bref.", applicant)
    assert _told(find(store, [draft])) == ({"neuf": CALAIS.ref} if near else {})


def test_a_known_ref_is_no_duplicate_but_a_revision(store: Store) -> None:
    assert find(store, [CALAIS._replace(body="Un autre texte.")]) == []


def test_two_drafts_of_one_import_are_told_once(empty_store: Store) -> None:
    twin = CALAIS._replace(ref="calais-2")
    found = find(empty_store, [CALAIS, LYON, twin])
    assert [(one.ref, one.other, one.stored) for one in found] == [
        ("calais-2", CALAIS.ref, False)
    ]  # fmt: skip


def test_one_in_the_store_comes_before_one_that_comes_along(store: Store) -> None:
    found = find(store, [CALAIS._replace(ref="calais-2"), CALAIS._replace(ref="calais-3")])
    assert [(one.other, one.stored) for one in found] == [(CALAIS.ref, True)] * 2


def test_short_texts_say_too_little(store: Store) -> None:
    draft = DossierDraft("neuf", "Autre", "Texte bref.\n", "Ailleurs")
    assert find(store, [draft]) == []


def test_choices_are_carried_out(store: Store) -> None:
    kept, skipped, revised = (
        draft._replace(ref=f"neuf-{number}") for number, draft in enumerate(DRAFTS[:3])
    )
    near = find(store, [kept, skipped, revised])
    taken = resolve(
        [kept, skipped, revised], near,
        {kept.ref: Choice.KEEP, skipped.ref: Choice.SKIP, revised.ref: Choice.REVISE},
    )  # fmt: skip
    assert taken == (kept, revised._replace(ref=DRAFTS[2].ref))


def test_without_a_choice_all_are_kept(store: Store) -> None:
    again = [draft._replace(ref=f"neuf-{n}") for n, draft in enumerate(DRAFTS)]
    assert resolve(again, find(store, again), {}) == tuple(again)


def test_a_later_draft_takes_the_place_of_an_earlier_one(empty_store: Store) -> None:
    twin = CALAIS._replace(ref="calais-2", body=CALAIS.body + "\n\nUn ajout.")
    drafts = [CALAIS, LYON, twin]
    taken = resolve(drafts, find(empty_store, drafts), {"calais-2": Choice.REVISE})
    assert sorted(draft.ref for draft in taken) == sorted([CALAIS.ref, LYON.ref])
    assert {draft.ref: draft.body for draft in taken}[CALAIS.ref] == twin.body


def test_a_chain_of_revisions_within_one_import(empty_store: Store) -> None:
    drafts = [CALAIS, CALAIS._replace(ref="b"), CALAIS._replace(ref="c", body=CALAIS.body + "!")]
    near = find(empty_store, drafts)
    taken = resolve(drafts, near, {one.ref: Choice.REVISE for one in near})
    assert [(draft.ref, draft.body[-1]) for draft in taken if draft.ref == CALAIS.ref] == [
        (CALAIS.ref, "!")
    ]


def test_progress_is_told_and_stops_it(empty_store: Store) -> None:
    drafts = [CALAIS._replace(ref=f"d{n}", title=f"T {n}") for n in range(250)]
    told: list[tuple[int, int]] = []

    def until_the_second(done: int, total: int) -> bool:
        told.append((done, total))
        return len(told) < 2

    with pytest.raises(edition.Cancelled):
        find(empty_store, drafts, until_the_second)
    assert told == [(0, 250), (100, 250)]


def test_thresholds_are_between_what_is_and_what_is_not(filled: Store) -> None:
    """The likeness of texts: of those worked over by a third, and of any two samples."""
    again = [_worked_over(draft, 0.3, number) for number, draft in enumerate(SAMPLES)]
    found = find(filled, again)
    assert len(found) >= 0.9 * len(SAMPLES)
    words = [duplicates._text_words(draft.body) for draft in SAMPLES]
    from rapidfuzz.distance import Indel

    most = max(Indel.normalized_similarity(a, b) for i, a in enumerate(words) for b in words[:i])
    assert most + 0.1 < duplicates.TEXTS_ALIKE < min(one.texts for one in found)


@given(
    st.lists(
        st.builds(DossierDraft, st.uuids().map(str), st.text(max_size=9), st.text(max_size=40),
                  st.text(max_size=9)),
        max_size=6, unique_by=lambda draft: draft.ref,
    ),
    st.lists(st.sampled_from(Choice), min_size=6, max_size=6),
)  # fmt: skip
def test_any_drafts_can_be_looked_at_and_refs_stay_one_each(
    drafts: list[DossierDraft], wished: list[Choice]
) -> None:
    near = find(None, drafts)
    taken = resolve(drafts, near, dict(zip((d.ref for d in drafts), wished, strict=False)))
    refs = [draft.ref for draft in taken]
    assert len(refs) == len(set(refs)) <= len(drafts)
    assert set(refs) <= {draft.ref for draft in drafts}


def test_the_work_grows_with_what_comes_and_not_with_its_square() -> None:
    def seconds(count: int) -> float:
        chance = random.Random(count)
        words = [f"mot{n}" for n in range(4000)]
        drafts = [
            DossierDraft(f"d{n}", " ".join(chance.choices(words, k=5)),
                         " ".join(chance.choices(words, k=200)), f"Ville de {words[n % 900]}")
            for n in range(count)
        ]  # fmt: skip
        before = time.process_time()
        assert find(None, drafts) == []
        return time.process_time() - before

    assert seconds(1600) < 4 * seconds(400) * 2.5

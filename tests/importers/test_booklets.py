"""Booklets of many shapes are cut where their parts begin."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gpci_tui.importers.booklet import propose
from gpci_tui.model.segments import Kind, Proposal, is_sound
from tests.importers.booklets import SEEN, UNSEEN, Booklet, Maker
from tests.importers.sample_booklets import LAST, SAMPLE


def cut(made: Booklet) -> Proposal:
    proposal = propose(made.lines, made.pages, "livret.txt")
    assert is_sound(proposal)
    return proposal


def counts(makers: Sequence[Maker], kind: Kind) -> tuple[int, int, int]:
    """Return how many parts of a kind were found, are there, and were made up."""
    found = true = false = 0
    for maker in makers:
        made = maker()
        wanted = set(made.begins(kind))
        proposed = {each.first for each in cut(made).segments if each.kind is kind}
        found += len(wanted & proposed)
        true += len(wanted)
        false += len(proposed - wanted)
    return found, true, false


@pytest.mark.parametrize("maker", SEEN, ids=lambda maker: maker.__name__)
def test_a_shape_that_the_weights_were_set_on_is_cut_right(maker: Maker):
    made = maker()
    found = {each.first: each.kind for each in cut(made).segments}
    named = (Kind.EDITORIAL, Kind.JUROR, Kind.PRIZE, Kind.DOSSIER)
    assert {at: kind for at, kind in found.items() if kind in named} == {
        at: kind for at, kind in made.truth.items() if kind in named
    }


@pytest.mark.parametrize(
    ("kind", "recall", "precision"),
    [(Kind.DOSSIER, 0.95, 0.97), (Kind.JUROR, 1.0, 1.0), (Kind.EDITORIAL, 1.0, 1.0)],
)
def test_most_of_the_shapes_that_were_kept_unseen_is_cut_right(
    kind: Kind, recall: float, precision: float
):
    found, true, false = counts(UNSEEN, kind)
    assert found >= recall * true
    assert found >= precision * (found + false)


def test_applicants_and_prizes_are_named():
    named = wanted = 0
    for maker in (*SEEN, *UNSEEN):
        made = maker()
        held = {each.first: each for each in cut(made).segments}
        for at, applicant in made.applicants.items():
            wanted += 1
            named += at in held and held[at].applicant == applicant
        for at, prize in made.prizes.items():
            assert held[at].prize.strip("*") == prize
    assert named >= 0.9 * wanted


def test_what_is_wrong_is_less_sure_than_what_is_right():
    right, wrong = [], []
    for maker in (*SEEN, *UNSEEN, *SAMPLE):
        made = maker()
        for each in cut(made).segments:
            (right if made.truth.get(each.first) is each.kind else wrong).append(each.confidence)
    assert sum(wrong) / len(wrong) < sum(right) / len(right) - 0.1


def test_the_sample_bound_in_five_ways_is_cut_right():
    """Texts that the method's weights were not set on."""
    found, true, false = counts(SAMPLE, Kind.DOSSIER)
    assert true == 5 * 27
    assert found >= 0.95 * true
    assert false <= 3
    assert counts(SAMPLE, Kind.JUROR) == (36, 36, 0)


def test_five_more_ways_that_nothing_was_set_on():
    found, true, false = counts(LAST, Kind.DOSSIER)
    assert true == 5 * 27
    assert found >= 0.93 * true
    assert found >= 0.84 * (found + false)
    assert counts(LAST, Kind.JUROR) == (18, 18, 0)
    assert counts(LAST, Kind.PRIZE) == (3, 3, 0)
    assert counts(LAST, Kind.EDITORIAL) == (1, 1, 0)

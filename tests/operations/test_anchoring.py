"""What the thresholds of ``operations.anchoring`` are worth, over revisions made at random."""

from __future__ import annotations

import random
from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.review import Anchor, Fate, anchor
from gpci_tui.operations import anchoring
from gpci_tui.operations.anchoring import find_again
from gpci_tui.operations.word_diff import Comparison, compare
from tests.operations.made_revisions import Revision, passages, revise, sample_bodies

WRONG = 0.4
"""A passage is wrong where less than this share of its letters are those that were marked."""
STILL_THERE = 0.75
"""One that keeps this share of its letters, in one place, is lost where it is orphaned."""


class Case(NamedTuple):
    revision: Revision
    compared: Comparison
    old: Anchor


class Figures(NamedTuple):
    passages: int
    wrong: int
    lost: int


@cache
def _cases() -> list[Case]:
    """Return 972 passages in 81 revisions of the 27 sample dossiers."""
    chance = random.Random(20250312)
    bodies = sample_bodies()
    found = []
    for number, body in enumerate(bodies):
        others = bodies[:number] + bodies[number + 1 :]
        for _ in range(3):
            made = revise(body, others, chance)
            compared = compare(made.old, made.new)
            found += [
                Case(made, compared, anchor(body, *span)) for span in passages(body, chance, 12)
            ]
    return found


def _figures() -> Figures:
    wrong = lost = 0
    for made, compared, old in _cases():
        span = old.start, old.end
        found = find_again(old, made.new, compared)
        if found is None:
            lost += made.left(*span) >= STILL_THERE and made.is_whole(*span)
        else:
            wrong += made.held(*span, (found.anchor.start, found.anchor.end)) < WRONG
    return Figures(len(_cases()), wrong, lost)


def test_few_passages_are_moved_wrongly_or_lost() -> None:
    figures = _figures()
    assert figures.passages == 972
    assert figures.wrong <= 0.01 * figures.passages
    assert figures.lost <= 0.01 * figures.passages


def test_the_threshold_is_where_neither_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = _figures()
    monkeypatch.setattr(anchoring, "LEAST_ALIKE", 0.5)
    lenient = _figures()
    monkeypatch.setattr(anchoring, "LEAST_ALIKE", 0.9)
    strict = _figures()
    assert lenient.wrong >= 2 * chosen.wrong
    assert strict.lost >= 2 * chosen.lost
    assert chosen.wrong + chosen.lost < min(
        lenient.wrong + lenient.lost, strict.wrong + strict.lost
    )


@given(st.text("ab ", max_size=40), st.integers(0, 40), st.integers(0, 40), st.text("ab "))
def test_an_anchor_is_found_again_only_where_it_stands(
    body: str, start: int, end: int, other: str
) -> None:
    try:
        old = anchor(body, start, end)
    except ValueError:
        return
    for revised in (body, other, other + body, body + other):
        for compared in (None, compare(body, revised)):
            now = find_again(old, revised, compared)
            if now is not None:
                place = now.anchor
                assert place == anchor(revised, place.start, place.end)
                assert (now.similarity == 1.0) or now.fate is Fate.MOVED
    unchanged = find_again(old, body, compare(body, body))
    assert unchanged is not None
    assert (unchanged.anchor, unchanged.fate) == (old, Fate.KEPT)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_text_can_be_searched(body: str, revised: str, start: int, end: int) -> None:
    try:
        old = anchor(body, start, end)
    except ValueError:
        return
    for compared in (None, compare(body, revised)):
        now = find_again(old, revised, compared)
        if now is not None:
            assert revised[now.anchor.start : now.anchor.end] == now.anchor.quote
            assert 0.0 <= now.similarity <= 1.0

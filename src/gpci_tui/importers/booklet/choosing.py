"""The best way to cut atoms into segments: dynamic programming over the whole booklet.

Each atom either begins a segment of some kind or goes on with the one before;
the sum of all scores is the largest possible. Time is linear in the atoms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gpci_tui.model.segments import Kind

KINDS = tuple(Kind)
_DOSSIER = KINDS.index(Kind.DOSSIER)
_COUNT = len(KINDS)
_BARE = _COUNT
"""The state of a dossier that has no text yet."""
_STATES = _COUNT + 1
_NEVER = -1e9
_WITHOUT_TEXT = -5.0
"""For a dossier that ends before it had any text."""

# What may follow what: from the row's kind to the column's, in the order of KINDS.
_FOLLOWS = {
    Kind.EDITORIAL: (0.0, 0.0, -0.5, -0.5, -0.5),
    Kind.JUROR: (-2.0, 0.5, 0.0, -0.5, -0.5),
    Kind.PRIZE: (-4.0, -4.0, -2.5, 1.0, -3.0),
    Kind.DOSSIER: (-4.0, -3.5, 0.0, 0.0, -1.5),
    Kind.OTHER: (0.0, 0.0, 0.0, 0.0, 0.0),
}


class Scores(NamedTuple):
    """What speaks for each kind at an atom, in the order of KINDS."""

    begin: tuple[float, ...]
    inside: tuple[float, ...]
    has_text: bool


class Choice(NamedTuple):
    """What an atom was chosen to be."""

    kind: Kind
    begins: bool
    margin: float
    """How much better the best whole is with this choice than with any other here."""


def choose(scores: Sequence[Scores]) -> list[Choice]:
    """Return the best choice for each atom, all taken together."""
    if not scores:
        return []
    forward = _forward(scores)
    backward = _backward(scores)
    choices = []
    for at, here in enumerate(scores):
        entered = _entered(forward[at - 1] if at else None)
        options: list[tuple[float, Kind, bool]] = []
        for kind in range(_COUNT):
            state = _after_begin(kind, here.has_text)
            options.append(
                (entered[kind] + here.begin[kind] + backward[at][state], KINDS[kind], True)
            )
        if at:
            for state in range(_STATES):
                after = _after_inside(state, here.has_text)
                value = forward[at - 1][state] + here.inside[_kind_of(state)] + backward[at][after]
                options.append((value, KINDS[_kind_of(state)], False))
        options.sort(key=lambda option: -option[0])
        best = options[0]
        others = [value for value, kind, begins in options if (kind, begins) != best[1:]]
        choices.append(Choice(best[1], best[2], best[0] - max(others)))
    return choices


def worth(scores: Sequence[Scores], whole: Sequence[tuple[Kind, bool]]) -> float:
    """Return the sum that a whole makes: for each atom its kind, and whether it begins."""
    total, state = 0.0, _DOSSIER
    for at, (here, (kind, begins)) in enumerate(zip(scores, whole, strict=True)):
        number = KINDS.index(kind)
        if begins:
            total += here.begin[number] + (_LEAVING[state][number] if at else 0.0)
            state = _after_begin(number, here.has_text)
        else:
            total += here.inside[number]
            state = _after_inside(state, here.has_text)
    return total + (_WITHOUT_TEXT if state == _BARE else 0.0)


def _kind_of(state: int) -> int:
    return _DOSSIER if state == _BARE else state


def _after_begin(kind: int, has_text: bool) -> int:
    return _BARE if kind == _DOSSIER and not has_text else kind


def _after_inside(state: int, has_text: bool) -> int:
    return _DOSSIER if state == _BARE and has_text else state


def _leaving(state: int, kind: int) -> float:
    return _FOLLOWS[KINDS[_kind_of(state)]][kind] + (_WITHOUT_TEXT if state == _BARE else 0.0)


_LEAVING = [[_leaving(state, kind) for kind in range(_COUNT)] for state in range(_STATES)]


def _entered(before: list[float] | None) -> list[float]:
    """Return the best sum with which a segment of each kind can begin after ``before``."""
    if before is None:
        return [0.0] * _COUNT
    return [
        max(before[state] + _LEAVING[state][kind] for state in range(_STATES))
        for kind in range(_COUNT)
    ]


def _forward(scores: Sequence[Scores]) -> list[list[float]]:
    rows: list[list[float]] = []
    for at, here in enumerate(scores):
        row = [_NEVER] * _STATES
        before = rows[at - 1] if at else None
        for kind, sum_so_far in enumerate(_entered(before)):
            state = _after_begin(kind, here.has_text)
            row[state] = max(row[state], sum_so_far + here.begin[kind])
        for state, sum_so_far in enumerate(before or ()):
            after = _after_inside(state, here.has_text)
            row[after] = max(row[after], sum_so_far + here.inside[_kind_of(state)])
        rows.append(row)
    return rows


def _backward(scores: Sequence[Scores]) -> list[list[float]]:
    """Return, by atom and state after it, the best sum of all that follows."""
    rows = [[0.0] * _STATES for _ in scores]
    rows[-1][_BARE] = _WITHOUT_TEXT
    for at in range(len(scores) - 2, -1, -1):
        here, after = scores[at + 1], rows[at + 1]
        begun = [
            here.begin[kind] + after[_after_begin(kind, here.has_text)] for kind in range(_COUNT)
        ]
        for state in range(_STATES):
            on = here.inside[_kind_of(state)] + after[_after_inside(state, here.has_text)]
            rows[at][state] = max(
                on, max(_LEAVING[state][kind] + begun[kind] for kind in range(_COUNT))
            )
    return rows

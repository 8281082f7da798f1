"""Inline markup of a paragraph: emphasis, code, links. Linear in time, and never an error.

What is not well-formed markup stays text. Nothing is interpreted beyond its
look: a link's address is shown after its text, and is never opened.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from enum import IntFlag
from typing import NamedTuple


class Mark(IntFlag):
    """How a run of characters is marked up; marks add up."""

    NONE = 0
    BOLD = 1
    ITALIC = 2
    CODE = 4
    LINK = 8
    ADDRESS = 16


class Span(NamedTuple):
    """A run of displayed characters, end excluded, with its marks."""

    start: int
    end: int
    mark: Mark


@dataclass(slots=True)
class Inline:
    """What stands in a raw text: pieces to show, in order, and marks; all in raw positions."""

    pieces: list[tuple[int, int]]
    """Ranges of the raw text that are shown."""
    marks: list[tuple[int, int, Mark]]
    spaces: set[int]
    """Positions that are shown as a space, whatever stands there."""


_SPECIAL = re.compile(r"[\\`*_\]]")
_TOKEN = re.compile(
    r"https?://[^\s<>()\[\]*`\\]+"  # so that an address keeps its underscores
    r"|\\[!-/:-@\[-`{-~]|`+|\*+|_+|!?\[|\]"
)
# Possessive: whatever an address begins with is never scanned twice.
_LINK_TAIL = re.compile(r"\]\((?:[^\s()]|\([^\s()]*+\))*+(?:\s++\"[^\"]*+\")?+\)")
_MAX_RUN = 3
"""Stars in a row that can be emphasis; more are ornament and stay text."""


@dataclass(slots=True)
class _Run:
    char: str
    start: int
    end: int


@dataclass(slots=True)
class _State:
    raw: str
    dropped: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, int, Mark]] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)
    openers: dict[str, list[_Run]] = field(default_factory=lambda: {"*": [], "_": []})
    brackets: list[tuple[int, int]] = field(default_factory=list)
    ticks: dict[int, list[int]] | None = None


def read(raw: str) -> Inline | None:
    """Return the inline markup of ``raw``; None where there is none at all."""
    if not _SPECIAL.search(raw):
        return None
    state = _State(raw)
    position = 0
    while token := _TOKEN.search(raw, position):
        position = _take(state, token.group(), token.start(), token.end())
    if not state.dropped and not state.spaces:
        return None
    return Inline(_kept(raw, state.dropped), state.marks, state.spaces)


def _take(state: _State, token: str, start: int, end: int) -> int:
    """Take one token; return where reading goes on."""
    first = token[0]
    if first == "\\":
        state.dropped.append((start, start + 1))
    elif first == "`":
        return _code(state, start, end)
    elif first in "*_":
        _emphasis(state, token, start, end)
    elif token.endswith("["):
        state.brackets.append((start, end))
    elif first == "]" and state.brackets:
        return _link(state, state.brackets.pop(), start)
    return end


def _code(state: _State, start: int, end: int) -> int:
    if state.ticks is None:
        state.ticks = {}
        for run in re.finditer("`+", state.raw):
            state.ticks.setdefault(run.end() - run.start(), []).append(run.start())
    length = end - start
    closers = state.ticks.get(length, [])
    index = bisect_left(closers, end)
    if index == len(closers):
        return end
    close = closers[index]
    state.dropped += [(start, end), (close, close + length)]
    state.marks.append((end, close, Mark.CODE))
    return close + length


def _link(state: _State, opener: tuple[int, int], close: int) -> int:
    tail = _LINK_TAIL.match(state.raw, close)
    if tail is None:
        return close + 1
    start, text_start = opener
    state.dropped.append((start, text_start))
    text, address = state.raw[text_start:close], state.raw[close + 2 : tail.end() - 1]
    if text == address:
        state.dropped.append((close, tail.end()))
    elif text.strip():
        state.spaces.add(close)
        state.marks.append((close, tail.end(), Mark.ADDRESS))
    else:
        state.dropped.append((close, close + 1))
        state.marks.append((close + 1, tail.end(), Mark.ADDRESS))
    state.marks.append((text_start, close, Mark.LINK))
    return tail.end()


def _emphasis(state: _State, token: str, start: int, end: int) -> None:
    if end - start > _MAX_RUN:
        return
    opens, closes = _flanks(state.raw, token[0], start, end)
    run = _Run(token[0], start, end)
    openers = state.openers[run.char]
    while closes and openers and run.start < run.end:
        opener = openers[-1]
        used = 2 if min(opener.end - opener.start, run.end - run.start) >= 2 else 1
        state.marks.append((opener.end, run.start, Mark.BOLD if used == 2 else Mark.ITALIC))
        opener.end -= used
        run.start += used
        state.dropped += [(opener.end, opener.end + used), (run.start - used, run.start)]
        if opener.start == opener.end:
            openers.pop()
    if opens and run.start < run.end:
        openers.append(run)


def _flanks(raw: str, char: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether a run of stars or underscores can open, and can close (CommonMark 6.2)."""
    before = raw[start - 1] if start else " "
    after = raw[end] if end < len(raw) else " "
    left = not after.isspace() and (_is_wordy(after) or not _is_wordy(before))
    right = not before.isspace() and (_is_wordy(before) or not _is_wordy(after))
    if char == "_":  # within a word an underscore is a letter
        return left and not _is_wordy(before), right and not _is_wordy(after)
    return left, right


def _is_wordy(char: str) -> bool:
    return char.isalnum()


def _kept(raw: str, dropped: list[tuple[int, int]]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    position = 0
    for start, end in sorted(dropped):
        if start > position:
            pieces.append((position, start))
        position = max(position, end)
    if position < len(raw):
        pieces.append((position, len(raw)))
    return pieces


def flatten(marks: list[tuple[int, int, Mark]]) -> tuple[Span, ...]:
    """Return marks that may nest as runs in order that do not overlap."""
    edges: list[tuple[int, int, Mark]] = []
    for start, end, mark in marks:
        if start < end:
            edges += [(start, 1, mark), (end, -1, mark)]
    edges.sort(key=lambda edge: edge[0])
    depth = dict.fromkeys(Mark, 0)
    spans: list[Span] = []
    position, now = 0, Mark.NONE
    for at, step, mark in edges:
        if now and at > position:
            spans.append(Span(position, at, now))
        position = at
        depth[mark] += step
        now = now | mark if depth[mark] else now & ~mark
    return tuple(spans)

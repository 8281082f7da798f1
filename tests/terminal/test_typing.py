"""Typing as fast as hands go: what is listed is never that of something else."""

from __future__ import annotations

import itertools
import re
import time
from pathlib import Path

import pyte
import pytest

from gpci_tui.operations import edition, library
from gpci_tui.store.connection import open_store
from tests.samples import DRAFTS, EDITION

KEYS_A_SECOND = 30
SEARCH = re.compile(r"/ (?P<typed>.*?)\s{2,}(?P<found>\d+)(?: of \d+)?(?: ·|\s|$)")

pytestmark = pytest.mark.terminal


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "edition.gpci"
    store = open_store(path, juror="Jo")
    edition.take_in(store, DRAFTS, EDITION)
    store.close()
    return path


def expected(path: Path, typed: str) -> int:
    store = open_store(path)
    try:
        return len(library.find(store, typed, typing=True).ids)
    finally:
        store.close()


def frames(raw: bytes, ends: list[int]) -> list[tuple[str, int]]:
    """Return what stood in the field, and how many were listed, after each burst of bytes."""
    screen = pyte.Screen(132, 40)
    stream = pyte.ByteStream(screen)
    seen, start = [], 0
    for end in ends:
        stream.feed(re.sub(rb"\x1b\[[>?=][0-9;$]*[a-zA-Z]", b"", raw[start:end]))
        start = end
        found = next((m for line in screen.display if (m := SEARCH.search(line))), None)
        if found is not None:
            seen.append((found["typed"].strip(), int(found["found"])))
    return seen


def test_no_list_is_that_of_an_earlier_letter(gpci, filled):
    typed = "lire ensemble -tablettes"
    prefixes = {typed[:end].strip(): expected(filled, typed[:end]) for end in range(len(typed) + 1)}
    terminal = gpci("--store", filled)
    terminal.wait_for("Library", "Lire ensemble")
    terminal.press("/")
    terminal.read(quiet=0.2)
    ends = [len(terminal.raw)]
    for letter in typed:
        until = time.perf_counter() + 1 / KEYS_A_SECOND
        terminal.press(letter)
        while (left := until - time.perf_counter()) > 0:
            if terminal.read(quiet=0.002, patience=left):
                ends.append(len(terminal.raw))
    terminal.read(quiet=0.5, patience=2)
    ends.append(len(terminal.raw))
    shown = frames(bytes(terminal.raw), ends)
    changed = [now for before, now in itertools.pairwise(shown) if now[1] != before[1]]
    assert shown[-1] == (typed, prefixes[typed])
    assert len(changed) > 1
    assert changed == [(text, prefixes[text]) for text, _ in changed]

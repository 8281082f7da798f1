"""However the program ends while a note is typed, the note is there again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gpci_tui.store import places
from gpci_tui.ui.drafts import understood
from tests.samples import open_filled, opened

if TYPE_CHECKING:
    from benchmarks.driver import Terminal

pytestmark = pytest.mark.terminal

TYPED = "une note en cours"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "edition.gpci"
    open_filled(path).close()
    return path


def type_a_note(terminal: Terminal) -> None:
    """Type until the last key is on the screen."""
    terminal.wait_for("Library", "Lire ensemble")
    terminal.press("n")
    terminal.wait_for("Note on the dossier")
    terminal.press(TYPED)
    terminal.wait_until(lambda screen: TYPED in screen, quiet=0.001)


def on_disk(path: Path) -> str:
    """Return the text of the first note's draft, as one who opens the file later finds it."""
    with opened(path) as store:
        draft = understood(places.session(store.conn).get("draft.note.1", ""))
    return draft.text if draft else ""


def end(number: signal.Signals) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.process.send_signal(number)


@pytest.mark.parametrize(
    "finish",
    [end(signal.SIGTERM), end(signal.SIGHUP), lambda terminal: terminal.hang_up()],
    ids=["SIGTERM", "SIGHUP", "closed window"],
)
def test_a_note_outlives_the_end_right_after_its_last_key(
    gpci: Callable[..., Terminal], filled: Path, finish: Callable[[Terminal], None]
) -> None:
    terminal = gpci("--store", filled)
    type_a_note(terminal)
    finish(terminal)
    assert terminal.process.wait(20) is not None
    assert on_disk(filled) == TYPED


def test_a_note_outlives_a_kill_a_second_after_its_last_key(
    gpci: Callable[..., Terminal], filled: Path
) -> None:
    terminal = gpci("--store", filled)
    type_a_note(terminal)
    shown = time.perf_counter()
    seen = filled.read_bytes()
    while TYPED.encode() not in seen and time.perf_counter() < shown + 1:
        terminal.read(0.02)
        seen = filled.read_bytes()
    terminal.kill()
    assert on_disk(filled) == TYPED


def test_it_is_offered_back(gpci: Callable[..., Terminal], filled: Path) -> None:
    terminal = gpci("--store", filled)
    type_a_note(terminal)
    os.kill(terminal.process.pid, signal.SIGTERM)
    terminal.wait_for_end()
    again = gpci("--store", filled)
    again.wait_for("left unfinished", "Note on the dossier · Lire ensemble")
    again.press("n")
    again.wait_for(TYPED, "is back")

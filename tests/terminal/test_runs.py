"""What only shows in a real terminal: starting, being killed, coming back, hostile texts."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gpci_tui.model.review import Status
from gpci_tui.operations import edition
from gpci_tui.store import reviews
from gpci_tui.store.connection import open_store
from tests.samples import DRAFTS, EDITION, ids, opened, ticking
from tests.terminal.conftest import surroundings

ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
"""What takes the whole window of a terminal, and what gives it back."""

pytestmark = pytest.mark.terminal


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """An edition last written six hours ago, so that the header's time tells a new write."""
    path = tmp_path / "edition.gpci"
    store = open_store(path, juror="Jo", clock=ticking(datetime.now(UTC) - timedelta(hours=6)))
    edition.take_in(store, DRAFTS, EDITION)
    store.close()
    return path


def under_the_cursor(screen: str) -> str:
    """Return the line of the list that the cursor stands on."""
    (line, _second) = [line for line in screen.splitlines() if "▌" in line]
    return line.split("▌")[1].split("▏")[0].strip(" ○►●↺×▐")


def saved(screen: str) -> str:
    """Return the time of the last write as the header says it; '' where it says none."""
    return screen.splitlines()[0].partition("saved ")[2].strip()


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (132, 40)])
def test_the_sample_edition_opens_and_closes(gpci, columns, lines):
    terminal = gpci("demo", columns=columns, lines=lines)
    terminal.wait_for("Library", "27")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    assert b"Traceback" not in terminal.raw


def test_what_the_header_calls_saved_outlives_a_kill(gpci, filled):
    terminal = gpci("--store", filled)
    terminal.wait_for("Library", "Lire ensemble")
    before = saved(terminal.text())
    terminal.press("x")
    terminal.wait_until(lambda screen: saved(screen) not in ("", before), quiet=0.001)
    terminal.kill()
    with opened(filled) as store:
        dossier_id = ids(store)["calais-lecture"]
        assert reviews.review(store.conn, store.juror_id, dossier_id).status is Status.ASIDE


def test_the_cursor_is_where_it_was_left(gpci, filled):
    terminal = gpci("--store", filled)
    terminal.wait_for("Library", "Lire ensemble")
    first = under_the_cursor(terminal.text())
    terminal.press("down")
    terminal.wait_until(lambda screen: under_the_cursor(screen) != first)
    left = under_the_cursor(terminal.text())
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0

    again = gpci("--store", filled)
    again.wait_for("Library", "Lire ensemble")
    assert under_the_cursor(again.text()) == left


def test_a_second_window_only_reads_and_says_so(gpci, filled):
    gpci("--store", filled).wait_for("Library", "Lire ensemble")
    second = gpci("--store", filled)
    second.wait_for("read-only", "Another window")


HOSTILE = """---
title: "Avant\x1b]0;pris\x07 [/x] [@click=app.quit]ici[/] \x9b2JFIN"
applicant: "\x1b[31mVille\x1b[0m [b]de[/b] Test"
---
## \x1b[2JTitre

Texte \x1b]52;c;cHJpcw==\x07 puis \x1b[2JAPRES et \u202eenvers, \x1bP1$qm\x1b\\ fin [/x].
"""
ACTIVE = (
    b"\x1b]0;", b"\x1b]52;", b"\x1b[2JAPRES", b"\x1b[2JTitre", b"\x1b[31mVille", b"\x1bP1$",
    "\x9b".encode(), "\u202e".encode(),
)  # fmt: skip
"""What of it would act on a terminal; Textual itself sends none of these."""


def test_escape_sequences_of_a_dossier_never_reach_the_terminal(gpci, tmp_path):
    (tmp_path / "hostile.md").write_text(HOSTILE, "utf-8")
    store = tmp_path / "edition.gpci"
    subprocess.run(
        [sys.executable, "-m", "gpci_tui", "--store", store, "import", tmp_path / "hostile.md"],
        env=surroundings(tmp_path), check=True, capture_output=True,
    )  # fmt: skip
    terminal = gpci("--store", store)
    terminal.wait_for("Library", "[@click=app.quit]", "[b]de[/b]", "[/x].")
    terminal.press("enter")
    terminal.wait_for("APRES", "[/x].")
    terminal.press("ctrl+q")
    assert terminal.wait_for_end() == 0
    raw = bytes(terminal.raw)
    assert [sequence for sequence in ACTIVE if sequence in raw] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_it_starts_gives_the_terminal_back(gpci, filled: Path, number) -> None:
    terminal = gpci("--store", filled)
    while ENTERED not in terminal.raw:
        terminal.read(quiet=0.001, patience=20)
    terminal.process.send_signal(number)
    assert terminal.wait_for_end() == 0
    assert terminal.raw.rfind(LEFT) > terminal.raw.rfind(ENTERED)


@pytest.mark.parametrize("keys", [(), ("n", "a note that is being typed"), ("enter",)])
def test_a_closed_window_ends_the_program(gpci, filled: Path, keys: tuple[str, ...]) -> None:
    terminal = gpci("--store", filled)
    terminal.wait_for("Library")
    for key in keys:
        terminal.press(key)
        terminal.read()
    terminal.hang_up()
    assert terminal.process.wait(20) is not None
    store = open_store(filled)
    store.close()
    assert not store.read_only


def test_a_signal_to_end_leaves_in_good_order(gpci, filled: Path) -> None:
    terminal = gpci("--store", filled)
    terminal.wait_for("Library")
    terminal.press("x")
    terminal.read()
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.wait_for_end() == 0
    with opened(filled) as store:
        assert reviews.review(store.conn, store.juror_id, 1).status is Status.ASIDE

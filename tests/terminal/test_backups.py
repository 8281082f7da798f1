"""However a session ends in good order, a copy of what it changed is kept."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gpci_tui import paths
from gpci_tui.store import backups, copying
from tests.samples import open_filled, opened

if TYPE_CHECKING:
    from benchmarks.driver import Terminal

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize(
    "finish",
    [
        lambda terminal: terminal.press("ctrl+q"),
        lambda terminal: terminal.process.send_signal(signal.SIGTERM),
        lambda terminal: terminal.hang_up(),
    ],
    ids=["ctrl+q", "SIGTERM", "closed window"],
)
def test_a_copy_is_kept_of_what_a_session_changed(
    gpci: Callable[..., Terminal], tmp_path: Path, finish: Callable[[Terminal], None]
) -> None:
    path = tmp_path / "edition.gpci"
    open_filled(path).close()
    terminal = gpci("--store", path)
    terminal.wait_for("Library", "Lire ensemble")
    terminal.press("x")
    terminal.wait_for("×")
    finish(terminal)
    assert terminal.process.wait(20) is not None
    latest = backups.listed(paths.backup_folder(path))[0]
    with opened(path) as store:
        assert copying.count(latest.path) == copying.tally(store.conn)
    assert b"Traceback" not in terminal.raw

"""A backup and a restore that are killed before any of their steps leave nothing half done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gpci_tui.model.rotation import Reason
from gpci_tui.operations import reviews
from gpci_tui.store import backups
from tests.samples import START, open_filled

SCRIPT = Path(__file__).with_name("killed_copying.py")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="it forks")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """An edition of Tuesday, and a backup of Monday."""
    folder = tmp_path / "base"
    folder.mkdir()
    path = folder / "edition.gpci"
    store = open_filled(path)
    reviews.set_note(store, 1, "lundi")
    backups.keep(store.conn, path, folder / "edition.gpci.backups", Reason.ASKED, START)
    reviews.set_note(store, 1, "mardi")
    store.close()
    return folder


def run(task: str, base: Path) -> list[list[str]]:
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), task, str(base)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return [line.split() for line in ran.stdout.splitlines()]


def test_a_restore_is_done_or_not_and_can_be_done_again(base: Path) -> None:
    lines = run("restore", base)
    killed = [line[1:] for line in lines if line[0] == "killed"]
    assert len(killed) > 15
    # The edition is never gone: where it is Monday's, Tuesday's is among the backups.
    assert {tuple(line) for line in killed} <= {("mardi", "1"), ("mardi", "2"), ("lundi", "2")}
    assert [line[1:] for line in lines if line[0] == "whole"] == [["lundi", "2"]]
    assert {line[1] for line in lines if line[0] == "again"} == {"lundi"}


def test_a_backup_is_whole_or_not_there(base: Path) -> None:
    lines = run("keep", base)
    killed = [line[1:] for line in lines if line[0] == "killed"]
    assert len(killed) > 8
    assert {tuple(line) for line in killed} <= {("mardi", "1"), ("mardi", "2")}
    assert [line[1:] for line in lines if line[0] == "whole"] == [["mardi", "2"]]

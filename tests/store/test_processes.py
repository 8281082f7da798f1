"""What holds between processes, and after one was killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from gpci_tui.operations import reviews
from gpci_tui.store import dossiers, journal
from gpci_tui.store import reviews as stored
from gpci_tui.store.connection import Store, open_store
from tests.samples import opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX's")

OPEN = """
import sys
from pathlib import Path
from gpci_tui.operations import reviews, themes
from gpci_tui.store.connection import open_store
store = open_store(Path(sys.argv[1]))
"""
SAY_AND_WAIT = "print(store.reason or 'writes', flush=True); sys.stdin.read()\n"


def _run(path: Path, script: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN + script, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _kill(process: subprocess.Popen[str]) -> None:
    with process:
        process.kill()
    assert process.returncode == -signal.SIGKILL


def test_the_lock_holds_between_processes_and_ends_with_kill_9(
    store: Store, store_path: Path
) -> None:
    store.close()
    process = _run(store_path, SAY_AND_WAIT)
    try:
        assert _line(process) == "writes"
        with opened(store_path) as second:
            assert second.reason == "busy"
    finally:
        _kill(process)
    with opened(store_path) as second:
        assert second.reason == ""


def test_a_window_open_elsewhere_is_seen(store: Store, store_path: Path) -> None:
    process = _run(store_path, SAY_AND_WAIT)
    try:
        assert _line(process) == "busy"
    finally:
        _kill(process)


def test_what_was_said_to_be_written_survives_kill_9(store: Store, store_path: Path) -> None:
    store.close()
    script = """
for number in range(10_000):
    changes = reviews.set_note(store, 1, f"note {number}")
    print(number, changes.at, flush=True)
"""
    process = _run(store_path, script)
    try:
        for _ in range(20):
            _line(process)
        last, at = _line(process).split()
    finally:
        _kill(process)
    with opened(store_path) as again:
        note = stored.review(again.conn, again.juror_id, 1).note
        assert int(note.removeprefix("note ")) >= int(last)
        assert at in {step.at for step in journal.history(again.conn, limit=20_000)}
        assert again.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert journal.undo(again)


def test_a_step_cut_by_kill_9_leaves_nothing(store: Store, store_path: Path) -> None:
    before = store.conn.execute("SELECT count(*) FROM journal_row").fetchall()
    store.close()
    script = """
from gpci_tui.store import dossiers, journal
with journal.step(store, "theme.create", theme="x") as step:
    for number in range(3000):
        step.insert("theme", name=f"t{number}", folded=f"t{number}", description="d" * 2000)
    print("half way", flush=True)
    sys.stdin.read()
"""
    process = _run(store_path, script)
    try:
        assert _line(process) == "half way"
    finally:
        _kill(process)
    assert (store_path.parent / (store_path.name + "-journal")).exists()
    with opened(store_path) as again:
        assert again.reason == ""
        assert again.conn.execute("SELECT count(*) FROM journal_row").fetchall() == before
        assert reviews.set_note(again, 1, "on goes the work")


def test_a_write_cut_by_kill_9_is_taken_back_for_one_who_only_reads(
    store: Store, store_path: Path
) -> None:
    before = dossiers.get(store.conn, 1)
    store.close()
    script = """
store.conn.execute("PRAGMA cache_size = 1")
store.conn.execute("BEGIN IMMEDIATE")
store.conn.execute("UPDATE dossier SET body = body || hex(zeroblob(100000))")
print("cut", flush=True)
sys.stdin.read()
"""
    process = _run(store_path, script)
    assert _line(process) == "cut"
    _kill(process)
    assert store_path.with_name(store_path.name + "-journal").stat().st_size
    with closing(open_store(store_path, read_only=True)) as reader:
        assert dossiers.get(reader.conn, 1) == before

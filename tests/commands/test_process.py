"""``gpci`` as a process of its own: pipes, encodings, exit statuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def call(edition: Path, *args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gpci_tui", "--store", str(edition), "--lang", "en", *args],
        capture_output=True,
        env={**os.environ, **env},
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.usefixtures("sample")
def test_a_pipe_takes_every_character_whatever_its_encoding(edition: Path) -> None:
    done = call(edition, "list", "--format", "json", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stderr) == (0, b"")
    titles = [row["title"] for row in json.loads(done.stdout.decode("utf-8"))]
    assert "Calais Territoire Bilingue – English Books" in titles


@pytest.mark.usefixtures("here")
def test_a_failure_is_one_line_and_a_status(edition: Path) -> None:
    failed = call(edition, "list")
    assert (failed.returncode, failed.stdout) == (1, b"")
    assert failed.stderr.count(b"\n") == 1
    misused = call(edition, "list", "--format", "x")
    assert (misused.returncode, misused.stdout) == (2, b"")
    assert misused.stderr.count(b"\n") == 1


@pytest.mark.usefixtures("here")
def test_the_interface_asks_for_a_terminal(edition: Path) -> None:
    done = call(edition)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"needs a terminal" in done.stderr
    assert not edition.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="closing a pipe early is POSIX's way")
@pytest.mark.usefixtures("sample")
def test_a_reader_that_leaves_early_is_no_drama(edition: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "gpci_tui", "--store", str(edition), "export", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("command", ["list", "where"])  # More and less than a buffer holds.
def test_a_full_disk_is_told(edition: Path, command: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gpci_tui", "--store", str(edition), command],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        )
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a stream is closed so on POSIX")
@pytest.mark.usefixtures("sample")
def test_a_closed_output_is_no_fault(edition: Path) -> None:
    command = f'"{sys.executable}" -m gpci_tui --store "{edition}" list >&-'
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.usefixtures("sample")
def test_an_empty_path_is_not_the_present_folder(edition: Path) -> None:
    done = call(edition, "import", "")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"A path is empty" in done.stderr

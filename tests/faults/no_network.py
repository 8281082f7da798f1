"""The main job is done while every socket to the outside is forbidden.

An audit hook of Python ends any program that resolves a name, connects, binds or sends; only the
pairs of sockets with which a process wakes itself are let through. Under it run: the demo and the
interface in a pseudo-terminal, led through its places; import, list with searches, show, tag,
shortlist, export to each format, history, undo and redo; and the reading of files in a process of
its own.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import gpci_tui
from tests.faults.fault import Fault, Outcome
from tests.faults.mutations import seeds
from tests.terminal.conftest import surroundings

SITE = """
import os, sys
FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto",
    "socket.sendmsg", "urllib.Request", "http.client", "ftplib", "smtplib",
)

def watch(event, args):
    if event.startswith(FORBIDDEN):
        with open(os.environ["GPCI_WATCHED"], "a") as file:
            file.write(event + "\\n")
        os._exit(99)

sys.addaudithook(watch)
"""
WATCHED = 99
"""How a process that touches a socket ends."""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("import", "files"), ("list",), ("list", "tablettes"), ("list", "tablettes OU école"),
    ("show", "dmd"), ("tag", "dmd", "Inclusion"), ("shortlist",), ("export", "-o", "review.md"),
    ("export", "-o", "review.csv"), ("export", "-o", "review.json"), ("history",), ("undo",),
    ("redo",), ("where",), ("--help",),
)  # fmt: skip
KEYS = (
    "down",
    "/",
    "ecole",
    "escape",
    "enter",
    "down",
    "3",
    "4",
    "1",
    "?",
    "escape",
    "H",
    "escape",
)


def as_it_is(count: int, folder: Path) -> Outcome:
    """Do the whole job ``count`` times."""
    bad: Counter[str] = Counter()
    for number in range(count):
        bad += _job(folder / str(number))
    return Outcome(count * (len(COMMANDS) + 1), bad, f"{len(COMMANDS)} commands and the interface")


def calling_home(count: int, folder: Path) -> Outcome:
    """Run a line that looks a name up."""
    bad: Counter[str] = Counter()
    for _ in range(count):
        env = _watched(folder)
        line = "import socket; socket.getaddrinfo('localhost', 80)"
        status = subprocess.run([sys.executable, "-c", line], env=env, check=False).returncode
        bad["sockets"] += status == WATCHED
    return Outcome(count, bad)


def _watched(folder: Path) -> dict[str, str]:
    """Return the variables of a process, and of all it starts, that is watched."""
    watching = folder / "watching"
    watching.mkdir(exist_ok=True)
    (watching / "sitecustomize.py").write_text(SITE, "utf-8")
    source = Path(gpci_tui.__file__).parents[1]
    places = f"{watching}{':' if sys.platform != 'win32' else ';'}{source}"
    return surroundings(folder) | {
        "PYTHONPATH": places, "GPCI_WATCHED": str(folder / "watched"),
        "GPCI_STORE": str(folder / "edition.gpci"),
    }  # fmt: skip


def _job(folder: Path) -> Counter[str]:
    from benchmarks.driver import Terminal

    files = folder / "files"
    files.mkdir(parents=True)
    for suffix, data in seeds(folder).items():
        name = "edition" if suffix == ".toml" else f"d{suffix.replace('.', '')}"
        (files / f"{name}{suffix}").write_bytes(data)
    env = _watched(folder)
    bad: Counter[str] = Counter()
    for command in COMMANDS:
        arguments = [sys.executable, "-m", "gpci_tui", *command]
        done = subprocess.run(arguments, env=env, cwd=folder, check=False, capture_output=True)
        # Of the files to import some are refused: two of them hold dossiers of one name.
        fine = (0, 1) if command[0] == "import" else (0,)
        bad[f"status {done.returncode} of {command[0]}"] += done.returncode not in (*fine, WATCHED)
    arguments = [sys.executable, "-m", "gpci_tui", "demo"]
    with Terminal(arguments, env=env, cwd=folder) as terminal:
        terminal.wait_for("Library")
        for key in KEYS:
            terminal.press(key)
            terminal.read(quiet=0.05, patience=0.2)
        terminal.press("escape", "ctrl+q")
        bad["interface"] += terminal.wait_for_end() != 0
    watched = folder / "watched"
    bad["sockets"] += len(watched.read_text().split()) if watched.exists() else 0
    return bad


FAULT = Fault(
    name="sockets", what="sockets are forbidden while the main job runs", must="0 sockets",
    quick=1, full=3, run=as_it_is, weaker="a line that looks a name up", control=calling_home,
    control_count=1, how=__doc__,
)  # fmt: skip

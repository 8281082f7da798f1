"""An edition whose every text is hostile is shown on every screen of a real terminal.

Ten payloads (titles of windows, the clipboard, links, sequences that clear or reset, C1, device
strings, controls, bidirectional and invisible characters, markup) stand in every text column of
the edition, written past the cleaning of the import, in the sentences of the history, and in the
names and contents of files to import. The interface is led by its keys through its places and
windows, the command line through its commands. No byte sequence of a payload may come out of the
pseudo-terminal, and the signs of markup must still be on the screen. The full set does it ten
times, so that each field begins with each payload once.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import gpci_tui
from tests.faults import hostile, hostile_store
from tests.faults.fault import Fault, Outcome
from tests.samples import LYON

if TYPE_CHECKING:
    from benchmarks.driver import Terminal

WALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("library", ("down", "up")),
    ("preview", ("tab", "down")),
    ("filters", ("f", "down", "down", "down", "end")),
    ("search", ("escape", "1", "/", "K", "escape", "escape")),
    ("completion", ("/", "theme:", "escape", "escape")),
    ("note", ("n", "escape")),
    ("theme picker", ("t", "escape")),
    ("shortlist picker", ("s", "escape")),
    ("status", ("m", "escape")),
    ("history", ("H", "end", "escape")),
    ("jump", ("J", "K", "escape")),
    ("commands", (":", "escape")),
    ("settings", ("\x1bOQ", "down", "escape")),
    ("help", ("?", "escape")),
    ("comparing", ("v", "down", "v", "c", "i", "escape")),
    ("reader", ("1", "home", "enter", "down", "down", "p", "escape")),
    ("annotations", ("2", "i", "down", "escape")),
    ("annotating", ("2", ";", "a", "escape", "escape")),
    ("revision", ("2", "r", "n", "tab", "o", "escape", "escape")),
    ("finding", ("2", "/", "K", "escape", "escape")),
    ("next dossier", ("2", ">", "end")),
    ("shortlist by prize", ("3",)),
    ("shortlist by theme", ("p", "r", "escape")),
    ("own shortlists", ("p", "right", "R", "escape")),
    ("adding", ("a", "escape")),
    ("themes", ("4", "down", "right")),
    ("describing", ("4", "left", "d", "escape")),
    ("merging", ("M", "escape")),
    ("renaming", ("r", "escape")),
    ("undoing", ("u",)),
    ("redoing", ("U",)),
    ("export", ("E", "escape")),
    ("import", ("1", "I", "{files}", "enter", "down", "down", "escape", "escape")),
)
"""Where, and the keys that lead there from where the one before it ends."""


COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",), ("show", LYON.ref), ("history",), ("export",), ("import", "--dry-run", "{files}"),
    ("shortlist",), ("tag", LYON.ref, "\x1b]52;c;K00\x07"), ("list", "--format", "csv"),
    ("list", "--format", "json"), ("show", "K"), ("export", "--format", "json"), ("undo",),
    ("redo",),
)  # fmt: skip
FEW = 6
"""Commands that a single round tries; each takes a third of a second to start."""


class Seen:
    """What came out of the pseudo-terminals of one round."""

    def __init__(self) -> None:
        self.codes: set[str] = set()
        """Of the fields that stood on the screen."""
        self.bad: Counter[str] = Counter()

    def look(self, text: str) -> None:
        """Take note of a screen."""
        self.codes.update(re.findall(hostile.CODE, text))
        for code in hostile.read_as_markup(text):
            self.bad[f"markup of {hostile_store.FIELD_OF.get(code, 'some field')}"] += 1

    def judge(self, raw: bytes) -> None:
        """Count what acts in all that came."""
        for name, code in hostile.active(raw):
            self.bad[f"{name} of {hostile_store.FIELD_OF.get(code, 'some field')}"] += 1


def as_it_is(count: int, folder: Path) -> Outcome:
    codes, known = hostile_store.CODES, hostile_store.FIELD_OF
    every = Seen()
    for number in range(count):
        made = folder / str(number)
        made.mkdir()
        commands = COMMANDS[:FEW] if count == 1 else COMMANDS
        _round(every, made, number, ((132, 40), (80, 24))[number % 2], commands)
    fields = {known[code] for code in every.codes & known.keys()}
    hidden = ", ".join(sorted(codes.keys() - fields))
    note = f"{len(fields)} fields seen on {len(WALK)} screens and in {len(COMMANDS)} commands"
    return Outcome(count * len(codes), every.bad, note + (f"; never {hidden}" if hidden else ""))


def printed(count: int, folder: Path) -> Outcome:
    """Print the same texts to a terminal as they are, and read markup as markup."""
    from textual.content import Content

    seen = Seen()
    script = "import sys; from pathlib import Path; print(Path(sys.argv[1]).read_text('utf-8'))"
    for number in range(count):
        texts = [hostile.text(code, number) for code in hostile_store.CODES.values()]
        file = folder / "texts"
        file.write_text("\n".join(texts), "utf-8")
        with _terminal(folder, (132, 40), "-c", script, str(file)) as terminal:
            terminal.wait_for_end()
            seen.judge(bytes(terminal.raw))
        seen.look(Content.from_markup("~[b]=K00=[/b]").plain)
    kinds = Counter(dict.fromkeys(hostile.PAYLOADS, 0))
    for what, times in seen.bad.items():
        kinds[what.partition(" of ")[0]] += times
    return Outcome(count * len(hostile_store.CODES), kinds)


def _round(
    seen: Seen,
    folder: Path,
    first: int,
    size: tuple[int, int],
    commands: Sequence[tuple[str, ...]],
) -> None:
    store = str(hostile_store.make(folder, first))
    files = str(hostile_store.files(folder, first))
    with _terminal(folder, size, "-m", "gpci_tui", "--store", store) as terminal:
        terminal.wait_for("Library")
        for where, keys in WALK:
            for key in keys:
                terminal.press(key.replace("{files}", files))
                terminal.read(quiet=0.05, patience=0.2)
                seen.look(terminal.text())
            if terminal.process.poll() is not None:
                seen.bad[f"ended at {where}"] += 1
                break
        terminal.press("escape", "ctrl+q")
        terminal.wait_for_end()
        seen.judge(bytes(terminal.raw))
    for command in commands:
        words = [word.replace("{files}", files) for word in command]
        with _terminal(folder, size, "-m", "gpci_tui", "--store", store, *words) as terminal:
            terminal.wait_for_end()
            if b"Traceback" in terminal.raw:
                seen.bad[f"traceback of {command[0]}"] += 1
            seen.look(terminal.raw.decode("utf-8", "replace"))
            seen.judge(bytes(terminal.raw))


def _terminal(folder: Path, size: tuple[int, int], *arguments: str) -> Terminal:
    from benchmarks.driver import Terminal

    from tests.terminal.conftest import surroundings

    columns, lines = size
    env = surroundings(folder) | {"PYTHONPATH": str(Path(gpci_tui.__file__).parents[1])}
    return Terminal([sys.executable, *arguments], columns=columns, lines=lines, env=env, cwd=folder)


FAULT = Fault(
    name="terminal", what="ten payloads in every field on every screen, bytes taken from a pty",
    must="0 active bytes, 0 markup read", quick=1, full=10, run=as_it_is,
    weaker="the same texts printed as they are", control=printed, control_count=1, how=__doc__,
)  # fmt: skip

"""The page of figures, docs/reliability.md: every line is what a full run measured."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import shown
from tests.faults.fault import Fault, Outcome

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
HEAD = """# Reliability

Written by `python -m tests.faults --full`; run it again rather than editing this page.

What is done to the program on purpose, how often, and what came of it. Every test has a control:
the same trial of something weaker, which has to fail, so that the test is known to see what it
looks for.

| test | what is done | must be | measured | control | of it failed | on |
| --- | --- | --- | --- | --- | --- | --- |
"""
DOCTOR = """## `gpci doctor` on a damaged edition

What the program prints, taken down by the same run; paths are shortened to the edition's name. What
is changed here is changed past the program. The same check runs by itself, beside the work, after
a session that did not end in good order, and speaks up only when it finds something.

"""


def line(fault: Fault, outcome: Outcome, control: Outcome) -> str:
    """Return the line of a fault that was tried."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    measured = str(outcome) + (f" ({outcome.note})" if outcome.note else "")
    said = "**" if fault.failures(outcome) else ""
    cells = (
        f"`{fault.name}`", fault.what, fault.must, f"{said}{measured}{said}",
        fault.weaker, str(control), day,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def kept(page: Path = PAGE) -> dict[str, str]:
    """Return the lines of an earlier run by the names of their faults."""
    if not page.exists():
        return {}
    text = page.read_text("utf-8")
    return {match[1]: match[0] for match in re.finditer(r"^\| `(\w+)` \|.*$", text, re.MULTILINE)}


def write(faults: Sequence[Fault], lines: Mapping[str, str], page: Path = PAGE) -> None:
    """Write the page of all faults that were tried, and how each is done."""
    tried = [fault for fault in faults if fault.name in lines]
    table = "\n".join(lines[fault.name] for fault in tried)
    how = "\n\n".join(f"### `{fault.name}`\n\n{(fault.how or '').strip()}" for fault in tried)
    text = (
        f"{HEAD}{table}\n\n{_machine()}\n\n{DOCTOR}{shown.doctor()}\n\n## How it is done\n\n{how}\n"
    )
    page.write_text(text, "utf-8")


def _machine() -> str:
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()};"
        f" Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}."
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*: (.+)", info.read_text()) if info.exists() else []
    return names[0] if names else platform.machine()

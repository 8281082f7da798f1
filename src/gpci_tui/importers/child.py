"""The process in which ``isolation`` reads files: one question and one answer a file."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from importlib import import_module
from typing import Any

from gpci_tui.importers import answers
from gpci_tui.importers.problems import Rejected

_MEGABYTE = 1 << 20
_WORN = 2
"""A process that still takes more than one part in so many of its memory takes no other file."""
_GRACE = 5
"""Seconds after which a process ends itself that nobody ended in time."""


def main(seconds: float, megabytes: int) -> None:
    """Answer until nobody asks any more."""
    questions, replies = sys.stdin.buffer, _only_for_answers()
    _limit_memory(megabytes)
    last = False
    while not last and (line := questions.readline()):
        module, name, size = json.loads(line)
        # The program ends a process that is late; this is for one whose program was killed.
        faulthandler.dump_traceback_later(seconds + _GRACE, exit=True)
        answer = _read(module, questions.read(size), name)
        faulthandler.cancel_dump_traceback_later()
        last = bool(answer.get("failed")) or _taken() > megabytes // _WORN
        replies.write(json.dumps({**answer, "last": last}).encode() + b"\n")
        replies.flush()


def _read(module: str, data: bytes, name: str) -> dict[str, Any]:
    try:
        return answers.pack(import_module(module).read(data, name))
    except Rejected as rejected:
        return answers.pack_refusal(rejected)
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # noqa: BLE001 - any library may stumble over a damaged file
        return {"failed": repr(error)}


def _only_for_answers() -> Any:
    """Return where answers are written, and send elsewhere what a library may print."""
    replies = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return replies


def _limit_memory(megabytes: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    # macOS refuses some limits.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE,) * 2)


def _taken() -> int:
    """Return the megabytes of address space that this process takes; 0 where that is unknown."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // _MEGABYTE

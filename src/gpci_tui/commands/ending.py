"""How a run ends: what to say when it fails, in one line, and with which status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress

from gpci_tui import faults, i18n, paths
from gpci_tui.i18n import _
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import GpciError

FAILED = 1
MISUSED = 2
STOPPED = 130
"""Exit statuses; 130 is what a shell says after ctrl+c."""


def ended(run: Callable[[], int]) -> int:
    """Run, say what went wrong, if anything, and return the exit status."""
    _use_utf8()
    status = STOPPED
    with suppress(KeyboardInterrupt):
        status = _guarded(run)
    return status


def _guarded(run: Callable[[], int]) -> int:
    try:
        return run()
    except GpciError as error:
        complain(i18n.say(error))
    except BrokenPipeError:
        # Who read the answer has seen enough, as in "gpci list | head".
        _discard_output()
    except OSError as error:
        complain(_("The system refused it: {error}").format(error=error.strerror or error))
        _discard_output()
    except Exception as error:  # noqa: BLE001 - the last place before a traceback
        complain(faults.report(error, paths.log_file()))
    return FAILED


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    print(f"gpci: {clean_line(message)}", file=sys.stderr)


def _use_utf8() -> None:
    """Let a pipe of Windows take every character, and a closed output take nothing."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _discard_output() -> None:
    """Keep Python from writing once more, at its end, where nobody reads."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""Every fault, in the order of the page."""

from __future__ import annotations

import sys

from tests.faults import killing, machine, power, probe, queries
from tests.faults.fault import Fault

FAULTS: tuple[Fault, ...] = (killing.FAULT, power.FAULT, machine.FAULT, queries.FAULT, probe.FAULT)
POSIX_ONLY = ("kill", "terminal")


def is_possible(fault: Fault) -> bool:
    """Return whether this system has what the fault is made with."""
    return sys.platform != "win32" or fault.name not in POSIX_ONLY

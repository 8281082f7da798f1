"""Every fault, in the order of the page."""

from __future__ import annotations

import sys

from tests.faults import (
    damage,
    full_disk,
    imports,
    killing,
    machine,
    no_network,
    old_stores,
    power,
    probe,
    queries,
    two,
    writing,
)
from tests.faults.fault import Fault

_MODULES = (
    killing, power, full_disk, damage, two, machine, queries, probe, imports, no_network,
    old_stores, writing,
)  # fmt: skip
FAULTS: tuple[Fault, ...] = tuple(module.FAULT for module in _MODULES)
POSIX_ONLY = ("kill", "terminal", "sockets", "typing")


def is_possible(fault: Fault) -> bool:
    """Return whether this system has what the fault is made with."""
    return sys.platform != "win32" or fault.name not in POSIX_ONLY

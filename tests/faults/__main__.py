"""``python -m tests.faults``: the quick set, or with --full the full one, which writes the page."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from gpci_tui import i18n
from tests.faults import page
from tests.faults.fault import Fault, Outcome, Trial
from tests.faults.faults import FAULTS, is_possible


def main() -> int:
    """Return 1 where something failed that must not, or a control did not fail."""
    names = [fault.name for fault in FAULTS]
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the full counts; writes the page")
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="TEST")
    parser.add_argument("--count", type=int, help="so often in place of the full counts")
    chosen = parser.parse_args()
    i18n.choose("en")
    failed = []
    for fault in FAULTS:
        if fault.name not in chosen.only:
            continue
        if not is_possible(fault):
            print(f"{fault.name}: not possible here", flush=True)
            continue
        count = (chosen.count or fault.full) if chosen.full else fault.quick
        outcome = _tried(fault, "", fault.run, count)
        control = _tried(fault, "control of ", fault.control, fault.control_count)
        if fault.failures(outcome) or not control.bad.total():
            failed.append(fault.name)
        if chosen.full:
            page.write(FAULTS, page.kept() | {fault.name: page.line(fault, outcome, control)})
    print(f"FAILED: {', '.join(failed)}" if failed else "all as it must be")
    return bool(failed)


def _tried(fault: Fault, prefix: str, trial: Trial, count: int) -> Outcome:
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="gpci-fault-") as folder:
        outcome = trial(count, Path(folder))
    seconds = time.perf_counter() - started
    print(f"{prefix}{fault.name}: {outcome} [{outcome.note}] {seconds:.1f} s", flush=True)
    return outcome


if __name__ == "__main__":
    sys.exit(main())

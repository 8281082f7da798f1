"""The quick set: every fault a few times, and its control, which has to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.fault import Fault
from tests.faults.faults import FAULTS, is_possible

POSSIBLE = [pytest.param(fault, id=fault.name) for fault in FAULTS if is_possible(fault)]


@pytest.mark.parametrize("fault", POSSIBLE)
def test_it_does_no_harm(fault: Fault, tmp_path: Path) -> None:
    outcome = fault.run(fault.quick, tmp_path)
    assert outcome.tried
    assert not fault.failures(outcome), outcome


@pytest.mark.parametrize("fault", POSSIBLE)
def test_its_control_fails(fault: Fault, tmp_path: Path) -> None:
    outcome = fault.control(fault.control_count, tmp_path)
    assert outcome.bad.total(), outcome

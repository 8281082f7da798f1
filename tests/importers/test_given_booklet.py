"""The published brochure, cut without a hand touching it. Run with GPCI_BOOKLET=its text."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path

import pytest

from gpci_tui.importers.booklet import propose
from gpci_tui.model.segments import Kind, Proposal, is_sound

TRUTH = tomllib.loads(
    Path(__file__).parent.parent.joinpath("data", "booklets", "given.toml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    data = Path(os.environ["GPCI_BOOKLET"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == TRUTH["sha256"], "another text"
    return propose(data.decode().split("\n"), name="given")


def begins(proposal: Proposal, kind: Kind) -> list[int]:
    return [segment.first + 1 for segment in proposal.segments if segment.kind is kind]


def test_every_line_is_in_one_segment(proposal: Proposal):
    assert is_sound(proposal)


def test_dossiers_begin_where_they_do(proposal: Proposal):
    found, true = set(begins(proposal, Kind.DOSSIER)), set(TRUTH["dossiers"])
    assert len(found & true) >= 26
    inside = [line for line in range(min(true), len(proposal.lines) + 1)
              if line not in true and line not in TRUTH["prizes"]]  # fmt: skip
    all_begins = {segment.first + 1 for segment in proposal.segments}
    assert len(all_begins & set(inside)) <= 1


def test_the_jury_and_the_editorials_are_known(proposal: Proposal):
    assert begins(proposal, Kind.JUROR) == TRUTH["jurors"]
    assert begins(proposal, Kind.EDITORIAL) == TRUTH["editorials"]
    assert begins(proposal, Kind.PRIZE) == TRUTH["prizes"]

"""``gpci export``."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint
from tests.samples import ids


@pytest.fixture
def annotated(sample: Run, edition: Path) -> Run:
    with visit(edition, write=True) as store:
        annotations.annotate(store, ids(store)["cape-code"], 0, 40, Kind.QUOTE, "=note")
    return sample


def test_it_is_printed_as_markdown(annotated: Run) -> None:
    text = answer(annotated("export"))
    assert text.startswith("# Grand Prix des collectivités innovantes 2025\n")
    assert "1 annotation\n" in text


def test_the_ending_chooses_the_format(annotated: Run, here: Path) -> None:
    for name in ("a.json", "a.csv", "a.md", "a.txt"):
        written = annotated("export", "-o", str(here / name))
        assert (written.exit_code, written.stdout) == (0, "")
        assert "1 annotation" in written.stderr
    assert json.loads((here / "a.json").read_text("utf-8"))["version"] == 1
    with (here / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["note"] for row in rows if row["item"] == "annotation"] == ["'=note"]
    assert (here / "a.txt").read_text("utf-8").startswith("# Grand Prix")


def test_the_format_can_be_named(annotated: Run, here: Path) -> None:
    annotated("export", "--format", "json", "-o", str(here / "a.dat"))
    assert json.loads((here / "a.dat").read_text("utf-8"))["format"] == "gpci-review"
    assert json.loads(answer(annotated("export", "--format", "json", "-o", "-")))


def test_a_file_is_replaced_when_forced_only(annotated: Run, here: Path) -> None:
    target = here / "a.md"
    target.write_text("précieux")
    assert "--force" in complaint(annotated("export", "-o", str(target)))
    assert target.read_text() == "précieux"
    assert annotated("export", "-o", str(target), "--force").exit_code == 0
    assert target.read_text("utf-8").startswith("# Grand Prix")


def test_a_file_that_cannot_be_written_is_told(annotated: Run, here: Path) -> None:
    assert "can't be written" in complaint(annotated("export", "-o", str(here / "x" / "a.md")))

"""``gpci`` called in process, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gpci_tui import paths
from gpci_tui.commands.program import gpci
from gpci_tui.operations import importing
from gpci_tui.store.visit import visit

Run = Callable[..., Result]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the editions and the log are."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(paths, "log_file", lambda: tmp_path / "gpci.log")
    monkeypatch.setattr(paths, "demo_store", lambda: tmp_path / "demo.gpci")
    return tmp_path


@pytest.fixture
def edition(here: Path) -> Path:
    """Where the edition of ``run`` is; nothing made it yet."""
    return here / "edition.gpci"


@pytest.fixture
def run(edition: Path) -> Run:
    """Call ``gpci`` on ``edition``, in English unless told otherwise."""

    def call(*args: str, lang: str = "en") -> Result:
        before = ["--store", str(edition), "--lang", lang]
        return CliRunner().invoke(gpci, [*before, *args])

    return call


@pytest.fixture
def sample(edition: Path, run: Run) -> Run:
    """The same, with the sample in the edition."""
    with visit(edition, write=True, make=True) as store:
        importing.open_sample(store)
    return run

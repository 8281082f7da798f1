"""What all tests share: English spoken, places on disk of one's own, a small edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import hypothesis
import pytest

from gpci_tui import i18n
from gpci_tui.store.connection import Store, open_store
from tests.samples import open_filled, ticking

hypothesis.settings.register_profile(
    "gpci",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("gpci")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English before and after every test, whatever it chose."""
    i18n.choose("en")
    yield
    i18n.choose("en")


@pytest.fixture(autouse=True)
def own_places(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a test that forgets to name a file away from the user's own edition and settings."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("GPCI_STORE", str(home / "edition.gpci"))
    monkeypatch.setenv("GPCI_SETTINGS", str(home / "settings.toml"))


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that is one second later each time it is read, from 2025-03-12 13:00 UTC on."""
    return ticking()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where ``store`` and ``empty_store`` are."""
    return tmp_path / "edition.gpci"


@pytest.fixture
def empty_store(store_path: Path, clock: Callable[[], datetime]) -> Iterator[Store]:
    """An edition just made, without dossiers."""
    opened = open_store(store_path, juror="Jo", clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """An edition with the small dossiers of ``tests.samples``, imported in one step."""
    opened = open_filled(store_path)
    yield opened
    opened.close()

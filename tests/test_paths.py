from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui import paths


def test_a_named_store_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GPCI_STORE", str(tmp_path / "mine.gpci"))
    assert paths.default_store() == tmp_path / "mine.gpci"
    monkeypatch.setenv("GPCI_STORE", "~/mine.gpci")
    assert paths.default_store() == Path.home() / "mine.gpci"


@pytest.mark.parametrize("value", [None, ""])
def test_else_the_users_own(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    for name in ("GPCI_STORE", "GPCI_SETTINGS"):
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    assert paths.default_store().is_absolute()
    assert paths.default_store().parent == paths.demo_store().parent
    assert paths.default_store() != paths.demo_store()
    assert paths.settings_file().name == "settings.toml"
    assert "gpci" in paths.settings_file().parent.as_posix()


def test_named_settings_come_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GPCI_SETTINGS", str(tmp_path / "mine.toml"))
    assert paths.settings_file() == tmp_path / "mine.toml"


def test_asking_makes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("GPCI_STORE", "GPCI_SETTINGS"):
        monkeypatch.delenv(name)
    for ask in (paths.default_store, paths.demo_store, paths.settings_file, paths.log_file):
        ask()
    assert list(tmp_path.iterdir()) == []


def test_an_export_is_looked_for_beside_an_edition_of_ones_own(tmp_path: Path) -> None:
    assert paths.export_folder(tmp_path / "mine.gpci") == tmp_path
    assert paths.export_folder(Path("mine.gpci")) == Path.cwd()


def test_and_not_in_the_folder_of_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    found = paths.export_folder(paths.demo_store())
    assert found != paths.demo_store().parent
    assert found.is_dir()


def test_the_sample_is_there() -> None:
    assert (paths.sample_dossiers() / "edition.toml").is_file()
    assert len(list(paths.sample_dossiers().glob("*.md"))) == 27

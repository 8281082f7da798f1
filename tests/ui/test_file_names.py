"""Names of files as they are typed, completed, pasted and dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gpci_tui.ui import file_names
from gpci_tui.ui.file_names import Entry, complete, entries, shorten, understand


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Éditions", "archives", ".hidden"):
        (tmp_path / name).mkdir()
    for name in ("a.md", "B.md", "notes.toml", "photo.png", ".secret.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return tmp_path


def names(typed: str, suffixes: tuple[str, ...] | None = None) -> list[str]:
    return [entry.name for entry in entries(typed, suffixes)]


def test_folders_come_first_and_what_is_hidden_does_not(folder: Path) -> None:
    assert names(f"{folder}/") == [
        "archives",
        "Éditions",
        "a.md",
        "B.md",
        "notes.toml",
        "photo.png",
    ]
    assert names(f"{folder}/", (".md",)) == ["archives", "Éditions", "a.md", "B.md"]


def test_what_is_hidden_comes_after_a_typed_dot(folder: Path) -> None:
    assert names(f"{folder}/.") == [".hidden", ".secret.md"]


def test_case_and_accents_need_not_be_typed(folder: Path) -> None:
    assert names(f"{folder}/edi") == ["Éditions"]
    assert names(f"{folder}/A") == ["archives", "a.md"]


def test_a_folder_that_cant_be_read_holds_nothing(folder: Path) -> None:
    assert names(f"{folder}/nowhere/") == []
    assert names(f"{folder}/a.md/") == []
    assert names("\0/") == []


def test_a_name_that_cant_be_shown_is_not_offered(folder: Path) -> None:
    (folder / "bad\x1b[2J.md").write_text("", encoding="utf-8")
    assert names(f"{folder}/b") == ["B.md"]


def test_a_very_full_folder_is_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_names, "MOST", 3)
    assert len(names(f"{folder}/")) == 3


def test_a_name_is_completed_and_a_folder_goes_on(folder: Path) -> None:
    assert complete(f"{folder}/edi", Entry("Éditions", True)) == f"{folder}/Éditions{os.sep}"
    assert complete("dos", Entry("dossier.md", False)) == "dossier.md"


def test_home_is_named_with_a_tilde(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    assert names("~", (".md",)) == ["archives", "Éditions", "a.md", "B.md"]
    assert complete("~", Entry("archives", True)) == os.path.join("~", "archives", "")
    assert understand("~/a.md") == folder / "a.md"
    assert shorten(folder / "archives" / "x.md") == os.path.join("~", "archives", "x.md")
    assert shorten(folder.parent) == str(folder.parent)


@pytest.mark.parametrize("typed", ["{0}/my file.md", "  {0}/my file.md ", "'{0}/my file.md'",
                                   '"{0}/my file.md"', "file://{0}/my%20file.md",
                                   "{0}/my\\ file.md"])  # fmt: skip
@pytest.mark.skipif(os.sep != "/", reason="what terminals of other systems add differs")
def test_what_is_dropped_on_the_terminal_is_understood(folder: Path, typed: str) -> None:
    (folder / "my file.md").write_text("", encoding="utf-8")
    assert understand(typed.format(folder)) == folder / "my file.md"


@pytest.mark.skipif(os.sep != "/", reason="a backslash parts the folders there")
def test_a_backslash_that_is_part_of_a_name_stays(folder: Path) -> None:
    (folder / "a\\b.md").write_text("", encoding="utf-8")
    assert understand(f"{folder}/a\\b.md") == folder / "a\\b.md"

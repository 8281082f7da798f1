"""The bytes of a file: all of them, as they stand, or a reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from gpci_tui.importers import decoding
from gpci_tui.importers.dossier import read
from gpci_tui.importers.problems import Rejected
from gpci_tui.importers.source import SourceFile


def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Any) -> None:
    """Let ``act`` happen between the opening of a file and its reading."""
    open_file = os.fdopen

    def opened(*arguments: Any) -> Any:
        file = open_file(*arguments)
        before = os.fstat(file.fileno())
        fstat = os.fstat
        answers = iter([before])

        def stat(handle: int) -> os.stat_result:
            found = next(answers, None)
            if found is not None:
                act()
                return found
            return fstat(handle)

        monkeypatch.setattr(decoding.os, "fstat", stat)
        return file

    monkeypatch.setattr(decoding.os, "fdopen", opened)


@pytest.mark.parametrize("change", ["grow", "shrink", "rewrite"])
def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Titre\n\nTexte.\n")

    def act() -> None:
        now = {"grow": "# Titre\n\nTexte et suite.\n", "shrink": "# T\n\nTexte.\n"}
        path.write_text(now.get(change, "# Autre\n\nMots..\n"))
        os.utime(path, ns=(1, 1))

    meanwhile(monkeypatch, act)
    (problem,) = read(SourceFile(path, "a.md")).problems
    assert "changed while it was read" in str(problem.error)


def test_what_is_held_elsewhere_is_not_looked_for_on_the_disk() -> None:
    file = SourceFile(Path("nowhere/a.md"), "z.zip/a.md", held=lambda _: b"# Titre\n\nTexte.\n")
    (draft,) = read(file).drafts
    assert (draft.title, draft.ref, draft.source) == ("Titre", "a", "z.zip/a.md")


def test_the_limit_is_that_of_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 11)
    assert SourceFile(path, "a.md").data(11) == b"x" * 11
    with pytest.raises(Rejected, match="too large"):
        SourceFile(path, "a.md").data(10)


def test_an_unknown_ending_is_told() -> None:
    (problem,) = read(SourceFile(Path("a.xyz"), "a.xyz", held=lambda _: b"x")).problems
    assert "“.xyz”" in str(problem.error)


def test_an_empty_file_is_told() -> None:
    (problem,) = read(SourceFile(Path("a.md"), "a.md", held=lambda _: b"")).problems
    assert str(problem.error) == "The file is empty."

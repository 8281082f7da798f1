"""Which files of the named paths are read."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from gpci_tui.importers.dossier import read
from gpci_tui.importers.folder import Scan, scan
from gpci_tui.importers.problems import Severity

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")


def names(found: Scan) -> list[str]:
    return [file.name for file in found.dossiers]


def told(found: Scan) -> list[tuple[str, str, str]]:
    return [(p.severity.value, p.file, str(p.error)) for p in found.problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dossiers"
    (made / "sous").mkdir(parents=True)
    for name in ("b.md", "a.markdown", "C.TXT", "edition.toml", ".caché.md", "~$a.md", "sous/d.md"):
        (made / name).write_text("# T\n\nTexte\n")
    return made


def test_a_folder_gives_its_texts_in_order(folder: Path) -> None:
    found = scan([folder])
    assert names(found) == [
        "dossiers/C.TXT", "dossiers/a.markdown", "dossiers/b.md", "dossiers/sous/d.md",
    ]  # fmt: skip
    assert [file.name for file in found.editions] == ["dossiers/edition.toml"]
    assert all(file.found for file in found.dossiers)
    assert found.problems == []


def test_nothing_is_read_twice(folder: Path) -> None:
    found = scan([folder / "b.md", folder, folder / "sous", folder / "b.md"])
    assert sorted(Path(name).name for name in names(found)) == [
        "C.TXT", "a.markdown", "b.md", "d.md",
    ]  # fmt: skip
    assert found.problems == []


def test_the_folder_that_one_stands_in_has_its_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert names(scan([Path()]))[0] == "dossiers/C.TXT"


def test_a_file_of_another_kind_is_refused_when_named(tmp_path: Path) -> None:
    for name, part in (("a.JPG", "“.jpg” is not read; these are: .md"), ("b.doc", "as DOCX")):
        (tmp_path / name).write_bytes(b"x")
        ((severity, file, reason),) = told(scan([tmp_path / name]))
        assert (severity, file) == ("refused", name)
        assert part in reason


def test_an_old_word_file_in_a_folder_is_not_left_aside_in_silence(folder: Path) -> None:
    (folder / "w.doc").write_bytes(b"x")
    ((severity, file, reason),) = told(scan([folder]))
    assert (severity, file) == ("refused", "dossiers/w.doc")
    assert "Save it as DOCX" in reason


def test_files_of_other_kinds_in_a_folder_are_told_once(folder: Path) -> None:
    for name in ("w.jpg", "x.mp4", "y.png", "z.zipx"):
        (folder / name).write_bytes(b"")
    ((severity, file, reason),) = told(scan([folder]))
    assert (severity, file) == ("notice", "dossiers")
    assert "(4): w.jpg, x.mp4, y.png, …" in reason


def test_what_is_not_there_is_told(tmp_path: Path, folder: Path) -> None:
    found = scan([tmp_path / "nulle-part", folder])
    assert len(found.dossiers) == 4
    ((severity, file, _),) = told(found)
    assert (severity, file) == ("refused", str(tmp_path / "nulle-part"))


@pytest.mark.parametrize("content", [(), ("a.jpg",), (".caché.md",)])
def test_a_folder_without_dossiers_is_told(tmp_path: Path, content: tuple[str, ...]) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    for name in content:
        (empty / name).write_bytes(b"")
    found = scan([empty])
    refused = [p for p in found.problems if p.severity is Severity.REFUSED]
    assert [p.file for p in refused] == ["vide"]
    assert "no dossier" in str(refused[0].error)


@needs_links
def test_links_that_go_in_a_circle_end(folder: Path) -> None:
    (folder / "sous" / "boucle").symlink_to(folder, target_is_directory=True)
    (folder / "soi").symlink_to(folder / "soi")
    (folder / "soi.md").symlink_to(folder / "soi.md")
    (folder / "perdu.md").symlink_to(folder / "nulle-part")
    (folder / "zz-lien.md").symlink_to(folder / "b.md")
    found = scan([folder])
    # The broken ones are told when they are read; the second name of b.md is b.md.
    assert [Path(name).name for name in names(found)] == [
        "C.TXT", "a.markdown", "b.md", "perdu.md", "soi.md", "d.md",
    ]  # fmt: skip


def test_a_folder_that_cannot_be_listed_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir = os.listdir

    def forbidden(path: Path) -> list[str]:
        if Path(path).name == "sous":
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr(os, "listdir", forbidden)
    found = scan([folder])
    assert len(found.dossiers) == 3
    ((severity, file, reason),) = told(found)
    assert (severity, file) == ("refused", "dossiers/sous")
    assert "Permission denied" in reason


@needs_links
def test_a_name_that_steers_the_terminal_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.md").write_text("# T\n\nTexte\n")
    (tmp_path / "b\x1b]0;x\x07.jpg").write_text("")
    found = scan([tmp_path])
    assert "\x1b" not in "".join(names(found)) + repr(told(found)).replace("\\x1b", "\x1b")
    assert found.dossiers[0].path.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are POSIX's")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.md")
    (file,) = scan([tmp_path]).dossiers
    reading = read(file)
    assert reading.draft is None
    assert "ordinary file" in str(reading.problems[0].error)

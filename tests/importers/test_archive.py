"""A ZIP is read as a folder is; what may do harm in it is told, and the rest goes in."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gpci_tui.importers import archive, dossier, folder
from gpci_tui.importers.dossier import Reading
from gpci_tui.importers.folder import Scan

TEXT = "# Titre\n\nTexte.\n"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[list[Scan]]:
    scans: list[Scan] = []
    yield scans
    for scan in scans:
        scan.close()


@pytest.fixture
def reads(tmp_path: Path, made: list[Scan]):
    """Write a ZIP of files (name or ZipInfo -> content) and read it."""

    def read(*files: tuple[str | zipfile.ZipInfo, str | bytes], path: Path | None = None):
        target = path or tmp_path / "lot.zip"
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in files:
                packed.writestr(name, content)
        found = folder.scan([target])
        made.append(found)
        return found, [dossier.read(file) for file in found.dossiers]

    return read


def told(found: Scan, readings: list[Reading]) -> dict[str, str]:
    problems = [*found.problems, *(p for reading in readings for p in reading.problems)]
    return {problem.file: str(problem.error) for problem in problems}


def taken(readings: list[Reading]) -> list[str]:
    return [draft.source for reading in readings for draft in reading.drafts]


def info(name: str, **values: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.compress_type = zipfile.ZIP_DEFLATED
    for key, value in values.items():
        setattr(made, key, value)
    return made


def test_a_zip_is_read_as_a_folder_is(reads) -> None:
    found, readings = reads(
        ("b/zwei.md", TEXT), ("b/", ""), ("eins.md", TEXT), ("edition.toml", "[edition]\n"),
        ("__MACOSX/eins.md", "x"), (".DS_Store", "x"), ("b/.x.md", "x"), ("~$eins.docx", "x"),
        ("photo.jpg", "x"), ("vieux.doc", "x"), ("vide.md", ""),
    )  # fmt: skip
    assert taken(readings) == ["lot.zip/b/zwei.md", "lot.zip/eins.md"]
    assert [file.name for file in found.editions] == ["lot.zip/edition.toml"]
    assert [reading.draft.ref for reading in readings if reading.draft] == ["zwei", "eins"]
    problems = told(found, readings)
    assert sorted(problems) == ["lot.zip", "lot.zip/vide.md", "lot.zip/vieux.doc"]
    assert "photo.jpg" in problems["lot.zip"]
    assert "Save it as DOCX" in problems["lot.zip/vieux.doc"]


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "x/../../a.md",
        "/etc/a.md",
        "\\a.md",
        "x\\..\\a.md",
        "C:\\a.md",
        "C:/a.md",
    ],
)
def test_a_name_that_leads_out_is_refused(reads, name: str) -> None:
    found, readings = reads(("bon.md", TEXT), (name, TEXT))
    assert taken(readings) == ["lot.zip/bon.md"]
    (reason,) = told(found, readings).values()
    assert "leads out" in reason


def test_a_name_with_two_dots_in_it_is_a_name(reads) -> None:
    assert taken(reads(("a..b/c...md", TEXT))[1]) == ["lot.zip/a..b/c...md"]


def test_what_is_encrypted_linked_or_packed_otherwise_is_refused(reads, tmp_path: Path) -> None:
    link = info("lien.md", external_attr=(stat.S_IFLNK | 0o777) << 16)
    bzip = info("autre.md")
    bzip.compress_type = zipfile.ZIP_BZIP2
    path = tmp_path / "lot.zip"
    reads(("bon.md", TEXT), (link, "/etc/passwd"), (bzip, TEXT), ("secret.md", TEXT), path=path)
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(signature) + offset] |= 1
    path.write_bytes(data)
    found = folder.scan([path])
    readings = [dossier.read(file) for file in found.dossiers]
    found.close()
    problems = told(found, readings)
    assert taken(readings) == ["lot.zip/bon.md"]
    assert "password" in problems["lot.zip/secret.md"]
    assert "link" in problems["lot.zip/lien.md"]
    assert "packed in a way" in problems["lot.zip/autre.md"]


def test_what_is_packed_too_tightly_or_too_large_is_refused(
    reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, readings = reads(("bon.md", TEXT), ("bombe.md", " " * 3_000_000), ("vide.md", " " * 999))
    problems = told(found, readings)
    assert taken(readings) == ["lot.zip/bon.md"]
    assert "200 to 1" in problems["lot.zip/bombe.md"]
    assert "title" in problems["lot.zip/vide.md"]
    monkeypatch.setattr(archive, "MAX_TOTAL", 1_000_000)
    found, readings = reads(("bon.md", TEXT), ("grand.jpg", os.urandom(1_000_000)))
    assert readings == []
    assert "more than" in told(found, readings)["lot.zip"]


def test_a_zip_of_65000_files_is_refused(reads) -> None:
    found, readings = reads(*((f"{number}.md", b"") for number in range(65_000)))
    assert readings == []
    assert "65000 files" in told(found, readings)["lot.zip"]


def test_a_zip_within_a_zip_is_refused(reads) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("a.md", TEXT)
    found, readings = reads(("bon.md", TEXT), ("lot2.ZIP", inner.getvalue()))
    assert taken(readings) == ["lot.zip/bon.md"]
    assert "Unpack it first" in told(found, readings)["lot.zip/lot2.ZIP"]


@pytest.mark.parametrize("keep", [0, 10, -30, -1])
def test_a_truncated_zip_is_refused(tmp_path: Path, reads, keep: int) -> None:
    path = tmp_path / "lot.zip"
    reads(("a.md", TEXT * 50), path=path)
    path.write_bytes(path.read_bytes()[:keep])
    found = folder.scan([path])
    found.close()
    assert "incomplete or damaged" in told(found, [])["lot.zip"]


def test_a_file_of_it_that_is_damaged_is_refused_alone(tmp_path: Path, reads) -> None:
    path = tmp_path / "lot.zip"
    reads(("a.md", os.urandom(500).hex()), ("b.md", TEXT), path=path)
    data = bytearray(path.read_bytes())
    data[60:80] = bytes(20)
    path.write_bytes(data)
    found = folder.scan([path])
    readings = [dossier.read(file) for file in found.dossiers]
    found.close()
    assert taken(readings) == ["lot.zip/b.md"]
    assert "damaged" in told(found, readings)["lot.zip/a.md"]


def test_a_zip_that_changes_meanwhile_is_refused(tmp_path: Path, made: list[Scan], reads) -> None:
    path = tmp_path / "lot.zip"
    found, _ = reads(("a.md", TEXT), path=path)
    with path.open("ab") as file:
        file.write(b"x")
    (problem,) = dossier.read(found.dossiers[0]).problems
    assert "changed while it was read" in str(problem.error)


@pytest.mark.parametrize("name", ["a\nb.md", "a\u202eb.md", "a\x1b[31m.md"])
def test_a_name_with_steering_signs_is_cleaned_and_told(reads, name: str) -> None:
    found, readings = reads((name, TEXT))
    (source,) = taken(readings)
    assert source.isprintable()
    assert "were taken out" in told(found, readings)[source]


def test_names_of_other_systems_are_read(tmp_path: Path) -> None:
    def unmarked(name: bytes) -> zipfile.ZipInfo:
        """Return a name whose encoding is not stated."""
        return info(name.decode("cp437"))

    assert "é".encode("cp850") == "é".encode("cp437")
    for raw, name in (("été.md".encode(), "été.md"), ("ÀÉ.md".encode("cp850"), "ÀÉ.md")):
        entry = unmarked(raw)
        entry.filename = "x" * len(raw)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as packed:
            packed.writestr(entry, TEXT)
        data = made.getvalue().replace(b"x" * len(raw), raw)
        path = tmp_path / "n.zip"
        path.write_bytes(data)
        found = folder.scan([path])
        found.close()
        assert [file.name for file in found.dossiers] == [f"n.zip/{name}"]


def test_a_zip_found_in_a_folder_is_opened_too(tmp_path: Path, reads, made: list[Scan]) -> None:
    (tmp_path / "lot").mkdir()
    reads(("a.md", TEXT), path=tmp_path / "lot" / "b.zip")
    (tmp_path / "lot" / "c.md").write_text(TEXT)
    found = folder.scan([tmp_path / "lot"])
    made.append(found)
    assert [file.name for file in found.dossiers] == ["lot/b.zip/a.md", "lot/c.md"]


def test_a_zip_without_dossiers_is_told(reads) -> None:
    found, _ = reads(("a.jpg", "x"))
    assert [problem.file for problem in found.problems] == ["lot.zip", "lot.zip"]
    assert "no dossier" in str(found.problems[0].error)

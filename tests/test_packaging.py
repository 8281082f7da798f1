"""What is installed holds all that the program needs: translations, styles, the sample edition."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest
from hatchling import build

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted(file.name for file in (ROOT / "sample_dossiers").iterdir() if file.is_file())


def files_of_wheel(folder: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the names in the wheel that ``folder`` builds."""
    monkeypatch.chdir(folder)
    with zipfile.ZipFile(into / build.build_wheel(str(into))) as wheel:
        return set(wheel.namelist())


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources as they are handed out, unpacked."""
    place = tmp_path_factory.mktemp("sdist")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        archive = build.build_sdist(str(place))
    with tarfile.open(place / archive) as packed:
        packed.extractall(place, filter="data")
    return place / archive.removesuffix(".tar.gz")


def test_the_wheel_holds_all_that_the_program_reads(tmp_path, monkeypatch):
    held = files_of_wheel(ROOT, tmp_path, monkeypatch)
    modules = {f.relative_to(ROOT / "src").as_posix() for f in (ROOT / "src").rglob("*.py")}
    assert modules <= held
    assert {f"gpci_tui/sample_dossiers/{name}" for name in SAMPLES} <= held
    assert {
        "gpci_tui/py.typed",
        "gpci_tui/ui/styles.tcss",
        "gpci_tui/locales/fr/LC_MESSAGES/gpci.mo",
    } <= held


def test_the_wheel_holds_nothing_else(tmp_path, monkeypatch):
    held = files_of_wheel(ROOT, tmp_path, monkeypatch)
    strays = {
        name
        for name in held
        if not name.startswith("gpci_tui") or "__pycache__" in name or "/tests/" in name
    }
    assert strays == set()


def test_the_sources_handed_out_build_the_same_wheel(sdist, tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    from_sdist = files_of_wheel(sdist, tmp_path / "a", monkeypatch)
    assert from_sdist == files_of_wheel(ROOT, tmp_path / "b", monkeypatch)


def test_the_sources_handed_out_can_be_tested(sdist):
    for needed in ("tests/conftest.py", "benchmarks/driver.py", "scripts/translations.py"):
        assert (sdist / needed).is_file()


def test_the_ci_runs_the_very_tests_of_the_readme():
    (command,) = [
        line.strip()
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if line.startswith("python3") and "pytest" in line
    ]
    assert command in (ROOT / ".ci" / "run").read_text("utf-8")

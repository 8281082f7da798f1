"""Measures an installed gpci beside its floors and writes docs/performance.md.

    python benchmarks/run.py [--runs 20] [--presses 100]

Builds the wheel, installs it into an empty environment, and starts everything
in real pseudo-terminals of 132x40. Needs the `test` extra, and pip that finds
packages. POSIX.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import measure, report  # noqa: E402


def install(place: Path) -> measure.Installed:
    """Return an environment under ``place`` with the wheel and the sample edition in it."""
    pip = [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", place, ROOT], check=True)
    (wheel,) = place.glob("gpci_tui-*.whl")
    venv.create(place / "venv", with_pip=True)
    scripts = place / "venv" / "bin"
    subprocess.run([scripts / "pip", "install", "-qq", wheel], check=True)
    env = {
        "HOME": str(place),
        "LANG": "fr_FR.UTF-8",
        "GPCI_SETTINGS": str(place / "settings.toml"),
    }
    store = place / "edition.gpci"
    samples = ROOT / "sample_dossiers"
    subprocess.run(
        [scripts / "gpci", "--store", store, "import", samples],
        env={"PATH": os.environ["PATH"], **env},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return measure.Installed(scripts / "python", scripts / "gpci", store, env)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="starts of each program")
    parser.add_argument("--presses", type=int, default=100, help="keys in each screen")
    parser.add_argument("--print-only", action="store_true", help="leave the document as it is")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        installed = install(Path(folder))
        measure.starts(installed, 2)  # Once for nothing: the disk's cache is warm from here on.
        pairs = [
            measure.starts(installed, wanted.runs),
            *measure.keys_in_library(installed, wanted.presses),
            *measure.keys_in_reader(installed, wanted.presses),
        ]
        conditions = report.conditions(installed.python, wanted.runs, wanted.presses)
    print(report.table(pairs))
    if not wanted.print_only:
        document = ROOT / "docs" / "performance.md"
        document.write_text(report.document(pairs, conditions), "utf-8")
        print(f"written: {document.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

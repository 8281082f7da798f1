"""Measures an installed gpci beside its floors and writes docs/performance.md.

    python benchmarks/run.py [--runs 20] [--presses 100] [--small] [--keep FOLDER]

With the sample edition and with 100,000 dossiers, which are made first; ``--keep``
keeps them for the next time, ``--small`` leaves them out. Builds the wheel,
installs it into an empty environment, and starts everything in real
pseudo-terminals of 132x40. Needs the `test` extra, and pip that finds packages.
POSIX; memory is read where Linux tells it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import editions, large, measure, report  # noqa: E402


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
    shutil.copyfile(store, store.with_suffix(".new"))
    return measure.Installed(scripts / "python", scripts / "gpci", store, env)


def at_large(
    installed: measure.Installed, kept: Path, folder: Path, runs: int, presses: int
) -> list[measure.Pair]:
    """Measure with 100,000 dossiers, and with long ones."""
    # Starts are measured from the library: the edition of before may have been left elsewhere.
    few = installed._replace(store=folder / "few.gpci")
    shutil.copyfile(installed.store.with_suffix(".new"), few.store)
    edition = editions.large(installed, 100_000, kept)
    inside = editions.inside(installed, edition, kept)
    copy = folder / "large.gpci"
    shutil.copyfile(edition, copy)
    many = installed._replace(store=copy)
    long = editions.sized(installed, 300, folder)
    rounds = max(4, presses // 10)
    return [
        *large.starts(many, few, runs),
        *large.moves(many, presses),
        *large.sorts_and_filters(many, rounds),
        large.typing(many, "a letter typed, settled", large.SPELT, (1.3, 4.0)),
        large.typing(many, "a letter of a misspelt word, settled", large.MISSPELT, (2.0, None)),
        *large.openings(lambda size: editions.sized(installed, size, folder), rounds),
        large.keys_in_a_long_text(long, presses),
        large.quits(many, max(4, runs // 2)),
        large.memory(many),
        *inside,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=20, help="starts of each program")
    parser.add_argument("--presses", type=int, default=100, help="keys in each screen")
    parser.add_argument("--small", action="store_true", help="the sample edition only")
    parser.add_argument("--keep", type=Path, help="where the large edition is kept")
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
        if not wanted.small:
            kept = wanted.keep or Path(folder)
            pairs += at_large(installed, kept, Path(folder), wanted.runs, wanted.presses)
        conditions = report.conditions(installed.python, wanted.runs, wanted.presses)
    print(report.table(pairs))
    if not wanted.print_only:
        document = ROOT / "docs" / "performance.md"
        document.write_text(report.document(pairs, conditions), "utf-8")
        print(f"written: {document.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

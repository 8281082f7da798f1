"""An installed gpci does its first job from any folder: smoke.py PATH-OF-GPCI."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.driver import Terminal  # noqa: E402


def main(gpci: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        own = {"HOME": folder, "XDG_DATA_HOME": f"{folder}/data", "LANG": "fr_FR.UTF-8"}
        env = {"PATH": os.environ["PATH"], **own}

        def say(*arguments: str) -> str:
            done = subprocess.run(
                [gpci, *arguments], cwd=place, env=env, check=True, stdout=subprocess.PIPE
            )
            return done.stdout.decode("utf-8")

        print(say("--version").strip())
        with Terminal([gpci, "demo"], env=env, cwd=place) as terminal:
            terminal.wait_for("Bibliothèque", "27")
            terminal.press("ctrl+q")
            assert terminal.wait_for_end() == 0, terminal.text()
        (store,) = place.rglob("demo.gpci")
        rows = json.loads(say("--store", str(store), "list", "--format", "json"))
        assert len(rows) == 27, f"{len(rows)} dossiers"
    print("gpci demo reaches the library; gpci list has 27 rows")


if __name__ == "__main__":
    main(sys.argv[1])

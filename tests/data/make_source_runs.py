"""Makes ``source_runs.txt``: fingerprints of every run of 12 words of the sample's source.

    python tests/data/make_source_runs.py TEXT

The source is not in this repository; its fingerprints let ``test_sample.py``
hold that no dossier copies a sentence of it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LENGTH = 12
"""Words in a run."""
DIGITS = 10
"""Hexadecimal digits kept of each SHA-256."""
FILE = Path(__file__).with_name("source_runs.txt")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Return each run of words of ``text``, lower-cased, with its fingerprint."""
    words = re.findall(r"\w+", text.lower())
    for at in range(len(words) - LENGTH + 1):
        run = " ".join(words[at : at + LENGTH])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:DIGITS]


if __name__ == "__main__":
    found = {fingerprint for _, fingerprint in runs(Path(sys.argv[1]).read_text("utf-8"))}
    FILE.write_text("\n".join(sorted(found)) + "\n", "ascii")

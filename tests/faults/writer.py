"""A process that works and says what it has done, to be killed: PATH FIRST after|before."""

from __future__ import annotations

import sys
from pathlib import Path

from gpci_tui.store.connection import open_store
from tests.faults import deeds


def main() -> None:
    path, first, when = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    store = open_store(path)
    print("opened", flush=True)
    if when == "before":
        print(first + 1, flush=True)
    for done in deeds.work(store, first):
        print(done + (when == "before"), flush=True)


if __name__ == "__main__":
    main()

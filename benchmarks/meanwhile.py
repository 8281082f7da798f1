"""How late the interface answers while a large import runs, beside the same when nothing runs."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from benchmarks import corpus
from benchmarks.pair import Pair

from gpci_tui.operations import importing
from gpci_tui.settings import Settings
from gpci_tui.store.connection import Store

BEAT = 0.005
"""Seconds between two looks at whether the event loop still comes round."""


def lateness(count: int, folder: Path) -> Pair:
    """Time how late the event loop comes round while files are read and taken in.

    A key that is pressed then is painted that much later than else.
    """
    files = corpus.files(count, folder / "import")
    path = folder / "meanwhile.gpci"
    path.unlink(missing_ok=True)
    busy, idle = asyncio.run(_measured(path, files))
    path.unlink()
    idle = (idle * (len(busy) // len(idle) + 1))[: len(busy)]
    return Pair(f"a key while {count:,} are imported comes later by", "nothing runs", busy, idle)


async def _measured(path: Path, files: Path) -> tuple[list[float], list[float]]:
    from gpci_tui.ui.app import GpciApp

    app = GpciApp(path, settings=Settings(language="fr"))
    async with app.run_test(size=(132, 40)) as pilot:
        await pilot.pause()
        idle = await _beats(asyncio.ensure_future(asyncio.sleep(2)))
        reading = asyncio.ensure_future(
            asyncio.to_thread(importing.read_paths, [files], lambda _done, _total: True)
        )
        busy = await _beats(reading)

        def taken(store: Store) -> object:
            return importing.take(store, reading.result(), lambda _done, _total: True).changes

        busy += await _beats(asyncio.ensure_future(app.read(taken)))
    app.close_store()
    return busy, idle


async def _beats(until: asyncio.Future[object]) -> list[float]:
    late = []
    while not until.done():
        begun = time.perf_counter()
        await asyncio.sleep(BEAT)
        late.append((time.perf_counter() - begun - BEAT) * 1000)
    await until
    return late

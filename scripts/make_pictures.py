"""Make the pictures of the docs: ``python scripts/make_pictures.py``.

Runs the app on the sample edition, presses keys as a juror would, and writes
one SVG a scene to docs/pictures/. Clock, size and language are given, so that
the same program makes the same pictures.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from gpci_tui import i18n
from gpci_tui.operations import importing
from gpci_tui.settings import Settings
from gpci_tui.store.connection import open_store
from gpci_tui.ui.app import GpciApp

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
ANNOTATE = ["down", "down", "a", "f", "enter", "down", "right", "a", "q", *"Par an", "enter"]
SCENES = [
    ("library-encre", "fr", "encre", (132, 36), ["slash", *"tablette", "enter", "down"]),
    ("library-papier", "en", "papier", (132, 36), ["down", "down"]),
    ("reader-encre", "fr", "encre", (154, 40), ["down", "enter", *ANNOTATE]),
    ("reader-papier", "en", "papier", (132, 36), ["down", "enter", *ANNOTATE]),
    ("reader-small", "fr", "papier", (80, 24), ["down", "enter", *ANNOTATE]),
    ("themes-encre", "fr", "encre", (132, 36), ["t", *"lecture", "enter", "escape", "4"]),
    (
        "shortlist-papier", "fr", "papier", (132, 36),
        ["v", "v", "s", "enter", "escape", "escape", "down", "s", "down", "enter", "escape", "3"],
    ),
]  # fmt: skip


def key_of(char: str) -> str:
    """Return the key that writes a character."""
    return {" ": "space", "slash": "slash"}.get(char, char)


async def draw(
    name: str, language: str, look: str, size: tuple[int, int], keys: list[str], folder: Path
) -> None:
    """Run one scene on a new store and write its picture."""
    i18n.choose(language)
    seconds = count()
    start = datetime(2025, 11, 12, 13, 30, tzinfo=UTC)

    def clock() -> datetime:
        return start + timedelta(seconds=next(seconds))

    path = folder / f"{name}.gpci"
    store = open_store(path, juror="Camille", clock=clock)
    importing.open_sample(store)
    store.close()
    app = GpciApp(path, settings=Settings(language=language, theme=look), clock=clock)
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.opened()
            for key in [None, *keys]:
                if key is not None:
                    await pilot.press(key_of(key))
                await pilot.pause()
                await app.read(lambda store: None)
                await pilot.pause(0.05)
            app.clear_notifications()
            await pilot.pause()
            svg = app.export_screenshot(title="gpci")
    finally:
        app.close_store()
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(without_network(svg), encoding="utf-8")


def without_network(svg: str) -> str:
    """Return the picture without the web fonts that Rich names in it."""
    svg = re.sub(r"@font-face\s*{[^}]*}", "", svg)
    return svg.replace("Fira Code, monospace", "monospace").replace("Fira Code", "monospace")


def main() -> None:
    wanted = set(sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        for scene in SCENES:
            if not wanted or scene[0] in wanted:
                asyncio.run(draw(*scene, Path(folder)))
                print(scene[0])


if __name__ == "__main__":
    main()

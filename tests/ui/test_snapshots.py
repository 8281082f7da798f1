"""A handful of whole screens, as pictures: what a change of the look must not break unseen.

``pytest tests/ui/test_snapshots.py --snapshot-update`` makes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from gpci_tui import i18n
from gpci_tui.settings import Settings
from gpci_tui.ui import backstage
from gpci_tui.ui.app import GpciApp
from tests.samples import START, ticking
from tests.ui.booklets import show
from tests.ui.conftest import Session
from tests.ui.revisions import REVISED, revise

WIDE, SMALL = (132, 36), (80, 24)
ANNOTATED = ["enter", "down", "down", "a", "f", "b", "o", "n", "enter"]
SCENES = {
    "library-encre": ("encre", "fr", WIDE, ["slash", *"tablette", "enter"]),
    "library-papier-small": ("papier", "fr", SMALL, ["down"]),
    "reader-papier": ("papier", "en", WIDE, ANNOTATED),
    "reader-encre-small": ("encre", "fr", SMALL, ANNOTATED),
    "shortlist-encre": ("encre", "en", WIDE, ["v", "v", "s", "enter", "escape", "3"]),
    "themes-papier": ("papier", "fr", WIDE, ["4"]),
    "help-encre-small": ("encre", "en", SMALL, ["question_mark"]),
}
BOOKLETS = {
    "booklet-encre": ("encre", "fr", WIDE, ["end", "t"]),
    "booklet-papier": ("papier", "en", WIDE, ["tab", "end", "up", "up", "up", "s"]),
    "booklet-encre-small": ("encre", "en", SMALL, ["end"]),
    "booklet-papier-small": ("papier", "fr", SMALL, ["slash", *"bellerive", "enter"]),
}

REVISIONS = {
    "revision-encre": ("encre", "fr", WIDE, ["r"]),
    "revision-papier": ("papier", "en", WIDE, ["r", "n", "tab"]),
    "revision-papier-small": ("papier", "fr", SMALL, ["r", "tab", "down"]),
}


@pytest.fixture
def made(filled_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[GpciApp]]:
    """Apps to be closed at the end; times of day are those of UTC."""
    monkeypatch.setattr(backstage, "REMEMBER_AFTER", 0.0)
    in_utc = i18n.local
    monkeypatch.setattr(i18n, "local", lambda at, zone=UTC: in_utc(at, UTC))
    picture = GpciApp.export_screenshot

    def without_web_fonts(app: GpciApp, **options: Any) -> str:
        return re.sub(r"@font-face\s*{[^}]*}", "", picture(app, **options))

    monkeypatch.setattr(GpciApp, "export_screenshot", without_web_fonts)
    apps: list[GpciApp] = []
    yield apps
    for app in apps:
        app.close_store()


@pytest.mark.parametrize("scene", [*SCENES, *BOOKLETS, *REVISIONS])
def test_screen(
    scene: str, made: list[GpciApp], filled_path: Path, snap_compare: Callable[..., bool]
) -> None:
    look, language, size, keys = (SCENES | BOOKLETS | REVISIONS)[scene]
    i18n.choose(language)
    app = GpciApp(
        filled_path,
        settings=Settings(language=language, theme=look),
        clock=ticking(START + timedelta(days=1)),
    )
    made.append(app)

    async def act(pilot: Pilot[int]) -> None:
        session = Session(app, pilot)
        await app.opened()
        await session.settle()
        if scene in BOOKLETS:
            await show(session)
        if scene in REVISIONS:
            await app.perform(revise)
            app.read_dossier(REVISED)
            await session.settle()
        await session.press(*keys)
        app.clear_notifications()
        await session.settle()

    assert snap_compare(app, terminal_size=size, run_before=act)
    # A picture of a crash compares as well as any other.
    assert app.return_code in (None, 0)
    assert app.failure == ""

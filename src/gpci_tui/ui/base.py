"""What every place has: the header, the hint line, and reading again when something changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.changes import Changes, Topic
from gpci_tui.ui.first_frame import OneFrameScreen
from gpci_tui.ui.keys import Hint
from gpci_tui.ui.widgets.header import Header
from gpci_tui.ui.widgets.hints import HintLine

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

MIN_SIZE = (80, 24)
WIDTHS = {"-plan": 100, "-wide": 124, "-wider": 150, "-widest": 170}
"""Class of a screen -> columns from which it has it. They add up, unlike Textual's breakpoints."""
TALL = 32
"""Lines from which a screen has the class ``-tall``."""
FIRST_FRAME_WAITS = 0.25
"""Seconds that a screen's first frame waits at most for what it is to show."""


def fit(size: Size) -> dict[str, bool]:
    """Return which classes a screen of that size has."""
    classes = {name: size.width >= columns for name, columns in WIDTHS.items()}
    classes["-narrow"] = size.width < WIDTHS["-plan"]
    classes["-tall"] = size.height >= TALL
    classes["-too-small"] = size.width < MIN_SIZE[0] or size.height < MIN_SIZE[1]
    return classes


class BaseScreen(OneFrameScreen):
    """A place in the program. Subclasses say what they show and how they read it.

    ``MODE`` names its tab, ``HINTS`` its main keys, ``TOPICS`` what it shows:
    when one of these changes, ``reload`` is called, at once or when the screen
    is seen again.
    """

    AUTO_FOCUS = ""
    """Every place says itself who takes the keys; the first widget would be restyled twice."""
    MODE: ClassVar[str] = ""
    HINTS: ClassVar[Sequence[Hint]] = ()
    TOPICS: ClassVar[frozenset[Topic]] = frozenset(Topic)

    def __init__(self) -> None:
        super().__init__(classes=" ".join(name for name, has in fit(self.app.size).items() if has))
        self._stale = True
        self._read_once = asyncio.Event()

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    def compose(self) -> ComposeResult:
        yield Header(self.MODE)
        yield from self.compose_body()
        yield HintLine(self.HINTS)
        yield Static(id="too-small")

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the header and the hint line."""
        raise NotImplementedError

    async def reload(self) -> None:
        """Read what is shown from the store again and paint it."""
        raise NotImplementedError

    def receive(self, changes: Changes) -> None:
        """Take note that something changed; called by the app on every screen."""
        if changes.topics & self.TOPICS:
            self.spoil()

    def spoil(self) -> None:
        """Read again, now or when the screen is seen next."""
        self._stale = True
        if self.is_current or self in self.app.screen_stack:
            self.refresh_data()

    @work(exclusive=True, group="reload")
    async def refresh_data(self) -> None:
        self._stale = False
        store = await self.gpci.opened()
        header = self.query_one(Header)
        header.juror, header.read_only = self.gpci.juror, store.read_only
        try:
            await self.reload()
        finally:
            self._read_once.set()
            self._end_holding()

    def _end_holding(self) -> None:
        """Have what was read painted, once every part has said what is to be painted of it."""
        if self.is_current:
            self.call_later(self.gpci.paint_now)

    def on_mount(self) -> None:
        self.watch(self.app, "saved_at", self._show_saved)

    @on(events.Mount)
    async def _read_before_painting(self) -> None:
        self._fit(self.app.size)
        # Nothing is painted before this returns: what is read by then is in the first frame.
        self.refresh_data()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._read_once.wait(), FIRST_FRAME_WAITS)

    def _show_saved(self, at: str) -> None:
        self.query_one(Header).saved_at = at

    def on_screen_resume(self) -> None:
        self.query_one(Header).juror = self.gpci.juror
        if self._stale:
            self.refresh_data()
        else:
            self._end_holding()

    def on_resize(self) -> None:
        self._fit(self.size)

    def _fit(self, size: Size) -> None:
        """Take the classes of a size, all at once: each change is a pass over the styles."""
        classes = fit(size)
        self.update_classes(classes)
        if classes["-too-small"]:
            self.query_one("#too-small", Static).update(
                Content(_("This window is too small: 80 columns and 24 lines at least."))
            )

    def on_header_chosen(self, message: Header.Chosen) -> None:
        message.stop()
        self.gpci.show_mode(message.mode)

    async def leave(self) -> None:
        """Write what is not written yet; called before the program ends."""

    def subject(self) -> tuple[int, ...]:
        """Return the ids of the dossiers that a command such as 'theme' acts on."""
        return ()

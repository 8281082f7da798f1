"""Naming a file or a folder: typed, completed with Tab, or dropped on the terminal."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Input, Static

from gpci_tui.model.errors import N_
from gpci_tui.ui.file_names import Entry, complete, entries, understand
from gpci_tui.ui.keys import hint
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows


class _Entries(SheetRows):
    choose_on_click = True

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Entry] = []

    def show(self, found: list[Entry]) -> None:
        self.shown = found
        self.set_count(len(found), 0)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        entry = self.shown[index]
        name = entry.name + ("/" if entry.is_folder else "")
        ink = style.primary if entry.is_folder else style.text
        return self.between([Segment(name, ink)], [], width, here)


class PathEditor(Sheet[Path | None]):
    """Ask for a path; dismisses with it, or with None on escape.

    ``refuse`` says why a path can't be taken, '' where it can; it may look at
    the disk. ``suffixes`` are the ends of the files that are offered.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", N_("take"), id="path.keep", priority=True),
        Binding("tab", "complete", N_("complete"), id="path.complete", priority=True),
        Binding("up", "move(-1)", N_("up"), id="path.up", priority=True),
        Binding("down", "move(1)", N_("down"), id="path.down", priority=True),
        Binding("escape", "abandon", N_("back"), id="path.abandon"),
    ]
    DEFAULT_CSS = """
    PathEditor .about { margin-bottom: 1; }
    PathEditor _Entries { height: 8; margin-top: 1; }
    """
    HINTS = (
        hint("path.keep"),
        hint("path.up", "path.down", label=N_("choose")),
        hint("path.complete"),
        hint("path.abandon"),
    )

    def __init__(
        self,
        title: str,
        text: str = "",
        *,
        about: str = "",
        placeholder: str = "",
        suffixes: tuple[str, ...] | None = None,
        refuse: Callable[[Path], str] | None = None,
    ) -> None:
        super().__init__()
        self._title, self._text, self._about = title, text, about
        self._placeholder = placeholder
        self._suffixes, self._refuse = suffixes, refuse

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="title")
            if self._about:
                yield Static(Content(self._about), classes="muted about")
            yield Input(
                self._text, placeholder=self._placeholder, compact=True, select_on_focus=False
            )
            yield _Entries()
            yield Static(id="warning", classes="warning")
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.query_one(_Entries).can_focus = False
        self.query_one(Input).cursor_position = len(self._text)
        self._say("")
        self._offer(self._text)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.stands:
            self._say("")
            self._offer(event.value)

    @work(exclusive=True, group="offer")
    async def _offer(self, typed: str) -> None:
        # A folder on a slow disk must not hold up the typing.
        found = await asyncio.to_thread(entries, typed, self._suffixes)
        if self.stands:  # It may have been left while the folder was read.
            self.query_one(_Entries).show(found)

    @work(exclusive=True, group="keep")
    async def action_keep(self) -> None:
        typed = self.query_one(Input).value
        if not typed.strip():
            return
        path = understand(typed)
        refused = await asyncio.to_thread(self._refuse, path) if self._refuse else ""
        if not self.stands:
            return
        if not refused:
            self.dismiss(path)
        elif self.query_one(_Entries).shown and not os.path.lexists(path):
            # A name not yet typed to its end: what stands under the cursor is meant.
            self.action_complete()
        else:
            self._say(refused)

    def action_complete(self) -> None:
        listed = self.query_one(_Entries)
        if listed.shown:
            field = self.query_one(Input)
            field.value = complete(field.value, listed.shown[listed.cursor])
            field.cursor_position = len(field.value)

    def action_move(self, by: int) -> None:
        self.query_one(_Entries).action_move(by)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        self.action_complete()

    def action_abandon(self) -> None:
        self.dismiss(None)

    def _say(self, what: str) -> None:
        warning = self.query_one("#warning", Static)
        warning.update(Content(what))
        warning.display = bool(what)

"""History: the journal in words, and going back to a moment of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui.i18n import _, day, local, ngettext, time_of_day
from gpci_tui.model.changes import StepRecord
from gpci_tui.model.errors import N_
from gpci_tui.operations.words import sentence, sentence_within
from gpci_tui.store import journal
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

PAGE = 200
"""Steps read at once; older ones follow when the list comes to its end."""
NEAR = 50
"""Rows before the end at which older steps are read."""


class Steps(SheetRows):
    """The steps, newest first, under their days."""

    class OlderWanted(Message):
        """The end of what was read is near."""

    def __init__(self) -> None:
        super().__init__()
        self.steps: list[StepRecord] = []
        self._lines: list[StepRecord | str] = []

    def show(self, steps: list[StepRecord], now: datetime) -> None:
        """Show steps, newest first; the cursor stays on its step."""
        at = self.current
        self.steps = steps
        self._lines = []
        before = ""
        for step in steps:
            heading = day_heading(step.at, now)
            if heading != before:
                self._lines += [*([""] if before else []), heading]
            self._lines.append(step)
            before = heading
        found = [i for i, line in enumerate(self._lines)
                 if at and isinstance(line, StepRecord) and line.id == at.id]  # fmt: skip
        self.set_count(len(self._lines), found[0] if found else 0)

    @property
    def current(self) -> StepRecord | None:
        """The step under the cursor."""
        line = self._lines[self.cursor] if self.cursor < len(self._lines) else None
        return line if isinstance(line, StepRecord) else None

    def selectable(self, index: int) -> bool:
        return isinstance(self._lines[index], StepRecord)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        if index > self.count - NEAR:
            self.post_message(self.OlderWanted())
        entry = self._lines[index]
        if isinstance(entry, str):
            return Strip([Segment(" " + entry, style.muted + style.strong.without_color)])
        muted = style.muted_on_cursor if here else style.muted
        note = _("undone") if entry.undone else ""
        ink = muted if entry.undone else style.strong if here else style.text
        room = max(4, width - 12 - len(note))
        text = cut(sentence_within(entry.verb, entry.words, room), room)
        return self.between(
            [Segment(time_of_day(entry.at) + "  ", muted), Segment(text, ink)],
            [Segment(note, muted)], width, here,
        )  # fmt: skip


class History(Sheet[None]):
    """What was done and when; Enter takes back all down to a step."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("close"), id="history.close"),
        # What they do everywhere, they do here.
        Binding("u,ctrl+z", "undo", N_("undo"), id="app.undo"),
        Binding("U,ctrl+y", "redo", N_("redo"), id="app.redo"),
    ]
    HINTS = (
        hint("list.choose", label=N_("undo down to here")),
        hint("app.undo"),
        hint("app.redo"),
        hint("history.close"),
    )
    CSS = """
    History .sheet { width: 108; height: 90%; }
    History Steps { height: 1fr; margin-top: 1; }
    History #whole { height: 3; margin-top: 1; padding-left: 1; color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all_read = False
        self._read = PAGE

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(_("History")), classes="title")
            yield Steps()
            yield Static(id="whole", markup=False)
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.query_one(Steps).focus()
        self._reload()

    @work(exclusive=True, group="history")
    async def _reload(self) -> None:
        await self._show()

    async def _show(self) -> None:
        wanted = self._read
        steps = await self.gpci.read(lambda s: journal.history(s.conn, wanted))
        if not self.stands:
            return
        self._all_read = len(steps) < wanted
        self._list(steps)

    @on(Steps.OlderWanted)
    def _read_older(self, message: Steps.OlderWanted) -> None:
        message.stop()
        if not self._all_read:
            # Asked for by every line near the end; read once.
            self._all_read = True
            self._older()

    @work(group="history")
    async def _older(self) -> None:
        known = self.query_one(Steps).steps
        oldest = known[-1].id
        older = await self.gpci.read(lambda s: journal.history(s.conn, PAGE, before=oldest))
        if not self.stands:
            return
        self._all_read = len(older) < PAGE
        self._read = len(known) + len(older)
        self._list([*known, *older])

    def _list(self, steps: list[StepRecord]) -> None:
        self.query_one(Steps).show(steps, self.gpci.clock())
        self._show_whole()

    @on(Rows.Moved)
    def _show_whole(self) -> None:
        if not self.stands:
            return
        step = self.query_one(Steps).current
        whole = _("Nothing was done yet.")
        if step is not None:
            whole = f"{day(step.at)}, {time_of_day(step.at)} · {sentence(step.verb, step.words)}"
        self.query_one("#whole", Static).update(Content(whole))

    @on(Rows.Chosen)
    @work(exclusive=True, group="modal")
    async def _undo_down_to(self, message: Rows.Chosen) -> None:
        message.stop()
        rows = self.query_one(Steps)
        step = rows.current
        if step is None:
            return
        if step.undone:
            self.gpci.tell(_("This step is undone already."))
            return
        count = sum(not s.undone and s.id >= step.id for s in rows.steps)
        confirmed = await self.app.push_screen_wait(
            Confirm(
                ngettext("Undo this step?", "Undo {n} steps, down to this one?", count),
                sentence(step.verb, step.words), yes=N_("undo"),
            )
        )  # fmt: skip
        if confirmed:
            await self.gpci.perform(journal.undo_to, step.id)
            await self._show()

    @work(exclusive=True, group="step")
    async def action_undo(self) -> None:
        await self.gpci.action_undo()
        await self._show()

    @work(exclusive=True, group="step")
    async def action_redo(self) -> None:
        await self.gpci.action_redo()
        await self._show()

    def action_close(self) -> None:
        self.dismiss(None)


def day_heading(at: str, now: datetime) -> str:
    """Return a step's day in words: today, or the day, with its year where it is another."""
    moment, today = local(at), local(now.isoformat())
    if moment.date() == today.date():
        return _("Today")
    return day(at) if moment.year == today.year else f"{day(at)} {moment.year}"

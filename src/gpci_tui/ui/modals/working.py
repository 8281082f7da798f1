"""Long work: how far it is, and a way to stop it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import _, number
from gpci_tui.model.errors import N_, GpciError
from gpci_tui.operations.edition import Cancelled
from gpci_tui.ui.keys import hint
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

T = TypeVar("T")
Progress = Callable[[int, int], bool]
"""Told (done, total), from any thread; returns False once the person wants to stop."""

SHOWN_AFTER = 0.15
"""Seconds after which the window is seen, so that short work doesn't flash."""
BAR = 40
"""Cells of the progress line."""


class Working(Sheet[T | None], Generic[T]):
    """Do ``job`` and dismiss with its outcome, or with None where it was stopped or failed.

    The job is given a ``Progress`` and runs off the event loop; an error is said.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", N_("stop"), id="working.stop"),
    ]
    CSS = """
    Working { background: $background 0%; }
    Working .sheet { display: none; }
    Working.-shown { background: $background 60%; }
    Working.-shown .sheet { display: block; }
    Working #how-far { margin-top: 1; height: 1; }
    """

    def __init__(self, title: str, job: Callable[[Progress], Awaitable[T]]) -> None:
        super().__init__()
        self._title, self._job = title, job
        self._done = self._total = 0
        self._stopped = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="title")
            yield Static(id="how-far", markup=False)
            yield KeyLine([hint("working.stop")])

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.set_timer(SHOWN_AFTER, lambda: self.add_class("-shown"))
        self.set_interval(1 / 20, self._show)
        self._show()
        self._work()

    def on_unmount(self) -> None:
        # The program ends: the thread must not keep it waiting.
        self._stopped = True

    @work(exclusive=True)
    async def _work(self) -> None:
        outcome: T | None = None
        try:
            outcome = await self._job(self.told)
        except Cancelled:
            pass
        except GpciError as error:
            cast("GpciApp", self.app).complain(error)
        self.dismiss(outcome)

    def told(self, done: int, total: int) -> bool:
        """Take note of how far the work is; return whether it is to go on."""
        self._done, self._total = done, total
        return not self._stopped

    def _show(self) -> None:
        if not self.stands:
            return
        share = self._done / self._total if self._total else 0.0
        full = round(BAR * share)
        line = Content.assemble(("━" * full, "$primary"), ("━" * (BAR - full), "$rule"))
        if self._stopped:
            line += Content("  " + _("stopping…"))
        elif self._total:
            so_far = _("{n} of {total}").format(n=number(self._done), total=number(self._total))
            line += Content("  " + so_far)
        how_far = self.query_one("#how-far", Static)
        if line != how_far.content:
            how_far.update(line)

    def action_stop(self) -> None:
        self._stopped = True
        self._show()

"""The columns of a table: what each becomes of a dossier, and another field for one of them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.errors import N_
from gpci_tui.operations import importing, mappings
from gpci_tui.operations.importing import Bundle
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows

if TYPE_CHECKING:
    from gpci_tui.importers.tables.mapping import Mapping, Understood
    from gpci_tui.ui.app import GpciApp

_KEYS = (
    hint("list.choose", label=N_("another field")),
    hint("mapping.accept"),
    hint("list.up", "list.down", label=N_("choose")),
    hint("mapping.leave", label=N_("leave it")),
)
_SAMPLE = 300
"""Characters of a cell that are looked at for the sample."""


async def ask_columns(app: GpciApp, bundle: Bundle) -> Bundle | None:
    """Ask what becomes of the columns of each table; None where somebody leaves it.

    Begins with what was said of the same columns last time. To be awaited in a worker.
    """
    if not bundle.tables:
        return bundle
    known = await app.read(mappings.known)
    bundle = await asyncio.to_thread(importing.as_remembered, bundle, known)
    wanted: list[Mapping] = []
    for table in bundle.tables:
        mapping = await app.push_screen_wait(ColumnMapping(table))
        if mapping is None:
            return None
        wanted.append(mapping)
    return await asyncio.to_thread(importing.mapped, bundle, wanted)


class _Columns(SheetRows):
    choose_on_click = True
    row_height = 2

    def __init__(self, table: Understood) -> None:
        super().__init__()
        self.mapping = table.mapping
        self._samples = [_sample(table, at) for at in range(len(table.mapping.columns))]

    def show(self, mapping: Mapping) -> None:
        self.mapping = mapping
        self.refresh()

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        column = self.mapping.columns[index]
        muted = style.muted_on_cursor if here else style.muted
        if line:
            right = mappings.reason(column)
            left = Segment(cut("  " + self._samples[index], max(0, width - len(right) - 4)), muted)
            return self.between([left], [Segment(right, muted)], width, here)
        right = mappings.target_name(column.target)
        room = max(0, width - len(right) - 4)
        left = Segment(cut(column.name, room), style.strong if here else style.text)
        taken = muted if column.target == "left out" else style.primary
        return self.between([left], [Segment(right, taken)], width, here)


class ColumnMapping(Sheet["Mapping | None"]):
    """Ask what becomes of a table's columns; dismisses with that, or with None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "accept", N_("go on"), id="mapping.accept"),
        Binding("escape", "leave", N_("leave it"), id="mapping.leave"),
    ]
    DEFAULT_CSS = """
    ColumnMapping _Columns { height: auto; margin-top: 1; }
    """

    def __init__(self, table: Understood) -> None:
        super().__init__()
        self._table, self._mapping = table, table.mapping

    def compose(self) -> ComposeResult:
        rows = len(self._table.table.rows)
        about = ngettext(
            "{n} row, which becomes a dossier. What is each of its columns?",
            "{n} rows, each of which becomes a dossier. What is each column?", rows,
        )  # fmt: skip
        with Vertical(classes="sheet"):
            title = _("Columns of {file}").format(file=self._table.file.name)
            yield Static(Content(title), classes="title")
            yield Static(Content(about), classes="muted")
            yield _Columns(self._table)
            yield Static(Content(_no_title()), id="warning", classes="warning")
            yield KeyLine(_KEYS)

    def on_mount(self) -> None:
        if self.stands:
            rows = self.query_one(_Columns)
            rows.set_count(len(self._mapping.columns))
            rows.focus()
            self._warn()

    def on_resize(self) -> None:
        # Given in cells: an automatic height counts a list in shares of the window whole.
        if self.stands:
            self.query_one(_Columns).styles.max_height = max(4, self.size.height - 12)

    def _warn(self) -> None:
        self.query_one("#warning").display = not self._mapping.of("title")

    @on(Rows.Chosen)
    @work(exclusive=True, group="modal")
    async def _change(self, message: Rows.Chosen) -> None:
        message.stop()
        rows, at = self.query_one(_Columns), message.index
        pick = await self.app.push_screen_wait(_field_picker(self._mapping, at))
        if not isinstance(pick, Choice) or not self.stands:
            return
        if pick.key != self._mapping.columns[at].target:
            self._mapping = self._mapping.with_target(at, str(pick.key))
            rows.show(self._mapping)
            self._warn()

    def action_accept(self) -> None:
        if self._mapping.of("title"):
            self.dismiss(self._mapping)

    def action_leave(self) -> None:
        self.dismiss(None)


def _field_picker(mapping: Mapping, at: int) -> Picker:
    from gpci_tui.importers.tables.mapping import SEVERAL, TARGETS

    column = mapping.columns[at]

    def taken_by(target: str) -> str:
        others = [] if target in SEVERAL else [n for n in mapping.of(target) if n != at]
        return _("now {column}").format(column=mapping.columns[others[0]].name) if others else ""

    choices = [
        Choice(
            target, mappings.target_name(target), checked=target == column.target, also=target,
            about=taken_by(target),
        )
        for target in TARGETS
    ]  # fmt: skip
    return Picker(_("What is “{column}”?").format(column=column.name), choices)


def _sample(table: Understood, at: int) -> str:
    """Return what stands in a column first, on one line."""
    first = next((row.cells[at] for row in table.table.rows if row.cells[at]), "")
    return " ".join(first[:_SAMPLE].split()) or _("empty")


def _no_title() -> str:
    return _("No column is the title yet: choose one.")

"""Help: how it works in short, the signs, and every key, made of the bindings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Kind, Status
from gpci_tui.operations.words import kind_name, status_name
from gpci_tui.ui.command_list import Command, all_commands, by_room, commands_here
from gpci_tui.ui.keymap import PLACES, ROOMS, SHARED
from gpci_tui.ui.keys import hint, key_name, key_names
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.cells import wrap
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

TWO_COLUMNS = 110
"""Cells from which the keys stand in two columns."""
GAP = 4
"""Cells between the columns."""
KEYS = 21
"""Cells for the keys of a command."""
WORTH_KNOWING = PLACES | SHARED | {"annotate", "search"}
"""Rooms whose keys are told from afar; a window that opens shows its own."""

STATUS_STYLES = {
    Status.UNREAD: "$muted", Status.READING: "$accent", Status.READ: "$kind-strength",
    Status.REREAD: "$kind-question", Status.ASIDE: "$muted",
}  # fmt: skip


class Help(Sheet[None]):
    """The keys of a screen first, then those of the program, then those of the other screens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "close", N_("close"), id="help.close"),
    ]
    HINTS = (hint("list.up", "list.down", label=N_("scroll")), hint("help.close"))
    CSS = """
    Help .sheet { width: 130; height: 90%; }
    Help Scrolling { height: 1fr; margin-top: 1; }
    Help #columns { height: auto; margin-top: 1; }
    Help #columns Static { width: 1fr; height: auto; }
    Help #second { display: none; }
    Help.-two #second { display: block; }
    """

    def __init__(self, about: Screen[Any], *, with_ids: bool = False) -> None:
        """``about`` is the screen whose keys come first.

        ``with_ids`` shows by what name the settings know each command.
        """
        super().__init__()
        self._about, self._with_ids = about, with_ids
        self._sections: list[tuple[str, list[Command]]] = []

    def compose(self) -> ComposeResult:
        self._sections = self._read_sections()
        title = _("Help")
        if self._sections:
            title += f" · {self._sections[0][0]}"
        with Vertical(classes="sheet"):
            yield Static(Content(title), classes="title")
            with Scrolling():
                yield Static(self._introduction(), id="introduction")
                with Horizontal(id="columns"):
                    yield Static(id="first")
                    yield Static(id="second")
            yield KeyLine(self.HINTS)

    def _read_sections(self) -> list[tuple[str, list[Command]]]:
        app = cast("GpciApp", self.app)
        here = commands_here(app, self._about)
        known = {(command.id, command.words) for command in here}
        elsewhere = [
            command
            for command in all_commands(app.own_keys)
            if (command.id, command.words) not in known
            and (self._with_ids or command.room in WORTH_KNOWING)
        ]
        return [
            (_(ROOMS.get(room, room)), commands)
            for commands_of in (here, elsewhere)
            for room, commands in by_room(commands_of).items()
        ]

    def _introduction(self) -> Content:
        undo = cast("GpciApp", self.app).own_keys.get("app.undo", "u").split(",")[0]
        text = _("In the Library you find a dossier and open it; in the Reader you mark passages "
                 "and say why; under Shortlist you rank what may win. Nothing needs saving: every "
                 "change is written at once, and {undo} takes one back after the other, even "
                 "after a restart.").format(undo=key_name(undo))  # fmt: skip
        statuses = [(s.sign, STATUS_STYLES[s], status_name(s)) for s in Status]
        kinds = [(k.sign, f"bold $kind-{k.value}", kind_name(k)) for k in Kind]
        notes = ("¶", "$muted", _("notes"))
        lines = [Content(text), Content(""), _legend(statuses), _legend([*kinds, notes])]
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.query_one(Scrolling).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        if not self.stands:
            return
        width = self.query_one("#columns").content_size.width
        two = width >= TWO_COLUMNS
        self.set_class(two, "-two")
        column = (width - GAP) // 2 if two else width
        blocks = [
            _section(heading, commands, column, self._with_ids)
            for heading, commands in self._sections
        ]
        half = _half(blocks) if two else len(blocks)
        self.query_one("#first", Static).update(Content("\n\n").join(blocks[:half]))
        self.query_one("#second", Static).update(Content("\n\n").join(blocks[half:]))

    def action_close(self) -> None:
        self.dismiss(None)


def _legend(signs: Iterable[tuple[str, str, str]]) -> Content:
    parts = [Content.assemble((sign, style), "\u00a0" + name.replace(" ", "\u00a0"))
             for sign, style, name in signs]  # fmt: skip
    return Content("   ").join(parts)


def _half(blocks: Sequence[Content]) -> int:
    """Return how many blocks make the first of two columns, neither much longer than the other."""
    heights = [len(block.split("\n")) + 1 for block in blocks]
    sides = [abs(sum(heights[:n]) - sum(heights[n:])) for n in range(len(heights) + 1)]
    return sides.index(min(sides))


def _section(heading: str, commands: Sequence[Command], width: int, with_ids: bool) -> Content:
    ids = max(cell_len(command.id) + 2 for command in commands) if with_ids else 0
    words = max(16, width - KEYS - ids)
    lines = [Content.styled(heading.upper(), "bold $muted")]
    for command in commands:
        keys = key_names(command.keys)
        first, *more = wrap(_(command.words), words, 3)
        room = max(1, KEYS - cell_len(keys))
        line = Content.assemble((keys, "bold $primary"), " " * room, first)
        if with_ids:
            gap = width - line.cell_length - cell_len(command.id)
            line += Content.assemble(" " * max(2, gap), (command.id, "$muted"))
        lines.append(line)
        lines += [Content(" " * KEYS + line) for line in more]
    return Content("\n").join(lines)

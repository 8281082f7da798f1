"""One way to choose from a list: type a few letters, move, Enter.

Themes, shortlists, statuses, orders and commands are all picked here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Input, Static

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.ui.keys import hint
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the picker."""

    key: object
    label: str
    detail: str = ""
    """Shown at the right."""
    sign: str = ""
    checked: bool | None = None
    """None: no box; else whether it is chosen already."""
    also: str = ""
    """Further words it is found by, such as its name in the other language."""
    about: str = ""
    """Said after the label."""


@dataclass(frozen=True, slots=True)
class New:
    """What is chosen when a name is typed that isn't there, to be made or looked for elsewhere."""

    name: str


Pick = Choice | New


_MOVE = hint("picker.up", "picker.down", label=N_("choose"))
ONE = (_MOVE, hint("picker.choose", label=N_("accept")), hint("picker.close", label=N_("back")))
SEVERAL = (
    _MOVE,
    hint("picker.choose", label=N_("put on, take off")),
    hint("picker.close", label=N_("done")),
)


BEFORE_ABOUT = "   "
LEAST_ABOUT = 6
"""Columns under which nothing is said after a label."""


class _Choices(SheetRows):
    choose_on_click = True

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Pick] = []
        self.new_label, self.new_sign = "", "+"

    def show(self, picks: list[Pick]) -> None:
        self.shown = picks
        self.set_count(len(picks), 0)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        pick = self.shown[index]
        segments = [Segment("▌" if here else " ", style.primary)]
        if isinstance(pick, New):
            segments += [
                Segment(self.new_sign + " ", style.accent),
                Segment(self.new_label.format(name=pick.name), style.text),
            ]
            detail = ""
        else:
            if pick.checked is not None:
                box = "■ " if pick.checked else "□ "
                segments.append(Segment(box, style.primary if pick.checked else style.faint))
            if pick.sign:
                segments.append(Segment(pick.sign + " ", style.accent))
            detail = pick.detail
            used = sum(segment.cell_length for segment in segments)
            free = width - used - cell_len(detail) - 2
            label = cut(pick.label, free)
            segments.append(Segment(label, style.strong if here else style.text))
            free -= cell_len(label) + len(BEFORE_ABOUT)
            if pick.about and free >= LEAST_ABOUT:
                muted = style.muted_on_cursor if here else style.muted
                segments.append(Segment(BEFORE_ABOUT + cut(pick.about, free), muted))
        room = max(0, width - cell_len(detail) - 1)
        left = Strip(segments).adjust_cell_length(room)
        strip = Strip(
            [*left, Segment(detail + " ", style.muted_on_cursor if here else style.muted)]
        )
        ground = style.cursor if here else self.rich_style.background_style
        return strip.apply_style(ground)


class Picker(Sheet[Pick | None]):
    """Ask for one of ``choices``; dismisses with it, or with None on escape.

    With ``toggle`` it stays open and calls ``toggle(pick)`` for each one, which
    returns the choices as they are then; so several can be put on and off.
    ``create`` is the label of a new name ("Create “{name}”"), '' for none, and
    ``otherwise`` that of looking for what was typed elsewhere. ``warn`` returns a
    warning about a name that is being typed; ``about`` is said under the title;
    ``typed`` stands in the field from the first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("close"), id="picker.close"),
        Binding("up", "move(-1)", N_("up"), id="picker.up", priority=True),
        Binding("down", "move(1)", N_("down"), id="picker.down", priority=True),
        Binding("pageup", "page(-1)", N_("page up"), id="picker.page_up", priority=True),
        Binding("pagedown", "page(1)", N_("page down"), id="picker.page_down", priority=True),
        Binding("enter", "choose", N_("choose"), id="picker.choose", priority=True),
    ]
    DEFAULT_CSS = """
    Picker .sheet { height: auto; }
    Picker _Choices {
        height: auto; min-height: 1; margin-top: 1;
    }
    """

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        toggle: Callable[[Pick], Awaitable[Sequence[Choice]]] | None = None,
        create: str = "",
        warn: Callable[[str], str] | None = None,
        otherwise: str = "",
        placeholder: str = "",
        about: str = "",
        typed: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._choices = list(choices)
        self._toggle = toggle
        self._create = create
        self._warn = warn
        self._placeholder = placeholder
        self._about = about
        self._otherwise = otherwise
        self._first_typed = typed

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(self._title), classes="title")
            if self._about:
                yield Static(Content(self._about), classes="muted")
            yield Input(
                self._first_typed, placeholder=self._placeholder or _("type a few letters"),
                compact=True, select_on_focus=False,
            )  # fmt: skip
            yield _Choices()
            yield Static(Content(_("Nothing found.")), id="none-found", classes="muted")
            yield Static(id="warning", classes="warning")
            yield KeyLine(ONE if self._toggle is None else SEVERAL)

    def on_mount(self) -> None:
        if not self.stands:
            return
        rows = self.query_one(_Choices)
        rows.can_focus = False
        rows.new_label = self._create or self._otherwise
        rows.new_sign = "+" if self._create else "→"
        self._filter(self._first_typed)
        if self._toggle is None:
            # One of several is to be chosen: begin at the present one.
            rows.go_to(next((i for i, c in enumerate(self._choices) if c.checked), 0))

    def on_resize(self) -> None:
        # Given in cells: an automatic height counts a list in shares of the window whole.
        if self.stands:
            self.query_one(_Choices).styles.max_height = self.size.height // 2

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.stands:
            self._filter(event.value)

    def _filter(self, typed: str) -> None:
        self.show_picks(self._found(typed))
        warning = self._warn(typed) if self._warn and typed.strip() else ""
        self.query_one("#warning", Static).update(Content(warning))
        self.query_one("#warning").display = bool(warning)

    def show_picks(self, picks: Sequence[Pick]) -> None:
        """List what was found."""
        rows = self.query_one(_Choices)
        rows.show(list(picks))
        rows.display = bool(rows.shown)
        self.query_one("#none-found").display = not rows.shown

    def _found(self, typed: str) -> list[Pick]:
        name = " ".join(typed.split())
        if not name:
            return list(self._choices)
        from gpci_tui.model.folding import fold
        from gpci_tui.search.fuzzy import begins, rank

        found: list[Pick] = [
            self._choices[i] for i in rank(name, [f"{c.label} {c.also}" for c in self._choices])
        ]
        if self._otherwise:
            return [*found, New(name)]
        known = any(fold(c.label) == fold(name) for c in self._choices)
        if not self._create or known:
            return found
        # Who types a new name must not hit a far-fetched old one with Enter.
        sure = [pick for pick in found if isinstance(pick, Choice) and begins(name, pick.label)]
        near = self._warn is not None and bool(self._warn(name))
        at = 1 if found and (near or found[0] in sure) else 0
        return [*found[:at], New(name), *found[at:]]

    def action_move(self, by: int) -> None:
        self.query_one(_Choices).action_move(by)

    def action_page(self, by: int) -> None:
        self.query_one(_Choices).action_page(by)

    def action_close(self) -> None:
        self.dismiss(None)

    def action_choose(self) -> None:
        rows = self.query_one(_Choices)
        if rows.shown:
            self._take(rows.shown[rows.cursor])

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        self.action_choose()

    def _take(self, pick: Pick) -> None:
        if self._toggle is None:
            self.dismiss(pick)
        else:
            self._toggle_one(pick)

    @work(exclusive=True)
    async def _toggle_one(self, pick: Pick) -> None:
        assert self._toggle is not None
        rows = self.query_one(_Choices)
        cursor = rows.cursor
        self._choices = list(await self._toggle(pick))
        if not self.stands:
            return
        field = self.query_one(Input)
        if field.value:
            # The next one is typed at once; what was just put on is shown.
            with self.prevent(Input.Changed):
                field.value = ""
            self._filter("")
            rows.go_to(self._index_of(pick))
        else:
            self._filter("")
            rows.go_to(cursor)

    def _index_of(self, pick: Pick) -> int:
        from gpci_tui.model.folding import fold

        for index, choice in enumerate(self._choices):
            if isinstance(pick, Choice) and choice.key == pick.key:
                return index
            if isinstance(pick, New) and fold(choice.label) == fold(pick.name):
                return index
        return 0

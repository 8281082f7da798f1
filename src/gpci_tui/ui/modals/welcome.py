"""Welcome: what the program is, and how to begin, where no dossier is in yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.store import library
from gpci_tui.ui.keys import hint, key_name
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

TALL = 32
"""Lines of the window from which a blank line is set between the choices."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to begin."""

    action: str
    label: str
    about: str


WAYS = (
    Way("sample", N_("Open the sample edition"), N_("27 real dossiers of 2025, to try it all")),
    Way("import", N_("Import a folder or files"), N_("Word, PDF, tables, Markdown, or a ZIP")),
    Way("open", N_("Open another edition"), N_("a .gpci file, such as a colleague's")),
    Way("settings", N_("Settings"), N_("language, look, your name")),
    Way("leave", N_("Quit"), N_("also from anywhere, with Ctrl+Q")),
)


class Ways(Rows):
    """The ways to begin, two lines each, with their letters."""

    choose_on_click = True
    row_height = 2

    def on_mount(self) -> None:
        self.set_count(len(WAYS), 0)

    def fit(self, height: int) -> None:
        """Set a blank line between the ways where the window has room for it."""
        self.row_height = 3 if height >= TALL else 2
        self.styles.height = len(WAYS) * self.row_height
        self.set_count(len(WAYS))

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        if line == 2:
            return Strip([Segment(" " * width)])
        way = WAYS[index]
        bar = Segment("▌" if here else " ", style.primary)
        if line == 0:
            key = key_name(self._key(way))
            segments = [
                bar, Segment(f" {key:<3}", style.primary + style.strong.without_color),
                Segment(cut(_(way.label), width - 6), style.strong),
            ]  # fmt: skip
        else:
            muted = style.muted_on_cursor if here else style.muted
            segments = [bar, Segment("    "), Segment(cut(_(way.about), width - 6), muted)]
        strip = Strip(segments).adjust_cell_length(width)
        return strip.apply_style(style.cursor) if here else strip

    def _key(self, way: Way) -> str:
        """Return the key that is bound to a way now."""
        keys = [key for key, active in self.screen.active_bindings.items()
                if active.binding.id == f"welcome.{way.action}"]  # fmt: skip
        return keys[0] if keys else ""


class Welcome(Sheet[None]):
    """Covers the empty library until something is in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "sample", N_("sample edition"), id="welcome.sample"),
        Binding("i,I", "import", N_("import…"), id="welcome.import"),
        Binding("o", "open", N_("open an edition"), id="welcome.open"),
        Binding("s,f2", "settings", N_("settings"), id="welcome.settings"),
        Binding("q", "leave", N_("quit"), id="welcome.leave"),
        Binding("question_mark,f1", "help", N_("help"), id="app.help"),
    ]
    HINTS = (
        hint("list.up", "list.down", label=N_("choose")),
        hint("list.choose"),
        hint("app.help"),
    )
    CSS = """
    Welcome { background: $background; }
    Welcome #page { width: 66; height: auto; }
    Welcome #name { color: $primary; text-style: bold; padding-left: 1; }
    Welcome #what { margin: 1 0; padding-left: 1; }
    Welcome KeyLine { margin: 1 0 0 1; }
    """

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            yield Static(Content("gpci"), id="name")
            yield Static(
                Content(
                    _("Read the dossiers of an award, mark and note what counts, and shortlist by "
                      "prize and by theme, all from the keyboard and without a network. Every "
                      "change is written at once and can be undone.")
                ),
                id="what",
            )  # fmt: skip
            yield Ways()
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        self.query_one(Ways).focus()

    @on(events.ScreenResume)
    @work(exclusive=True, group="look")
    async def _leave_what_is_filled(self) -> None:
        """Go once there are dossiers: they may have come in on another way."""
        if await self.gpci.read(lambda store: library.total(store.conn)):
            self.dismiss(None)

    def on_resize(self) -> None:
        self.query_one(Ways).fit(self.size.height)

    @on(Rows.Chosen)
    async def _take(self, message: Rows.Chosen) -> None:
        message.stop()
        await self.run_action(WAYS[message.index].action)

    @work(exclusive=True, group="modal")
    async def action_sample(self) -> None:
        from gpci_tui.ui.modals.importing import take_sample_in

        if await take_sample_in(self.gpci):
            self.dismiss(None)

    @work(exclusive=True, group="modal")
    async def action_import(self) -> None:
        from gpci_tui.ui.modals.importing import import_files

        if await import_files(self.gpci):
            self.dismiss(None)

    def action_open(self) -> None:
        from gpci_tui.ui.modals.opening import ask_and_open

        ask_and_open(self.gpci)

    def action_settings(self) -> None:
        self.gpci.action_settings()

    async def action_leave(self) -> None:
        await self.gpci.action_leave()

    def action_help(self) -> None:
        self.gpci.action_help()

"""Settings: language, look, one's name, keys. Each applies at once and is written at once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui import settings as settings_file
from gpci_tui.i18n import LANGUAGES, _, ngettext, system_language
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.operations import edition
from gpci_tui.settings import THEMES
from gpci_tui.ui.file_names import shorten
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.rows import Rows
from gpci_tui.ui.widgets.sheet_rows import SheetRows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

LOOKS = {"encre": N_("encre, dark"), "papier": N_("papier, light")}
"""What each theme is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """One setting: what it is, what it is now, and what to know of it."""

    key: str
    label: str
    value: str
    about: str


class _Lines(SheetRows):
    choose_on_click = True
    row_height = 2

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: list[Line]) -> None:
        self.lines = lines
        self.set_count(len(lines))

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        entry = self.lines[index]
        if line:
            return Strip([Segment(" " * width)])
        label = Segment(entry.label, style.strong if here else style.text)
        return self.between([label], [Segment(entry.value, style.primary)], width, here)


class SettingsModal(Sheet[None]):
    """The settings, each on a line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "close", N_("close"), id="settings.close"),
    ]
    HINTS = (
        hint("list.choose", label=N_("change")),
        hint("list.up", "list.down", label=N_("choose")),
        hint("settings.close"),
    )
    DEFAULT_CSS = """
    SettingsModal _Lines { height: 8; margin-top: 1; }
    SettingsModal #about { height: 4; color: $muted; }
    """

    def __init__(self, at: str = "") -> None:
        """``at`` is the key of the line on which the cursor stands."""
        super().__init__()
        self._at = at

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(_("Settings")), classes="title")
            yield _Lines()
            yield Static(id="about", markup=False)
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        rows = self.query_one(_Lines)
        rows.focus()
        self._show()
        rows.go_to(next((i for i, line in enumerate(rows.lines) if line.key == self._at), 0))

    def _show(self) -> None:
        if not self.stands:
            return
        self.query_one(_Lines).show(self._read_lines())
        self._explain()

    def _read_lines(self) -> list[Line]:
        settings = self.gpci.settings
        changed = len(self.gpci.own_keys)
        keys = ngettext("{n} changed", "{n} changed", changed) if changed else _("the usual ones")
        return [
            Line("language", _("Language"), language_name(settings.language),
                 _("Applies at once, everywhere.")),
            Line("theme", _("Look"), _(LOOKS[self.gpci.theme]), _("Applies at once, everywhere.")),
            Line("juror", _("My name"), self.gpci.juror or _("not stated"),
                 _("Stands in the header, and on what you hand over.")),
            Line("keys", _("Keys"), keys, self._about_keys()),
        ]  # fmt: skip

    def _about_keys(self) -> str:
        path = self.gpci.settings_path
        return _("To change one, write a line such as {example} under [keys] in {path}, then "
                 "start anew. Enter lists all keys and names.").format(
            example='"dossier.theme" = "T"', path=shorten(path) if path else "settings.toml"
        )  # fmt: skip

    @on(Rows.Moved)
    def _explain(self) -> None:
        rows = self.query_one(_Lines)
        self.query_one("#about", Static).update(Content(rows.lines[rows.cursor].about))

    @on(Rows.Chosen)
    @work(exclusive=True, group="modal")
    async def _change(self, message: Rows.Chosen) -> None:
        message.stop()
        key = self.query_one(_Lines).lines[message.index].key
        if key == "language":
            await self._change_language()
        elif key == "theme":
            await self._change_look()
        elif key == "juror":
            await self._change_name()
        else:
            from gpci_tui.ui.modals.help import Help

            self.app.push_screen(Help(self, with_ids=True))
        self._show()

    async def _change_language(self) -> None:
        now = self.gpci.settings.language
        choices = [
            Choice(code, language_name(code), checked=code == now) for code in ("", *LANGUAGES)
        ]
        pick = await self.app.push_screen_wait(Picker(_("Language"), choices))
        if isinstance(pick, Choice):
            await speak(self.gpci, str(pick.key))

    async def _change_look(self) -> None:
        now = self.gpci.theme
        pick = await self.app.push_screen_wait(
            Picker(
                _("Look"), [Choice(name, _(LOOKS[name]), checked=name == now) for name in THEMES]
            )
        )
        if isinstance(pick, Choice):
            await wear(self.gpci, str(pick.key))

    async def _change_name(self) -> None:
        name = await self.app.push_screen_wait(
            LineEditor(_("My name"), self.gpci.juror, placeholder=_("as the jury knows you"))
        )
        if name is None:
            return
        changes = await self.gpci.perform(edition.rename_me, name)
        if changes.verb:
            # A read-only edition said no, and the settings then say nothing else.
            await keep(self.gpci, juror=changes.words["name"])

    def action_close(self) -> None:
        self.dismiss(None)


def language_name(code: str) -> str:
    """Return a language's own name; '' is the system's."""
    if code:
        return LANGUAGES[code]
    return _("as the system: {language}").format(language=LANGUAGES[system_language()])


async def wear(app: GpciApp, theme: str) -> None:
    """Put on another look, now and from now on."""
    app.theme = theme
    await keep(app, theme=theme)


async def speak(app: GpciApp, language: str) -> None:
    """Speak another language, now and from now on; '' is the system's."""
    from gpci_tui.ui.renewal import renew

    await keep(app, language=language)
    # The screens are made anew, and with them this worker's own: the app does it.
    app.run_worker(renew(app, language), exclusive=True, group="renew")


async def keep(app: GpciApp, **changed: Any) -> None:
    """Take settings over, and write them; what else stands in the file stays as it is there."""
    app.settings = replace(app.settings, **changed)
    if app.settings_path is None:
        return
    try:
        await asyncio.to_thread(_write, app.settings_path, changed)
    except OSError as error:
        app.complain(
            BadInput(
                N_("The settings {path} can't be written ({error}). The change holds until you "
                   "quit."),
                path=app.settings_path, error=error.strerror or error,
            )
        )  # fmt: skip
    except BadInput as error:
        app.complain(error)


def _write(path: Path, changed: dict[str, Any]) -> None:
    # Read anew: the file may have been edited since the program began.
    present, _problems = settings_file.load(path)
    settings_file.save(path, replace(present, **changed))

"""Commands: everything that can be asked for here, found by its name in French or English."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gpci_tui.i18n import LANGUAGES, _, in_all_languages
from gpci_tui.model.errors import N_
from gpci_tui.ui.checkup import check_the_edition
from gpci_tui.ui.command_list import Command, all_commands, commands_here
from gpci_tui.ui.keymap import ROOMS
from gpci_tui.ui.keys import key_names
from gpci_tui.ui.modals.backups import show_backups
from gpci_tui.ui.modals.booklet_opening import ask_and_open_booklet
from gpci_tui.ui.modals.opening import ask_and_open
from gpci_tui.ui.modals.picker import Choice, New, Picker
from gpci_tui.ui.modals.settings import LOOKS, language_name, speak, wear
from gpci_tui.ui.modals.unfinished import ask_and_go_on

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

NOT_WORTH_NAMING = frozenset({"app.commands"})
"""Commands that make no sense in the list of commands."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Something to do that has no key."""

    words: str
    """What it does, in English."""
    about: str
    """A name within it, in English or in its own language, or ''."""
    do: Callable[[GpciApp], Awaitable[None] | None]


def show_commands(app: GpciApp) -> None:
    """Ask for a command and give it."""
    app.run_worker(_ask(app), exclusive=True, group="modal")


def choices_here(app: GpciApp) -> list[Choice]:
    """Return every command as a choice: those of here, what has no key, those of other places."""
    commands = [c for c in commands_here(app, app.screen) if c.id not in NOT_WORTH_NAMING]
    # Moving the cursor is seldom looked for by name.
    commands.sort(key=lambda command: command.room == "list")
    choices = [_command(command) for command in commands]
    at = next((i for i, c in enumerate(commands) if c.room == "list"), len(commands))
    choices[at:at] = [_wish(wish) for wish in _wishes()]
    here = {command.id for command in commands}
    choices += [_elsewhere(c) for c in all_commands(app.own_keys) if _is_elsewhere(app, c, here)]
    return choices


async def _ask(app: GpciApp) -> None:
    pick = await app.push_screen_wait(
        Picker(
            _("Commands"), choices_here(app), placeholder=_("what do you want to do?"),
            otherwise=_("Go to “{name}” among dossiers, themes, prizes…"),
        )
    )  # fmt: skip
    if isinstance(pick, Choice):
        await give(app, pick.key)
    elif isinstance(pick, New):
        from gpci_tui.ui.modals.jump import ask_and_jump

        await ask_and_jump(app, pick.name)


def _is_elsewhere(app: GpciApp, command: Command, here: set[str]) -> bool:
    return command.room in app.MODES and command.id not in here


async def give(app: GpciApp, wanted: object) -> None:
    """Do what a command's choice stands for."""
    if isinstance(wanted, Command) and wanted.node is None:
        app.show_mode(wanted.room)
    elif isinstance(wanted, Command):
        await app.run_action(wanted.action, wanted.node)
    elif isinstance(wanted, Wish):
        outcome = wanted.do(app)
        if outcome is not None:
            await outcome


def _command(command: Command) -> Choice:
    named = in_all_languages(command.words) + in_all_languages(ROOMS.get(command.room, ""))
    label = _capital(_(command.words))
    return Choice(command, label, key_names(command.keys), also=" ".join(named))


def _elsewhere(command: Command) -> Choice:
    """Return what can be done in another place; choosing it goes there."""
    known = _command(command)
    place = _(ROOMS[command.room])
    return replace(known, detail=f"→ {place}   {known.detail}")


def _wish(wish: Wish) -> Choice:
    texts = [
        text.format(name=about)
        for text in in_all_languages(wish.words)
        for about in in_all_languages(wish.about)
    ]
    return Choice(wish, _(wish.words).format(name=_(wish.about)), also=" ".join(texts))


def _wishes() -> list[Wish]:
    return [
        Wish(N_("Open another edition…"), "", ask_and_open),
        Wish(N_("Import a booklet…"), "", ask_and_open_booklet),
        Wish(N_("Unfinished texts…"), "", ask_and_go_on),
        Wish(N_("Backups…"), "", show_backups),
        Wish(N_("Check the edition"), "", check_the_edition),
        *(
            Wish(N_("Look: {name}"), name, partial(wear, theme=look))
            for look, name in LOOKS.items()
        ),
        *(
            Wish(N_("Language: {name}"), language_name(code), partial(speak, language=code))
            for code in ("", *LANGUAGES)
        ),
    ]  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Commands: everything that can be asked for here, found by its name in French or English."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gpci_tui.i18n import LANGUAGES, _, in_all_languages
from gpci_tui.model.errors import N_
from gpci_tui.ui.command_list import Command, commands_here
from gpci_tui.ui.keymap import ROOMS
from gpci_tui.ui.keys import key_names
from gpci_tui.ui.modals.opening import ask_and_open
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.modals.settings import LOOKS, language_name, speak, wear

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
    """A name within it that isn't translated, or ''."""
    do: Callable[[GpciApp], Awaitable[None] | None]


def show_commands(app: GpciApp) -> None:
    """Ask for a command and give it."""
    app.run_worker(_ask(app), exclusive=True, group="modal")


async def _ask(app: GpciApp) -> None:
    commands = [c for c in commands_here(app, app.screen) if c.id not in NOT_WORTH_NAMING]
    # Moving the cursor is seldom looked for by name.
    commands.sort(key=lambda command: command.room == "list")
    choices = [_command(command) for command in commands]
    at = next((i for i, c in enumerate(commands) if c.room == "list"), len(commands))
    choices[at:at] = [_wish(wish) for wish in _wishes()]
    pick = await app.push_screen_wait(
        Picker(_("Commands"), choices, placeholder=_("what do you want to do?"))
    )
    if isinstance(pick, Choice):
        await _give(app, pick.key)


async def _give(app: GpciApp, wanted: object) -> None:
    if isinstance(wanted, Command):
        await app.run_action(wanted.action, wanted.node)
    elif isinstance(wanted, Wish):
        outcome = wanted.do(app)
        if outcome is not None:
            await outcome


def _command(command: Command) -> Choice:
    named = in_all_languages(command.words) + in_all_languages(ROOMS.get(command.room, ""))
    label = _capital(_(command.words))
    return Choice(command, label, key_names(command.keys), also=" ".join(named))


def _wish(wish: Wish) -> Choice:
    texts = [text.format(name=wish.about) for text in in_all_languages(wish.words)]
    return Choice(wish, _(wish.words).format(name=wish.about), also=" ".join(texts))


def _wishes() -> list[Wish]:
    return [
        Wish(N_("Open another edition…"), "", ask_and_open),
        *(
            Wish(N_("Look: {name}"), _(name), partial(wear, theme=look))
            for look, name in LOOKS.items()
        ),
        *(
            Wish(N_("Language: {name}"), language_name(code), partial(speak, language=code))
            for code in ("", *LANGUAGES)
        ),
    ]  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

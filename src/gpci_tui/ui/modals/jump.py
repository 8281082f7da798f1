"""Jump: a few letters lead to a dossier, a theme, a prize, a saved search or a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from textual import work

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Facets
from gpci_tui.operations.jumping import Target, TargetKind, targets
from gpci_tui.ui.commands import choices_here, give
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader
    from gpci_tui.ui.app import GpciApp

LIMIT = 40
"""Targets that are asked for."""
COMMANDS = 5
"""Commands that are listed at most."""
NAMES = {
    TargetKind.DOSSIER: N_("dossiers"),
    TargetKind.THEME: N_("themes"),
    TargetKind.PRIZE: N_("prizes"),
    TargetKind.SEARCH: N_("saved searches"),
}


class Answer(NamedTuple):
    """What was found for some letters."""

    targets: list[Target]
    commands: list[int]
    """Numbers of the commands, best first."""
    commands_first: bool
    """Whether a command is meant rather than any of the targets."""


def look_for(reader: Reader, typed: str, commands: Sequence[str]) -> Answer:
    """Return what the letters may mean; no commands where nothing was typed."""
    found = targets(reader, typed, LIMIT)
    if not typed.strip():
        return Answer(found, [], False)
    from gpci_tui.search.fuzzy import begins, rank

    ranked = rank(typed, commands)
    sure = [number for number in ranked if begins(typed, commands[number])]
    first = bool(sure) and not (found and begins(typed, found[0].name))
    # A far-fetched command is offered only where nothing else is.
    return Answer(found, (sure or ([] if found else ranked))[:COMMANDS], first)


class Jump(Picker):
    """Asks for one goal; dismisses with a choice whose key is a ``Target`` or a command's."""

    def __init__(self, commands: Sequence[Choice], typed: str = "") -> None:
        super().__init__(
            _("Go to"), (), typed=typed,
            placeholder=_("a dossier, a theme, a prize, a saved search, a command"),
        )  # fmt: skip
        self._commands = commands
        self._letters = ""
        self._answered: str | None = None
        """The letters to which what is listed is the answer."""
        self._take_the_first = False
        """Whether Enter was pressed before the answer came."""

    def _filter(self, typed: str) -> None:
        self._letters, self._take_the_first = typed, False
        self._look_for(typed)

    @work(exclusive=True, group="jump")
    async def _look_for(self, typed: str) -> None:
        names = [f"{choice.label} {choice.also}" for choice in self._commands]
        gpci = cast("GpciApp", self.app)
        answer = await gpci.search(look_for, typed, names)
        if typed != self._letters or not self.stands:
            return
        self._answered = typed
        self.show_picks(_in_groups(answer, self._commands))
        if self._take_the_first:
            super().action_choose()

    def action_choose(self) -> None:
        """Enter: go there; where the answer to the last letter is not there yet, wait for it."""
        if self._answered == self._letters:
            super().action_choose()
        else:
            self._take_the_first = True

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        super().action_choose()


def _in_groups(answer: Answer, commands: Sequence[Choice]) -> list[Choice]:
    """Return the targets by kind, the kind of the best one first, commands before or after it."""
    kinds = list(dict.fromkeys(target.kind for target in answer.targets))
    groups = [
        [
            Choice(target, target.name, about=target.about)
            for target in answer.targets
            if target.kind is kind
        ]
        for kind in kinds
    ]
    names = [_(NAMES[kind]) for kind in kinds]
    given = [replace(commands[number], about=commands[number].detail) for number in answer.commands]
    if given:
        at = 0 if answer.commands_first else 1
        groups.insert(at, given)
        names.insert(at, _("commands"))
    found: list[Choice] = []
    for name, group in zip(names, groups, strict=True):
        # The name of a group stands once, at its first line.
        found += [replace(c, detail="" if i else name) for i, c in enumerate(group)]
    return found


async def ask_and_jump(app: GpciApp, typed: str = "") -> None:
    """Ask for a goal and go there."""
    pick = await app.push_screen_wait(Jump(choices_here(app), typed))
    if not isinstance(pick, Choice):
        return
    if isinstance(pick.key, Target):
        go(app, pick.key)
    else:
        await give(app, pick.key)


def go(app: GpciApp, target: Target) -> None:
    """Open a dossier; show in the library what a theme, a prize or a saved search holds."""
    match target.kind:
        case TargetKind.DOSSIER:
            app.read_dossier(target.key)
        case TargetKind.THEME:
            app.filter_library(Facets(themes=frozenset({target.key})))
        case TargetKind.PRIZE:
            app.filter_library(Facets(prizes=frozenset({target.key})))
        case TargetKind.SEARCH:
            app.filter_library(Facets(searches=frozenset({target.key})))

"""Every command with its keys: those that can be given here, and those of the whole program.

Made of the bindings, so that the help, the command palette and the docs can't
tell of a key that isn't there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from textual.actions import parse
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.screen import Screen

from gpci_tui.ui.command_names import LONG_NAMES
from gpci_tui.ui.keymap import ROOMS, SHARED, all_bindings, family_of, room_of, split_keys
from gpci_tui.ui.screens import known_screens

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for."""

    id: str
    words: str
    """What it does, in English; to be translated where it is shown."""
    keys: tuple[str, ...]
    """Textual's names of its keys."""
    room: str
    """Where it belongs, one of ``ROOMS``."""
    action: str
    node: DOMNode | None = field(default=None, compare=False)
    """Where the action is, for a command that can be given now."""


def commands_here(app: GpciApp, screen: Screen[Any]) -> list[Command]:
    """Return what can be asked for on a screen, by room: its own first, then the shared ones.

    What a text field would type instead is there as well: it can be chosen
    from the help or the palette while the field has the focus.
    """
    found: dict[str, Command] = {}
    taken: set[str] = set()
    for node in _chain(app, screen):
        for key, binding in _bound(type(node), app.own_keys):
            if not binding.id or key in taken or not _is_enabled(node, binding.action):
                continue
            taken.add(key)
            known = found.get(binding.id)
            if known is None:
                place = getattr(node, "MODE", "")
                found[binding.id] = _command(binding, binding.id, (key,), place, node)
            elif known.node is node:
                found[binding.id] = replace(known, keys=(*known.keys, key))
    return sorted(_in_order(found.values()), key=lambda c: c.room in SHARED)


def all_commands(keymap: Mapping[str, str]) -> list[Command]:
    """Return every command of the program, by room, in the order of ``ROOMS``.

    One that does something of its own in a place, such as the arrows in a text,
    comes there once more.
    """
    places = {c: place.MODE for place in known_screens() for c in family_of(place)}
    found: dict[tuple[str, str], Command] = {}
    for owner, binding in all_bindings():
        if binding.id:
            keys = split_keys(keymap.get(binding.id, binding.key))
            command = _command(binding, binding.id, keys, places.get(owner, ""))
            found.setdefault((command.id, command.words), command)
    return _in_order(found.values())


def _command(
    binding: Binding, id_: str, keys: tuple[str, ...], place: str, node: DOMNode | None = None
) -> Command:
    """``place`` is the screen's whose own binding it is, '' for one of a widget or of all."""
    room = room_of(id_)
    return Command(
        id_, LONG_NAMES.get(id_, binding.description), keys,
        place if place and room == "list" else room, binding.action, node,
    )  # fmt: skip


def by_room(commands: list[Command]) -> dict[str, list[Command]]:
    """Return commands under their rooms, both in the order in which they come."""
    rooms: dict[str, list[Command]] = {}
    for command in commands:
        rooms.setdefault(command.room, []).append(command)
    return rooms


def _in_order(commands: Iterable[Command]) -> list[Command]:
    rank = {room: number for number, room in enumerate(ROOMS)}
    return sorted(commands, key=lambda c: rank.get(c.room, len(rank)))


def _chain(app: GpciApp, screen: Screen[Any]) -> list[DOMNode]:
    """Return where a key is looked for, nearest first; nothing lies below what opens over it."""
    focused = screen.focused
    inside = [node for node in focused.ancestors_with_self if node is not app] if focused else []
    chain = [node for node in inside if node is not screen] + [screen]
    return chain if screen.is_modal else [*chain, app]


def _bound(owner: type[DOMNode], keymap: Mapping[str, str]) -> BindingsMap:
    """Return our own bindings of a class with the user's keys; a nearer class's key prevails."""
    merged: dict[str, list[Binding]] = {}
    for node_class in reversed(family_of(owner)):
        merged.update(BindingsMap(node_class.__dict__.get("BINDINGS", ())).key_to_bindings)
    bindings = BindingsMap.from_keys(merged)
    bindings.apply_keymap(dict(keymap))
    return bindings


def _is_enabled(node: DOMNode, action: str) -> bool:
    _namespace, name, parameters = parse(action)
    return bool(node.check_action(name, parameters))

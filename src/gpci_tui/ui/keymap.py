"""The user's own keys: every binding has an id, and settings may name other keys for it."""

from __future__ import annotations

import pkgutil
import unicodedata
from collections.abc import Iterator, Mapping
from importlib import import_module

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys

from gpci_tui.model.errors import N_, BadInput

FORBIDDEN = frozenset({"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+s", "ctrl+c"})
"""Keys that terminals send for others, or keep for themselves."""

ROOMS = {
    "library": N_("Library"),
    "reader": N_("Reader"),
    "shortlist": N_("Shortlist"),
    "themes": N_("Themes"),
    "compare": N_("Comparing"),
    "revision": N_("Looking at a revision"),
    "booklet": N_("Cutting a booklet"),
    "annotate": N_("While annotating"),
    "search": N_("While searching in a text"),
    "dossier": N_("On a dossier"),
    "app": N_("Everywhere"),
    "list": N_("In a list"),
    "picker": N_("While choosing"),
    "line": N_("While typing a line"),
    "path": N_("While naming a file"),
    "editor": N_("While writing a note"),
    "confirm": N_("When asked"),
    "import": N_("Before an import"),
    "mapping": N_("Over the columns of a table"),
    "duplicates": N_("Before dossiers that are like others"),
    "working": N_("During long work"),
    "help": N_("Help"),
    "history": N_("History"),
    "backups": N_("Backups"),
    "settings": N_("Settings"),
    "welcome": N_("Welcome"),
}
"""First part of a binding's id -> its heading, in the order of the help."""

PLACES = frozenset({"library", "reader", "shortlist", "themes", "compare", "booklet"})
SHARED = frozenset({"app", "dossier", "list"})
"""Rooms whose bindings are active together with those of a place."""

_NAMED = {key.value for key in Keys if key.value.isalnum()} | {
    "slash", "backslash", "minus", "plus", "underscore", "at",
}  # fmt: skip


def room_of(binding_id: str) -> str:
    """Return the room of a binding, the first part of its id."""
    return binding_id.partition(".")[0]


def all_bindings() -> Iterator[tuple[type[DOMNode], Binding]]:
    """Yield (class, binding) of every binding of the program that has an id.

    Of those with one id the first is the one that the others follow.
    """
    for owner in owners():
        for entry in owner.__dict__.get("BINDINGS", ()):
            if isinstance(entry, Binding) and entry.id:
                yield owner, entry


def owners() -> list[type[DOMNode]]:
    """Return the app, the lists, the places, then every other class of ours, each once."""
    import gpci_tui.ui as ui
    from gpci_tui.ui.app import GpciApp
    from gpci_tui.ui.screens import known_screens
    from gpci_tui.ui.widgets.rows import Rows

    for module in pkgutil.walk_packages(ui.__path__, ui.__name__ + "."):
        import_module(module.name)
    places = [family for place in known_screens() for family in family_of(place)]
    others = sorted(_descendants(DOMNode), key=lambda c: (c.__module__, c.__qualname__))
    return list(dict.fromkeys([GpciApp, Rows, *places, *others]))


def family_of(owner: type) -> list[type[DOMNode]]:
    """Return a class and those of ours that it is made of, nearest first."""
    return [c for c in owner.__mro__ if c.__module__.startswith("gpci_tui.ui.")]


def _descendants(owner: type[DOMNode]) -> set[type[DOMNode]]:
    found: set[type[DOMNode]] = set()
    for child in owner.__subclasses__():
        found |= _descendants(child)
        if child.__module__.startswith("gpci_tui.ui."):
            found.add(child)
    return found


def meet(room: str, other: str) -> bool:
    """Return whether bindings of two rooms can be active at the same time."""
    if room == other or "list" in (room, other):
        return True
    both = {room, other}
    if both == {"booklet", "dossier"}:
        return False  # No dossier is there yet.
    return both <= PLACES | SHARED and bool(both & SHARED)


def split_keys(keys: str) -> tuple[str, ...]:
    """Return keys one by one, by Textual's names; '?' becomes 'question_mark'."""
    parts = [part.strip() for part in keys.split(",") if part.strip()]
    if not parts:
        return ()
    return tuple(b.key for b in Binding.make_bindings([Binding(",".join(parts), "")]))


def check(keys: Mapping[str, str]) -> tuple[dict[str, str], list[BadInput]]:
    """Return the keymap to use and what can't be used; the default stays in its place."""
    if not keys:
        return {}, []
    known: dict[str, str] = {}
    for _owner, binding in all_bindings():
        known.setdefault(binding.id or "", binding.key)
    keymap: dict[str, str] = {}
    problems: list[BadInput] = []
    for id_, wanted in keys.items():
        problem = _unusable(id_, wanted, known)
        if problem is None:
            keymap[id_] = ",".join(split_keys(wanted))
        else:
            problems.append(problem)
    return _without_clashes(keymap, known, problems), problems


def _unusable(id_: str, wanted: str, known: Mapping[str, str]) -> BadInput | None:
    if id_ not in known:
        return BadInput(
            N_("Settings: there is no command “{id}”. The settings (F2) list them all under Keys."),
            id=id_,
        )  # fmt: skip
    parts = split_keys(wanted)
    if not parts or not all(_can_be_pressed(part) for part in parts):
        return BadInput(
            N_("Settings: “{keys}” can't be used for “{id}”. The default stays."),
            keys=wanted, id=id_,
        )  # fmt: skip
    return None


def _can_be_pressed(key: str) -> bool:
    if key in FORBIDDEN or key.startswith("alt+"):
        return False
    modifiers, _plus, plain = key.rpartition("+")
    if set(modifiers.split("+")) - {"", "ctrl", "shift"}:
        return False
    if len(plain) == 1 or plain in _NAMED:
        return True
    try:
        unicodedata.lookup(plain.replace("_", " "))
    except KeyError:
        return False
    return True


def _without_clashes(
    keymap: dict[str, str], known: Mapping[str, str], problems: list[BadInput]
) -> dict[str, str]:
    """Take out, one by one from the last, the wishes whose key means something else already.

    All wishes are looked at together, so that two commands can exchange their keys.
    """
    kept = dict(keymap)
    clash = _first_clash(kept, known)
    while clash is not None:
        id_, other = clash
        problems.append(
            BadInput(
                N_("Settings: “{keys}” already means “{other}”, so “{id}” keeps its default."),
                keys=kept.pop(id_), other=other, id=id_,
            )
        )  # fmt: skip
        clash = _first_clash(kept, known)
    return kept


def _first_clash(keymap: Mapping[str, str], known: Mapping[str, str]) -> tuple[str, str] | None:
    for id_ in reversed(list(keymap)):
        wanted = set(split_keys(keymap[id_])) - set(split_keys(known[id_]))
        for other, default in known.items():
            if other != id_ and meet(room_of(id_), room_of(other)):
                taken = split_keys(keymap.get(other, default))
                if wanted & set(taken):
                    return id_, other
    return None

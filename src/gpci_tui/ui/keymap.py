"""The user's own keys: every binding has an id, and settings may name other keys for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.binding import Binding
from textual.dom import DOMNode

from gpci_tui.model.errors import N_, BadInput

FORBIDDEN = frozenset({"ctrl+i", "ctrl+m", "ctrl+j", "ctrl+h", "ctrl+s", "ctrl+c"})
"""Keys that terminals send for others, or keep for themselves."""


def all_bindings() -> Iterator[tuple[str, Binding]]:
    """Yield (class name, binding) of every binding of the program that has an id."""
    from gpci_tui.ui.app import GpciApp
    from gpci_tui.ui.screens import known_screens

    seen: set[tuple[str, str]] = set()
    for owner in (GpciApp, *known_screens()):
        for node_class in _family(owner):
            for entry in node_class.__dict__.get("BINDINGS", ()):
                if isinstance(entry, Binding) and entry.id:
                    mark = (entry.id, entry.key)
                    if mark not in seen:
                        seen.add(mark)
                        yield node_class.__name__, entry


def _family(owner: type[DOMNode]) -> list[type]:
    return [c for c in owner.__mro__ if c.__module__.startswith("gpci_tui")]


def check(keys: Mapping[str, str]) -> tuple[dict[str, str], list[BadInput]]:
    """Return the keymap to use and what can't be used; the default stays in its place."""
    if not keys:
        return {}, []
    known: dict[str, str] = {}
    for _owner, binding in all_bindings():
        assert binding.id is not None
        known.setdefault(binding.id, binding.key)
    keymap: dict[str, str] = {}
    problems: list[BadInput] = []
    for id_, wanted in keys.items():
        problem = _problem(id_, wanted, known, keymap)
        if problem is None:
            keymap[id_] = wanted
        else:
            problems.append(problem)
    return keymap, problems


def _problem(
    id_: str, wanted: str, known: Mapping[str, str], keymap: Mapping[str, str]
) -> BadInput | None:
    if id_ not in known:
        return BadInput(
            N_("Settings: there is no command “{id}”; the help lists them all."), id=id_
        )
    parts = {part.strip() for part in wanted.split(",") if part.strip()}
    bad = parts & FORBIDDEN or {part for part in parts if part.startswith("alt+")}
    if not parts or bad:
        return BadInput(
            N_("Settings: “{keys}” can't be used for “{id}”. The default stays."),
            keys=wanted, id=id_,
        )  # fmt: skip
    room = id_.split(".")[0]
    for other, default in known.items():
        if other == id_ or other.split(".")[0] not in (room, "app"):
            continue
        taken = {part.strip() for part in keymap.get(other, default).split(",")}
        if parts & taken:
            return BadInput(
                N_("Settings: “{keys}” already means “{other}”, so “{id}” keeps its default."),
                keys=wanted, other=other, id=id_,
            )  # fmt: skip
    return None

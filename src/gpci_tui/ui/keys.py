"""How keys are named to a person, and the hints that a screen shows of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from textual.binding import ActiveBinding, Binding
from textual.keys import format_key

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_

_NAMES = {
    "enter": N_("Enter"), "escape": N_("Esc"), "space": N_("Space"), "tab": N_("Tab"),
    "up": "↑", "down": "↓", "left": "←", "right": "→",
    "shift+up": N_("Shift+↑"), "shift+down": N_("Shift+↓"),
    "shift+left": N_("Shift+←"), "shift+right": N_("Shift+→"),
    "pageup": N_("PgUp"), "pagedown": N_("PgDn"), "home": N_("Home"), "end": N_("End"),
    "delete": N_("Del"), "backspace": N_("Backspace"), "insert": N_("Ins"),
}  # fmt: skip
WRITE_NOTHING = frozenset(_NAMES) - {"space"}
"""Keys that put no sign into a text field, whatever Textual names them by."""
_FUNCTION_KEY = re.compile(r"f\d{1,2}")


def key_name(key: str) -> str:
    """Return what is printed on a key, in the language spoken now.

    ``key`` is one of Textual's names, such as ``question_mark`` or ``ctrl+z``.
    """
    if key in _NAMES:
        return _(_NAMES[key])
    if key.startswith("ctrl+"):
        return "Ctrl+" + key_name(key[5:]).upper()
    if key.startswith("shift+"):
        return _("Shift+{key}").format(key=key_name(key[6:]))
    if _FUNCTION_KEY.fullmatch(key):
        return key.upper()
    return format_key(key)


def key_names(keys: Iterable[str]) -> str:
    """Return the names of several keys that do the same, such as ``u Ctrl+Z``."""
    return " ".join(dict.fromkeys(map(key_name, keys)))


class Hint(NamedTuple):
    """One entry of the hint line: the bindings it stands for, and a word.

    ``label`` '' takes the binding's own description.
    """

    ids: tuple[str, ...]
    label: str = ""


def hint(*ids: str, label: str = "") -> Hint:
    """Return a hint for some bindings, by their ids."""
    return Hint(ids, label)


def describe(hint_: Hint, active: Iterable[ActiveBinding]) -> tuple[str, str] | None:
    """Return (keys, word) of a hint, or None when none of its bindings is active."""
    by_id: dict[str, Binding] = {}
    for entry in active:
        if entry.binding.id and entry.enabled:
            by_id.setdefault(entry.binding.id, entry.binding)
    found = [by_id[id_] for id_ in hint_.ids if id_ in by_id]
    if not found:
        return None
    names = [key_name(binding.key) for binding in found]
    prefix = _("Shift+{key}").format(key="")
    if len(names) > 1 and all(name.startswith(prefix) for name in names):
        keys = prefix + "".join(name.removeprefix(prefix) for name in names)
    else:
        keys = ("" if all(name in "↑↓←→" for name in names) else " ").join(names)
    return keys, _(hint_.label or found[0].description)

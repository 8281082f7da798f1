"""The places a juror works in; none knows another."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_CLASSES = {
    "library": ("LibraryScreen", "library"),
    "reader": ("ReaderScreen", "reader"),
    "shortlist": ("ShortlistScreen", "shortlist"),
    "themes": ("ThemesScreen", "themes"),
    "compare": ("CompareScreen", "compare"),
    "booklet": ("BookletScreen", "booklet"),
}


def known_screens() -> list[Any]:
    """Return every screen class, imported; for the keymap and for the generated list of keys."""
    return [
        getattr(import_module(f"gpci_tui.ui.screens.{module}"), name)
        for name, module in _CLASSES.values()
    ]

"""The way in: the interface where nothing else is asked for, else the command line.

Reading ``gpci`` and ``gpci --store FILE`` takes no click, whose import would be
a good part of what the program adds to Textual's own start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from gpci_tui import i18n, paths, settings
from gpci_tui.commands.ending import ended
from gpci_tui.commands.invocation import Session, open_interface


def main() -> NoReturn:
    """Run ``gpci`` with the arguments of the process."""
    args = sys.argv[1:]
    plain = only_opens(args)
    if plain is None:
        from gpci_tui.commands.program import gpci

        gpci.main(args)
    store, language = plain
    sys.exit(ended(lambda: _open(store, language)))


def only_opens(args: Sequence[str]) -> tuple[str, str] | None:
    """Return (edition, language), '' where not named; None where click has to read on."""
    named = {"--store": "", "--lang": ""}
    rest = list(args)
    while rest:
        name, sign, value = rest.pop(0).partition("=")
        if name not in named or not (sign or rest):
            return None
        named[name] = value if sign else rest.pop(0)
        if not named[name]:
            return None
    if named["--lang"] and named["--lang"] not in i18n.LANGUAGES:
        return None
    return named["--store"], named["--lang"]


def _open(store: str, language: str) -> int:
    chosen, problems = settings.load(paths.settings_file())
    i18n.choose(language or chosen.language)
    return open_interface(Session(chosen, problems, paths.typed(store) if store else None))

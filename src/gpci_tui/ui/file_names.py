"""Names of files as a person types them: completed, and understood."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gpci_tui.model.folding import fold

MOST = 400
"""Entries of a folder that are offered at most."""

_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or a folder that a name being typed may go on with."""

    name: str
    is_folder: bool


def understand(typed: str) -> Path:
    """Return the path that was typed, pasted or dropped on the terminal.

    ``~`` is the person's own folder. Quotes around it, a ``file://`` before it
    and backslashes before its spaces are what file managers and terminals add.
    """
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if os.sep == "/" and "\\" in text and not os.path.exists(os.path.expanduser(text)):
        text = _ESCAPED.sub(r"\1", text)
    return Path(os.path.expanduser(text))


def entries(typed: str, suffixes: tuple[str, ...] | None = None) -> list[Entry]:
    """Return what stands in the folder typed so far under a name that begins as typed.

    Folders come first. Files are those that end with one of ``suffixes``, all of
    them for None; what is hidden comes only after a typed dot. A folder that
    can't be read holds nothing.
    """
    head, tail = _split(typed)
    wanted = fold(tail)
    found: list[Entry] = []
    try:
        with os.scandir(os.path.expanduser(head) or ".") as listing:
            for item in listing:
                if len(found) == MOST:
                    break
                if _is_offered(item.name, tail, wanted):
                    entry = Entry(item.name, item.is_dir())
                    if entry.is_folder or _ends(entry.name, suffixes):
                        found.append(entry)
    except (OSError, ValueError):
        return []
    return sorted(found, key=lambda e: (not e.is_folder, fold(e.name)))


def complete(typed: str, entry: Entry) -> str:
    """Return what was typed with its last part completed; a folder ends with a separator."""
    head, _tail = _split(typed)
    return os.path.join(head, entry.name) + (os.sep if entry.is_folder else "")


def _split(typed: str) -> tuple[str, str]:
    text = typed.lstrip()
    return ("~", "") if text == "~" else os.path.split(text)


def _is_offered(name: str, tail: str, wanted: str) -> bool:
    # A name that can't be shown as it is can't be typed either.
    if not name.isprintable() or (name.startswith(".") and not tail.startswith(".")):
        return False
    return fold(name).startswith(wanted)


def _ends(name: str, suffixes: tuple[str, ...] | None) -> bool:
    return suffixes is None or name.lower().endswith(suffixes)


def shorten(path: Path) -> str:
    """Return a path as a person writes it, with ``~`` for their own folder."""
    home = Path.home()
    return os.path.join("~", path.relative_to(home)) if path.is_relative_to(home) else str(path)

"""What a user chose: language, theme, keys, their name. A TOML file, read and written whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

THEMES = ("encre", "papier")
"""The looks: ink (dark) and paper (light)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices; every one has a default."""

    language: str = ""
    """'fr', 'en', or '' for the system's."""
    theme: str = "encre"
    juror: str = ""
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Binding id -> keys, comma-separated, that replace the default ones."""


def load(path: Path) -> tuple[Settings, list[BadInput]]:
    """Return the settings and what could not be taken; a missing file gives the defaults."""
    try:
        text = _read(path)
        import tomllib  # Most people have no settings, and start without it.

        raw = tomllib.loads(text)
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError, RecursionError) as error:
        return Settings(), [
            BadInput(
                N_("The settings {path} can't be read ({error}). The defaults are used."),
                path=path, error=error,
            )
        ]  # fmt: skip
    problems: list[BadInput] = []
    language = _one_of(raw, "language", ("fr", "en", ""), "", problems)
    theme = _one_of(raw, "theme", THEMES, "encre", problems)
    juror = raw.get("juror", "")
    keys = _keys(raw.get("keys", {}))
    if keys is None:
        problems.append(BadInput(N_('Settings: [keys] takes lines such as  theme = "t".')))
    if not isinstance(juror, str):
        problems.append(BadInput(N_("Settings: “juror” takes a name in quotes.")))
        juror = ""
    return Settings(language, theme, clean_line(juror), MappingProxyType(keys or {})), problems


def _read(path: Path) -> str:
    # Windows' Notepad puts a byte order mark before the text.
    return path.read_bytes().decode("utf-8-sig")


def _keys(raw: object) -> dict[str, str] | None:
    """Return the lines of [keys] by id; None where they are something else.

    An id such as app.quit stands in quotes or without, where TOML sees a table.
    """
    if not isinstance(raw, Mapping):
        return None
    found: dict[str, str] = {}
    for name, value in raw.items():
        below = {"": value} if isinstance(value, str) else _keys(value)
        if below is None:
            return None
        found |= {f"{name}.{key}" if key else name: str(keys) for key, keys in below.items()}
    return found


def _one_of(
    raw: dict[str, object],
    key: str,
    allowed: tuple[str, ...],
    default: str,
    problems: list[BadInput],
) -> str:
    value = raw.get(key, default)
    if isinstance(value, str) and value in allowed:
        return value
    problems.append(
        BadInput(
            N_("Settings: “{key}” can't be {value}; it takes {allowed}. The default stays."),
            key=key, value=value, allowed=", ".join(a for a in allowed if a),
        )
    )  # fmt: skip
    return default


def save(path: Path, settings: Settings) -> None:
    """Write the settings; comments and unknown lines of the file stay.

    Raises:
        OSError: the file can't be written.
        BadInput: it can't be understood, and so is left as it is.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(_read(path))
    except FileNotFoundError:
        document = tomlkit.document()
    except (ValueError, TOMLKitError, RecursionError) as error:
        raise BadInput(
            N_("The settings {path} can't be understood ({error}), and were left as they are. "
               "Mend or remove the file; until then a change holds until you quit."),
            path=path, error=error,
        ) from error  # fmt: skip
    document["language"] = settings.language
    document["theme"] = settings.theme
    document["juror"] = settings.juror
    _put_keys(document, settings.keys)
    path = path.resolve()  # A link to a file kept elsewhere stays a link.
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(tomlkit.dumps(document))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _put_keys(document: TOMLDocument, keys: Mapping[str, str]) -> None:
    """Change in [keys] what differs, so that the comments beside the rest stay."""
    there = document.get("keys", {})
    if _keys(there) == keys:
        return
    if "keys" not in document or not _is_plain(there):
        document["keys"] = dict(keys)
        return
    for gone in [name for name in there if name not in keys]:
        del there[gone]
    for name, pressed in keys.items():
        if there.get(name) != pressed:
            there[name] = pressed


def _is_plain(keys: object) -> bool:
    return isinstance(keys, Mapping) and all(isinstance(value, str) for value in keys.values())

"""What a user chose: language, theme, keys, their name. A TOML file, read and written whole."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput

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
        raw = tomllib.loads(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return Settings(), []
    except (OSError, ValueError) as error:
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
    keys = raw.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(k, str) for k in keys.values()):
        problems.append(BadInput(N_('Settings: [keys] takes lines such as  theme = "t".')))
        keys = {}
    if not isinstance(juror, str):
        problems.append(BadInput(N_("Settings: “juror” takes a name in quotes.")))
        juror = ""
    return Settings(language, theme, clean_line(juror), MappingProxyType(dict(keys))), problems


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
        document = tomlkit.parse(path.read_text("utf-8"))
    except FileNotFoundError:
        document = tomlkit.document()
    except (ValueError, TOMLKitError) as error:
        raise BadInput(
            N_("The settings {path} can't be understood ({error}), and were left as they are. "
               "Mend or remove the file; until then a change holds until you quit."),
            path=path, error=error,
        ) from error  # fmt: skip
    document["language"] = settings.language
    document["theme"] = settings.theme
    document["juror"] = settings.juror
    if settings.keys or "keys" in document:
        document["keys"] = dict(settings.keys)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(tomlkit.dumps(document))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)

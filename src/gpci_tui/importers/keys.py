"""The keys of a dossier's front matter, in English and in French."""

from __future__ import annotations

from dataclasses import dataclass

from gpci_tui.model.folding import fold


@dataclass(frozen=True, slots=True)
class Key:
    """A key that the program knows. ``docs/import-format.md`` lists them; a test compares."""

    name: str
    """In English, as the program calls it."""
    french: str
    longest: int
    """Characters of a value."""
    takes_list: bool = False
    required: bool = False


MAX_TITLE = 300
"""Characters of a title."""

KEYS = (
    Key("ref", "référence", 60),
    Key("title", "titre", MAX_TITLE, required=True),
    Key("applicant", "collectivité", 300, takes_list=True),
    Key("level", "échelon", 60),
    Key("department", "département", 200, takes_list=True),
    Key("prize", "prix", 80),
    Key("school_levels", "niveaux", 300, takes_list=True),
    Key("partners", "partenaires", 300, takes_list=True),
    Key("suppliers", "fournisseurs", 300, takes_list=True),
    Key("tools", "outils", 300, takes_list=True),
    Key("budget", "budget", 300, takes_list=True),
    Key("period", "période", 300, takes_list=True),
    Key("laureate", "lauréat", 10),
)
"""In the order in which the documentation lists them."""

MAX_OWN_KEY = 60
"""Characters of a key of the file's own."""

MAX_VALUE = 1000
"""Characters of a value under a key of the file's own."""

MAX_VALUES = 200
"""Texts in one list, and keys in one front matter."""


def _plain(name: str) -> str:
    return fold(name).strip().replace(" ", "_").replace("-", "_")


_BY_NAME = {_plain(name): key for key in KEYS for name in (key.name, key.french)}


def known(name: str) -> Key | None:
    """Return the key that ``name`` stands for, whatever its case and accents, or None."""
    return _BY_NAME.get(_plain(name))

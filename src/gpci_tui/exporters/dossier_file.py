"""A dossier as a file that an import gives back equal: its front matter and its text."""

from __future__ import annotations

import json
import re

from gpci_tui.model.dossier import Dossier

FENCE = "gpci-dossier"
"""What a fenced dossier within a larger text is called, behind its tildes."""

_NAMES = ("ref", "title", "applicant", "level", "department", "prize")
_TILDES = re.compile("~+")


def render(dossier: Dossier) -> str:
    """Return a dossier as a Markdown file with front matter."""
    stated = [(name, getattr(dossier, name)) for name in _NAMES]
    lines = [f"{name}: {_quoted(value)}" for name, value in stated if value]
    for name, values in dossier.fields:
        told = ", ".join(map(_quoted, values))
        lines.append(f"{_key(name)}: {told if len(values) == 1 else f'[{told}]'}")
    return "\n".join(["---", *lines, "---", "", dossier.body, ""])


def fenced(dossier: Dossier) -> str:
    """Return the file as a block of a larger Markdown text, whatever stands in it."""
    text = render(dossier)
    longest = max((len(run) for run in _TILDES.findall(text)), default=0)
    fence = "~" * max(4, longest + 1)
    return f"{fence} {FENCE}\n{text}{fence}"


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else _quoted(name)


def _quoted(text: str) -> str:
    """Return a text between YAML's double quotes, which JSON's are among."""
    return json.dumps(text, ensure_ascii=False)

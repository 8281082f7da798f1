"""Where the links of a document lead."""

from __future__ import annotations

import re

_ABOUT = re.compile(r"^(?:mailto:|tel:|https?://)?(?:www\.)?|/+$", re.IGNORECASE)
_SPOKEN = re.compile(r"(?:https?|ftp|mailto|tel):", re.IGNORECASE)


def remark(shown: str, address: str) -> str:
    """Return what to add behind a link's text, so that its address is not lost; '' for nothing."""
    address = address.strip()
    if not shown.strip() or not _SPOKEN.match(address) or _essence(address) == _essence(shown):
        return ""
    return f" ({address})"


def _essence(text: str) -> str:
    return _ABOUT.sub("", text.strip()).casefold()

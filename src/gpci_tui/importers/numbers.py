"""Numbers in the attributes of documents, which may be anything."""

from __future__ import annotations


def whole(text: str | None, default: int, highest: int = 1_000_000) -> int:
    """Return the whole number from 0 to ``highest`` that stands in ``text``, else ``default``."""
    digits = text.strip() if text else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        return default
    return min(int(digits), highest)

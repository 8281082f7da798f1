"""What several verbs share: naming dossiers in a step, shortening quotes."""

from __future__ import annotations

from collections.abc import Sequence

from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store

QUOTE_SHOWN = 60
"""Characters of a quote that a sentence of the history shows."""


def about(store: Store, dossier_ids: Sequence[int]) -> dict[str, str]:
    """Return the words that name one dossier, or count several, in a journal step."""
    if len(dossier_ids) == 1:
        return {"dossier": dossiers.get(store.conn, dossier_ids[0]).title}
    return {"count": str(len(dossier_ids))}


def shorten(text: str, length: int = QUOTE_SHOWN) -> str:
    """Return ``text`` on one line, cut with an ellipsis after ``length`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"

"""A booklet: how it is cut, why, and taking what it holds into the store."""

from __future__ import annotations

from gpci_tui.i18n import _
from gpci_tui.model.clues import SENTENCES
from gpci_tui.model.segments import Segment


def reason(segment: Segment) -> str:
    """Return why a segment is proposed as it is, in words."""
    said = _("; ").join(_(SENTENCES[clue.code]).format(text=clue.text) for clue in segment.clues)
    return said[:1].upper() + said[1:]

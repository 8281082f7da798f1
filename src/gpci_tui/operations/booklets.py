"""A booklet: how it is cut, why, and taking what it holds into the store."""

from __future__ import annotations

from gpci_tui.i18n import _
from gpci_tui.model.clues import SENTENCES
from gpci_tui.model.corrected_names import said_of
from gpci_tui.model.folding import words
from gpci_tui.model.segment_drafts import drafts, edition
from gpci_tui.model.segments import Kind, Proposal, Segment
from gpci_tui.operations.importing import Bundle
from gpci_tui.store import edition as stored
from gpci_tui.store.connection import Store

_BEFORE_A_NAME = frozenset(
    ("prix", "prize", "award", "de", "du", "la", "le", "l", "d", "the", "of")
)
"""Words that a booklet writes before a prize's name and an edition leaves out."""


def reason(segment: Segment) -> str:
    """Return why a segment is proposed as it is, in words."""
    said = _("; ").join(_(SENTENCES[clue.code]).format(text=clue.text) for clue in segment.clues)
    return said[:1].upper() + said[1:]


def bundle(store: Store | None, proposal: Proposal) -> Bundle:
    """Return what a proposal gives: its dossiers, its jurors and its prizes.

    A prize that the edition already has goes under the name that it has there.
    """
    known = {_key(name): name for name in _prizes(store)}
    found = edition(proposal)
    prizes = [prize for prize in found.prizes if _key(prize.name) not in known]
    return Bundle(
        drafts=tuple(
            draft._replace(prize=known.get(_key(draft.prize), draft.prize))
            for draft in drafts(proposal)
        ),
        edition=found._replace(prizes=tuple(prizes)) if prizes or found.jury else None,
        applicants=tuple(said_of(proposal)),
    )


def left_aside(proposal: Proposal) -> tuple[Segment, ...]:
    """Return the segments of which nothing is taken in: dropped, editorials, others, empty."""
    return tuple(
        segment
        for segment in proposal.segments
        if segment.dropped or segment.kind in (Kind.EDITORIAL, Kind.OTHER)
    )


def _prizes(store: Store | None) -> list[str]:
    return [prize.name for prize in stored.prizes(store.conn)] if store is not None else []


def _key(name: str) -> tuple[str, ...]:
    said = words(name)
    kept = tuple(word for word in said if word not in _BEFORE_A_NAME)
    return kept or tuple(said)

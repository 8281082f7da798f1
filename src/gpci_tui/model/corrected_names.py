"""Applicants whose names a person corrected: what is read, and what they are called.

Names are a mapping from the folded name as read to the name as it was chosen,
the oldest first. A name that was chosen is never corrected to another one.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.clues import CORRECTED, LONGEST, Clue
from gpci_tui.model.folding import fold
from gpci_tui.model.segments import MAX_TITLE, Kind, Proposal, Segment

MOST = 300
"""Names that are kept; those that were corrected longest ago go first."""


def learnt(names: Mapping[str, str], said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return names with what was said since: (as read, as chosen); the same twice forgets one."""
    kept = dict(names)
    for read, chosen in said:
        _learn(kept, read, chosen)
    return dict(list(kept.items())[-MOST:])


def _learn(kept: dict[str, str], read: str, chosen: str) -> None:
    key, right = fold(read), fold(chosen)
    kept.pop(key, None)
    if read == chosen:
        return
    if fold(kept.get(right, chosen)) != right:
        del kept[right]
    for other, name in kept.items():
        if fold(name) == key:
            kept[other] = chosen
    kept[key] = chosen


def said_of(proposal: Proposal) -> list[tuple[str, str]]:
    """Return what a booklet's kept dossiers say: (applicant as read, as chosen).

    A name that stands for several applicants says nothing: it comes back as read.
    """
    chosen: dict[str, set[str]] = defaultdict(set)
    touched: dict[str, tuple[str, str]] = {}
    for segment in proposal.of(Kind.DOSSIER):
        read = segment.applicant if segment.applicant_read is None else segment.applicant_read
        if read and segment.applicant:
            chosen[fold(read)].add(segment.applicant)
            if segment.applicant_read is not None:
                touched[fold(read)] = read, segment.applicant
    return [
        (read, name if len(chosen[key]) == 1 else read) for key, (read, name) in touched.items()
    ]


def name_of(names: Mapping[str, str], applicant: str) -> str:
    """Return what an applicant is called."""
    return names.get(fold(applicant), applicant) if applicant else ""


def corrected(proposal: Proposal, names: Mapping[str, str]) -> Proposal:
    """Return a proposal whose dossiers have the applicants that ``names`` says, with the reason.

    An applicant that a person chose already stays.
    """
    if not names:
        return proposal
    return proposal._replace(segments=tuple(_corrected(each, names) for each in proposal.segments))


def _corrected(segment: Segment, names: Mapping[str, str]) -> Segment:
    read = segment.applicant
    name = name_of(names, read)
    if segment.kind is not Kind.DOSSIER or segment.applicant_read is not None or name == read:
        return segment
    clues = (Clue(CORRECTED, read[:LONGEST]), *segment.clues)
    return segment._replace(applicant=name, applicant_read=read, clues=clues)


def to_json(names: Mapping[str, str]) -> str:
    """Return names as text to keep."""
    return json.dumps(list(names.items()), ensure_ascii=False)


def from_json(kept: str) -> dict[str, str]:
    """Return the names that were kept; none where they can't be understood."""
    try:
        read = json.loads(kept)
    except (ValueError, RecursionError):
        return {}
    pairs = [each for each in read if _is_pair(each)] if isinstance(read, list) else []
    return {key: clean_line(name)[:MAX_TITLE] for key, name in pairs[-MOST:] if clean_line(name)}


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list) and len(value) == 2 and all(isinstance(each, str) for each in value)
    )

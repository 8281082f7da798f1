"""Names of applicants that were corrected by hand: remembered, used for the next import, told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gpci_tui.importers.problems import Problem, notice
from gpci_tui.model import corrected_names
from gpci_tui.model.clues import CORRECTED
from gpci_tui.model.errors import N_
from gpci_tui.model.segments import Kind, Proposal
from gpci_tui.operations import booklet_names
from gpci_tui.store import places
from gpci_tui.store.connection import Store

_KEY = "applicants"


def known(store: Store) -> dict[str, str]:
    """Return the names that were corrected: as read, folded -> as chosen."""
    return corrected_names.from_json(places.session(store.conn).get(_KEY, ""))


def remember(store: Store, said: Sequence[tuple[str, str]]) -> None:
    """Remember what was said of some applicants: (as read, as chosen); the same twice forgets.

    Raises:
        StoreError: it could not be written.
    """
    if said:
        names = corrected_names.learnt(known(store), said)
        places.remember(store, {_KEY: corrected_names.to_json(names) if names else None})


def in_booklet(proposal: Proposal, names: Mapping[str, str]) -> Proposal:
    """Return a proposal with the applicants that ``names`` says, and the levels they tell."""
    found = corrected_names.corrected(proposal, names)
    segments = (
        after._replace(level=booklet_names.level_of(after.applicant))
        if after is not before and not after.level
        else after
        for before, after in zip(proposal.segments, found.segments, strict=True)
    )
    return found._replace(segments=tuple(segments))


def told(proposal: Proposal) -> Iterator[Problem]:
    """Tell of each kept dossier that has another applicant than is read, as remembered."""
    for segment in proposal.of(Kind.DOSSIER):
        if any(clue.code == CORRECTED for clue in segment.clues):
            read = segment.applicant_read or ""
            yield renamed(proposal.file, segment.first + 1, read, segment.applicant)


def renamed(file: str, line: int, read: str, name: str) -> Problem:
    """Tell that an applicant goes under another name than is read."""
    return notice(
        file, line,
        N_("The applicant “{before}” is taken in as “{after}”: the name was corrected before."),
        before=read, after=name,
    )  # fmt: skip

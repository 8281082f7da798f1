"""A revision as a whole: both texts compared, and what became of each marked passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gpci_tui.model.dossier import Dossier, DossierDraft
from gpci_tui.model.review import Annotation, Fate, Kind
from gpci_tui.operations.revising import foretell
from gpci_tui.operations.word_diff import Comparison, compare
from gpci_tui.store import dossiers, reviews, revisions
from gpci_tui.store.connection import Store
from gpci_tui.store.revisions import Older

_FATES = (Fate.ORPHANED, Fate.MOVED, Fate.KEPT)
"""What needs a look first."""


class Outcome(NamedTuple):
    """What a revision did, or would do, to an annotation."""

    annotation: int
    kind: Kind
    fate: Fate
    similarity: float
    """0 to 1; 0 where it is orphaned."""
    before: str
    """The words that were marked."""
    after: str
    """The words that are marked now; '' where it is orphaned."""
    start: int
    """Where it stands in the newer body; -1 where it is orphaned."""


class Fact(NamedTuple):
    """Something besides the text that reads otherwise: the key of a field, before, after."""

    key: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """An older text of a dossier beside a newer one."""

    dossier_id: int
    title: str
    older_at: str
    """When the older text came in, ISO 8601 in UTC."""
    newer_at: str
    """The same of the newer one; '' where it is not in the store yet."""
    compared: Comparison
    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...]
    """Of the juror's annotations: those without a passage first, then by place."""
    older_texts: tuple[tuple[int, str], ...] = ()
    """(row, when it came in) of every older text, the latest first."""
    older: int = 0
    """Row of the older text that is shown."""


def of_dossier(store: Store, dossier_id: int, older_id: int = 0) -> Corrigendum:
    """Compare a dossier with an older text of it: the one of that row, or the latest.

    Raises:
        NotFound: it is gone, or was never revised.
    """
    conn = store.conn
    now = dossiers.get(conn, dossier_id)
    latest = revisions.latest(conn, dossier_id)
    kept = revisions.of_dossier(conn, dossier_id)
    older = next((one for one in kept if one.id == older_id), latest)
    notes = reviews.annotations_of(conn, store.juror_id, dossier_id)
    # An annotation knows what the last revision did to it, and no more.
    told = [_told(note) for note in notes] if older.id == latest.id else []
    return Corrigendum(
        dossier_id, now.title, older.imported_at, dossiers.imported_at(conn, dossier_id),
        compare(older.body, now.body), _facts_of(older, now),
        _sorted([one for one in told if one]),
        tuple((one.id, one.imported_at) for one in kept), older.id,
    )  # fmt: skip


def foresee(store: Store, draft: DossierDraft) -> Corrigendum:
    """Compare a dossier with what a draft of its ref would make of it; nothing is written.

    Raises:
        NotFound: no dossier has the draft's ref.
    """
    conn = store.conn
    now = dossiers.by_ref(conn, draft.ref)
    compared = compare(now.body, draft.body)
    notes = reviews.annotations_of(conn, store.juror_id, now.id)
    return Corrigendum(
        now.id, now.title, dossiers.imported_at(conn, now.id), "", compared,
        _facts(now, draft), _sorted([_foretold(note, compared) for note in notes]),
    )  # fmt: skip


def _told(note: Annotation) -> Outcome | None:
    if note.fate is None:
        return None
    return Outcome(
        note.id, note.kind, note.fate, note.similarity, note.quote_before or note.quote,
        "" if note.orphaned else note.quote, -1 if note.orphaned else note.start,
    )  # fmt: skip


def _foretold(note: Annotation, compared: Comparison) -> Outcome:
    found = foretell(note, compared)
    if found is None:
        return Outcome(note.id, note.kind, Fate.ORPHANED, 0.0, note.quote, "", -1)
    now = found.anchor
    return Outcome(
        note.id, note.kind, found.fate, found.similarity, note.quote, now.quote, now.start
    )


def _sorted(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    return tuple(sorted(outcomes, key=lambda one: (_FATES.index(one.fate), one.start)))


def _facts_of(older: Older, now: Dossier) -> tuple[Fact, ...]:
    known = {
        key: value
        for key in ("applicant", "level", "department", "prize")
        if (value := getattr(older, key)) is not None
    }
    before = {"title": older.title, **known, **_joined(older.fields)}
    after = {"title": now.title, **{key: getattr(now, key) for key in known}}
    return _unlike(before, {**after, **_joined(now.fields)})


def _facts(now: Dossier, draft: DossierDraft) -> tuple[Fact, ...]:
    keys = ("title", "applicant", "level", "department", "prize")
    before, after = ({key: str(getattr(one, key)) for key in keys} for one in (now, draft))
    return _unlike({**before, **_joined(now.fields)}, {**after, **_joined(draft.fields)})


def _joined(fields: Sequence[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    return {key: ", ".join(values) for key, values in fields}


def _unlike(before: dict[str, str], after: dict[str, str]) -> tuple[Fact, ...]:
    return tuple(
        Fact(key, before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys([*before, *after])
        if before.get(key, "") != after.get(key, "")
    )

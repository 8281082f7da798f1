"""Taking an edition and its dossiers into the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import DossierDraft, EditionDraft, count_words
from gpci_tui.model.folding import fold
from gpci_tui.model.rotation import Reason
from gpci_tui.operations.revising import revise
from gpci_tui.store import backups, dossiers, edition, journal, themes
from gpci_tui.store.connection import Store
from gpci_tui.store.journal import Step

AT_ONCE = 100
"""New dossiers that are written and indexed together."""


class Outcome(StrEnum):
    """What an import does with a draft."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REVISED = "revised"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done with each draft, by ref, and what changed."""

    outcomes: tuple[tuple[str, Outcome], ...]
    changes: Changes

    def count(self, outcome: Outcome) -> int:
        return sum(found is outcome for _, found in self.outcomes)


class Cancelled(Exception):
    """The person stopped the import; nothing of it was kept."""


def plan(store: Store, drafts: Sequence[DossierDraft]) -> tuple[tuple[str, Outcome], ...]:
    """Return what an import would do, without doing it."""
    known = dossiers.refs(store.conn)
    return tuple((draft.ref, _outcome(draft, known)) for draft in drafts)


def take_in(
    store: Store,
    drafts: Sequence[DossierDraft],
    draft_edition: EditionDraft | None = None,
    *,
    progress: Callable[[int, int], bool] | None = None,
) -> ImportResult:
    """Take drafts, and what an ``edition.toml`` said, into the store in one step.

    A draft under a known ref with another fingerprint is a revision: the older
    text is kept. ``progress`` is told (done, total) and returns False to stop.

    Raises:
        Cancelled: ``progress`` said stop; nothing was kept.
        Refused: two new drafts have one ref; nothing was kept.
        StoreError: it could not be written; nothing was kept.
    """
    known = dossiers.refs(store.conn)
    outcomes = plan(store, drafts)
    counts = {o: sum(found is o for _, found in outcomes) for o in Outcome}
    if counts[Outcome.NEW] or counts[Outcome.REVISED]:
        backups.before(store, Reason.REVISION if counts[Outcome.REVISED] else Reason.IMPORT)
    with journal.step(
        store, "edition.import",
        new=str(counts[Outcome.NEW]), revised=str(counts[Outcome.REVISED]),
    ) as step:  # fmt: skip
        if draft_edition is not None:
            _take_edition(step, draft_edition)
        new: list[dict[str, journal.Value]] = []
        for number, (draft, (_, outcome)) in enumerate(zip(drafts, outcomes, strict=True)):
            if progress is not None and not progress(number, len(drafts)):
                raise Cancelled
            if outcome is Outcome.NEW:
                new.append({"ref": draft.ref, **_values(step, draft)})
                if len(new) == AT_ONCE:
                    step.insert_many("dossier", new)
                    new = []
            elif outcome is Outcome.REVISED:
                revise(step, known[draft.ref][0], _values(step, draft))
        step.insert_many("dossier", new)
    return ImportResult(outcomes, step.changes())


def rename_me(store: Store, name: str) -> Changes:
    """Say who works here."""
    name = clean_line(name)
    with journal.step(store, "juror.rename", name=name) as step:
        step.update("juror", store.juror_id, name=name)
    return step.changes()


def _outcome(draft: DossierDraft, known: dict[str, tuple[int, str]]) -> Outcome:
    if draft.ref not in known:
        return Outcome.NEW
    same = known[draft.ref][1] == draft.fingerprint
    return Outcome.UNCHANGED if same else Outcome.REVISED


def _values(step: Step, draft: DossierDraft) -> dict[str, journal.Value]:
    import json

    return {
        "title": draft.title,
        "title_folded": fold(draft.title),
        "applicant": draft.applicant,
        "applicant_folded": fold(draft.applicant),
        "level": draft.level,
        "department": draft.department,
        "prize_id": _prize(step, draft.prize) if draft.prize else None,
        "fields": json.dumps(draft.fields, ensure_ascii=False),
        "fingerprint": draft.fingerprint,
        "words": count_words(draft.body),
        "source": draft.source,
        "imported_at": step.at,
        "body": draft.body,
        "place": draft.place.dumped(),
    }


def _take_edition(step: Step, draft: EditionDraft) -> None:
    conn = step.conn
    said = {
        "name": draft.name, "year": draft.year, "organiser": draft.organiser,
        "description": draft.description,
    }  # fmt: skip
    step.update("edition", 1, **{key: value for key, value in said.items() if value})
    for prize in draft.prizes:
        found = edition.prize_id(conn, prize.name)
        if found is None:
            step.insert(
                "prize", name=prize.name, folded=fold(prize.name), description=prize.description,
                places=prize.places,
            )  # fmt: skip
        elif prize.description:
            step.update("prize", found, description=prize.description)
    for theme in draft.themes:
        known = themes.by_name(conn, theme.name)
        if known is None:
            step.insert(
                "theme", name=theme.name, folded=fold(theme.name), description=theme.description,
                sign=theme.sign,
            )  # fmt: skip
    names = {fold(juror.name) for juror in edition.jurors(conn)}
    for juror in draft.jury:
        if fold(juror.name) not in names:
            names.add(fold(juror.name))
            step.insert(
                "juror", name=juror.name, role=juror.role, organisation=juror.organisation,
                presentation=juror.presentation, is_group=int(juror.is_group),
            )  # fmt: skip
    known_criteria = {fold(criterion.name) for criterion in edition.criteria(conn)}
    for criterion in draft.criteria:
        if fold(criterion.name) not in known_criteria:
            known_criteria.add(fold(criterion.name))
            step.insert(
                "criterion", name=criterion.name, guidance=criterion.guidance,
                scale_min=criterion.scale_min, scale_max=criterion.scale_max,
                weight=criterion.weight, suggested=int(criterion.suggested),
            )  # fmt: skip


def _prize(step: Step, name: str) -> int:
    found = edition.prize_id(step.conn, name)
    return found if found is not None else step.insert("prize", name=name, folded=fold(name))

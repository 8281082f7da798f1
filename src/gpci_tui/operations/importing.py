"""Reading files and folders, and taking what they hold into the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui import paths as places
from gpci_tui.i18n import _, say
from gpci_tui.importers.problems import Problem, Severity
from gpci_tui.model.changes import Changes
from gpci_tui.model.corrected_names import name_of
from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.operations import corrected_names, mappings
from gpci_tui.operations.duplicates import Choice, Near, resolve
from gpci_tui.operations.edition import Cancelled, Outcome, plan, take_in
from gpci_tui.store.connection import Store

if TYPE_CHECKING:
    from gpci_tui.importers.dossier import Reading
    from gpci_tui.importers.source import SourceFile
    from gpci_tui.importers.tables.mapping import Mapping, Understood

Progress = Callable[[int, int], bool]
"""Told (done, total); returns False to stop."""


class Found(NamedTuple):
    """What was read, file by file."""

    readings: tuple[Reading, ...] = ()
    edition: EditionDraft | None = None
    problems: tuple[Problem, ...] = ()
    """Those of the folders and of the edition."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What some files and folders hold, before anything is written."""

    drafts: tuple[DossierDraft, ...] = ()
    edition: EditionDraft | None = None
    problems: tuple[Problem, ...] = ()
    found: Found = field(default_factory=Found)
    applicants: tuple[tuple[str, str], ...] = ()
    """What a person said of applicants: (as read, as chosen); remembered with the import."""

    @property
    def tables(self) -> tuple[Understood, ...]:
        """Return the tables among the files, with what becomes of their columns."""
        return tuple(reading.table for reading in self.found.readings if reading.table)

    @property
    def refused(self) -> tuple[Problem, ...]:
        """Return why files were left out."""
        return tuple(p for p in self.problems if p.severity is Severity.REFUSED)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Return what is worth knowing of files that are taken."""
        return tuple(p for p in self.problems if p.severity is Severity.NOTICE)

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to take in."""
        return not self.drafts and self.edition is None


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import did, or would do: refs by outcome, and the problems of reading."""

    new: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    changes: Changes = field(default_factory=Changes)
    """Empty where nothing had to be written."""


def read_paths(paths: Sequence[Path], progress: Progress | None = None) -> Bundle:
    """Read files and folders; needs no store, so any thread can do it.

    What can't be taken is told in ``problems``; the rest is there.

    Raises:
        Cancelled: ``progress`` said stop.
    """
    # Here and not above: they need the YAML parser, and the interface starts without.
    from gpci_tui.importers import dossier, folder, isolation

    readings = []
    with closing(isolation), closing(folder.scan(paths)) as found:
        problems = list(found.problems)
        edition = _edition(found.editions, problems)
        for number, file in enumerate(found.dossiers):
            if progress is not None and not progress(number, len(found.dossiers)):
                raise Cancelled
            readings.append(dossier.read(file))
    return _bundled(Found(tuple(readings), edition, tuple(problems)))


def mapped(bundle: Bundle, wanted: Sequence[Mapping]) -> Bundle:
    """Return a bundle whose tables are understood otherwise: one mapping each, in their order."""
    from gpci_tui.importers.tables.reading import understood

    waiting = iter(wanted)
    readings = []
    for reading in bundle.found.readings:
        if reading.table is not None:
            mapping = next(waiting)
            if mapping != reading.table.mapping:
                reading = understood(reading.table._replace(mapping=mapping))
        readings.append(reading)
    return _bundled(bundle.found._replace(readings=tuple(readings)))


def as_remembered(bundle: Bundle, known: dict[str, str]) -> Bundle:
    """Return a bundle whose tables are understood as ``mappings.known`` says, where it does."""
    if not bundle.tables:
        return bundle
    from gpci_tui.importers.tables.mapping import from_json

    wanted = [
        from_json(known.get(table.mapping.key, ""), table.table) or table.mapping
        for table in bundle.tables
    ]
    return mapped(bundle, wanted)


def named(bundle: Bundle, names: dict[str, str]) -> Bundle:
    """Return a bundle whose applicants are called as ``corrected_names.known`` says, and told so.

    What this program exported stays as it was settled there.
    """
    if not names:
        return bundle
    settled = {draft.ref for r in bundle.found.readings if r.is_export for draft in r.drafts}
    drafts: list[DossierDraft] = []
    told: dict[tuple[str, str, str], None] = {}
    for draft in bundle.drafts:
        name = name_of(names, draft.applicant)
        if name != draft.applicant and draft.ref not in settled:
            told[draft.source, draft.applicant, name] = None
            draft = draft._replace(applicant=name)
        drafts.append(draft)
    notices = (corrected_names.renamed(file, 0, read, name) for file, read, name in told)
    return replace(bundle, drafts=tuple(drafts), problems=(*bundle.problems, *notices))


def _bundled(found: Found) -> Bundle:
    problems = list(found.problems)
    edition = found.edition
    drafts: dict[str, DossierDraft] = {}
    for reading in found.readings:
        problems += reading.problems
        edition = edition or reading.edition
        for draft in reading.drafts:
            if draft.ref in drafts:
                problems.append(_twice(draft, drafts[draft.ref]))
            else:
                drafts[draft.ref] = draft
    return Bundle(tuple(drafts.values()), edition, tuple(problems), found)


def settle(bundle: Bundle, near: Sequence[Near], choices: dict[str, Choice]) -> Bundle:
    """Return the bundle after the choices on its near duplicates, by the ref of each."""
    return replace(bundle, drafts=resolve(bundle.drafts, near, choices))


def take(store: Store, bundle: Bundle, progress: Progress | None = None) -> Summary:
    """Write a bundle into the store in one step, so that one undo takes it back.

    Raises:
        Cancelled: ``progress`` said stop; nothing was kept.
        StoreError: it could not be written; nothing was kept.
    """
    result = take_in(store, bundle.drafts, bundle.edition, progress=progress)
    mappings.remember(store, (table.mapping for table in bundle.tables))
    corrected_names.remember(store, bundle.applicants)
    return _summary(result.outcomes, bundle, result.changes)


def preview(store: Store | None, bundle: Bundle) -> Summary:
    """Return what ``take`` would do; without a store all is new."""
    if store is None:
        outcomes = tuple((draft.ref, Outcome.NEW) for draft in bundle.drafts)
    else:
        outcomes = plan(store, bundle.drafts)
    return _summary(outcomes, bundle, Changes())


def open_sample(store: Store, progress: Progress | None = None) -> Summary:
    """Take the sample edition into the store."""
    return take(store, read_paths([places.sample_dossiers()]), progress)


def problem_text(problem: Problem) -> str:
    """Return a problem in words, on one line, with its file and line."""
    reason = say(problem.error)
    if problem.line:
        return _("{file}, line {line}: {reason}").format(
            file=problem.file, line=problem.line, reason=reason
        )
    return _("{file}: {reason}").format(file=problem.file, reason=reason)


def near_text(near: Near) -> str:
    """Return in words which dossier another one is like, and how much."""
    return _("“{ref}” is like “{other}” (title {titles} %, text {texts} %)").format(
        ref=near.ref, other=near.other, titles=round(100 * near.titles),
        texts=round(100 * near.texts),
    )  # fmt: skip


def _edition(files: Sequence[SourceFile], problems: list[Problem]) -> EditionDraft | None:
    from gpci_tui.importers import edition_file

    taken: EditionDraft | None = None
    for number, file in enumerate(files):
        if number:
            other = BadInput(
                N_("A store holds one edition; that of {other} is read."), other=files[0].name
            )
            problems.append(Problem(file.name, 0, other))
            continue
        taken, told = edition_file.read(file)
        problems += told
    return taken


def _twice(draft: DossierDraft, first: DossierDraft) -> Problem:
    return Problem(
        draft.source,
        0,
        BadInput(
            N_("Its reference “{ref}” already is that of {other}; each dossier has its own."),
            ref=draft.ref, other=first.source,
        ),
    )  # fmt: skip


def _summary(outcomes: Sequence[tuple[str, Outcome]], bundle: Bundle, changes: Changes) -> Summary:
    def of(outcome: Outcome) -> tuple[str, ...]:
        return tuple(ref for ref, found in outcomes if found is outcome)

    return Summary(
        of(Outcome.NEW), of(Outcome.UNCHANGED), of(Outcome.REVISED), bundle.problems, changes
    )

"""What a revised text does to a dossier: the older one is kept, opinions find their place again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from gpci_tui.model.dossier import Dossier
from gpci_tui.model.review import Anchor, Annotation, Fate, Status
from gpci_tui.operations.anchoring import Found, find_again
from gpci_tui.operations.word_diff import Comparison, compare, says_the_same
from gpci_tui.store import dossiers, reviews
from gpci_tui.store.journal import Step, Value


def revise(step: Step, dossier_id: int, values: Mapping[str, Value]) -> None:
    """Put ``values`` in place of a dossier's own, as a part of ``step``.

    Each juror's annotations are looked for in the new text. A dossier that a
    juror had read is to be read again where other words stand in it now.
    """
    old = dossiers.get(step.conn, dossier_id)
    _keep(step, old)
    step.update("dossier", dossier_id, **values)
    notes = reviews.annotations_on(step.conn, dossier_id)
    read = reviews.reviews_with(step.conn, dossier_id, Status.READ)
    if not notes and not read:
        return  # Nobody is concerned, and to compare long texts takes time.
    new = dossiers.get(step.conn, dossier_id)
    compared = compare(old.body, new.body)
    for note in notes:
        _find_again(step, note, new, compared)
    if read and not says_the_same(compared):
        for row in read:
            step.update("review", row, status=Status.REREAD.value, updated_at=step.at)


def _keep(step: Step, old: Dossier) -> None:
    step.insert(
        "revision", dossier_id=old.id, fingerprint=old.fingerprint, title=old.title,
        fields=json.dumps(old.fields, ensure_ascii=False), body=old.body,
        imported_at=dossiers.imported_at(step.conn, old.id), replaced_at=step.at,
        applicant=old.applicant, level=old.level, department=old.department, prize=old.prize,
        source=old.source, place=old.place.dumped(),
    )  # fmt: skip


def foretell(note: Annotation, compared: Comparison) -> Found | None:
    """Return where a passage stands in the newer text; None where that is not certain."""
    old = Anchor(note.start, note.end, note.quote, note.prefix, note.suffix)
    # Where an orphaned one stood says nothing of the text that is replaced now.
    return find_again(old, compared.new_body, None if note.orphaned else compared)


def _find_again(step: Step, note: Annotation, new: Dossier, compared: Comparison) -> None:
    found = foretell(note, compared)
    if found is None:
        step.update(
            "annotation", note.id, orphaned=1, fate=Fate.ORPHANED.value, similarity=0.0,
            quote_before="",
        )  # fmt: skip
        return
    now = found.anchor
    step.update(
        "annotation", note.id, start=now.start, end=now.end, quote=now.quote, prefix=now.prefix,
        suffix=now.suffix, orphaned=0, fingerprint=new.fingerprint, fate=found.fate.value,
        similarity=found.similarity, quote_before=note.quote if now.quote != note.quote else "",
    )  # fmt: skip

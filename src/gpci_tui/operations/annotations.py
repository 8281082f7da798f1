"""Marking passages."""

from __future__ import annotations

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.review import Kind, anchor
from gpci_tui.operations.common import about, shorten
from gpci_tui.store import dossiers, journal, reviews
from gpci_tui.store.connection import Store


def annotate(
    store: Store, dossier_id: int, start: int, end: int, kind: Kind, note: str = ""
) -> Changes:
    """Mark the passage ``body[start:end]`` of a dossier; ``result`` is the annotation's id.

    Raises:
        BadInput: nothing but white space stands there.
        NotFound: the dossier is not in the edition.
    """
    dossier = dossiers.get(store.conn, dossier_id)
    try:
        where = anchor(dossier.body, start, end)
    except ValueError:
        raise BadInput(N_("There is no text to mark here; select a passage first.")) from None
    with journal.step(
        store,
        "annotation.create",
        kind=kind.value,
        dossier=dossier.title,
        quote=shorten(where.quote),
    ) as step:
        step.result = step.insert(
            "annotation",
            juror_id=store.juror_id, dossier_id=dossier_id, fingerprint=dossier.fingerprint,
            kind=kind.value, start=where.start, end=where.end, quote=where.quote,
            prefix=where.prefix, suffix=where.suffix, note=clean(note).strip(),
            created_at=step.at, updated_at=step.at,
        )  # fmt: skip
    return step.changes()


def edit(
    store: Store, annotation_id: int, *, kind: Kind | None = None, note: str | None = None
) -> Changes:
    """Change an annotation's kind or its note; None leaves as it is. Raises NotFound."""
    known = reviews.annotation(store.conn, annotation_id)
    new_kind = known.kind if kind is None else kind
    new_note = known.note if note is None else clean(note).strip()
    if (new_kind, new_note) == (known.kind, known.note):
        return Changes(result=annotation_id)
    words = about(store, [known.dossier_id])
    with journal.step(
        store, "annotation.edit", kind=new_kind.value, quote=shorten(known.quote), **words
    ) as step:
        step.result = annotation_id
        step.update(
            "annotation", annotation_id, kind=new_kind.value, note=new_note, updated_at=step.at
        )
    return step.changes()


def delete(store: Store, annotation_id: int) -> Changes:
    """Delete an annotation; undo brings it back. Raises NotFound."""
    known = reviews.annotation(store.conn, annotation_id)
    words = about(store, [known.dossier_id])
    with journal.step(
        store, "annotation.delete", kind=known.kind.value, quote=shorten(known.quote), **words
    ) as step:
        step.delete("annotation", annotation_id)
    return step.changes()


def attach(store: Store, annotation_id: int, start: int, end: int) -> Changes:
    """Attach an annotation, orphaned or not, to the passage ``body[start:end]``.

    Raises:
        BadInput: nothing but white space stands there.
        NotFound: the annotation is gone.
    """
    known = reviews.annotation(store.conn, annotation_id)
    dossier = dossiers.get(store.conn, known.dossier_id)
    try:
        where = anchor(dossier.body, start, end)
    except ValueError:
        raise BadInput(N_("There is no text to mark here; select a passage first.")) from None
    with journal.step(
        store, "annotation.attach",
        kind=known.kind.value, dossier=dossier.title, quote=shorten(where.quote),
    ) as step:  # fmt: skip
        step.result = annotation_id
        if (known.start, known.end, known.orphaned) != (where.start, where.end, False):
            step.update(
                "annotation", annotation_id, start=where.start, end=where.end, quote=where.quote,
                prefix=where.prefix, suffix=where.suffix, orphaned=0, fate="", similarity=1.0,
                quote_before="", fingerprint=dossier.fingerprint, updated_at=step.at,
            )  # fmt: skip
    return step.changes()

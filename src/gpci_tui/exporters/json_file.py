"""JSON: complete enough to be checked against the store, and stable (``format``, ``version``)."""

from __future__ import annotations

import json
from typing import Any

from gpci_tui.exporters.holding import Holding, Reviewed
from gpci_tui.model.review import Annotation, Shortlist

FORMAT = "gpci-review"
VERSION = 1


def render(holding: Holding, *, texts: bool = True) -> str:
    """Return the whole review as JSON, indented; with the dossiers' texts, if these are wanted."""
    edition, juror = holding.edition, holding.juror
    document = {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": holding.at,
        "edition": {
            "uuid": holding.edition_uuid,
            "name": edition.name,
            "year": edition.year,
            "organiser": edition.organiser,
            "prizes": [{"name": prize.name, "places": prize.places} for prize in edition.prizes],
        },
        "juror": {"uuid": juror.uuid, "name": juror.name},
        "dossiers": [_dossier(reviewed, texts) for reviewed in holding.dossiers],
        "shortlists": [_shortlist(shortlist) for shortlist in holding.shortlists],
        "saved_searches": [{"name": name, "query": query} for name, query in holding.searches],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _dossier(reviewed: Reviewed, texts: bool) -> dict[str, Any]:
    dossier = reviewed.dossier
    held = {
        "department": dossier.department,
        "fields": {name: list(values) for name, values in dossier.fields},
        "source": dossier.source,
        "body": dossier.body,
    }
    return {
        "ref": dossier.ref,
        "fingerprint": dossier.fingerprint,
        "title": dossier.title,
        "applicant": dossier.applicant,
        "level": dossier.level,
        "prize": dossier.prize,
        "status": reviewed.review.status.value,
        "note": reviewed.review.note,
        "themes": list(reviewed.themes),
        "read_at": reviewed.place.read_at,
        "progress": reviewed.place.progress,
        "annotations": [_annotation(note) for note in reviewed.annotations],
        **(held if texts else {}),
    }


def _annotation(note: Annotation) -> dict[str, Any]:
    return {
        "uuid": note.uuid,
        "kind": note.kind.value,
        "start": note.start,
        "end": note.end,
        "quote": note.quote,
        "prefix": note.prefix,
        "suffix": note.suffix,
        "note": note.note,
        "orphaned": note.orphaned,
        "created_at": note.created_at,
        "updated_at": note.updated_at,
    }


def _shortlist(shortlist: Shortlist) -> dict[str, Any]:
    return {
        "kind": shortlist.kind.value,
        "name": shortlist.name,
        "places": shortlist.places,
        "entries": [
            {"rank": entry.rank, "ref": entry.ref, "reason": entry.reason}
            for entry in shortlist.entries
        ],
    }

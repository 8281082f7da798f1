"""Chosen facets as text, so that they are there again after a restart."""

from __future__ import annotations

import json

from gpci_tui.model.listing import Facets
from gpci_tui.model.review import ListKey, ListKind, Status


def save_facets(facets: Facets) -> str:
    """Return facets as JSON."""
    return json.dumps(
        {
            "statuses": sorted(facets.statuses),
            "prizes": sorted(facets.prizes),
            "levels": sorted(facets.levels),
            "themes": sorted(facets.themes),
            "shortlists": [[key.kind, key.target_id] for key in sorted(facets.shortlists)],
            "annotated": sorted(facets.annotated),
            "searches": sorted(facets.searches),
        }
    )


def load_facets(text: str) -> Facets:
    """Return the facets that were saved; none where the text can't be understood."""
    try:
        saved = json.loads(text)
        return Facets(
            frozenset(Status(value) for value in saved["statuses"]),
            frozenset(int(value) for value in saved["prizes"]),
            frozenset(str(value) for value in saved["levels"]),
            frozenset(int(value) for value in saved["themes"]),
            frozenset(ListKey(ListKind(kind), int(id_)) for kind, id_ in saved["shortlists"]),
            frozenset(bool(value) for value in saved["annotated"]),
            frozenset(int(value) for value in saved.get("searches", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Facets()

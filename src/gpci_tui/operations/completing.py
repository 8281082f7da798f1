"""What exists in an edition, to be offered while a search is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gpci_tui.i18n import language
from gpci_tui.model.query import Field
from gpci_tui.search.completion import Names
from gpci_tui.store import (
    dossiers,
    edition,
    library,
    saved_searches,
    shortlists,
    themes,
    traits,
)
from gpci_tui.store.traits import Aspect

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader

FEW = 2000
"""Dossiers of an edition up to which its applicants are offered: more are not to be looked over."""


def names(reader: Reader) -> Names:
    """Return the names that fields hold, and the saved searches; applicants where they are few."""
    conn, me = reader.conn, reader.juror_id
    departments = [name for name, _ in traits.counts(conn, Aspect.DEPARTMENT) if name]
    applicants = (
        sorted({applicant for *_, applicant in dossiers.names(conn) if applicant})
        if library.total(conn) <= FEW
        else []
    )
    values = {
        Field.DEPARTMENT: departments,
        Field.APPLICANT: applicants,
        Field.THEME: [theme.name for theme in themes.vocabulary(conn, me)],
        Field.PRIZE: [prize.name for prize in edition.prizes(conn)],
        Field.SHORTLIST: [shortlist.name for shortlist in shortlists.choices(conn, me)],
    }
    saved = [(search.name, search.query) for search in saved_searches.all_of(conn, me)]
    return Names(values, saved=saved, language=language())

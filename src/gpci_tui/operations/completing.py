"""What exists in an edition, to be offered while a search is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gpci_tui.i18n import language
from gpci_tui.model.query import Field
from gpci_tui.search.completion import Names
from gpci_tui.store import edition, shortlists, themes

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader


def names(reader: Reader) -> Names:
    """Return the names of the themes, the prizes and the lists."""
    conn, me = reader.conn, reader.juror_id
    values = {
        Field.THEME: [theme.name for theme in themes.vocabulary(conn, me)],
        Field.PRIZE: [prize.name for prize in edition.prizes(conn)],
        Field.SHORTLIST: [shortlist.name for shortlist in shortlists.choices(conn, me)],
    }
    return Names(values, language=language())

"""Keeping searches under a name."""

from __future__ import annotations

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput, Refused
from gpci_tui.model.folding import fold
from gpci_tui.store import journal, saved_searches
from gpci_tui.store.connection import Store

MAX_NAME = 80
"""Characters of a name."""

MAX_QUERY = 2000
"""Characters of a query."""


def save(store: Store, name: str, query: str) -> Changes:
    """Keep a query under a name; one of that name, folded, gets the new query.

    ``result`` is the saved search's id.

    Raises:
        BadInput: the name or the query is empty or too long.
    """
    name, query = _checked(name), clean_line(query).strip()
    if not query:
        raise BadInput(N_("There is no search to save."))
    if len(query) > MAX_QUERY:
        raise BadInput(N_("A saved search has at most {n} characters."), n=MAX_QUERY)
    known = saved_searches.by_name(store.conn, store.juror_id, name)
    with journal.step(store, "search.save", search=name) as step:
        if known is None:
            step.result = step.insert(
                "saved_search",
                juror_id=store.juror_id, name=name, folded=fold(name), query=query,
                created_at=step.at,
            )  # fmt: skip
        else:
            step.result = known.id
            step.update("saved_search", known.id, name=name, query=query)
    return step.changes()


def rename(store: Store, search_id: int, name: str) -> Changes:
    """Give a saved search another name.

    Raises:
        BadInput: the name is empty or too long.
        NotFound: the search is gone.
        Refused: another one has that name.
    """
    name = _checked(name)
    present = saved_searches.get(store.conn, search_id)
    known = saved_searches.by_name(store.conn, store.juror_id, name)
    if known is not None and known.id != search_id:
        raise Refused(N_("There already is a search “{name}”."), name=known.name)
    with journal.step(store, "search.rename", before=present.name, search=name) as step:
        step.update("saved_search", search_id, name=name, folded=fold(name))
    return step.changes()


def remove(store: Store, search_id: int) -> Changes:
    """Let go of a saved search. Raises NotFound."""
    present = saved_searches.get(store.conn, search_id)
    with journal.step(store, "search.remove", search=present.name) as step:
        step.delete("saved_search", search_id)
    return step.changes()


def _checked(name: str) -> str:
    name = clean_line(name).strip()
    if not name:
        raise BadInput(N_("A saved search needs a name."))
    if len(name) > MAX_NAME:
        raise BadInput(N_("A name has at most {n} characters."), n=MAX_NAME)
    return name

"""The queries that were used last, the newest first, kept over restarts."""

from __future__ import annotations

import json

KEPT = 30
"""Queries that are remembered."""
LONGEST = 300
"""Characters of a query that is worth remembering; a pasted page is not."""

Recent = tuple[str, ...]


def load(text: str) -> Recent:
    """Return the queries that were saved; none where the text can't be understood."""
    try:
        saved = json.loads(text)
    except ValueError:
        return ()
    if not isinstance(saved, list):
        return ()
    return tuple(query for query in saved if isinstance(query, str) and query)[:KEPT]


def save(recent: Recent) -> str:
    """Return the queries as JSON."""
    return json.dumps(recent, ensure_ascii=False)


def with_newest(recent: Recent, query: str) -> Recent:
    """Return the queries with one that was just used; it stands only once."""
    query = " ".join(query.split(" ")).strip()
    if not query or len(query) > LONGEST:
        return recent
    return (query, *(other for other in recent if other.casefold() != query.casefold()))[:KEPT]


def continuation(recent: Recent, typed: str) -> str:
    """Return the newest query that goes on from what is typed, typed letters as they are, or ''."""
    begun = typed.casefold()
    if not begun.strip():
        return ""
    for query in recent:
        if len(query) > len(typed) and query[: len(typed)].casefold() == begun:
            return typed + query[len(typed) :]
    return ""

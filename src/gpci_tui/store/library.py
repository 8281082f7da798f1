"""What the library asks: which dossiers, in which order, how many of each kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from gpci_tui.model.listing import Facets, FacetValue, Row, Sort, WordQuery
from gpci_tui.model.query import Term
from gpci_tui.model.review import ListKey, ListKind, Status

_ORDER = {
    Sort.EDITION: "d.id",
    Sort.TITLE: "d.title_folded, d.id",
    Sort.APPLICANT: "d.applicant_folded = '', d.applicant_folded, d.title_folded, d.id",
    Sort.LAST_READ: "coalesce(pl.read_at, '') DESC, d.id",
    Sort.ANNOTATIONS: (
        "(SELECT count(*) FROM annotation a WHERE a.dossier_id = d.id AND a.juror_id = :me) DESC,"
        " d.id"
    ),
    Sort.WORDS: "d.words DESC, d.id",
    Sort.RELEVANCE: "d.id",
}
_FROM = (
    "dossier d LEFT JOIN review r ON r.dossier_id = d.id AND r.juror_id = :me"
    " LEFT JOIN place pl ON pl.dossier_id = d.id AND pl.juror_id = :me"
)
_STATUS = "coalesce(r.status, 'unread')"
Params = dict[str, object]


def find(
    conn: sqlite3.Connection, juror_id: int, query: WordQuery, facets: Facets, sort: Sort
) -> tuple[int, ...]:
    """Return the ids of the dossiers that match, in order."""
    params: Params = {"me": juror_id}
    where = " AND ".join(_conditions(query, facets, params)) or "1"
    rows = conn.execute(f"SELECT d.id FROM {_FROM} WHERE {where} ORDER BY {_ORDER[sort]}", params)
    ids = tuple(row[0] for row in rows.fetchall())
    if sort is Sort.RELEVANCE and query.terms:
        scores = _relevance(conn, query)
        return tuple(sorted(ids, key=lambda id_: (scores.get(id_, 0.0), id_)))
    return ids


def total(conn: sqlite3.Connection) -> int:
    """Return how many dossiers the edition holds."""
    return int(conn.execute("SELECT count(*) FROM dossier").fetchall()[0][0])


def count_matches(conn: sqlite3.Connection, term: Term) -> int:
    """Return how many dossiers hold a term, in their text or in the juror's notes."""
    params: Params = {"term": _match(term)}
    return int(conn.execute(f"SELECT count(*) FROM ({_union('term')})", params).fetchall()[0][0])


def rows(conn: sqlite3.Connection, juror_id: int, ids: Sequence[int]) -> list[Row]:
    """Return the list rows of some dossiers, in the order of ``ids``."""
    if not ids:
        return []
    gaps = ", ".join("?" * len(ids))
    found = conn.execute(
        f"""
        SELECT d.id, d.ref, d.title, d.applicant, d.level, coalesce(p.name, ''), d.words,
               coalesce(r.status, 'unread'),
               (SELECT count(*) FROM annotation a WHERE a.dossier_id = d.id AND a.juror_id = ?),
               coalesce(r.note, '') <> '', coalesce(pl.progress, 0), coalesce(pl.read_at, '')
        FROM dossier d LEFT JOIN prize p ON p.id = d.prize_id
        LEFT JOIN review r ON r.dossier_id = d.id AND r.juror_id = ?
        LEFT JOIN place pl ON pl.dossier_id = d.id AND pl.juror_id = ?
        WHERE d.id IN ({gaps})
        """,
        (juror_id, juror_id, juror_id, *ids),
    ).fetchall()
    themes = _names(
        conn,
        "SELECT dossier_id, name FROM tagging JOIN theme ON theme.id = theme_id"
        f" WHERE juror_id = ? AND dossier_id IN ({gaps}) ORDER BY folded",
        juror_id, ids,
    )  # fmt: skip
    shortlists = _names(
        conn,
        "SELECT dossier_id, coalesce(prize.name, theme.name, s.name)"
        " FROM entry JOIN shortlist s ON s.id = shortlist_id"
        " LEFT JOIN prize ON prize.id = s.prize_id LEFT JOIN theme ON theme.id = s.theme_id"
        f" WHERE entry.juror_id = ? AND dossier_id IN ({gaps}) ORDER BY s.kind, s.id",
        juror_id, ids,
    )  # fmt: skip
    by_id: dict[int, Row] = {}
    for record in found:
        id_, ref, title, applicant, level, prize, words, *mine = record
        status, annotated, noted, progress, read_at = mine
        by_id[id_] = Row(
            id_, ref, title, applicant, level, prize, words, Status(status), annotated, bool(noted),
            progress, read_at, tuple(themes.get(id_, ())), tuple(shortlists.get(id_, ())),
        )  # fmt: skip
    return [by_id[id_] for id_ in ids if id_ in by_id]


def facet_counts(
    conn: sqlite3.Connection, juror_id: int, query: WordQuery, facets: Facets
) -> list[FacetValue]:
    """Return every facet value with its count under the query and the *other* facets."""
    values: list[FacetValue] = []
    for facet, count_sql in _COUNTS.items():
        params: Params = {"me": juror_id}
        others = facets._replace(**{facet: frozenset()})
        where = " AND ".join(_conditions(query, others, params)) or "1"
        matched = f"SELECT d.id FROM {_FROM} WHERE {where}"
        found = conn.execute(count_sql.format(matched=matched), params).fetchall()
        for value, name, count, sign in found:
            values.append(FacetValue(facet, _VALUES[facet](value), name, count, sign))
    return values


def _list_key(value: object) -> ListKey:
    kind, _, target = str(value).partition(":")
    return ListKey(ListKind(kind), int(target))


_VALUES: dict[str, Callable[[Any], object]] = {
    "statuses": Status,
    "prizes": int,
    "levels": str,
    "themes": int,
    "shortlists": _list_key,
    "annotated": bool,
}
_ANNOTATED = "EXISTS (SELECT 1 FROM annotation a WHERE a.dossier_id = d.id AND a.juror_id = :me)"
_COUNTS = {
    "statuses": f"""
        SELECT s.column1, '', (SELECT count(*) FROM dossier d
            LEFT JOIN review r ON r.dossier_id = d.id AND r.juror_id = :me
            WHERE {_STATUS} = s.column1 AND d.id IN ({{matched}})), ''
        FROM (VALUES ('unread'), ('reading'), ('read'), ('reread'), ('aside')) s""",
    "prizes": """
        SELECT p.id, p.name, (SELECT count(*) FROM dossier x
            WHERE x.prize_id = p.id AND x.id IN ({matched})), '' FROM prize p
        UNION ALL
        SELECT 0, '', count(*), '' FROM dossier x WHERE x.prize_id IS NULL AND x.id IN ({matched})
        """,
    "levels": """
        SELECT level, level, sum(id IN ({matched})), '' FROM dossier
        GROUP BY level ORDER BY level = '', level""",
    "themes": """
        SELECT id, name, n, sign FROM (
        SELECT t.id AS id, t.name AS name, count(x.id) AS n, t.sign AS sign, t.folded AS folded
        FROM theme t
        JOIN tagging g ON g.theme_id = t.id AND g.juror_id = :me
        LEFT JOIN dossier x ON x.id = g.dossier_id AND x.id IN ({matched})
        GROUP BY t.id
        UNION ALL
        SELECT 0, '', count(*), '', '' FROM dossier x WHERE x.id IN ({matched}) AND NOT EXISTS
            (SELECT 1 FROM tagging g WHERE g.dossier_id = x.id AND g.juror_id = :me)
        ) ORDER BY id = 0, n DESC, folded""",
    "shortlists": """
        SELECT s.kind || ':' || coalesce(s.prize_id, s.theme_id, s.id),
            coalesce(prize.name, theme.name, s.name), count(x.id), coalesce(theme.sign, '')
        FROM shortlist s JOIN entry e ON e.shortlist_id = s.id
        LEFT JOIN dossier x ON x.id = e.dossier_id AND x.id IN ({matched})
        LEFT JOIN prize ON prize.id = s.prize_id LEFT JOIN theme ON theme.id = s.theme_id
        WHERE s.juror_id = :me GROUP BY s.id ORDER BY s.kind, s.id""",
    "annotated": f"""
        SELECT v.column1, '', (SELECT count(*) FROM dossier d
            WHERE {_ANNOTATED} = v.column1 AND d.id IN ({{matched}})), ''
        FROM (VALUES (1), (0)) v""",
}


def _conditions(query: WordQuery, facets: Facets, params: Params) -> list[str]:
    found = []
    for number, term in enumerate(query.terms):
        params[f"term{number}"] = _match(term)
        found.append(f"d.id IN ({_union(f'term{number}')})")
    if facets.statuses:
        found.append(_one_of(_STATUS, "status", [s.value for s in facets.statuses], params))
    if facets.prizes:
        found.append(_one_of("coalesce(d.prize_id, 0)", "prize", facets.prizes, params))
    if facets.levels:
        found.append(_one_of("d.level", "level", facets.levels, params))
    if facets.themes:
        chosen = _one_of("g.theme_id", "theme", facets.themes, params)
        mine = "SELECT 1 FROM tagging g WHERE g.dossier_id = d.id AND g.juror_id = :me"
        none = f" OR NOT EXISTS ({mine})" if 0 in facets.themes else ""
        found.append(f"(EXISTS ({mine} AND {chosen}){none})")
    if facets.shortlists:
        found.append(_on_lists(facets, params))
    if facets.annotated:
        found.append(_one_of(_ANNOTATED, "annotated", map(int, facets.annotated), params))
    return found


def _on_lists(facets: Facets, params: Params) -> str:
    column = {"prize": "s.prize_id", "theme": "s.theme_id", "own": "s.id"}
    parts = []
    for number, key in enumerate(facets.shortlists):
        params[f"list{number}"] = key.target_id
        kind = key.kind.value
        parts.append(f"(s.kind = '{kind}' AND {column[kind]} = :list{number})")
    return (
        "EXISTS (SELECT 1 FROM entry e JOIN shortlist s ON s.id = e.shortlist_id"
        f" WHERE e.dossier_id = d.id AND e.juror_id = :me AND ({' OR '.join(parts)}))"
    )


def _one_of(expression: str, name: str, values: Iterable[object], params: Params) -> str:
    gaps = []
    for number, value in enumerate(values):
        params[f"{name}{number}"] = value
        gaps.append(f":{name}{number}")
    return f"{expression} IN ({', '.join(gaps)})"


def _union(gap: str) -> str:
    return (
        f"SELECT rowid FROM text_index WHERE text_index MATCH :{gap}"
        f" UNION SELECT rowid FROM own_index WHERE own_index MATCH :{gap}"
    )


def _match(term: Term) -> str:
    # Built from a folded token, always quoted: FTS5 syntax never comes through.
    quoted = '"' + term.text.replace('"', " ") + '"'
    return quoted + "*" if term.prefix else quoted


def _relevance(conn: sqlite3.Connection, query: WordQuery) -> dict[int, float]:
    """bm25 (the lower the better), title and applicant above themes and notes above text."""
    match = " OR ".join(_match(term) for term in query.terms)
    scores: dict[int, float] = {}
    for sql in (
        "SELECT rowid, bm25(text_index, 1, 10, 5, 1) FROM text_index WHERE text_index MATCH ?",
        "SELECT rowid, bm25(own_index, 4.0, 3.0) FROM own_index WHERE own_index MATCH ?",
    ):
        for id_, score in conn.execute(sql, (match,)).fetchall():
            scores[id_] = scores.get(id_, 0.0) + score
    return scores


def _names(
    conn: sqlite3.Connection, sql: str, juror_id: int, ids: Sequence[int]
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for id_, name in conn.execute(sql, (juror_id, *ids)).fetchall():
        found.setdefault(id_, []).append(name)
    return found

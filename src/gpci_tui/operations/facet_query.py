"""What is typed and chosen in the library as one query, to be saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from gpci_tui.i18n import language
from gpci_tui.model.listing import Facets, FacetValue
from gpci_tui.model.query import Field
from gpci_tui.search.fields import FIELD_NAMES, NO, NONE, VALUE_NAMES, YES
from gpci_tui.search.tokens import OPERATORS, Mark

OR = ("OR", "OU")
_QUOTED = r"\"[^\"]*\"?|«[^»]*»?"
_PIECE = re.compile(rf"[()]|(?:{_QUOTED}|[^\s()\"«])+")
"""Operators, parentheses, and what else stands without a space in it."""
_FIELDS = {
    "statuses": Field.STATUS,
    "prizes": Field.PRIZE,
    "levels": Field.LEVEL,
    "themes": Field.THEME,
    "shortlists": Field.SHORTLIST,
    "annotated": Field.ANNOTATED,
}


def finished(typed: str) -> str:
    """Return a query that was being typed so that it asks for the same when nobody types.

    The word at its end, which was the beginning of one, gets its star.
    """
    from gpci_tui.search.parser import parse

    typed = typed.strip()
    meant, starred = parse(typed, typing=True).groups, typed + "*"
    if parse(typed).groups == meant or parse(starred).groups != meant:
        return typed
    return starred


def narrowed(typed: str, chosen: str) -> str:
    """Return the query that asks for what two queries ask for, in the groups of the first."""
    if not (typed and chosen):
        return typed or chosen
    pieces = _PIECE.findall(typed)
    if not any(OPERATORS.get(piece) in (Mark.OR, Mark.THEN) for piece in pieces):
        return f"{typed} {chosen}"
    groups: list[list[str]] = [[]]
    thens: list[str] = []
    depth = 0
    for piece in pieces:
        depth += (piece == "(") - (piece == ")")
        if OPERATORS.get(piece) is Mark.THEN and depth <= 0:
            thens.append(piece)
            groups.append([])
        else:
            groups[-1].append(piece)
    each = [f"({' '.join(group)}) {chosen}" for group in groups]
    return each[0] + "".join(f" {then} {one}" for then, one in zip(thens, each[1:], strict=True))


def query_of(facets: Facets, values: Iterable[FacetValue], searches: Mapping[int, str]) -> str:
    """Return the query, in the language spoken; '' where no facet is chosen.

    ``values`` are the facets as they are listed, with their names; ``searches``
    the queries of the saved searches.
    """
    known = list(values)
    parts = [_one_of(text for id_, text in searches.items() if id_ in facets.searches)]
    for facet, field in _FIELDS.items():
        chosen = getattr(facets, facet)
        named = [_written(field, v) for v in known if v.facet == facet and v.value in chosen]
        if named:
            parts.append(f"{_spoken(FIELD_NAMES[field])}:{','.join(named)}")
    return " ".join(part for part in parts if part)


def _one_of(queries: Iterable[str]) -> str:
    each = [f"({_without_groups(query)})" for query in queries]
    return each[0] if len(each) == 1 else f"({f' {_spoken(OR)} '.join(each)})" if each else ""


def _without_groups(query: str) -> str:
    """Return a query as it may stand between parentheses: what matches any of its groups."""
    pieces = _PIECE.findall(query)
    if not any(OPERATORS.get(piece) is Mark.THEN for piece in pieces):
        return query
    return " ".join(_spoken(OR) if OPERATORS.get(p) is Mark.THEN else p for p in pieces)


def _written(field: Field, value: FacetValue) -> str:
    if field is Field.ANNOTATED:
        return _spoken(YES if value.value else NO)
    if value.value in (0, ""):
        return _spoken(NONE)
    names = VALUE_NAMES.get(field, {}).get(str(value.value))
    name = (_spoken(names) if names else value.name).replace('"', " ")
    return name if name.isalnum() else f'"{name}"'


def _spoken(names: Sequence[str]) -> str:
    """Return the name in the language spoken, of the English one, the French one, and others."""
    return names[language() == "fr"]

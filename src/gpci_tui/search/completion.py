"""What may follow what was typed: fields, what they hold, orders, recent and saved searches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from gpci_tui.model.folding import fold
from gpci_tui.model.query import Field
from gpci_tui.search.fields import (
    ANY,
    FIELD_NAMES,
    NO,
    NONE,
    OPTIONAL_FIELDS,
    ORDER_NAMES,
    SORT_NAMES,
    VALUE_NAMES,
    YES,
    YES_NO_FIELDS,
    field_of,
    is_sort,
)
from gpci_tui.search.fuzzy import begins, rank

MOST = 8
"""Completions offered at once."""

SHORTEST_NAME = 2
"""Letters of a field's name after which it is offered: one letter begins too many."""


SHORTEST_SLIP = 3
"""Letters of a value after which near names are offered."""


class CompletionKind(StrEnum):
    """What a completion is."""

    FIELD = "field"
    VALUE = "value"
    ORDER = "order"
    RECENT = "recent"
    SAVED = "saved"


class Completion(NamedTuple):
    """What may be put in the place of what was typed."""

    text: str
    """What is put there."""
    label: str
    """What is shown: a name, or the search."""
    kind: CompletionKind


class Completions(NamedTuple):
    """What may stand instead of ``text[start:end]``, the likeliest first."""

    start: int
    end: int
    items: tuple[Completion, ...] = ()


class Names(NamedTuple):
    """What exists in the edition, to be offered."""

    values: Mapping[Field, Sequence[str]] = {}
    """Names that fields hold: themes, prizes, levels, lists, applicants, departments."""
    recent: Sequence[str] = ()
    """Recent searches, the latest first."""
    saved: Sequence[tuple[str, str]] = ()
    """Saved searches: name and text."""
    language: str = "fr"
    """In which names are offered that both languages have."""


_LISTED = r"""(?:"[^"]*"|«[^»]*»|[^\s"«(),]+)\s*,\s*"""
_VALUE = re.compile(
    rf"""(?:^|[\s(])[-−]?(?P<name>[^\W\d_]\w*)\s*:\s*(?P<list>(?:{_LISTED})*)"""
    r"""(?P<value>"[^"]*|«[^»]*|[^\s"«(),<>=]*)$"""
)
_NAME = re.compile(r"(?:^|[\s(])[-−]?(?P<name>[^\W\d_]\w*)$")
_REST_OF_VALUE = re.compile(r"[^\s\"«»(),]*")
_REST_OF_NAME = re.compile(r"\w*:?")
_BARE = re.compile(r"[\w'’][\w'’.-]*")
_QUOTES = re.compile(r'["«»“”„]')


def complete(text: str, cursor: int, names: Names) -> Completions:
    """Return what may be put where the cursor stands in a search, nothing where nothing fits.

    Within the quotes of a phrase nothing is offered: its words are its own.
    """
    head = text[:cursor]
    if not text.strip():
        return Completions(0, len(text), tuple(_earlier("", names))[:MOST])
    value = _VALUE.search(head)
    if value is not None:
        return _values(text, value, names)
    name = _NAME.search(head)
    if name is None or _within_quotes(head):
        return Completions(cursor, cursor)
    start, end = name.start("name"), _end(text, cursor, _REST_OF_NAME)
    items = [*_fields(name["name"], names.language)]
    if end == len(text):
        items += _earlier(text[:end], names, start)
    return Completions(start, end, tuple(items[:MOST]))


def _fields(typed: str, language: str) -> Iterator[Completion]:
    """Yield the fields of which a name begins with what was typed, under one name each."""
    begun = fold(typed)
    if len(begun) < SHORTEST_NAME:
        return
    for all_names in (*FIELD_NAMES.values(), SORT_NAMES):
        own = _in(language, all_names)
        begins = [name for name in all_names if fold(name).startswith(begun)]
        if begins:
            name = own if own in begins or begins[0] not in all_names[:2] else begins[0]
            yield Completion(f"{name}:", f"{name}:", CompletionKind.FIELD)


def _earlier(typed: str, names: Names, start: int = 0) -> Iterator[Completion]:
    """Yield the saved searches of that name, and the recent ones that begin as typed."""
    if not start:
        for name, query in names.saved:
            if fold(name).startswith(fold(typed)):
                yield Completion(query, name, CompletionKind.SAVED)
    for query in dict.fromkeys(names.recent):
        if query.startswith(typed) and query != typed:
            yield Completion(query[start:], query, CompletionKind.RECENT)


def _values(text: str, match: re.Match[str], names: Names) -> Completions:
    start, typed = match.start("value"), match["value"]
    end = _end(text, match.end(), _REST_OF_VALUE)
    if typed[:1] in ('"', "«") and text[end : end + 1] in ('"', "»"):
        end += 1
    field = field_of(match["name"])
    if field is None and not is_sort(match["name"]):
        return Completions(start, end)
    given = {fold(value.strip(' "«»')) for value in match["list"].split(",")}
    offered = [name for name in _offered(field, names) if fold(name) not in given]
    offered = _meant(typed.lstrip('"«'), offered)
    kind = CompletionKind.ORDER if field is None else CompletionKind.VALUE
    after = " " if end == len(text) else ""
    specials = _specials(field, names)
    items = (
        Completion(_written(name, special=name in specials) + after, name, kind)
        for name in offered[:MOST]
    )
    return Completions(start, end, tuple(items))


def _meant(typed: str, offered: Sequence[str]) -> list[str]:
    """Return the names that begin as typed; where none does, those that are near."""
    ranked = [offered[at] for at in rank(typed, offered)]
    begun = [name for name in ranked if begins(typed, name)]
    return begun or (ranked if len(typed.strip()) >= SHORTEST_SLIP else [])


def _offered(field: Field | None, names: Names) -> list[str]:
    """Return what may stand after a field's colon, names of the edition first."""
    if field is None:
        return [_in(names.language, order) for order in ORDER_NAMES.values()]
    known = VALUE_NAMES.get(field, {})
    existing = names.values.get(field, () if field is Field.LEVEL else tuple(known))
    called = [_in(names.language, known[name]) if name in known else name for name in existing]
    return list(dict.fromkeys([*called, *_specials(field, names)]))


def _specials(field: Field | None, names: Names) -> list[str]:
    """Return the words that ask whether there is one at all."""
    if field in YES_NO_FIELDS:
        return [_in(names.language, YES), _in(names.language, NO)]
    if field in OPTIONAL_FIELDS:
        return [_in(names.language, ANY), _in(names.language, NONE)]
    return []


def _written(name: str, *, special: bool) -> str:
    """Return a name as it is typed: between quotes where it is not one plain word."""
    plain = _BARE.fullmatch(name) and fold(name) not in (*ANY, *NONE, *YES, *NO)
    return name if special or plain else f'"{_QUOTES.sub("", name)}"'


def _in(language: str, names: Sequence[str]) -> str:
    return names[0] if language == "en" else names[1]


def _end(text: str, cursor: int, rest: re.Pattern[str]) -> int:
    match = rest.match(text, cursor)
    return match.end() if match else cursor


def _within_quotes(head: str) -> bool:
    return head.count('"') % 2 == 1 or head.count("«") > head.count("»")

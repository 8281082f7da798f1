"""What a field must hold: names, words, numbers, days, ranges of them, any or none."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from gpci_tui.model.errors import N_
from gpci_tui.model.folding import fold
from gpci_tui.model.query import Condition, Either, Field, Node, Operator, Problem
from gpci_tui.search.fields import (
    ANY,
    COMPARED_FIELDS,
    DAY_FIELDS,
    NO,
    NONE,
    OPTIONAL_FIELDS,
    TEXT_FIELDS,
    YES,
    YES_NO_FIELDS,
)
from gpci_tui.search.tokens import Token, Value

_OPERATORS = {
    "": Operator.IS, ">": Operator.MORE, ">=": Operator.AT_LEAST,
    "<": Operator.LESS, "<=": Operator.AT_MOST,
}  # fmt: skip
_RANGE = re.compile(r"(.*?)\.{2,}(.*)")
_NUMBER_RANGE = re.compile(r"(\d+)-(\d+)")
_LONGEST_NUMBER = 9
_ISO_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_FRENCH_DAY = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_THOUSANDS_GAP = re.compile(r"(?<=\d)\s(?=\d{3})")


class NotUnderstood(Exception):
    """A value that is no number or no day, and why."""

    def __init__(self, template: str, value: str) -> None:
        self.problem = Problem(template, (("value", value),))
        super().__init__(template)


def asked(token: Token) -> tuple[Node | None, list[Problem]]:
    """Return what a field with its values asks for, None for nothing, and what is wrong with it."""
    field = token.field
    assert field is not None
    problems = []
    if token.sign and field not in COMPARED_FIELDS:
        problems.append(
            Problem(N_("“{name}” can't be compared with “>” or “<”."), (("name", token.name),))
        )
    found: list[Condition] = []
    for value in token.values:
        try:
            found.append(_condition(field, token.sign, value))
        except NotUnderstood as error:
            problems.append(error.problem)
    merged = _merge(found)
    return (merged[0] if len(merged) == 1 else Either(merged)) if merged else None, problems


def _merge(found: list[Condition]) -> tuple[Condition, ...]:
    """Return conditions of one field of which any may hold, their values in one where they can."""
    values = dict.fromkeys(v for one in found if one.operator is Operator.IS for v in one.values)
    others = [one for one in found if one.operator is not Operator.IS]
    plain = [Condition(found[0].field, Operator.IS, tuple(values))] if values else []
    return tuple(dict.fromkeys([*plain, *others]))


def _condition(field: Field, sign: str, value: Value) -> Condition:
    whether = _any_or_none(field, value)
    if whether is not None:
        return Condition(field, whether)
    if field in COMPARED_FIELDS:
        return _compared(field, sign, _THOUSANDS_GAP.sub("", value.text.strip()))
    goes_on = field in TEXT_FIELDS and (value.starred or value.typed)
    return Condition(field, Operator.IS, (value.text.strip() + "*" * goes_on,))


def _any_or_none(field: Field, value: Value) -> Operator | None:
    word = fold(value.text)
    if value.quoted or value.starred:
        return None
    if field in OPTIONAL_FIELDS and word in ANY + NONE:
        return Operator.ANY if word in ANY else Operator.NONE
    if field in YES_NO_FIELDS and word in YES + NO:
        return Operator.ANY if word in YES else Operator.NONE
    return None


def _compared(field: Field, sign: str, text: str) -> Condition:
    read = _day if field in DAY_FIELDS else _number
    ends = _RANGE.fullmatch(fold(text)) or (
        None if field in DAY_FIELDS else _NUMBER_RANGE.fullmatch(fold(text))
    )
    if ends is None or sign:
        return Condition(field, _OPERATORS[sign], (read(text),))
    low, high = (read(end) if end else "" for end in ends.groups())
    if low and high and _order(high) < _order(low):
        low, high = high, low
    return Condition(field, Operator.BETWEEN, (low, high))


def _order(value: str) -> tuple[int, str]:
    return (int(value), "") if value.isdigit() else (0, value)


def _number(text: str) -> str:
    if not re.fullmatch(rf"\d{{1,{_LONGEST_NUMBER}}}", text):
        raise NotUnderstood(N_("“{value}” is no number."), text)
    return str(int(text))


def _day(text: str) -> str:
    """Return a day, a month or a year in ISO 8601."""
    iso, french = _ISO_DAY.fullmatch(fold(text)), _FRENCH_DAY.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif french:
        day, month, year = french.groups()
    else:
        raise NotUnderstood(_NO_DAY, text)
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise NotUnderstood(_NO_DAY, text) from None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


_NO_DAY = N_("“{value}” is no day; write one such as 2025-03-01, or 2025-03 for a month.")


def span_of(day: str) -> tuple[date, date]:
    """Return the first and the last day of a value of ``read:``: a day, a month or a year."""
    year, month, number = ([int(part) for part in day.split("-")] + [0, 0])[:3]
    last_month = month or 12
    last = number or monthrange(year, last_month)[1]
    return date(year, month or 1, number or 1), date(year, last_month, last)

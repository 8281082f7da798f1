"""What a field asks for, as a set of dossiers: ``theme:inclusion``, ``words:>500``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gpci_tui.i18n import language
from gpci_tui.model.dossier import LEVELS, make_ref
from gpci_tui.model.errors import N_
from gpci_tui.model.folding import words
from gpci_tui.model.query import Condition, Field, Operator, Problem
from gpci_tui.model.review import Kind
from gpci_tui.operations.meanings import Meaning, Meanings
from gpci_tui.search.fields import FIELD_NAMES, VALUE_NAMES
from gpci_tui.search.fuzzy import meant, nearest_name
from gpci_tui.search.terms import phrase_of, terms_of
from gpci_tui.search.values import span_of
from gpci_tui.store import catalogue, edition, matching, shortlists, themes, traits
from gpci_tui.store.matching import everything
from gpci_tui.store.traits import Aspect

if TYPE_CHECKING:
    from gpci_tui.store.connection import Reader

MOST_NAMED = 8
"""Names that a problem lists."""

_PLACES = {
    Field.TITLE: matching.TITLE, Field.APPLICANT: matching.APPLICANT, Field.NOTE: matching.NOTES,
}  # fmt: skip


class Answer(NamedTuple):
    """What a condition comes to."""

    bits: int
    meanings: tuple[Meaning, ...] = ()
    problems: tuple[Problem, ...] = ()


class Conditions:
    """Looks fields up, in one search."""

    def __init__(self, reader: Reader, meanings: Meanings) -> None:
        self._reader = reader
        self._meanings = meanings

    def of(self, condition: Condition, *, mend: bool = True) -> Answer:
        """Return the dossiers of a condition; where a name is unknown none, and a problem."""
        field, operator = condition.field, condition.operator
        if operator in (Operator.ANY, Operator.NONE):
            some = _HAVING[field](self._reader)
            return Answer(some if operator is Operator.ANY else everything(self._reader) & ~some)
        if field in _PLACES:
            return self._texts(condition, mend)
        if field is Field.REF:
            return Answer(_united(map(self._ref, condition.values)))
        if field is Field.READ:
            return Answer(self._read(operator, condition.values))
        if field in (Field.WORDS, Field.ANNOTATED):
            return Answer(self._number(condition))
        return self._names(condition)

    def _texts(self, condition: Condition, mend: bool) -> Answer:
        bits = 0
        meanings: list[Meaning] = []
        for value in condition.values:
            every = everything(self._reader)
            text, begun = value.removesuffix("*"), value.endswith("*")
            phrase = phrase_of(text, open_ended=begun) if " " in text else None
            terms = [phrase] if phrase else terms_of(text, typed=begun)
            for term in terms:
                meaning = self._meanings.of(term, _PLACES[condition.field], mend=mend)
                every &= meaning.bits
                meanings.append(meaning)
            bits |= every
        return Answer(bits, tuple(meanings))

    def _ref(self, value: str) -> int:
        ref = make_ref(value)
        return matching.with_ref(self._reader, ref, begun=value.endswith("*")) if ref else 0

    def _read(self, operator: Operator, values: tuple[str, ...]) -> int:
        found = 0
        for low, high in _ranges(operator, values):
            start = _moment(span_of(low)[0]) if low else ""
            end = _moment(span_of(high)[1] + timedelta(days=1)) if high else ""
            if operator is Operator.MORE:
                start = _moment(span_of(low)[1] + timedelta(days=1))
            elif operator is Operator.LESS:
                end = _moment(span_of(high)[0])
            found |= matching.read_between(self._reader, start, end)
        return found

    def _number(self, condition: Condition) -> int:
        look_up: Callable[[Reader, int | None, int | None], int] = (
            matching.of_length if condition.field is Field.WORDS else matching.with_annotations
        )
        found = 0
        for low, high in _ranges(condition.operator, condition.values):
            least = int(low) + (condition.operator is Operator.MORE) if low else None
            most = int(high) - (condition.operator is Operator.LESS) if high else None
            found |= look_up(self._reader, least, most)
        return found

    def _names(self, condition: Condition) -> Answer:
        choices = _CHOICES[condition.field](self._reader)
        flat = [(name, choice) for choice in choices for name in choice.names]
        bits = 0
        problems = []
        for value in condition.values:
            found = meant(value.removesuffix("*"), [name for name, _ in flat])
            for choice in dict.fromkeys(flat[index][1] for index in found):
                bits |= choice.bits
            if not found:
                problems.append(_unknown(condition.field, value, choices))
        return Answer(bits, problems=tuple(problems))


class _Choice(NamedTuple):
    """A name that a field may hold."""

    names: tuple[str, ...]
    """In all languages, that of the person first."""
    bits: int


def _themes(reader: Reader) -> list[_Choice]:
    known = themes.vocabulary(reader.conn, reader.juror_id)
    return [
        _Choice((theme.name,), traits.holders(reader.conn, Aspect.THEME, str(theme.id)))
        for theme in known
    ]


def _prizes(reader: Reader) -> list[_Choice]:
    return [
        _Choice((prize.name,), traits.holders(reader.conn, Aspect.PRIZE, str(prize.id)))
        for prize in edition.prizes(reader.conn)
    ]


def _levels(reader: Reader) -> list[_Choice]:
    held = [text for text, _ in traits.counts(reader.conn, Aspect.LEVEL) if text]
    return [
        _Choice(
            (*_spoken(Field.LEVEL, level), level), traits.holders(reader.conn, Aspect.LEVEL, level)
        )
        for level in dict.fromkeys([*LEVELS, *held])
    ]


def _departments(reader: Reader) -> list[_Choice]:
    held = traits.counts(reader.conn, Aspect.DEPARTMENT)
    return [
        _Choice((text,), traits.holders(reader.conn, Aspect.DEPARTMENT, text))
        for text, _ in held
        if text
    ]


def _statuses(reader: Reader) -> list[_Choice]:
    return [
        _Choice(_spoken(Field.STATUS, str(value.value)), value.bits)
        for value in catalogue.values(reader, "statuses")
    ]


def _kinds(reader: Reader) -> list[_Choice]:
    return [
        _Choice(_spoken(Field.KIND, kind), traits.holders(reader.conn, Aspect.KIND, kind.value))
        for kind in Kind
    ]


def _lists(reader: Reader) -> list[_Choice]:
    filled = {value.value: value.bits for value in catalogue.values(reader, "shortlists")}
    return [
        _Choice((known.name,), filled.get(known.key, 0))
        for known in shortlists.choices(reader.conn, reader.juror_id)
    ]


def _spoken(field: Field, value: str) -> tuple[str, ...]:
    english_and_french = VALUE_NAMES[field].get(value, ())
    return tuple(english_and_french) if language() == "en" else tuple(reversed(english_and_french))


_CHOICES: dict[Field, Callable[[Reader], list[_Choice]]] = {
    Field.THEME: _themes,
    Field.PRIZE: _prizes,
    Field.LEVEL: _levels,
    Field.DEPARTMENT: _departments,
    Field.STATUS: _statuses,
    Field.KIND: _kinds,
    Field.SHORTLIST: _lists,
}


def _held(aspect: Aspect) -> Callable[[Reader], int]:
    return lambda reader: traits.holders(reader.conn, aspect)


def _stated(aspect: Aspect, none: str) -> Callable[[Reader], int]:
    return lambda reader: everything(reader) & ~traits.holders(reader.conn, aspect, none)


_HAVING: dict[Field, Callable[[Reader], int]] = {
    Field.THEME: _held(Aspect.TAGGED),
    Field.PRIZE: _stated(Aspect.PRIZE, "0"),
    Field.LEVEL: _stated(Aspect.LEVEL, ""),
    Field.DEPARTMENT: _stated(Aspect.DEPARTMENT, ""),
    Field.APPLICANT: lambda reader: everything(reader) & ~matching.without_applicant(reader),
    Field.SHORTLIST: _held(Aspect.LISTED),
    Field.KIND: _held(Aspect.ANNOTATED),
    Field.ANNOTATED: _held(Aspect.ANNOTATED),
    Field.NOTE: matching.with_notes,
    Field.READ: lambda reader: matching.read_between(reader, "", ""),
}
"""Fields that a dossier may be without -> the dossiers that are not."""


def _ranges(operator: Operator, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return the lowest and the highest value of each range, '' for an open end."""
    if operator is Operator.BETWEEN:
        return [(values[0], values[1])]
    if operator is Operator.IS:
        return [(value, value) for value in values]
    if operator in (Operator.MORE, Operator.AT_LEAST):
        return [(value, "") for value in values]
    return [("", value) for value in values]


def _moment(day: date) -> str:
    """Return when a day begins here, in UTC, as moments are stored."""
    begins = datetime.combine(day, time()).astimezone()
    return begins.astimezone(UTC).isoformat(timespec="milliseconds")


def _united(some: Iterable[int]) -> int:
    found = 0
    for bits in some:
        found |= bits
    return found


def _unknown(field: Field, value: str, choices: list[_Choice]) -> Problem:
    """Say that a field holds nothing of that name, and what may have been meant."""
    names = list(dict.fromkeys(choice.names[0] for choice in choices))
    gaps = [("value", value.removesuffix("*")), ("field", FIELD_NAMES[field][language() == "fr"])]
    nearest = nearest_name(value, names) if words(value) else ""
    if nearest:
        template = N_("There is no “{value}” in “{field}:”. Do you mean “{nearest}”?")
        return Problem(template, (*gaps, ("nearest", nearest)))
    if not names:
        return Problem(N_("There is no “{value}” in “{field}:”, nor anything else."), tuple(gaps))
    shown = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
    return Problem(
        N_("There is no “{value}” in “{field}:”. There are {names}."), (*gaps, ("names", shown))
    )

"""What a search asks for, as a tree: words, phrases, fields, and, or, not, groups, an order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a condition is about. The words a person types for it: ``search.fields``."""

    TITLE = "title"
    APPLICANT = "applicant"
    DEPARTMENT = "department"
    LEVEL = "level"
    PRIZE = "prize"
    THEME = "theme"
    STATUS = "status"
    SHORTLIST = "shortlist"
    ANNOTATED = "annotated"
    KIND = "kind"
    NOTE = "note"
    READ = "read"
    WORDS = "words"
    REF = "ref"


class Operator(StrEnum):
    """How the values of a condition are meant."""

    IS = "is"
    """Any of ``values``: names, words of a text field, a number or a day."""
    ANY = "any"
    """There is one, whichever; no values."""
    NONE = "none"
    """There is none; no values."""
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    BETWEEN = ".."
    """From the first of ``values`` to the second, both included; '' leaves that end open."""


@dataclass(frozen=True, slots=True)
class Term:
    """One folded word or phrase that must be there; ``prefix`` also finds longer words.

    ``literal`` takes the word as it stands: neither its inflections nor its near misses.
    """

    text: str
    """A word, or the words of a phrase with one space between; thousands are not parted."""
    prefix: bool = True
    phrase: bool = False
    literal: bool = False
    hyphenated: bool = False
    """A phrase that was typed as one word (``web-radio``); its words may stand as one as well."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A field and what it must hold."""

    field: Field
    operator: Operator
    values: tuple[str, ...] = ()
    """As typed, cleaned, in order; numbers as digits alone, days as ISO 8601 (or its year, or
    year and month). In a text field one that ends in ``*`` is a beginning."""


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match; without parts everything does."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """One part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


Node = Term | Condition | All | Either | Not


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be understood as it stands: an English template with named gaps."""

    template: str
    gaps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood as well as what stands allows.

    ``groups`` are what stands between THENs, at least one: what matches the
    first comes first, and no dossier comes twice.
    """

    groups: tuple[Node, ...] = (All(),)
    sort: str = ""
    """A ``model.listing.Sort`` that was asked for, or ''."""
    reverse: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """The words and phrases that are looked for, not those that are excluded."""
        return tuple(dict.fromkeys(term for node in self.groups for term in wanted_terms(node)))


def wanted_terms(node: Node) -> Iterator[Term]:
    """Yield the words and phrases under a node that are not excluded."""
    match node:
        case Term():
            yield node
        case All(parts) | Either(parts):
            for part in parts:
                yield from wanted_terms(part)
        case Condition() | Not():
            return

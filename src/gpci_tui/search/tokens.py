"""The pieces that a search is cut into, before they are put together."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from gpci_tui.model.query import Field


class Mark(Enum):
    """What a token is."""

    WORDS = auto()
    PHRASE = auto()
    FIELD = auto()
    GROUP_FIELD = auto()
    """A field of all that the parentheses after it hold: ``theme:(radio OR web)``."""
    SORT = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    THEN = auto()
    OPEN = auto()
    CLOSE = auto()


OPERATORS = {
    "AND": Mark.AND, "ET": Mark.AND, "OR": Mark.OR, "OU": Mark.OR, "NOT": Mark.NOT,
    "SAUF": Mark.NOT, "THEN": Mark.THEN, "PUIS": Mark.THEN,
}  # fmt: skip
"""In capitals only, so that every word can be searched."""

LEAVES = frozenset({Mark.WORDS, Mark.PHRASE, Mark.FIELD, Mark.SORT})
"""Tokens that say something by themselves."""


class Value(NamedTuple):
    """What a field holds; between quotes no word has a meaning of its own."""

    text: str
    quoted: bool = False
    starred: bool = False
    """A star stood after it."""
    typed: bool = False
    """The cursor stands after it: it may go on."""


class Token(NamedTuple):
    """A piece of a search."""

    mark: Mark
    name: str = ""
    """The operator, or the field's name, as typed."""
    value: Value = Value("")
    """Of words and phrases."""
    literal: bool = False
    field: Field | None = None
    sign: str = ""
    """How a field is compared: '', '>', '>=', '<' or '<='."""
    values: tuple[Value, ...] = ()
    last: bool = False
    """Nothing but spaces follows."""

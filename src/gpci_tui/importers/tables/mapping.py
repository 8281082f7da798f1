"""Which column of a table becomes what of a dossier: proposed, changed by hand, remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum
from statistics import median
from typing import Any, NamedTuple

from gpci_tui.importers.keys import KEYS, MAX_OWN_KEY, MAX_VALUE, known
from gpci_tui.importers.source import SourceFile
from gpci_tui.importers.tables.naming import BODY, guesses
from gpci_tui.importers.tables.table import Table
from gpci_tui.model.folding import fold

SECTION = "section"
"""A text of its own, under the column's name as its heading."""
OWN = "own"
"""A further field, under the column's name."""
LEFT_OUT = "left out"
"""Nothing is taken of the column; only a person can say so."""

TARGETS = (*(key.name for key in KEYS), BODY, SECTION, OWN, LEFT_OUT)
"""What a column can become."""

SEVERAL = frozenset((SECTION, OWN, LEFT_OUT))
"""What more than one column can become."""

LONG = 200
"""Characters from which a text is long: the middle one of a column that holds texts has as many."""

_FRENCH = {
    "texte": BODY, "text": BODY, "corps": BODY, "rubrique": SECTION, "champ": OWN, "field": OWN,
    "ignorer": LEFT_OUT, "ignore": LEFT_OUT, "skip": LEFT_OUT, "rien": LEFT_OUT,
}  # fmt: skip


class How(StrEnum):
    """Why a column becomes what it becomes."""

    NAME = "name"
    NEAR = "near"
    LENGTH = "length"
    REST = "rest"
    HAND = "hand"
    REMEMBERED = "remembered"


class Column(NamedTuple):
    """What becomes of one column."""

    name: str
    target: str
    how: How = How.REST
    similarity: float = 100.0
    """Of its name to that of the field, from 0 to 100."""


class Mapping(NamedTuple):
    """What becomes of the columns of a table, in their order."""

    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        """What tables with the same columns have in common, whatever their order."""
        return columns_key(column.name for column in self.columns)

    def of(self, target: str) -> list[int]:
        """Return the columns that become ``target``."""
        return [at for at, column in enumerate(self.columns) if column.target == target]

    def with_target(self, column: int, target: str, how: How = How.HAND) -> Mapping:
        """Return it with another target for one column.

        What only one column can be is taken from the one that was it: that one
        becomes a field of its own, or a section where it was the text.
        """
        changed = list(self.columns)
        for at, each in enumerate(changed):
            if at != column and each.target == target and target not in SEVERAL:
                rest = SECTION if target == BODY else OWN
                changed[at] = each._replace(target=rest, how=how)
        changed[column] = changed[column]._replace(target=target, how=how, similarity=100.0)
        return Mapping(tuple(changed))

    def to_json(self) -> str:
        """Return it as a text that ``from_json`` reads."""
        return json.dumps({each.name: each.target for each in self.columns}, ensure_ascii=False)


class Understood(NamedTuple):
    """A table, the file that it stands in, and what becomes of its columns."""

    file: SourceFile
    table: Table
    mapping: Mapping


def from_json(text: str, table: Table) -> Mapping | None:
    """Return a remembered mapping for a table; None where it is not one for its columns."""
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    by_name = {fold(str(name)): target for name, target in said.items()}
    targets = [by_name.get(fold(name)) for name in table.columns]
    single = [target for target in targets if target not in SEVERAL]
    if any(target not in TARGETS for target in targets) or len(set(single)) < len(single):
        return None
    return Mapping(
        tuple(
            Column(name, str(target), How.REMEMBERED)
            for name, target in zip(table.columns, targets, strict=True)
        )
    )


def columns_key(names: Any) -> str:
    """Return a short name for a set of columns."""
    folded = "\n".join(sorted(fold(name) for name in names))
    return hashlib.sha256(folded.encode()).hexdigest()[:16]


def target_of(written: str) -> str | None:
    """Return the target that a person means, in English or in French, or None."""
    key = known(written)
    if key is not None:
        return key.name
    plain = fold(written).strip()
    return plain if plain in TARGETS else _FRENCH.get(plain)


def propose(table: Table) -> Mapping:
    """Return what the columns of ``table`` are likely to be.

    By name first, the surest name first, each field once; then columns of long
    texts are the text, or sections where there are several; what is left are
    fields of the file's own.
    """
    columns = [Column(name, "") for name in table.columns]
    lengths = [_length(table.values(at)) for at in range(len(columns))]
    found = sorted(
        ((guess, at) for at, name in enumerate(table.columns) for guess in guesses(name)),
        key=lambda each: (-each[0].similarity, each[1]),
    )
    taken: set[str] = set()
    for guess, at in found:
        room = lengths[at].middle <= _room(guess.target)
        if columns[at].target or guess.target in taken or not room:
            continue
        taken.add(guess.target)
        how = How.NAME if guess.similarity == 100 else How.NEAR
        columns[at] = Column(columns[at].name, guess.target, how, guess.similarity)
    _place_texts(columns, lengths)
    if "title" not in taken:
        _find_title(columns, table, lengths)
    return Mapping(tuple(columns))


class _Length(NamedTuple):
    """How long the texts of a column are."""

    longest: int
    middle: float


def _length(values: Sequence[str]) -> _Length:
    sizes = [len(value) for value in values] or [0]
    return _Length(max(sizes), median(sizes))


def _room(target: str) -> float:
    """Return how many characters a value may have."""
    if target == BODY:
        return float("inf")
    key = known(target)
    assert key is not None
    # A cell may hold a list, whose texts are counted one by one.
    return key.longest * (10 if key.takes_list else 1)


def _place_texts(columns: list[Column], lengths: Sequence[_Length]) -> None:
    """Say which of the columns without a target are texts, and which are fields."""
    for at, column in enumerate(columns):
        if column.target:
            continue
        size = lengths[at]
        text = size.middle >= LONG or size.longest > MAX_VALUE or len(column.name) > MAX_OWN_KEY
        how = How.LENGTH if text else How.REST
        columns[at] = Column(column.name, SECTION if text else OWN, how)
    sections = [at for at, column in enumerate(columns) if column.target == SECTION]
    has_body = any(column.target == BODY for column in columns)
    if has_body:
        return
    if len(sections) == 1:
        columns[sections[0]] = columns[sections[0]]._replace(target=BODY)
    if not sections:
        # Somebody has to read something: what is no field that is known is the text.
        for at, column in enumerate(columns):
            if column.target == OWN:
                columns[at] = column._replace(target=SECTION)


def _find_title(columns: list[Column], table: Table, lengths: Sequence[_Length]) -> None:
    """Take for the title the first column of short texts that differ from row to row."""
    for at, column in enumerate(columns):
        values = table.values(at)
        if column.how not in (How.REST, How.LENGTH) or lengths[at].longest > _room("title"):
            continue
        differ = len({fold(value) for value in values}) >= 0.9 * len(table.rows)
        if differ and any(any(map(str.isalpha, value)) for value in values):
            columns[at] = column._replace(target="title", how=How.REST)
            return

"""What becomes of a table's columns: said in words, stated on the command line, remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.folding import fold
from gpci_tui.operations.words import field_name
from gpci_tui.store import places
from gpci_tui.store.connection import Store

if TYPE_CHECKING:
    from gpci_tui.importers.tables.mapping import Column, Mapping, Understood

_PREFIX = "columns."
_TARGETS = {
    "ref": N_("Reference"),
    "title": N_("Title"),
    "body": N_("Text"),
    "section": N_("Section under its name"),
    "own": N_("Further field"),
    "left out": N_("Left out"),
}
_REASONS = {
    "near": N_("close to its name"),
    "length": N_("long texts"),
    "hand": N_("chosen by hand"),
    "remembered": N_("as last time"),
}


def target_name(target: str) -> str:
    """Return what a column becomes, in the language spoken."""
    return _(_TARGETS[target]) if target in _TARGETS else field_name(target)


def reason(column: Column) -> str:
    """Return in words why a column becomes what it becomes; '' where that is plain to see."""
    return _(_REASONS[column.how]) if column.how in _REASONS else ""


def known(store: Store) -> dict[str, str]:
    """Return the mappings that were changed by hand: key of the columns -> mapping as JSON."""
    return {
        key.removeprefix(_PREFIX): value
        for key, value in places.session(store.conn).items()
        if key.startswith(_PREFIX)
    }


def remember(store: Store, mappings: Iterable[Mapping]) -> None:
    """Remember the mappings that were changed by hand, for tables with the same columns.

    Raises:
        StoreError: it could not be written.
    """
    changed = {
        _PREFIX + mapping.key: mapping.to_json()
        for mapping in mappings
        if any(column.how == "hand" for column in mapping.columns)
    }
    places.remember(store, changed)


def stated(tables: Sequence[Understood], said: Sequence[str]) -> list[Mapping]:
    """Return the mappings of some tables, changed as ``said``: “column=field”, one a change.

    Raises:
        BadInput: there is no such column in any of them, or no such field.
    """
    mappings = [table.mapping for table in tables]
    for each in said:
        name, target = _parted(each)
        found = False
        for at, mapping in enumerate(mappings):
            for column in _columns(mapping, name):
                mappings[at] = mapping.with_target(column, target)
                found = True
        if not found:
            raise _no_column(name, mappings)
    return mappings


def _parted(said: str) -> tuple[str, str]:
    from gpci_tui.importers.tables.mapping import TARGETS, target_of

    name, sign, written = said.rpartition("=")
    if not sign or not name.strip():
        raise BadInput(N_("“{said}” is no column with its field; write “column=field”."), said=said)
    target = target_of(written)
    if target is None:
        raise BadInput(
            N_("There is no field “{name}”. There are {names}."),
            name=written.strip(), names=", ".join(TARGETS),
        )  # fmt: skip
    return name.strip(), target


def _columns(mapping: Mapping, name: str) -> list[int]:
    return [at for at, column in enumerate(mapping.columns) if fold(column.name) == fold(name)]


def _no_column(name: str, mappings: Sequence[Mapping]) -> BadInput:
    if not mappings:
        return BadInput(N_("There is no table here whose columns could be named."))
    names = dict.fromkeys(column.name for mapping in mappings for column in mapping.columns)
    return BadInput(
        N_("There is no column “{name}”. There are {names}."),
        name=name, names=", ".join(f"“{each}”" for each in names),
    )  # fmt: skip

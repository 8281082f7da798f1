"""Where the cursor of the board stands after the columns were read again."""

from __future__ import annotations

from collections.abc import Sequence

from gpci_tui.model.review import Entry, ListKey, Shortlist

At = tuple[int, int]
"""Where the cursor stands: the list's target and the dossier's id, 0 for none."""


def place_of(
    columns: Sequence[Shortlist], before: Sequence[Shortlist], at: At, otherwise: tuple[int, int]
) -> tuple[int, int]:
    """Return column and row of the dossier under the cursor, also where it has moved.

    ``before`` are the columns as they were shown; ``otherwise`` is the column
    and the row where the dossier, or its list, is gone.
    """
    target, dossier = at
    targets = [column.target_id for column in columns]
    column = targets.index(target) if target in targets else otherwise[0]
    where = {
        index: [entry.dossier_id for entry in held.entries].index(dossier)
        for index, held in enumerate(columns)
        if _holds(held, dossier)
    }
    if column in where:
        return column, where[column]
    held_before = {held.key for held in before if _holds(held, dossier)}
    for index, row in where.items():
        if columns[index].key not in held_before:
            return index, row
    return column, otherwise[1]


def changed_at(columns: Sequence[Shortlist], before: Sequence[Shortlist], named: str) -> At | None:
    """Return where a dossier has come to a list, or else where the one ``named`` looks different.

    None where that is nowhere: those that others have pushed up or down did not change.
    """
    old: dict[tuple[ListKey, int], Entry] = {
        (held.key, entry.dossier_id): entry for held in before for entry in held.entries
    }
    different: At | None = None
    for held in columns:
        for entry in held.entries:
            was = old.get((held.key, entry.dossier_id))
            if was is None:
                return held.target_id, entry.dossier_id
            if was != entry and entry.title == named:
                different = different or (held.target_id, entry.dossier_id)
    return different


def _holds(held: Shortlist, dossier_id: int) -> bool:
    return any(entry.dossier_id == dossier_id for entry in held.entries)

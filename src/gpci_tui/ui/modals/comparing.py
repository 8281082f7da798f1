"""Comparing two dossiers: with one, the other is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from gpci_tui.i18n import _, number
from gpci_tui.store import dossiers, shortlists
from gpci_tui.store.connection import Store
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.widgets.cells import cut

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

DETAIL = 24
"""Cells for what stands at the right of a title."""


def ask_and_compare(
    app: GpciApp, dossier_ids: Sequence[int], near: Mapping[int, str] | None = None
) -> None:
    """Show the first two dossiers side by side; with one, ask for the other first.

    ``near`` are the dossiers to be offered before all others, each with what is
    said of it.
    """
    if dossier_ids:
        asking = _compare(app, tuple(dossier_ids), near or {})
        app.run_worker(asking, group="modal", exclusive=True)


async def _compare(app: GpciApp, dossier_ids: tuple[int, ...], near: Mapping[int, str]) -> None:
    from gpci_tui.ui.screens.compare import CompareScreen

    left, *others = dossier_ids
    right = others[0] if others else await ask_for_other(app, left, near)
    if right:
        app.push_screen(CompareScreen(left, right))
    if len(others) > 1:
        app.tell(
            _("The first two of {n} are shown side by side.").format(n=number(len(dossier_ids)))
        )


async def ask_for_other(
    app: GpciApp, dossier_id: int, near: Mapping[int, str] | None = None
) -> int:
    """Ask for a dossier to stand beside one; return its id, 0 for none. ``near`` come first."""
    title = await app.read(lambda store: dossiers.get(store.conn, dossier_id).title)
    pick = await app.push_screen_wait(
        Picker(
            _("Compare with…"), await app.read(_others, dossier_id, near or {}), about=title,
            placeholder=_("find a dossier by its title or its applicant"),
        )
    )  # fmt: skip
    return pick.key if isinstance(pick, Choice) and isinstance(pick.key, int) else 0


def _others(store: Store, dossier_id: int, near: Mapping[int, str]) -> list[Choice]:
    """Return every other dossier: first those ``near``, then those on a list with it, named."""
    mates = dict(near)
    for mate, name in _mates(store, dossier_id).items():
        mates.setdefault(mate, name)
    order = {id_: place for place, id_ in enumerate(mates)}
    others = sorted(dossiers.names(store.conn), key=lambda row: order.get(row[0], len(order)))
    return [
        Choice(id_, title, cut(mates.get(id_, applicant), DETAIL), also=f"{applicant} {ref}")
        for id_, ref, title, applicant in others
        if id_ != dossier_id
    ]


def _mates(store: Store, dossier_id: int) -> dict[int, str]:
    """Return the dossiers on the same lists, in the lists' order, each with a list's name."""
    conn, me = store.conn, store.juror_id
    mates: dict[int, str] = {}
    for key, name, _rank in shortlists.of_dossier(conn, me, dossier_id):
        list_id = shortlists.list_id(conn, me, key)
        for _entry, mate, _stored in shortlists.ranks(conn, list_id or 0):
            if mate != dossier_id:
                mates.setdefault(mate, name)
    return mates

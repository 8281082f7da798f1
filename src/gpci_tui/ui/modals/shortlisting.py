"""What is asked about a shortlist: a dossier to add, a reason, places, a name; and then done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Facets
from gpci_tui.model.review import Entry, ListKey, ListKind, Shortlist
from gpci_tui.operations import library as library_operations
from gpci_tui.operations import shortlists
from gpci_tui.store import dossiers, edition
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.store.connection import Store
from gpci_tui.ui.drafts import Subject
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.modals.picker import Choice, Pick, Picker
from gpci_tui.ui.widgets.cells import cut

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

DETAIL = 24
"""Cells for what stands at the right of a title."""


async def ask_to_add(app: GpciApp, held: Shortlist) -> int:
    """Let dossiers be put on a list and taken off; return the one added last, 0 for none."""
    added = 0

    async def toggle(pick: Pick) -> Sequence[Choice]:
        nonlocal added
        assert isinstance(pick, Choice)
        assert isinstance(pick.key, int)
        verb = shortlists.remove if pick.checked else shortlists.add
        if await app.perform(verb, (pick.key,), held.key):
            added = 0 if pick.checked else pick.key
        return await app.read(_choices, held.key)

    await app.push_screen_wait(
        Picker(
            _("Add to the list") + f" · {held.name}",
            await app.read(_choices, held.key), toggle=toggle,
            placeholder=_("find a dossier by its title or its applicant"),
        )
    )  # fmt: skip
    return added


def _choices(store: Store, key: ListKey) -> list[Choice]:
    """Return every dossier, with a box that says whether it is on the list, and its rank.

    Those that compete for the prize, or carry the theme, come first.
    """
    conn = store.conn
    list_id = shortlist_store.list_id(conn, store.juror_id, key)
    there = shortlist_store.ranks(conn, list_id or 0)
    ranks = {dossier_id: rank for rank, (_entry, dossier_id, _stored) in enumerate(there, 1)}
    likely = set(library_operations.find(store, "", _facets(key)).ids)
    choices = [
        Choice(
            id_, title, _where(id_, ranks, applicant), checked=id_ in ranks,
            also=f"{applicant} {ref}",
        )
        for id_, ref, title, applicant in dossiers.names(conn)
    ]  # fmt: skip
    return sorted(choices, key=lambda choice: choice.key not in likely)


def _facets(key: ListKey) -> Facets:
    target = frozenset({key.target_id})
    if key.kind is ListKind.PRIZE:
        return Facets(prizes=target)
    return Facets(themes=target) if key.kind is ListKind.THEME else Facets()


def _where(dossier_id: int, ranks: Mapping[int, int], applicant: str) -> str:
    if dossier_id in ranks:
        return _("rank {rank}").format(rank=ranks[dossier_id])
    return cut(applicant, DETAIL)


async def ask_reason(app: GpciApp, entry: Entry) -> None:
    """Ask why a dossier has its place."""
    what = _("Reason")
    desk = app.drafts.of(Subject("reason", (entry.id,), what, entry.title))
    reason = await app.push_screen_wait(
        LineEditor(
            f"{what} · {entry.title}", entry.reason,
            placeholder=_("why it has this place, in one line"), desk=desk,
        )
    )  # fmt: skip
    if reason is not None:
        await desk.perform(shortlists.set_reason, entry.id, reason)


async def ask_places(app: GpciApp, held: Shortlist) -> None:
    """Ask how many places a list has; more than there are dossiers is questioned."""
    dossiers_in = await app.read(lambda store: edition.get(store.conn).dossiers)
    typed = await app.push_screen_wait(
        LineEditor(
            _("Number of places") + f" · {held.name}", str(held.places or ""),
            placeholder=_("0 draws no line"), select=True,
            warn=_doubt_over(dossiers_in), refuse=_why_no_number,
        )
    )  # fmt: skip
    if typed is not None:
        await app.perform(shortlists.set_places, held.key, int(typed.strip() or 0))


def _doubt_over(dossiers_in: int) -> Callable[[str], str]:
    """Return what warns of more places than the edition has dossiers."""

    def warn(typed: str) -> str:
        if _why_no_number(typed) or int(typed) <= dossiers_in:
            return ""
        return ngettext(
            "The edition has only {n} dossier.", "The edition has only {n} dossiers.", dossiers_in
        )

    return warn


def _why_no_number(typed: str) -> str:
    """Return why what was typed is no number of places; '' where it is one."""
    if not typed.strip() or re.fullmatch(r"[0-9]{1,3}", typed.strip()):
        return ""
    return _("A whole number is needed, from 0 to {n}.").format(n=shortlists.MAX_PLACES)


async def ask_new_list(app: GpciApp) -> int:
    """Ask for the name of a list of one's own; return the new list's id, 0 for none."""
    name = await app.push_screen_wait(
        LineEditor(_("New list"), placeholder=_("its name, such as “to discuss”"))
    )
    return (await app.perform(shortlists.create, name)).result if name is not None else 0


async def ask_to_rename(app: GpciApp, held: Shortlist) -> None:
    """Ask for another name of a list of one's own."""
    name = await app.push_screen_wait(LineEditor(_("Rename the list"), held.name))
    if name is not None:
        await app.perform(shortlists.rename, held.key, name)


async def ask_to_delete(app: GpciApp, held: Shortlist) -> None:
    """Delete a list of one's own; ask before where dossiers are on it."""
    question = _("Delete the list “{name}”?").format(name=held.name)
    loss = ngettext(
        "{n} dossier loses its place there.",
        "{n} dossiers lose their place there.",
        len(held.entries),
    )
    if not held.entries or await app.push_screen_wait(Confirm(question, loss, yes=N_("delete"))):
        await app.perform(shortlists.delete, held.key)

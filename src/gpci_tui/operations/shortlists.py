"""Shortlisting by prize, by theme, or on a list of one's own."""

from __future__ import annotations

from collections.abc import Sequence

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import N_, BadInput, Refused
from gpci_tui.model.folding import fold
from gpci_tui.model.review import ListKey, ListKind
from gpci_tui.operations.common import about
from gpci_tui.operations.themes import check_name
from gpci_tui.store import journal, shortlists
from gpci_tui.store.connection import Store
from gpci_tui.store.journal import Step

MAX_PLACES = 999


def add(store: Store, dossier_ids: Sequence[int], key: ListKey, reason: str = "") -> Changes:
    """Put dossiers at the end of a list; those already on it keep their place."""
    if not dossier_ids:
        return Changes()
    words = about(store, dossier_ids) | {"list": shortlists.name(store.conn, key)}
    with journal.step(store, "shortlist.add", **words) as step:
        list_id = _list(step, key)
        taken = shortlists.ranks(store.conn, list_id)
        there = {dossier_id for _, dossier_id, _ in taken}
        rank = max((rank for *_, rank in taken), default=0)
        for dossier_id in dossier_ids:
            if dossier_id not in there:
                rank += 1
                there.add(dossier_id)
                step.result = step.insert(
                    "entry", juror_id=store.juror_id, shortlist_id=list_id,
                    dossier_id=dossier_id, rank=rank, reason=clean_line(reason),
                    created_at=step.at,
                )  # fmt: skip
    return step.changes()


def remove(store: Store, dossier_ids: Sequence[int], key: ListKey) -> Changes:
    """Take dossiers off a list."""
    words = about(store, dossier_ids) | {"list": shortlists.name(store.conn, key)}
    with journal.step(store, "shortlist.remove", **words) as step:
        list_id = shortlists.list_id(store.conn, store.juror_id, key)
        wanted = set(dossier_ids)
        for entry_id, dossier_id, _ in shortlists.ranks(store.conn, list_id or 0):
            if dossier_id in wanted:
                step.delete("entry", entry_id)
    return step.changes()


def rank(store: Store, entry_id: int, by: int) -> Changes:
    """Move an entry up (``by`` < 0) or down within its list; the list's ends stop it."""
    list_id, dossier_id, _, _ = shortlists.entry(store.conn, entry_id)
    order = [id_ for id_, _, _ in shortlists.ranks(store.conn, list_id)]
    was = order.index(entry_id)
    now = max(0, min(len(order) - 1, was + by))
    order.insert(now, order.pop(was))
    name = shortlists.name(store.conn, shortlists.key_of(store.conn, list_id))
    words = about(store, [dossier_id]) | {"list": name, "rank": str(now + 1)}
    with journal.step(store, "shortlist.rank", **words) as step:
        if now != was:
            for place, id_ in enumerate(order, 1):
                step.update("entry", id_, rank=place)
    return step.changes()


def move(store: Store, entry_id: int, key: ListKey) -> Changes:
    """Move an entry, with its reason, to the end of another list.

    Raises:
        Refused: the dossier already is on that list.
    """
    list_id, dossier_id, _, _ = shortlists.entry(store.conn, entry_id)
    before = shortlists.key_of(store.conn, list_id)
    name = shortlists.name(store.conn, key)
    words = about(store, [dossier_id]) | {
        "before": shortlists.name(store.conn, before), "list": name,
    }  # fmt: skip
    with journal.step(store, "shortlist.move", **words) as step:
        if before != key:
            target = _list(step, key)
            taken = shortlists.ranks(store.conn, target)
            if any(there == dossier_id for _, there, _ in taken):
                raise Refused(N_("This dossier already is on the list “{list}”."), list=name)
            end = max((place for *_, place in taken), default=0) + 1
            step.update("entry", entry_id, shortlist_id=target, rank=end)
    return step.changes()


def set_reason(store: Store, entry_id: int, reason: str) -> Changes:
    """Say in one line why a dossier has its place."""
    list_id, dossier_id, _, _ = shortlists.entry(store.conn, entry_id)
    name = shortlists.name(store.conn, shortlists.key_of(store.conn, list_id))
    with journal.step(store, "shortlist.reason", list=name, **about(store, [dossier_id])) as step:
        step.update("entry", entry_id, reason=clean_line(reason))
    return step.changes()


def set_places(store: Store, key: ListKey, places: int) -> Changes:
    """Set how many places stand above the line; 0 draws none. A prize's places are the edition's.

    Raises:
        BadInput: not between 0 and ``MAX_PLACES``.
    """
    if not 0 <= places <= MAX_PLACES:
        raise BadInput(N_("The number of places is between 0 and {n}."), n=MAX_PLACES)
    name = shortlists.name(store.conn, key)
    with journal.step(store, "shortlist.places", list=name, places=str(places)) as step:
        if key.kind is ListKind.PRIZE:
            step.update("prize", key.target_id, places=places)
        else:
            step.update("shortlist", _list(step, key), places=places)
    return step.changes()


def create(store: Store, name: str, dossier_ids: Sequence[int] = ()) -> Changes:
    """Make a list of one's own and put dossiers on it; ``result`` is the list's id.

    Raises:
        BadInput: the name is empty or too long.
        Refused: there already is a list of that name.
    """
    name = _new_name(store, name)
    with journal.step(store, "shortlist.create", list=name) as step:
        made = step.insert("shortlist", juror_id=store.juror_id, kind="own", name=name)
        for place, dossier_id in enumerate(dict.fromkeys(dossier_ids), 1):
            step.insert(
                "entry", juror_id=store.juror_id, shortlist_id=made, dossier_id=dossier_id,
                rank=place, created_at=step.at,
            )  # fmt: skip
        step.result = made
    return step.changes()


def rename(store: Store, key: ListKey, name: str) -> Changes:
    """Give a list of one's own another name; prizes and themes are named elsewhere."""
    _own(key)
    before = shortlists.name(store.conn, key)
    if clean_line(name) == before:
        return Changes()
    name = _new_name(store, name, except_id=key.target_id)
    with journal.step(store, "shortlist.rename", before=before, list=name) as step:
        step.update("shortlist", key.target_id, name=name)
    return step.changes()


def delete(store: Store, key: ListKey) -> Changes:
    """Delete a list of one's own with its entries; undo brings them back."""
    _own(key)
    name = shortlists.name(store.conn, key)
    with journal.step(store, "shortlist.delete", list=name) as step:
        for entry_id, _, _ in shortlists.ranks(store.conn, key.target_id):
            step.delete("entry", entry_id)
        step.delete("shortlist", key.target_id)
    return step.changes()


def _list(step: Step, key: ListKey) -> int:
    store = step.store
    found = shortlists.list_id(store.conn, store.juror_id, key)
    if found is not None:
        return found
    column = {ListKind.PRIZE: "prize_id", ListKind.THEME: "theme_id"}[key.kind]
    return step.insert(
        "shortlist", juror_id=store.juror_id, kind=key.kind.value, **{column: key.target_id}
    )


def _own(key: ListKey) -> None:
    if key.kind is not ListKind.OWN:
        raise Refused(N_("Only a list of your own can be renamed or deleted here."))


def _new_name(store: Store, name: str, except_id: int = 0) -> str:
    name = check_name(name)
    for known in shortlists.choices(store.conn, store.juror_id):
        if (
            known.kind is ListKind.OWN
            and known.target_id != except_id
            and fold(known.name) == fold(name)
        ):
            raise Refused(N_("There already is a list “{name}”."), name=known.name)
    return name

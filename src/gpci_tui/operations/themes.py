"""Tagging dossiers with themes, and tending the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence

from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.dossier import THEME_SIGNS
from gpci_tui.model.errors import N_, BadInput, Refused
from gpci_tui.model.folding import fold
from gpci_tui.operations.common import about
from gpci_tui.store import journal, shortlists, themes
from gpci_tui.store.connection import Store
from gpci_tui.store.journal import Step

MAX_NAME = 80
"""Characters of a theme's or a list's name."""


def tag(store: Store, dossier_ids: Sequence[int], theme_id: int) -> Changes:
    """Tag dossiers with a theme; those that have it stay as they are."""
    theme = themes.get(store.conn, theme_id)
    with journal.step(store, "theme.tag", theme=theme.name, **about(store, dossier_ids)) as step:
        _tag(step, dossier_ids, theme_id)
    return step.changes()


def untag(store: Store, dossier_ids: Sequence[int], theme_id: int) -> Changes:
    """Take a theme off dossiers."""
    theme = themes.get(store.conn, theme_id)
    with journal.step(store, "theme.untag", theme=theme.name, **about(store, dossier_ids)) as step:
        for dossier_id in dossier_ids:
            found = themes.tagging_id(store.conn, store.juror_id, dossier_id, theme_id)
            if found is not None:
                step.delete("tagging", found)
    return step.changes()


def create(store: Store, name: str, dossier_ids: Sequence[int] = ()) -> Changes:
    """Add a theme to the vocabulary and tag dossiers with it, in one step.

    A theme of that name, folded, is used as it is; ``result`` is the theme's id either way.

    Raises:
        BadInput: the name is empty or too long.
    """
    name = check_name(name)
    known = themes.by_name(store.conn, name)
    if known is not None:
        changes = tag(store, dossier_ids, known.id) if dossier_ids else Changes()
        return changes._replace(result=known.id)
    verb, words = (
        ("theme.create_tag", about(store, dossier_ids)) if dossier_ids else ("theme.create", {})
    )
    with journal.step(store, verb, theme=name, **words) as step:
        step.result = step.insert("theme", name=name, folded=fold(name))
        _tag(step, dossier_ids, step.result)
    return step.changes()


def rename(store: Store, theme_id: int, name: str) -> Changes:
    """Give a theme another name.

    Raises:
        BadInput: the name is empty or too long.
        Refused: another theme has that name; merging them is what to do.
    """
    name = check_name(name)
    theme = themes.get(store.conn, theme_id)
    other = themes.by_name(store.conn, name)
    if other is not None and other.id != theme_id:
        raise Refused(
            N_("There already is a theme “{name}”. Merge the two to make them one."),
            name=other.name,
        )
    with journal.step(store, "theme.rename", before=theme.name, theme=name) as step:
        step.update("theme", theme_id, name=name, folded=fold(name))
    return step.changes()


def describe(store: Store, theme_id: int, description: str) -> Changes:
    """Say what a theme means."""
    theme = themes.get(store.conn, theme_id)
    with journal.step(store, "theme.describe", theme=theme.name) as step:
        step.update("theme", theme_id, description=clean(description).strip())
    return step.changes()


def set_sign(store: Store, theme_id: int, sign: str) -> Changes:
    """Give a theme one of ``THEME_SIGNS``, or none ('')."""
    if sign and sign not in THEME_SIGNS:
        raise BadInput(N_("A theme's sign is one of {signs}."), signs=" ".join(THEME_SIGNS))
    theme = themes.get(store.conn, theme_id)
    with journal.step(store, "theme.sign", theme=theme.name) as step:
        step.update("theme", theme_id, sign=sign)
    return step.changes()


def merge(store: Store, theme_id: int, into_id: int) -> Changes:
    """Make one theme of two: taggings and places on the list move, the first theme goes.

    A dossier on both lists keeps its place on the second, with the reasons of both.
    """
    theme, into = themes.get(store.conn, theme_id), themes.get(store.conn, into_id)
    if theme_id == into_id:
        raise Refused(N_("A theme can't be merged into itself."))
    with journal.step(store, "theme.merge", theme=theme.name, into=into.name) as step:
        for tagging_id, juror_id, dossier_id in themes.taggings(store.conn, theme_id):
            if themes.tagging_id(store.conn, juror_id, dossier_id, into_id) is None:
                step.update("tagging", tagging_id, theme_id=into_id)
            else:
                step.delete("tagging", tagging_id)
        for list_id, juror_id in shortlists.of_theme(store.conn, theme_id):
            _merge_list(step, list_id, juror_id, into_id)
        step.delete("theme", theme_id)
    return step.changes()


def delete(store: Store, theme_id: int) -> Changes:
    """Delete a theme with its taggings and its list; undo brings all of it back."""
    theme = themes.get(store.conn, theme_id)
    with journal.step(store, "theme.delete", theme=theme.name) as step:
        for tagging_id, _, _ in themes.taggings(store.conn, theme_id):
            step.delete("tagging", tagging_id)
        for list_id, _ in shortlists.of_theme(store.conn, theme_id):
            _delete_list(step, list_id)
        step.delete("theme", theme_id)
    return step.changes()


def check_name(name: str) -> str:
    """Return a cleaned name of a theme or a list. Raises BadInput."""
    name = clean_line(name)
    if not fold(name).strip():  # A lone accent folds to nothing.
        raise BadInput(N_("A name is needed."))
    if len(name) > MAX_NAME:
        raise BadInput(N_("A name has at most {n} characters."), n=MAX_NAME)
    return name


def _tag(step: Step, dossier_ids: Sequence[int], theme_id: int) -> None:
    store = step.store
    for dossier_id in dossier_ids:
        if themes.tagging_id(store.conn, store.juror_id, dossier_id, theme_id) is None:
            step.insert(
                "tagging", juror_id=store.juror_id, dossier_id=dossier_id, theme_id=theme_id,
                created_at=step.at,
            )  # fmt: skip


def _merge_list(step: Step, list_id: int, juror_id: int, into_id: int) -> None:
    conn = step.conn
    target = shortlists.theme_list(conn, juror_id, into_id)
    if target is None:
        step.update("shortlist", list_id, theme_id=into_id)
        return
    taken = shortlists.ranks(conn, target)
    there = {dossier_id: entry_id for entry_id, dossier_id, _ in taken}
    rank = max((rank for _, _, rank in taken), default=0)
    for entry_id, dossier_id, _ in shortlists.ranks(conn, list_id):
        if dossier_id in there:
            reasons = [shortlists.entry(conn, id_)[3] for id_ in (there[dossier_id], entry_id)]
            step.update(
                "entry", there[dossier_id], reason="; ".join(dict.fromkeys(filter(None, reasons)))
            )
            step.delete("entry", entry_id)
        else:
            rank += 1
            step.update("entry", entry_id, shortlist_id=target, rank=rank)
    step.delete("shortlist", list_id)


def _delete_list(step: Step, list_id: int) -> None:
    for entry_id, _, _ in shortlists.ranks(step.conn, list_id):
        step.delete("entry", entry_id)
    step.delete("shortlist", list_id)

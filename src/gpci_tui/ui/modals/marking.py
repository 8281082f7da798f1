"""What is asked about dossiers from anywhere: which themes, lists and status, which note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations import reviews, shortlists, themes
from gpci_tui.operations.words import list_kind_name, status_name
from gpci_tui.store import dossiers
from gpci_tui.store import reviews as review_store
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.store import themes as theme_store
from gpci_tui.store.connection import Store
from gpci_tui.ui.drafts import Subject
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.modals.picker import Choice, New, Pick, Picker

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


async def ask_themes(app: GpciApp, subject: Sequence[int]) -> None:
    """Put themes on the dossiers and take them off, new ones included."""
    choices = await app.read(_theme_choices, subject)

    async def toggle(pick: Pick) -> Sequence[Choice]:
        nonlocal choices
        if isinstance(pick, New):
            await app.perform(themes.create, pick.name, subject)
        else:
            verb = themes.untag if pick.checked else themes.tag
            assert isinstance(pick.key, int)
            await app.perform(verb, subject, pick.key)
        choices = await app.read(_theme_choices, subject)
        return choices

    def warn(name: str) -> str:
        from gpci_tui.search.fuzzy import nearly_the_same

        known = nearly_the_same(name, [choice.label for choice in choices])
        return _("Nearly the same as “{theme}”.").format(theme=known) if known else ""

    await app.push_screen_wait(
        Picker(
            await _about(app, _("Themes"), subject), choices, toggle=toggle,
            create=_("Create the theme “{name}”"), warn=warn,
            placeholder=_("find a theme, or name a new one"),
        )
    )  # fmt: skip


async def ask_shortlists(app: GpciApp, subject: Sequence[int]) -> None:
    """Put the dossiers on shortlists and take them off, new lists included."""

    async def toggle(pick: Pick) -> Sequence[Choice]:
        if isinstance(pick, New):
            await app.perform(shortlists.create, pick.name, subject)
        else:
            verb = shortlists.remove if pick.checked else shortlists.add
            assert isinstance(pick.key, ListKey)
            await app.perform(verb, subject, pick.key)
        return await app.read(_list_choices, subject)

    await app.push_screen_wait(
        Picker(
            await _about(app, _("Shortlist"), subject),
            await app.read(_list_choices, subject), toggle=toggle,
            create=_("Create the list “{name}”"),
            placeholder=_("find a prize, a theme or a list, or name a new list"),
        )
    )  # fmt: skip


async def ask_status(app: GpciApp, subject: Sequence[int]) -> None:
    """Set how far the dossiers are read."""
    pick = await app.push_screen_wait(
        Picker(
            await _about(app, _("Mark as"), subject),
            [Choice(s, status_name(s).capitalize(), sign=s.sign) for s in Status],
        )
    )
    if isinstance(pick, Choice) and isinstance(pick.key, Status):
        await app.perform(reviews.set_status, subject, pick.key)


async def ask_note(app: GpciApp, dossier_id: int) -> None:
    """Write the note on a dossier."""
    known = await app.read(lambda s: review_store.review(s.conn, s.juror_id, dossier_id).note)
    what, title = _("Note on the dossier"), await app.read(_title, dossier_id)
    desk = app.drafts.of(Subject("note", (dossier_id,), what, title))
    note = await app.push_screen_wait(NoteEditor(f"{what} · {title}", known, desk=desk))
    if note is not None:
        changes = await desk.perform(reviews.set_note, dossier_id, note)
        if changes:
            app.tell(_("Note kept.") if note.strip() else _("Note taken away."))


async def _about(app: GpciApp, what: str, subject: Sequence[int]) -> str:
    if len(subject) == 1:
        return f"{what} · {await app.read(_title, subject[0])}"
    return f"{what} · " + ngettext("{n} dossier", "{n} dossiers", len(subject))


def _title(store: Store, dossier_id: int) -> str:
    return dossiers.get(store.conn, dossier_id).title


def _theme_choices(store: Store, subject: Sequence[int]) -> list[Choice]:
    counts = theme_store.shared(store.conn, store.juror_id, subject)
    return [
        Choice(
            theme.id, theme.name, str(theme.count or ""), theme.sign,
            counts.get(theme.id, 0) == len(subject),
        )
        for theme in theme_store.vocabulary(store.conn, store.juror_id)
    ]  # fmt: skip


def _list_choices(store: Store, subject: Sequence[int]) -> list[Choice]:
    on: dict[ListKey, int] = {}
    ranks: dict[ListKey, int] = {}
    for dossier_id in subject:
        for key, _name, rank in shortlist_store.of_dossier(store.conn, store.juror_id, dossier_id):
            on[key] = on.get(key, 0) + 1
            ranks[key] = rank
    found = []
    for choice in shortlist_store.choices(store.conn, store.juror_id):
        here = on.get(choice.key, 0) == len(subject)
        detail = list_kind_name(choice.kind)
        if here and len(subject) == 1:
            detail = _("{list}, rank {rank}").format(list=detail, rank=ranks[choice.key])
        sign = choice.sign if choice.kind is ListKind.THEME else ""
        found.append(Choice(choice.key, choice.name, detail, sign, here))
    return found

"""What can be done with a dossier from anywhere: theme, shortlist, status, note, set aside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.errors import N_
from gpci_tui.model.review import ListKey, ListKind, Status
from gpci_tui.operations import reviews, shortlists, themes
from gpci_tui.operations.words import list_kind_name, status_name
from gpci_tui.store import dossiers
from gpci_tui.store import reviews as review_store
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.store import themes as theme_store
from gpci_tui.store.connection import Store
from gpci_tui.ui.base import BaseScreen
from gpci_tui.ui.modals.editor import NoteEditor
from gpci_tui.ui.modals.picker import Choice, New, Pick, Picker


class DossierScreen(BaseScreen):
    """A screen with dossiers on it; ``subject`` says which ones a command means."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "theme", N_("themes"), id="dossier.theme"),
        Binding("s", "shortlist", N_("shortlist"), id="dossier.shortlist"),
        Binding("m", "status", N_("mark"), id="dossier.status"),
        Binding("n", "note", N_("note"), id="dossier.note"),
        Binding("x", "aside", N_("put aside"), id="dossier.aside"),
    ]

    @work(exclusive=True, group="modal")
    async def action_theme(self) -> None:
        subject = self.subject()
        if not subject:
            return
        choices = await self.gpci.read(_theme_choices, subject)

        async def toggle(pick: Pick) -> Sequence[Choice]:
            nonlocal choices
            if isinstance(pick, New):
                await self.gpci.perform(themes.create, pick.name, subject)
            else:
                verb = themes.untag if pick.checked else themes.tag
                assert isinstance(pick.key, int)
                await self.gpci.perform(verb, subject, pick.key)
            choices = await self.gpci.read(_theme_choices, subject)
            return choices

        def warn(name: str) -> str:
            from gpci_tui.search.fuzzy import nearly_the_same

            known = nearly_the_same(name, [choice.label for choice in choices])
            return _("Nearly the same as “{theme}”.").format(theme=known) if known else ""

        await self.app.push_screen_wait(
            Picker(
                await self._about(_("Themes"), subject), choices, toggle=toggle,
                create=_("Create the theme “{name}”"), warn=warn,
                placeholder=_("find a theme, or name a new one"),
            )
        )  # fmt: skip

    @work(exclusive=True, group="modal")
    async def action_shortlist(self) -> None:
        subject = self.subject()
        if not subject:
            return

        async def toggle(pick: Pick) -> Sequence[Choice]:
            if isinstance(pick, New):
                await self.gpci.perform(shortlists.create, pick.name, subject)
            else:
                verb = shortlists.remove if pick.checked else shortlists.add
                assert isinstance(pick.key, ListKey)
                await self.gpci.perform(verb, subject, pick.key)
            return await self.gpci.read(_list_choices, subject)

        await self.app.push_screen_wait(
            Picker(
                await self._about(_("Shortlist"), subject),
                await self.gpci.read(_list_choices, subject), toggle=toggle,
                create=_("Create the list “{name}”"),
                placeholder=_("find a prize, a theme or a list, or name a new list"),
            )
        )  # fmt: skip

    @work(exclusive=True, group="modal")
    async def action_status(self) -> None:
        subject = self.subject()
        if not subject:
            return
        pick = await self.app.push_screen_wait(
            Picker(
                await self._about(_("Mark as"), subject),
                [Choice(s, status_name(s).capitalize(), sign=s.sign) for s in Status],
            )
        )
        if isinstance(pick, Choice) and isinstance(pick.key, Status):
            await self.gpci.perform(reviews.set_status, subject, pick.key)

    @work(exclusive=True, group="modal")
    async def action_note(self) -> None:
        subject = self.subject()
        if not subject:
            return
        dossier_id = subject[0]
        known = await self.gpci.read(
            lambda s: review_store.review(s.conn, s.juror_id, dossier_id).note
        )
        note = await self.app.push_screen_wait(
            NoteEditor(await self._about(_("Note on the dossier"), (dossier_id,)), known)
        )
        if note is not None:
            await self.gpci.perform(reviews.set_note, dossier_id, note)

    @work(exclusive=True, group="modal")
    async def action_aside(self) -> None:
        subject = self.subject()
        if subject:
            await self.gpci.perform(reviews.toggle_aside, subject)

    async def _about(self, what: str, subject: Sequence[int]) -> str:
        if len(subject) == 1:
            title = await self.gpci.read(lambda s: dossiers.get(s.conn, subject[0]).title)
            return f"{what} · {title}"
        return f"{what} · " + ngettext("{n} dossier", "{n} dossiers", len(subject))


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

"""What can be done with a dossier from anywhere: theme, shortlist, status, note, set aside."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.model.errors import N_
from gpci_tui.operations import reviews
from gpci_tui.ui.base import BaseScreen


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
        if subject := self.subject():
            from gpci_tui.ui.modals.marking import ask_themes

            await ask_themes(self.gpci, subject)

    @work(exclusive=True, group="modal")
    async def action_shortlist(self) -> None:
        if subject := self.subject():
            from gpci_tui.ui.modals.marking import ask_shortlists

            await ask_shortlists(self.gpci, subject)

    @work(exclusive=True, group="modal")
    async def action_status(self) -> None:
        if subject := self.subject():
            from gpci_tui.ui.modals.marking import ask_status

            await ask_status(self.gpci, subject)

    @work(exclusive=True, group="modal")
    async def action_note(self) -> None:
        if subject := self.subject():
            from gpci_tui.ui.modals.marking import ask_note

            await ask_note(self.gpci, subject[0])

    @work(exclusive=True, group="modal")
    async def action_aside(self) -> None:
        if subject := self.subject():
            await self.gpci.perform(reviews.toggle_aside, subject)

"""Where one reads: remembered per dossier, and the way to the dossier before and after."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _
from gpci_tui.model.errors import N_
from gpci_tui.store import places
from gpci_tui.ui import backstage
from gpci_tui.ui.reader_walk import TextWalker

Place = tuple[int, int, float]
"""A dossier, where one is in it, and how much of it was seen."""


class PlaceKeeper(TextWalker):
    """A screen that comes back to where one stopped reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("less_than_sign", "neighbour(-1)", N_("dossier before"), id="reader.previous"),
        Binding("greater_than_sign", "neighbour(1)", N_("next dossier"), id="reader.next"),
    ]

    neighbour: int | None = None
    """The dossier that was gone to from the one before or after it: a search goes on in it."""
    _listed_at = 0
    """Where it stands in the list."""

    @work(exclusive=True, group="place")
    async def keep_place(self) -> None:
        """Write where one is, a moment after the last move."""
        await asyncio.sleep(backstage.REMEMBER_AFTER)
        await self._write_place()

    def keep_place_now(self) -> None:
        """Write where one is, whatever is shown next; that is painted first."""
        if self.reading is not None:
            self.gpci.spoil_others(self)
            self.gpci.call_after_refresh(self._put_place, self._place())

    @work(group="place-left")
    async def _put_place(self, place: Place) -> None:
        await self.gpci.read(places.put, *place)

    async def _write_place(self) -> None:
        if self.reading is not None:
            self.gpci.spoil_others(self)
            await self.gpci.read(places.put, *self._place())

    def _place(self) -> Place:
        assert self.reading is not None
        return self.reading.dossier.id, self.text.position, self.text.progress

    def on_screen_suspend(self) -> None:
        self.keep_place_now()

    async def leave(self) -> None:
        await self._write_place()

    def subject(self) -> tuple[int, ...]:
        return (self.reading.dossier.id,) if self.reading is not None else ()

    def action_neighbour(self, by: int) -> None:
        """Open the dossier before or after this one in the library's list."""
        if self.reading is None:
            return
        listing = self.gpci.listing
        here = _place_in(listing, self.reading.dossier.id, self._listed_at)
        at = here + by if here >= 0 else 0
        if 0 <= at < len(listing):
            self._listed_at = at
            self.neighbour = listing[at]
            self.gpci.read_dossier(listing[at])
        elif by > 0:
            self.gpci.tell(_("This is the last dossier of the list."))
        else:
            self.gpci.tell(_("This is the first dossier of the list."))


def _place_in(listing: Sequence[int], dossier_id: int, near: int) -> int:
    """Return where a dossier stands in the list, -1 for nowhere; looked for first at ``near``."""
    if near < len(listing) and listing[near] == dossier_id:
        return near
    try:
        return listing.index(dossier_id)
    except ValueError:
        return -1

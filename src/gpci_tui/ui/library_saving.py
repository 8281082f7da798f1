"""Searches that are kept under a name: saved, shown among the facets, renamed, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work

from gpci_tui.i18n import _
from gpci_tui.model.folding import fold
from gpci_tui.ui.library_asking import Asking
from gpci_tui.ui.widgets.facets import FacetList

if TYPE_CHECKING:
    from gpci_tui.store.saved_searches import SavedSearch


class Saving(Asking):
    """A screen whose present search can be saved."""

    @work(exclusive=True, group="modal")
    async def action_save_search(self) -> None:
        """Save what is typed and chosen as one query."""
        from gpci_tui.operations import saved_searches
        from gpci_tui.ui.modals.editor import LineEditor

        known = await self._saved()
        query = self._whole_query(known)
        if not query:
            self.gpci.tell(_("There is no search to save: type words or choose filters first."))
            return
        exists = _("There already is a search “{name}”: Enter gives it this query.")
        name = await self.app.push_screen_wait(
            LineEditor(
                _("Save the search under a name"), self.typed.strip() or query, select=True,
                warn=_warner(known, exists),
            )
        )  # fmt: skip
        if name is not None and await self.gpci.perform(saved_searches.save, name, query):
            self.gpci.tell(_("Saved. It stands among the filters."))

    async def _saved(self) -> list[SavedSearch]:
        from gpci_tui.store import saved_searches

        return await self.gpci.read(lambda s: saved_searches.all_of(s.conn, s.juror_id))

    def _whole_query(self, known: Sequence[SavedSearch]) -> str:
        from gpci_tui.operations.facet_query import finished, narrowed, query_of

        queries = {search.id: search.query for search in known}
        chosen = query_of(self.facets, self.found.facets, queries)
        return narrowed(finished(self.typed), chosen)

    @on(FacetList.RenameWanted)
    @work(exclusive=True, group="modal")
    async def _rename(self, message: FacetList.RenameWanted) -> None:
        from gpci_tui.operations import saved_searches
        from gpci_tui.ui.modals.editor import LineEditor

        message.stop()
        others = [search for search in await self._saved() if search.id != message.search_id]
        exists = _("There already is a search “{name}”.")
        name = await self.app.push_screen_wait(
            LineEditor(
                _("Rename the search"), message.name, select=True,
                warn=_warner(others, exists), refuse=_warner(others, exists),
            )
        )  # fmt: skip
        if name is not None:
            await self.gpci.perform(saved_searches.rename, message.search_id, name)

    @on(FacetList.RemoveWanted)
    @work(exclusive=True, group="modal")
    async def _remove(self, message: FacetList.RemoveWanted) -> None:
        from gpci_tui.operations import saved_searches

        message.stop()
        if await self.gpci.perform(saved_searches.remove, message.search_id):
            removed = _("The search “{name}” is removed; u brings it back.")
            self.gpci.tell(removed.format(name=message.name))


def _warner(known: Sequence[SavedSearch], exists: str) -> Callable[[str], str]:
    """Return what says that a name is taken."""
    names = {fold(search.name): search.name for search in known}

    def warn(name: str) -> str:
        taken = names.get(fold(" ".join(name.split())))
        return exists.format(name=taken) if taken else ""

    return warn

"""The ways out of a booklet: save the proposal, take it in, leave it for later."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _
from gpci_tui.importers.problems import Problem, notice
from gpci_tui.model.errors import N_, GpciError
from gpci_tui.model.segments import Proposal
from gpci_tui.model.segments_json import to_json
from gpci_tui.operations import booklet_files, booklets, corrected_names, importing
from gpci_tui.operations.importing import Bundle
from gpci_tui.store.connection import Store
from gpci_tui.ui import backstage, segment_words
from gpci_tui.ui.booklet_finding import Finding
from gpci_tui.ui.booklet_place import memory_key
from gpci_tui.ui.file_names import shorten
from gpci_tui.ui.modals.confirm import Confirm
from gpci_tui.ui.modals.duplicates import settle_duplicates
from gpci_tui.ui.modals.importing import ImportPreview, take_in
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Choice, Picker


class Ending(Finding):
    """A screen that is left with the dossiers taken in, or with the cuts kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "take", N_("take in"), id="booklet.take"),
        Binding("w", "save", N_("save"), id="booklet.save"),
    ]

    # -- not to be lost -----------------------------------------------------

    def edited(self) -> None:
        self._keep()

    @work(exclusive=True, group="keep")
    async def _keep(self) -> None:
        """Remember the cuts for the next time this booklet is opened, a moment after the last."""
        await asyncio.sleep(backstage.REMEMBER_AFTER)
        kept = await asyncio.to_thread(lambda: {self._memory_key: to_json(self.proposal)})
        self.gpci.remember(**kept)

    @cached_property
    def _memory_key(self) -> str:
        return memory_key(self.proposal)

    def _remember(self, cuts: str) -> None:
        self.gpci.remember(**{self._memory_key: cuts})

    async def leave(self) -> None:
        """Have the cuts remembered before the program ends."""
        if self.edits.unsaved:
            self._remember(to_json(self.proposal))

    # -- a file -------------------------------------------------------------

    @work(exclusive=True, group="modal")
    async def action_save(self) -> None:
        await self._save()

    async def _save(self) -> bool:
        """Ask where to save the proposal, and do; return whether it was."""
        proposed = booklet_files.beside(self.booklet.path)
        while True:
            path = await self.app.push_screen_wait(
                PathEditor(
                    _("Save the proposal"), shorten(proposed),
                    about=_("Where the booklet is cut and what each part is called, without its "
                            "text. Import the booklet again to go on from it."),
                    suffixes=(".json",), refuse=_why_not_there,
                )
            )  # fmt: skip
            if path is None:
                return False
            if await self._write(path):
                return True
            proposed = path

    async def _write(self, path: Path) -> bool:
        if os.path.lexists(path):
            question = _("{name} is there already. Replace it?").format(name=path.name)
            asked = Confirm(question, shorten(path), yes=N_("replace"))
            if not await self.app.push_screen_wait(asked):
                return False
        try:
            await asyncio.to_thread(booklet_files.save, self.proposal, path)
        except GpciError as error:
            self.gpci.complain(error)
            return False
        self.edits.saved()
        self.gpci.tell(_("Saved as {path}").format(path=shorten(path)))
        return True

    # -- the end ------------------------------------------------------------

    @work(exclusive=True, group="modal")
    async def action_take(self) -> None:
        """Show what would be taken in, and take it in."""
        proposal = self.proposal
        read = await self.gpci.read(_bundle, proposal)
        bundle = await settle_duplicates(self.gpci, read)
        if bundle is None:
            return
        summary = await self.gpci.read(importing.preview, bundle)
        if not await self.app.push_screen_wait(ImportPreview(proposal.file, bundle, summary)):
            return
        if await take_in(self.gpci, bundle):
            self._close()

    @work(exclusive=True, group="modal")
    async def ask_to_leave(self) -> None:
        """Leave; where something was cut by hand, ask what is to become of it."""
        if not self.edits.unsaved:
            self._close()
            return
        choices = [
            Choice("save", _("Save the proposal to a file…")),
            Choice("throw", _("Throw your cuts away")),
        ]
        if not (await self.gpci.opened()).read_only:
            later = Choice("later", _("Go on another time"), about=_("your cuts are kept"))
            choices.insert(0, later)
        pick = await self.app.push_screen_wait(
            Picker(_("Leave the booklet?"), choices, about=_("Nothing was taken in yet."))
        )
        if not isinstance(pick, Choice) or (pick.key == "save" and not await self._save()):
            return
        self._close(keep=pick.key == "later")

    def _close(self, *, keep: bool = False) -> None:
        self.workers.cancel_group(self, "keep")
        self._remember(to_json(self.proposal) if keep else "")
        self.gpci.leave_booklet()


def _bundle(store: Store, proposal: Proposal) -> Bundle:
    """Return what is to be taken in, and what is worth knowing of it."""
    return replace(booklets.bundle(store, proposal), problems=tuple(_told(proposal)))


def _told(proposal: Proposal) -> Iterator[Problem]:
    for segment in proposal.segments:
        if segment_words.lacks_applicant(segment) and not segment.dropped:
            yield notice(proposal.file, segment.first + 1, N_("The dossier names no applicant."))
        elif segment_words.wants_look(segment):
            yield notice(proposal.file, segment.first + 1, N_("This part is doubtful."))
    yield from corrected_names.told(proposal)
    left = len(booklets.left_aside(proposal))
    if left:
        yield notice(
            proposal.file, 0,
            N_("Parts that are not taken in: {n} (editorials, other texts, what is left out)."),
            n=left,
        )  # fmt: skip


def _why_not_there(path: Path) -> str:
    if path.is_dir():
        return _("{path} is a folder; name a file in it.").format(path=path)
    if not path.parent.is_dir():
        return _("There is no folder {path}.").format(path=path.parent)
    return ""

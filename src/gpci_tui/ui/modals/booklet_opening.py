"""Opening a booklet: read it, cut it, go on from earlier cuts, show it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gpci_tui.i18n import _
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.errors import BadInput, GpciError
from gpci_tui.model.segments import Kind, Proposal, whole
from gpci_tui.model.segments_json import from_json
from gpci_tui.operations import booklet_files, corrected_names
from gpci_tui.operations.edition import Cancelled
from gpci_tui.ui import segment_words
from gpci_tui.ui.booklet_place import Booklet, memory_key
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.modals.working import Progress, Working

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

STOPS_WITHIN = 0.1
"""Seconds within which the window goes when the person stops the reading."""
LEAST_DOSSIERS = 2
"""Dossiers from which a text is offered as a booklet."""


def ask_and_open_booklet(app: GpciApp) -> None:
    """Ask for a booklet, and open it."""
    app.run_worker(_ask(app), exclusive=True, group="modal")


async def _ask(app: GpciApp) -> None:
    if app.has_booklet:
        app.show_booklet()
        return
    path = await app.push_screen_wait(
        PathEditor(
            _("Import a booklet"),
            about=_("One text, PDF or document that holds a whole edition. You see where it would "
                    "be cut, and can cut it otherwise, before anything is kept."),
            placeholder=_("type a path, or drop a file on this window"),
            suffixes=booklet_files.SUFFIXES, refuse=booklet_files.why_not,
        )
    )  # fmt: skip
    if path is not None:
        await open_booklet(app, path)


async def ask_for_another(app: GpciApp) -> bool:
    """Ask whether to go on with the booklet that is being cut; return whether not."""
    pick = await app.push_screen_wait(
        Picker(
            _("A booklet is being cut"),
            [
                Choice("on", _("Go on with the booklet")),
                Choice("other", _("Import something else")),
            ],
        )
    )
    if isinstance(pick, Choice) and pick.key == "on":
        app.show_booklet()
    return isinstance(pick, Choice) and pick.key == "other"


async def open_booklet(app: GpciApp, path: Path, saved: Path | None = None) -> None:
    """Read a booklet, or the one that a saved proposal is of, and show how it is cut.

    With ``saved`` it is cut as that proposal of it says.
    """
    if saved is not None:
        await _resume(app, saved, path)
        return
    if await asyncio.to_thread(booklet_files.is_saved, path):
        await _resume(app, path)
        return
    proposal = await read(app, path)
    if proposal is not None:
        await show(app, path, proposal)


async def read(app: GpciApp, path: Path) -> Proposal | None:
    """Return how a booklet may be cut, None where the person stops or it can't be read."""
    return await _working(app, path, booklet_files.read)


async def _working(app: GpciApp, path: Path, reader: Callable[[Path], Proposal]) -> Proposal | None:
    async def job(told: Progress) -> Proposal:
        # A text is cut as a whole: a thread that isn't wanted any more ends by itself.
        reading = asyncio.ensure_future(asyncio.to_thread(reader, path))
        while not reading.done():
            await asyncio.wait({reading}, timeout=STOPS_WITHIN)
            if not told(0, 0):
                raise Cancelled
        return reading.result()

    title = _("Reading {name}").format(name=clean_line(path.name))
    return await app.push_screen_wait(Working(title, job))


def _read_if_readable(path: Path) -> Proposal:
    """Return a proposal without a dossier where a file can't be read: the import tells why."""
    try:
        return booklet_files.read(path)
    except BadInput:
        return whole("", ())


async def open_if_booklet(app: GpciApp, path: Path) -> bool:
    """Show a file that seems to hold several dossiers as a booklet, if the person likes.

    Returns whether nothing else is to be done with it.
    """
    if await asyncio.to_thread(booklet_files.is_saved, path):
        if app.has_booklet:
            app.show_booklet()
            app.tell(_("Take this booklet in, or leave it, before another one."))
        else:
            await _resume(app, path)
        return True
    if app.has_booklet or not await asyncio.to_thread(booklet_files.may_be_booklet, path):
        return False
    proposal = await _working(app, path, _read_if_readable)
    if proposal is None:
        return True
    count = len(proposal.of(Kind.DOSSIER))
    if count < LEAST_DOSSIERS:
        return False
    pick = await app.push_screen_wait(
        Picker(
            _("One dossier, or a booklet?"),
            [
                Choice(
                    "booklet", _("A booklet"), sign="■",
                    about=segment_words.dossiers(count),
                    detail=_("you see where it is cut"),
                ),
                Choice("dossier", _("One dossier"), sign="□"),
            ],
            about=_("{name} seems to hold several dossiers.").format(name=proposal.file),
        )
    )  # fmt: skip
    if isinstance(pick, Choice) and pick.key == "booklet":
        await show(app, path, proposal)
    return not isinstance(pick, Choice) or pick.key == "booklet"


async def show(app: GpciApp, path: Path, proposal: Proposal) -> None:
    """Show a booklet, cut as it was left if the person likes to go on from there."""
    names = await app.read(corrected_names.known)
    proposal = await asyncio.to_thread(corrected_names.in_booklet, proposal, names)
    found = await _earlier(app, path, proposal)
    if not found:
        app.show_booklet(Booklet(path, proposal))
        return
    choices = [Choice(booklet, label) for label, booklet in found]
    pick = await app.push_screen_wait(
        Picker(
            _("This booklet was cut before"),
            [*choices, Choice(Booklet(path, proposal), _("Begin anew"))],
            about=proposal.file,
        )
    )
    if isinstance(pick, Choice) and isinstance(pick.key, Booklet):
        app.show_booklet(pick.key)


async def _earlier(app: GpciApp, path: Path, fresh: Proposal) -> list[tuple[str, Booklet]]:
    """Return earlier cuts of the same text, each with what it is called."""
    found: list[tuple[str, Booklet]] = []
    session = await app.remembered()
    left = _of_same_text(session.get(memory_key(fresh), ""), fresh)
    if left is not None:
        found.append((_("Go on where you left it"), Booklet(path, left, unsaved=True)))
    beside = booklet_files.beside(path)
    try:
        saved = _of_same_text(await asyncio.to_thread(booklet_files.load, beside), fresh)
    except BadInput:
        return found  # There is none, or none that can be read: nothing was promised.
    if saved is not None and saved != left:
        label = _("Go on from {name}").format(name=clean_line(beside.name))
        found.append((label, Booklet(path, saved)))
    return found


def _of_same_text(saved: str, fresh: Proposal) -> Proposal | None:
    try:
        cut = from_json(saved, fresh.file, fresh.lines, fresh.pages)
    except BadInput:
        return None  # None was kept, or one of another text, which has nothing to do with this one.
    return None if cut == fresh else cut


async def _resume(app: GpciApp, saved_path: Path, path: Path | None = None) -> None:
    """Go on from a saved proposal; the booklet is looked for beside it, else asked for."""
    try:
        saved = await asyncio.to_thread(booklet_files.load, saved_path)
        if path is None:
            path = await asyncio.to_thread(booklet_files.booklet_of, saved_path)
    except GpciError as error:
        app.complain(error)
        return
    if path is None:
        path = await app.push_screen_wait(
            PathEditor(
                _("Where is the booklet?"),
                about=_("The proposal holds the cuts and not the text."),
                suffixes=booklet_files.SUFFIXES, refuse=booklet_files.why_not,
            )
        )  # fmt: skip
    if path is None:
        return
    fresh = await read(app, path)
    if fresh is None:
        return
    try:
        cut = from_json(saved, fresh.file, fresh.lines, fresh.pages)
    except BadInput as error:
        app.complain(error)
        return
    app.show_booklet(Booklet(path, cut))

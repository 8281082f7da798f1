"""Import: name a folder or a file, see what was understood, take it in."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import _, ngettext
from gpci_tui.importers.folder import SUFFIXES
from gpci_tui.model.changes import Changes
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import EditionDraft
from gpci_tui.model.errors import N_
from gpci_tui.operations import corrected_names, corrigenda, importing
from gpci_tui.operations.importing import Bundle, Summary
from gpci_tui.operations.words import sentence
from gpci_tui.store.connection import Store
from gpci_tui.ui.keys import hint, key_name
from gpci_tui.ui.modals.booklet_opening import ask_for_another, open_if_booklet
from gpci_tui.ui.modals.duplicates import settle_duplicates
from gpci_tui.ui.modals.mapping import ask_columns
from gpci_tui.ui.modals.path_editor import PathEditor
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.modals.revision import RevisionSheet
from gpci_tui.ui.modals.working import Progress, Working
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.scrolling import Scrolling

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

SHOWN = 200
"""Lines of each kind that the summary lists; the count says how many there are."""

_SCROLL = hint("list.up", "list.down", label=N_("scroll"))
TO_TAKE = (hint("import.take"), _SCROLL, hint("import.revision"), hint("import.leave"))
TO_LEAVE = (hint("import.leave", label=N_("close")), _SCROLL)


def ask_and_import(app: GpciApp) -> None:
    """Ask what to import, and import it; go on with a booklet that is being cut."""
    app.run_worker(_ask(app), exclusive=True, group="modal")


async def _ask(app: GpciApp) -> None:
    if not app.has_booklet or await ask_for_another(app):
        await import_files(app)


async def import_files(app: GpciApp) -> bool:
    """Ask for a folder or a file and take it in once what it holds was seen.

    Returns whether something was taken in. To be awaited in a worker.
    """
    path = await app.push_screen_wait(
        PathEditor(
            _("Import a folder or a file"),
            about=_("A folder, a ZIP or a file: Word, OpenDocument, PDF, web pages, Markdown, "
                    "tables (XLSX, CSV). You see what was understood before anything is kept."),
            placeholder=_("type a path, or drop a folder on this window"),
            suffixes=(*SUFFIXES, ".toml"), refuse=_why_not_read,
        )
    )  # fmt: skip
    if path is None or await open_if_booklet(app, path):
        return False
    bundle = await app.push_screen_wait(
        Working(
            _("Reading {name}").format(name=_name(path)),
            lambda told: asyncio.to_thread(importing.read_paths, [path], told),
        )
    )
    if bundle is None:
        app.tell(_("Stopped. Nothing was taken in."))
        return False
    bundle = await ask_columns(app, bundle)
    if bundle is None:
        return False
    names = await app.read(corrected_names.known)
    bundle = await asyncio.to_thread(importing.named, bundle, names)
    settled = await settle_duplicates(app, bundle)
    if settled is None:
        app.tell(_("Stopped. Nothing was taken in."))
        return False
    bundle = settled
    summary = await app.read(importing.preview, bundle)
    if not await app.push_screen_wait(ImportPreview(_name(path), bundle, summary)):
        return False
    return await take_in(app, bundle)


async def take_in(app: GpciApp, bundle: Bundle) -> bool:
    """Write what was read into the store, in one step; return whether something was."""

    def verb(store: Store, told: Progress) -> Changes:
        return importing.take(store, bundle, told).changes

    return await _write(app, verb)


async def take_sample_in(app: GpciApp) -> bool:
    """Take the sample edition into the store; return whether something was."""

    def verb(store: Store, told: Progress) -> Changes:
        return importing.open_sample(store, told).changes

    return await _write(app, verb)


async def _write(app: GpciApp, verb: Callable[[Store, Progress], Changes]) -> bool:
    changes = await app.push_screen_wait(
        Working(_("Taking the dossiers in"), lambda told: app.perform(verb, told))
    )
    if changes is None:
        app.tell(_("Stopped. Nothing was taken in."))
        return False
    if changes:
        undo = key_name(app.own_keys.get("app.undo", "u").split(",")[0])
        done = sentence(changes.verb, changes.words)
        app.tell(done + ". " + _("{key} takes it back.").format(key=undo))
    return bool(changes)


def _why_not_read(path: Path) -> str:
    return "" if os.path.lexists(path) else _("There is nothing at {path}.").format(path=path)


def _name(path: Path) -> str:
    return clean_line(path.name or str(path))


class ImportPreview(Sheet[bool]):
    """What an import would do; dismisses with True when it is to be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("take in"), id="import.take"),
        Binding("r", "revision", N_("what is revised"), id="import.revision"),
        Binding("escape", "leave", N_("leave it"), id="import.leave"),
    ]
    DEFAULT_CSS = """
    ImportPreview #counts { margin-top: 1; }
    ImportPreview Scrolling { height: auto; margin-top: 1; }
    ImportPreview #details { height: auto; }
    """

    def __init__(self, name: str, bundle: Bundle, summary: Summary) -> None:
        super().__init__()
        self._name, self._bundle, self._summary = name, bundle, summary

    @property
    def _worth_taking(self) -> bool:
        return bool(self._summary.new or self._summary.revised or self._bundle.edition)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(Content(_("Import {name}").format(name=self._name)), classes="title")
            yield Static(self._counts(), id="counts")
            details = self._details()
            if details:
                with Scrolling():
                    yield Static(details, id="details")
            yield KeyLine(TO_TAKE if self._worth_taking else TO_LEAVE)

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Leave to the list what the rest of the window doesn't need."""
        if not self.stands:
            return
        sheet = self.query_one(".sheet")
        for details in self.query(Scrolling):
            others = (w for w in sheet.displayed_children if w is not details)
            rest = sum(w.outer_size.height + w.styles.margin.height for w in others)
            room = int(self.size.height * 0.9) - sheet.gutter.height
            details.styles.max_height = max(3, room - rest - details.styles.margin.height)

    def action_take(self) -> None:
        self.dismiss(self._worth_taking)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "revision" and not self._summary.revised:
            return False
        return super().check_action(action, parameters)

    @work(exclusive=True, group="modal")
    async def action_revision(self) -> None:
        """Show what a dossier would say otherwise; of several, ask which one."""
        drafts = {draft.ref: draft for draft in self._bundle.drafts}
        refs = self._summary.revised
        ref: object = refs[0]
        if len(refs) > 1:
            choices = [Choice(one, drafts[one].title, drafts[one].applicant) for one in refs]
            pick = await self.app.push_screen_wait(Picker(_("Which revision?"), choices))
            ref = pick.key if isinstance(pick, Choice) else None
        if ref in drafts:
            shown = await cast("GpciApp", self.app).read(corrigenda.foresee, drafts[str(ref)])
            await self.app.push_screen_wait(RevisionSheet(shown, may_go=False))

    def action_leave(self) -> None:
        self.dismiss(False)

    def _counts(self) -> Content:
        new, revised = len(self._summary.new), len(self._summary.revised)
        unchanged, refused = len(self._summary.unchanged), len(self._bundle.refused)
        lines = [
            Content.assemble((sign + " ", style), text)
            for sign, style, text, count in (
                ("●", "$kind-strength", ngettext("{n} new dossier", "{n} new dossiers", new), new),
                ("↺", "$kind-question", ngettext("{n} revised", "{n} revised", revised), revised),
                ("○", "$muted", ngettext("{n} unchanged", "{n} unchanged", unchanged), unchanged),
                ("×", "$kind-weakness", ngettext("{n} refused", "{n} refused", refused), refused),
            )
            if count
        ]
        if self._bundle.edition is not None and _edition(self._bundle.edition):
            lines.append(Content.assemble(("■ ", "$primary"), _edition(self._bundle.edition)))
        if not self._worth_taking:
            lines.append(Content(_("There is nothing to take in.")))
        return Content("\n").join(lines)

    def _details(self) -> Content:
        bundle, summary = self._bundle, self._summary
        titles = {draft.ref: draft.title for draft in bundle.drafts}
        parts = [
            _section(_("REFUSED"), map(importing.problem_text, bundle.refused)),
            _section(_("WORTH KNOWING"), map(importing.problem_text, bundle.notices)),
            _section(_("REVISED: the older text is kept"), (titles[r] for r in summary.revised)),
            _section(_("NEW"), (titles[ref] for ref in summary.new)),
        ]
        return Content("\n\n").join(part for part in parts if part)


def _edition(draft: EditionDraft) -> str:
    """Return what an edition says of itself; '' where it says nothing."""
    counts = (
        (ngettext("{n} prize", "{n} prizes", len(draft.prizes)), draft.prizes),
        (ngettext("{n} theme", "{n} themes", len(draft.themes)), draft.themes),
        (ngettext("{n} juror", "{n} jurors", len(draft.jury)), draft.jury),
    )
    name = f"{draft.name} {draft.year or ''}".strip()
    return " · ".join([*([name] if name else []), *(text for text, held in counts if held)])


def _section(heading: str, texts: Iterable[str]) -> Content:
    """Return texts under a heading, one a line; nothing where there are none."""
    listed = list(texts)
    if not listed:
        return Content("")
    shown = [Content(text) for text in listed[:SHOWN]]
    if len(listed) > SHOWN:
        more = len(listed) - SHOWN
        shown.append(Content(ngettext("and {n} more", "and {n} more", more)).stylize("$muted"))
    return Content("\n").join([Content.styled(heading, "bold $muted"), *shown])

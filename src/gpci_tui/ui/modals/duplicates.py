"""New dossiers that are like others: both side by side, and what is done with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.dossier import DossierDraft
from gpci_tui.model.errors import N_
from gpci_tui.operations.duplicates import AT_ONCE, Choice, Finder, Near
from gpci_tui.operations.edition import Cancelled
from gpci_tui.operations.importing import Bundle, settle
from gpci_tui.operations.word_diff import Comparison, compare
from gpci_tui.store import dossiers
from gpci_tui.store.connection import Store
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.working import Progress, Working
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.revision_text import RevisionText
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

SIGNS = {Choice.KEEP: "+", Choice.REVISE: "↺", Choice.SKIP: "×"}
NAMES = {Choice.KEEP: N_("keep both"), Choice.REVISE: N_("revise"), Choice.SKIP: N_("skip")}


class NearList(Rows):
    """The new dossiers, each with what is to be done with it."""

    DEFAULT_CSS = "NearList { height: auto; max-height: 6; }"

    def __init__(self) -> None:
        super().__init__()
        self.near: Sequence[Near] = ()
        self.titles: Mapping[str, str] = {}
        self.choices: dict[str, Choice] = {}

    def show(
        self, near: Sequence[Near], titles: Mapping[str, str], choices: dict[str, Choice]
    ) -> None:
        """Show near duplicates; ``choices`` is read each time a line is painted."""
        self.near, self.titles, self.choices = near, titles, choices
        self.set_count(len(near), 0)

    @property
    def current(self) -> Near:
        """The one under the cursor."""
        return self.near[self.cursor]

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        near = self.near[index]
        choice = self.choices[near.ref]
        ink = {Choice.KEEP: style.good, Choice.REVISE: style.primary, Choice.SKIP: style.accent}
        muted = style.muted_on_cursor if here else style.muted
        name = _(NAMES[choice])
        said = _("title {titles}\u00a0%, text {texts}\u00a0%").format(
            titles=round(100 * near.titles), texts=round(100 * near.texts)
        )
        right = [Segment(said + "  ", muted), Segment(name + " ", ink[choice])]
        room = max(0, width - sum(cell_len(part.text) for part in right))
        left = [
            Segment("▌" if here else " ", style.primary),
            Segment(f" {SIGNS[choice]} ", ink[choice]),
            Segment(cut(self.titles.get(near.ref, near.ref), room - 5), style.text),
        ]
        strip = Strip([*Strip(left).adjust_cell_length(room), *right])
        return strip.apply_style(style.cursor) if here else strip


class Duplicates(Sheet[dict[str, Choice] | None]):
    """As wide as the window. Dismisses with the choices, or with None to leave the import."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "choose_for('keep')", N_("keep both"), id="duplicates.keep"),
        Binding("r", "choose_for('revise')", N_("revise"), id="duplicates.revise"),
        Binding("s", "choose_for('skip')", N_("skip"), id="duplicates.skip"),
        Binding("t", "same_for_all", N_("same for all"), id="duplicates.all"),
        Binding("n", "change(1)", N_("next difference"), id="duplicates.next"),
        Binding("N", "change(-1)", N_("difference before"), id="duplicates.back"),
        # The list is short: a page is one of the texts.
        Binding("pageup", "page(-1)", N_("scroll the texts up"), id="duplicates.up",
                priority=True),
        Binding("pagedown,space", "page(1)", N_("scroll the texts down"), id="duplicates.down",
                priority=True),
        Binding("escape", "leave", N_("leave it"), id="duplicates.leave"),
    ]  # fmt: skip
    HINTS = (
        hint("duplicates.keep"),
        hint("duplicates.revise"),
        hint("duplicates.skip"),
        hint("duplicates.all"),
        hint("duplicates.back", "duplicates.next", label=N_("differences")),
        hint("duplicates.down", label=N_("scroll")),
        hint("list.choose", label=N_("go on")),
        hint("duplicates.leave"),
    )
    CSS = """
    Duplicates .sheet {
        width: 100%; height: 100%; max-width: 100%; max-height: 100%; background: $background;
        padding: 0;
    }
    Duplicates #duplicates-title { padding: 0 2; margin-bottom: 1; }
    Duplicates #duplicates-both { height: auto; padding: 0 2; margin: 1 0; }
    Duplicates KeyLine { padding: 0 2; }
    """

    def __init__(self, bundle: Bundle, near: Sequence[Near]) -> None:
        super().__init__()
        self._drafts = {draft.ref: draft for draft in bundle.drafts}
        self._near = near
        self.choices = {one.ref: Choice.KEEP for one in near}

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    @property
    def rows(self) -> NearList:
        return self.query_one(NearList)

    @property
    def text(self) -> RevisionText:
        return self.query_one(RevisionText)

    def compose(self) -> ComposeResult:
        count = len(self._near)
        title = ngettext(
            "{n} new dossier is like another", "{n} new dossiers are like others", count
        )
        with Vertical(classes="sheet"):
            yield Static(Content(title), classes="title", id="duplicates-title")
            yield NearList()
            yield Static(id="duplicates-both", markup=False)
            yield RevisionText()
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if not self.stands:
            return
        titles = {ref: draft.title for ref, draft in self._drafts.items()}
        self.rows.show(self._near, titles, self.choices)
        self.rows.focus()
        self._show_both()

    @on(Rows.Moved)
    def _moved(self) -> None:
        if self.stands:
            self._show_both()

    @work(exclusive=True, group="both")
    async def _show_both(self) -> None:
        """Show the two that are alike, the one that was there first at the left."""
        near = self.rows.current
        draft = self._drafts[near.ref]
        named, compared = await self.gpci.read(_compared, near, draft, self._drafts.get(near.other))
        if not self.stands or self.rows.current is not near:
            return
        self.text.show(compared)
        width = max(20, self.size.width - 4)
        there = _("in the edition") if near.stored else _("comes along")
        lines = [
            _line("−", "$kind-weakness", there, named, width),
            _line("+", "$kind-strength", _("new"), _name(draft), width),
        ]
        self.query_one("#duplicates-both", Static).update(Content("\n").join(lines))

    def action_choose_for(self, choice: str) -> None:
        """Choose for the one under the cursor, and go to the next."""
        self.choices[self.rows.current.ref] = Choice(choice)
        self.rows.refresh_row(self.rows.cursor)
        self.rows.action_move(1)

    def action_same_for_all(self) -> None:
        """Do with all what is to be done with the one under the cursor."""
        choice = self.choices[self.rows.current.ref]
        self.choices.update(dict.fromkeys(self.choices, choice))
        self.rows.refresh()

    def action_change(self, by: int) -> None:
        self.text.next_change(by)

    def action_page(self, by: int) -> None:
        self.text.scroll_pages(by)

    @on(Rows.Chosen)
    def _go_on(self, message: Rows.Chosen) -> None:
        message.stop()
        self.dismiss(self.choices)

    def action_leave(self) -> None:
        self.dismiss(None)


def _compared(
    store: Store, near: Near, draft: DossierDraft, other: DossierDraft | None
) -> tuple[str, Comparison]:
    """Return the name of the other one, and both texts compared."""
    if near.stored or other is None:
        known = dossiers.by_ref(store.conn, near.other)
        return _joined(known.title, known.applicant, known.ref), compare(known.body, draft.body)
    return _name(other), compare(other.body, draft.body)


def _name(draft: DossierDraft) -> str:
    return _joined(draft.title, draft.applicant, draft.source or draft.ref)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _line(sign: str, ink: str, where: str, name: str, width: int) -> Content:
    room = width - cell_len(where) - 4
    return Content.assemble((sign + " ", ink), (where + "  ", "$muted"), cut(name, room))


async def settle_duplicates(app: GpciApp, bundle: Bundle) -> Bundle | None:
    """Ask about new dossiers that are like others; return what is to be taken in then.

    None where the person stopped. To be awaited in a worker.
    """
    near = await app.push_screen_wait(
        Working(_("Looking for duplicates"), lambda told: _find(app, bundle, told))
    )
    if not near:
        return None if near is None else bundle
    choices = await app.push_screen_wait(Duplicates(bundle, near))
    return None if choices is None else settle(bundle, near, choices)


async def _find(app: GpciApp, bundle: Bundle, told: Progress) -> list[Near]:
    """Look for near duplicates in steps, between which the store answers others."""
    finder = await app.read(Finder, bundle.drafts)
    found: list[Near] = []
    for at in range(0, len(finder.drafts), AT_ONCE):
        if not told(at, len(finder.drafts)):
            raise Cancelled

        def look(_store: Store, first: int = at) -> list[Near]:
            return finder.look(first, first + AT_ONCE)

        found += await app.read(look)
    return found

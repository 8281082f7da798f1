"""A revision: both texts, what changed in them, and what became of my annotations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import _, day, ngettext, number, time_of_day
from gpci_tui.model.errors import N_
from gpci_tui.model.review import Fate
from gpci_tui.operations import corrigenda
from gpci_tui.operations.corrigenda import Corrigendum, Fact
from gpci_tui.operations.words import fate_count, field_name
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals.picker import Choice, Picker
from gpci_tui.ui.sheet import Sheet
from gpci_tui.ui.widgets.cells import cut
from gpci_tui.ui.widgets.key_line import KeyLine
from gpci_tui.ui.widgets.outcome_list import OutcomeList
from gpci_tui.ui.widgets.revision_text import RevisionText
from gpci_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

FACTS = 4
"""Lines that say what else reads otherwise; the last one counts those that are left out."""


class RevisionSheet(Sheet[int]):
    """As wide as the window. Dismisses with the annotation to go to, 0 for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "change(1)", N_("next change"), id="revision.next"),
        Binding("N", "change(-1)", N_("change before"), id="revision.back"),
        Binding("up,k", "scroll(-1)", N_("scroll up"), id="revision.up"),
        Binding("down,j", "scroll(1)", N_("scroll down"), id="revision.down"),
        Binding("pageup", "page(-1)", N_("page up"), id="revision.page_up"),
        Binding("pagedown,space", "page(1)", N_("page down"), id="revision.page_down"),
        Binding("home,g", "end(-1)", N_("beginning"), id="revision.first"),
        Binding("end,G", "end(1)", N_("end"), id="revision.last"),
        Binding("tab,shift+tab,i", "notes", N_("annotations"), id="revision.notes"),
        Binding("o", "older", N_("older texts"), id="revision.older"),
        Binding("escape", "close", N_("back"), id="revision.close"),
    ]
    HINTS = (
        hint("revision.back", "revision.next", label=N_("changes")),
        hint("revision.up", "revision.down", label=N_("scroll")),
        hint("list.choose", label=N_("go there")),
        hint("revision.notes"),
        hint("revision.older"),
        hint("revision.close"),
    )
    CSS = """
    RevisionSheet .sheet {
        width: 100%; height: 100%; max-width: 100%; max-height: 100%; background: $background;
        padding: 0;
    }
    RevisionSheet #revision-head { height: auto; padding: 0 2; margin-bottom: 1; }
    RevisionSheet #revision-notes {
        height: 1; color: $muted; text-style: bold; padding: 0 2; margin-top: 1;
    }
    RevisionSheet KeyLine { padding: 0 2; }
    """

    def __init__(self, shown: Corrigendum, *, may_go: bool = True) -> None:
        """``may_go``: whether one can go from here to an annotation in the reader."""
        super().__init__()
        self.shown = shown
        self._may_go = may_go

    @property
    def gpci(self) -> GpciApp:
        """The app, with its type."""
        return cast("GpciApp", self.app)

    @property
    def text(self) -> RevisionText:
        return self.query_one(RevisionText)

    @property
    def outcomes(self) -> OutcomeList:
        return self.query_one(OutcomeList)

    def compose(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static(id="revision-head", markup=False)
            yield RevisionText()
            yield Static(id="revision-notes", markup=False)
            yield OutcomeList()
            yield KeyLine(self.HINTS)

    def on_mount(self) -> None:
        if self.stands:
            self.text.focus()
            self._show()

    def _show(self) -> None:
        self.text.show(self.shown.compared)
        self.outcomes.show(self.shown.outcomes)
        self.outcomes.display = bool(self.shown.outcomes)
        heading = self.query_one("#revision-notes", Static)
        heading.display = bool(self.shown.outcomes)
        heading.update(Content(self._counted()))
        self._show_head()

    def on_resize(self) -> None:
        if self.stands:
            self.call_after_refresh(self._show_head)

    @on(RevisionText.Moved)
    def _show_head(self) -> None:
        if not self.stands:
            return
        shown, width = self.shown, max(20, self.size.width - 4)
        lines = [
            Content.styled(cut(shown.title, width), "bold"),
            Content.styled(cut(self._when() + " · " + self._where(), width), "$muted"),
            *self._facts(width),
        ]
        self.query_one("#revision-head", Static).update(Content("\n").join(lines))

    def _when(self) -> str:
        newer = _moment(self.shown.newer_at) if self.shown.newer_at else _("not taken in yet")
        return f"{_moment(self.shown.older_at)} → {newer}"

    def _where(self) -> str:
        at, count = self.text.change
        if not count:
            return _("the text is the same")
        changes = ngettext("{n} change", "{n} changes", count)
        return f"{changes} ({number(at)}/{number(count)})" if at else changes

    def _facts(self, width: int) -> list[Content]:
        facts = self.shown.facts
        shown = facts if len(facts) <= FACTS else facts[: FACTS - 1]
        lines = [_fact(fact, width) for fact in shown]
        if len(facts) > len(shown):
            more = len(facts) - len(shown)
            lines.append(Content.styled(ngettext("and {n} more", "and {n} more", more), "$muted"))
        return lines

    def _counted(self) -> str:
        counts = [
            fate_count(fate, sum(one.fate is fate for one in self.shown.outcomes)) for fate in Fate
        ]
        return _("MY ANNOTATIONS") + "  " + " · ".join(filter(None, counts))

    # -- going through -------------------------------------------------------

    def action_change(self, by: int) -> None:
        self.text.focus()
        if not self.text.next_change(by):
            self.gpci.tell(_("The text is the same; what changed stands above it."))

    def action_scroll(self, by: int) -> None:
        self.text.scroll_lines(by)

    def action_page(self, by: int) -> None:
        self.text.scroll_pages(by)

    def action_end(self, by: int) -> None:
        self.text.scroll_to_end(by)

    def action_notes(self) -> None:
        """Go from the text to the annotations, or back."""
        if self.outcomes.has_focus or not self.shown.outcomes:
            self.text.focus()
        else:
            self.outcomes.focus()
            self._follow()

    @on(Rows.Moved)
    def _follow(self) -> None:
        """Show in the text where the annotation under the cursor stands."""
        outcome = self.outcomes.current
        if outcome is not None and outcome.start >= 0:
            self.text.look_at(outcome.start)

    @on(Rows.Chosen)
    def _chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        outcome = self.outcomes.current
        if outcome is not None and self._may_go:
            self.dismiss(outcome.annotation)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "older" and len(self.shown.older_texts) < 2:
            return False
        if action == "notes" and not self.shown.outcomes:
            return False
        return super().check_action(action, parameters)

    @work(exclusive=True, group="modal")
    async def action_older(self) -> None:
        """Compare with another of the older texts."""
        choices = [
            Choice(row, _moment(at), checked=row == self.shown.older)
            for row, at in self.shown.older_texts
        ]
        pick = await self.app.push_screen_wait(Picker(_("Compare with the text of…"), choices))
        if isinstance(pick, Choice) and isinstance(pick.key, int):
            dossier_id, row = self.shown.dossier_id, pick.key
            self.shown = await self.gpci.read(corrigenda.of_dossier, dossier_id, row)
            if self.stands:
                self._show()

    def action_close(self) -> None:
        self.dismiss(0)


def _moment(at: str) -> str:
    return f"{day(at)}, {time_of_day(at)}"


def _fact(fact: Fact, width: int) -> Content:
    """Return one line: what a field said, and what it says now."""
    name = field_name(fact.key) + _(": ")
    room = max(10, width - cell_len(name) - 5)
    before = cut(fact.before or _("not stated"), room // 2)
    after = cut(fact.after or _("not stated"), room - cell_len(before))
    return Content.assemble(
        (name, "$muted"), (before, "$kind-weakness"), ("  →  ", "$muted"), (after, "$kind-strength")
    )


async def show_revision(app: GpciApp, read: Callable[..., Corrigendum], *args: object) -> int:
    """Show a revision and return the annotation to go to, 0 for none. To be awaited in a worker."""
    shown = await app.read(read, *args)
    return await app.push_screen_wait(RevisionSheet(shown)) or 0

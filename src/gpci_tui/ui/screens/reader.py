"""The reader: the plan, the text of a dossier with its notes, and what is done on it."""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from gpci_tui.i18n import _
from gpci_tui.model.changes import Topic
from gpci_tui.model.errors import N_, NotFound
from gpci_tui.model.review import Status
from gpci_tui.operations import reviews
from gpci_tui.operations.common import shorten
from gpci_tui.operations.words import provenance_text
from gpci_tui.ui.keys import hint
from gpci_tui.ui.reader_search import ReaderBody, SearchBar, Searching
from gpci_tui.ui.reading import Reading, read
from gpci_tui.ui.widgets.outline import Outline, Plan, count_of_hits
from gpci_tui.ui.widgets.reader_foot import AnnotateBar, Foot, FootLine
from gpci_tui.ui.widgets.reader_head import Headline, ReaderHead
from gpci_tui.ui.widgets.text_cursor import Unit
from gpci_tui.ui.widgets.text_view import TextView

SOON = 0.03
"""Seconds after which it is written that reading began: first the text is painted, at once."""


class ReaderScreen(Searching):
    """One dossier, open."""

    MODE = "reader"
    TOPICS = frozenset(Topic)
    HINTS = (
        hint("search.next", "search.back", label=N_("hits")),
        hint("list.up", "list.down", label=N_("paragraph")),
        hint("reader.sentence_back", "reader.sentence", label=N_("sentence")),
        hint("annotate.note"),
        hint("annotate.attach"),
        hint("annotate.delete"),
        hint("annotate.close"),
        hint("reader.annotate"),
        hint("list.choose", label=N_("accept")),
        hint("dossier.theme"),
        hint("reader.search"),
        hint("reader.back", label=N_("back")),
        hint("reader.annotation_back", "reader.annotation", label=N_("notes")),
        hint("reader.word", "reader.word_back", label=N_("word")),
        hint("reader.extend_word_back", "reader.extend_word", label=N_("extend")),
        hint("reader.previous", "reader.next", label=N_("dossier")),
        hint("dossier.shortlist"),
        hint("dossier.status"),
        hint("dossier.note"),
        hint("reader.annotations", label=N_("list")),
        hint("reader.plan"),
        hint("reader.compare"),
        hint("reader.revision"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "compare", N_("compare"), id="reader.compare"),
        Binding("r", "revision", N_("revision"), id="reader.revision"),
        Binding("escape", "back", N_("back"), id="reader.back"),
    ]
    DEFAULT_CSS = """
    ReaderScreen ReaderHead { margin-bottom: 1; }
    ReaderScreen ReaderBody { height: 1fr; }
    ReaderScreen Outline { display: none; }
    ReaderScreen.-plan Outline { display: block; }
    ReaderScreen TextView { width: 1fr; height: 1fr; }
    ReaderScreen.-busy-foot FootLine { display: none; }
    ReaderScreen #no-dossier { display: none; height: 1fr; margin: 2 3; color: $muted; }
    ReaderScreen.-empty #no-dossier { display: block; }
    ReaderScreen.-empty ReaderBody { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: int | None = None
        """The dossier to be shown by the next reading."""
        self._sought = ""
        """The search that the next reading is opened with."""
        self._could_choose = False

    def compose_body(self) -> ComposeResult:
        yield ReaderHead()
        with ReaderBody():
            yield Outline()
            yield TextView()
        yield Static(id="no-dossier", markup=False)
        yield FootLine()
        yield SearchBar()
        yield AnnotateBar()

    def on_mount(self) -> None:
        self.text.focus()

    # -- opening -------------------------------------------------------------

    def open(self, dossier_id: int, searched: str = "") -> None:
        """Show a dossier where it was left, or at its first hit where it was searched anew."""
        self._wanted, self._sought = dossier_id, searched
        if self.is_mounted:
            self.spoil()

    async def reload(self) -> None:
        """Read the dossier again; the cursor stays where it is unless another is shown."""
        dossier_id = await self._which()
        if dossier_id is None:
            self._show_nothing()
            return
        try:
            reading = await self.gpci.read(read, dossier_id, self.reading)
            session = await self.gpci.remembered()
        except NotFound:
            self._wanted = None
            self._show_nothing()
            return
        opened, self._wanted = self._wanted is not None, None
        self._let_go_of_what_is_gone(reading)
        if reading.same_text(self.reading):
            self.reading = reading
            self.text.set_annotations(reading.annotations)
        else:
            self._show(reading)
        if opened:
            self._take_search(reading, session.get(f"terms.{dossier_id}", ""))
        self.show_surroundings()

    def _let_go_of_what_is_gone(self, reading: Reading) -> None:
        """Wait no longer to attach an annotation that is not there any more."""
        if self.attaching is not None and self.attaching not in reading.annotations:
            self.attaching = None
        if self.reading is None or bool(reading.older) != bool(self.reading.older):
            self.call_after_refresh(self.refresh_bindings)

    async def _which(self) -> int | None:
        """Return the dossier to show: what was asked for, what is open, what was open last."""
        if self._wanted is not None:
            return self._wanted
        if self.reading is not None:
            return self.reading.dossier.id
        session = await self.gpci.remembered()
        for key in ("dossier", "library.dossier"):
            if session.get(key, "").isdecimal():
                return int(session[key])
        return (self.gpci.listing[0] or None) if self.gpci.listing else None

    def _show_nothing(self) -> None:
        self.reading = None
        self.add_class("-empty")
        self.query_one("#no-dossier", Static).update(
            Content(_("No dossier is open. Choose one in the library (1), then Enter."))
        )
        self.query_one(ReaderHead).headline = Headline()
        self.query_one(FootLine).foot = Foot()

    def _show(self, reading: Reading) -> None:
        known = self.reading is not None and self.reading.dossier.id == reading.dossier.id
        position = self.text.position if known else reading.place.position
        if self.reading is not None and not known:
            self.keep_place_now()
        self.reading = reading
        self.remove_class("-empty")
        self.text.show(
            reading.document,
            reading.annotations,
            position=position,
            progress=reading.place.progress,
        )
        if self.searched:
            self.search_for(self.searched, jump=False)
        # The library's cursor follows, so that going back lands where one reads.
        here = str(reading.dossier.id)
        self.gpci.remember(**{"dossier": here, "library.dossier": here})
        self.set_timer(SOON, partial(self._start_reading, reading.dossier.id))

    def _take_search(self, reading: Reading, before: str) -> None:
        """Mark what was searched in the library; go there, but not twice for the same search.

        ``before`` is the search that the dossier was opened with the last time.
        """
        sought, self._sought = self._sought.strip(), ""
        gone_on, self.neighbour = reading.dossier.id == self.neighbour, None
        if sought != before:
            self.gpci.remember(**{f"terms.{reading.dossier.id}": sought})
        if sought:
            self._mark(sought, jump=sought != before or not reading.place.read_at)
        elif self.searched and not gone_on:
            self.end_search()

    def _mark(self, sought: str, *, jump: bool) -> None:
        here = self.text.position
        if jump:
            self.text.go_to(0)
        self.search_for(sought, jump=jump)
        if not self.hits:  # It stands in the title or in a note.
            self.end_search()
            if jump:
                self.text.go_to(here)

    @work(group="start")
    async def _start_reading(self, dossier_id: int) -> None:
        if not (await self.gpci.opened()).read_only:
            await self.gpci.perform(reviews.start_reading, dossier_id)

    # -- what is around the text ---------------------------------------------

    @on(TextView.Moved)
    def _moved(self, message: TextView.Moved) -> None:
        message.stop()
        if self.reading is not None:
            self.show_surroundings()
            self.keep_place()

    def show_search(self) -> None:
        super().show_search()
        self.show_surroundings()

    def show_surroundings(self) -> None:
        """Say where one is, in the head, in the plan and under the text."""
        reading, text = self.reading, self.text
        if reading is None:
            return
        outline = reading.document.outline
        here = reading.document.heading_at(text.cursor)
        page, pages = text.page
        self.query_one(ReaderHead).headline = Headline(
            reading.dossier.title, outline[here].title if here >= 0 else "", page, pages,
            text.progress, reading.review.status, bool(reading.review.note),
        )  # fmt: skip
        seen = int(text.progress * reading.document.length)
        read_through = bisect_right(outline, seen, key=lambda heading: heading.end)
        self.query_one(Outline).show(
            Plan(reading, here, read_through, self.searched, len(self.hits), self.hit + 1)
        )
        self.query_one(FootLine).foot = self._foot(reading)
        can_choose = self._can_choose()
        if can_choose != self._could_choose:
            self._could_choose = can_choose
            self.refresh_bindings()

    def _foot(self, reading: Reading) -> Foot:
        here = self.text.annotations_at_cursor()
        search = ""
        if self.searched and self.has_class("-narrow"):
            search = f"{shorten(self.searched, 30)}   {count_of_hits(self.hit + 1, len(self.hits))}"
        if self.attaching is not None:
            return Foot(attaching=reading.quote(self.attaching))
        if self._proposes():
            return Foot(proposal=_("The end. Mark as read?"), search=search)
        if here and not (self.text.notes_beside and here[0].id not in self.text.cut_notes):
            return Foot(annotation=here[0], others=len(here) - 1, search=search)
        if self.has_class("-plan"):
            return Foot(search=search)
        themes = tuple(theme.name for theme in reading.themes)
        dossier = reading.dossier
        place = provenance_text(dossier.source, dossier.place) if any(dossier.place) else ""
        return Foot(search=search, note=reading.review.note, themes=themes, provenance=place)

    def _proposes(self) -> bool:
        """Whether the dossier is to be marked as read, now that its end is reached."""
        reading = self.reading
        return (
            reading is not None
            and reading.review.status is Status.READING
            and self.text.focused is None
            and self.text.at_end
        )

    def _can_choose(self) -> bool:
        return self._proposes() or bool(self.text.annotations_at_cursor())

    def on_resize(self) -> None:
        self.call_after_refresh(self.show_surroundings)

    @on(Outline.Chosen)
    def _heading_chosen(self, message: Outline.Chosen) -> None:
        message.stop()
        self.text.go_to(message.offset, Unit.BLOCK)

    # -- acting --------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "choose" and not self._could_choose:
            return False
        if action == "revision" and not self._was_revised():
            return False
        return super().check_action(action, parameters)

    def action_choose(self) -> None:
        """Mark as read where that is proposed, else change the annotation under the cursor."""
        if self._proposes():
            self._mark_as_read()
        else:
            super().action_choose()

    @on(FootLine.Agreed)
    def _agreed(self, message: FootLine.Agreed) -> None:
        message.stop()
        self._mark_as_read()

    @work
    async def _mark_as_read(self) -> None:
        await self.gpci.perform(reviews.set_status, self.subject(), Status.READ)

    def action_back(self) -> None:
        """Escape: end the search, let go of the selection, go back to the library."""
        if self.attaching is not None:
            self.attaching = None
            self.show_surroundings()
        elif self.searched or self.search_bar.has_class("-shown"):
            self.end_search()
        elif self.text.selection:
            self.text.clear_selection()
        else:
            self.gpci.show_mode("library")

    def action_compare(self) -> None:
        if self.reading is not None:
            self.gpci.compare(self.subject())

    def _was_revised(self) -> bool:
        return self.reading is not None and self.reading.older > 0

    @work(exclusive=True, group="modal")
    async def action_revision(self) -> None:
        """Show what the revision changed, and go to an annotation that is chosen there."""
        from gpci_tui.operations import corrigenda
        from gpci_tui.ui.modals.revision import show_revision

        if self.reading is None:
            return
        chosen = await show_revision(self.gpci, corrigenda.of_dossier, self.reading.dossier.id)
        for annotation in self.reading.annotations if self.reading is not None else ():
            if annotation.id == chosen:
                self.go_to_annotation(annotation)

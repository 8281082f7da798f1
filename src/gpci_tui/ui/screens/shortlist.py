"""The shortlist: a column for each prize, each theme, or each list of one's own."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from gpci_tui.i18n import _
from gpci_tui.model.changes import Changes, Topic
from gpci_tui.model.errors import N_, Refused
from gpci_tui.model.review import ListKind, Shortlist
from gpci_tui.operations import shortlists
from gpci_tui.store import shortlists as shortlist_store
from gpci_tui.ui.dossier_screen import DossierScreen
from gpci_tui.ui.keys import hint
from gpci_tui.ui.modals import shortlisting as asking
from gpci_tui.ui.widgets.board import Board
from gpci_tui.ui.widgets.board_head import KINDS, BoardHead
from gpci_tui.ui.widgets.board_place import At, changed_at, place_of

EMPTY = {
    ListKind.PRIZE: N_(
        "This edition names no prize. p shows the board by theme or by lists of your own."
    ),
    ListKind.THEME: N_(
        "No theme is in use yet. t in the library or in the reader puts one on a dossier; "
        "p shows the board by other lists."
    ),
    ListKind.OWN: N_("No list of your own yet. L makes one; p shows the board by other lists."),
}
"""What the board says where it has no column."""


class ShortlistScreen(DossierScreen):
    """The board, and everything that can be done with a place on it."""

    MODE = "shortlist"
    TOPICS = frozenset(Topic)
    HINTS = (
        hint("shortlist.add"),
        hint("shortlist.remove"),
        hint("shortlist.rank_up", "shortlist.rank_down", label=N_("rank")),
        hint("shortlist.to_left", "shortlist.to_right", label=N_("move")),
        hint("shortlist.reason"),
        hint("shortlist.kind", label=N_("view")),
        hint("shortlist.places"),
        hint("shortlist.compare"),
        hint("shortlist.new"),
        hint("list.choose"),
        hint("app.undo"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "rank(-1)", N_("rank higher"), id="shortlist.rank_up"),
        Binding("shift+down", "rank(1)", N_("rank lower"), id="shortlist.rank_down"),
        Binding("shift+left", "to_list(-1)", N_("to the list before"), id="shortlist.to_left"),
        Binding("shift+right", "to_list(1)", N_("to the next list"), id="shortlist.to_right"),
        Binding("a", "add", N_("add"), id="shortlist.add"),
        Binding("x,delete", "remove", N_("remove"), id="shortlist.remove"),
        Binding("r", "reason", N_("reason"), id="shortlist.reason"),
        Binding("c", "compare", N_("compare"), id="shortlist.compare"),
        Binding("v", "mark", N_("select"), id="shortlist.mark"),
        Binding("p", "kind", N_("by prize, theme, list"), id="shortlist.kind"),
        Binding("P", "places", N_("places"), id="shortlist.places"),
        Binding("L", "new_list", N_("new list"), id="shortlist.new"),
        Binding("R", "rename", N_("rename the list"), id="shortlist.rename"),
        Binding("D", "delete", N_("delete the list"), id="shortlist.delete"),
        Binding("escape", "clear", N_("back"), id="shortlist.back"),
    ]
    DEFAULT_CSS = """
    #shortlist-body { height: 1fr; }
    ShortlistScreen.-tall #shortlist-body { padding-top: 1; }
    #board { margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.kind = ListKind.PRIZE
        self._at: dict[ListKind, At] = {}
        """Where the cursor stands on each board."""
        self._wanted: At | None = None
        """Where the cursor is to stand after the next reading."""
        self._replayed: str | None = None
        """The dossier that an undo or redo names, '' for none, until its outcome is shown."""
        self._restored = False

    def compose_body(self) -> ComposeResult:
        with Vertical(id="shortlist-body"):
            yield BoardHead()
            yield Board(id="board")

    @property
    def board(self) -> Board:
        return self.query_one(Board)

    def on_mount(self) -> None:
        self.board.focus()

    # -- reading ------------------------------------------------------------

    def receive(self, changes: Changes) -> None:
        if changes.replayed:
            self._replayed = changes.words.get("dossier", "")
        super().receive(changes)

    async def reload(self) -> None:
        """Read the columns again; the cursor stays with its dossier.

        After an undo or redo it goes to the dossier that was changed by it.
        """
        if not self._restored:
            await self._restore()
        kind = self.kind
        columns = await self.gpci.read(
            lambda store: shortlist_store.board(store.conn, store.juror_id, kind)
        )
        board = self.board
        at = self._wanted or self._at.get(kind, (0, 0))
        if self._replayed is not None:
            at = changed_at(columns, board.columns, self._replayed) or at
        self._wanted = self._replayed = None
        column, row = place_of(columns, board.columns, at, (board.column, board.row))
        board.show(columns, column, row, _(EMPTY[kind]))

    async def _restore(self) -> None:
        self._restored = True
        session = await self.gpci.remembered()
        kept = session.get("shortlist.kind", "")
        self.kind = ListKind(kept) if kept in set(ListKind) else ListKind.PRIZE
        for kind in ListKind:
            target, _sep, dossier = session.get(f"shortlist.{kind}", "").partition(":")
            if target.isdecimal() and dossier.isdecimal():
                self._at[kind] = int(target), int(dossier)

    @on(Board.Moved)
    def _moved(self) -> None:
        board = self.board
        if board.current_list is not None:
            entry = board.current
            at = board.current_list.target_id, entry.dossier_id if entry else 0
            if board.current_list.kind is self.kind and self._at.get(self.kind) != at:
                self._at[self.kind] = at
                self.gpci.remember(**{f"shortlist.{self.kind}": f"{at[0]}:{at[1]}"})
        self._show_head()

    def _show_head(self) -> None:
        board = self.board
        self.query_one(BoardHead).show(self.kind, board.columns, board.shown, len(board.marked))

    # -- which lists --------------------------------------------------------

    def action_kind(self) -> None:
        kinds = list(KINDS)
        self._show_kind(kinds[(kinds.index(self.kind) + 1) % len(kinds)])

    @on(BoardHead.KindChosen)
    def _kind_chosen(self, message: BoardHead.KindChosen) -> None:
        message.stop()
        self._show_kind(message.kind)

    def _show_kind(self, kind: ListKind) -> None:
        if kind is not self.kind:
            self.kind = kind
            self.gpci.remember(**{"shortlist.kind": kind.value})
            self.refresh_data()

    @on(BoardHead.Turned)
    def _turned(self, message: BoardHead.Turned) -> None:
        message.stop()
        visible = self.board.shown
        column = visible.start - 1 if message.by < 0 else visible.stop
        if 0 <= column < len(self.board.columns):
            self.board.go_to(column, self.board.row)

    # -- which dossiers -----------------------------------------------------

    def subject(self) -> tuple[int, ...]:
        board = self.board
        marked = [
            entry.dossier_id for held in board.columns for entry in held.entries
            if entry.dossier_id in board.marked
        ]  # fmt: skip
        current = (board.current.dossier_id,) if board.current else ()
        return tuple(dict.fromkeys(marked)) or current

    def action_mark(self) -> None:
        if self.board.current is not None:
            self.board.toggle_mark()
            self.board.action_move(1)
            self._show_head()

    def action_clear(self) -> None:
        """Escape: let the selection go, else go back to the library."""
        if self.board.marked:
            self.board.clear_marks()
            self._show_head()
        else:
            self.gpci.show_mode("library")

    def action_compare(self) -> None:
        """Compare the selected ones; with one, ask for the other, its neighbours first."""
        board = self.board
        if board.current is None or board.current_list is None:
            return
        subject = self.subject()
        if len(subject) < 2:
            subject = tuple(dict.fromkeys((*subject, board.current.dossier_id)))
        entries = board.current_list.entries
        by_nearness = sorted(entries, key=lambda entry: abs(entry.rank - 1 - board.row))
        name = board.current_list.name
        self.gpci.compare(subject, {entry.dossier_id: name for entry in by_nearness})

    @on(Board.Chosen)
    def _open(self, message: Board.Chosen) -> None:
        message.stop()
        entry, held = self.board.current, self.board.current_list
        if entry is not None and held is not None:
            self.gpci.listing = tuple(each.dossier_id for each in held.entries)
            self.gpci.read_dossier(entry.dossier_id)

    # -- changing -----------------------------------------------------------

    async def action_rank(self, by: int) -> None:
        if self.board.current is not None:
            await self.gpci.perform(shortlists.rank, self.board.current.id, by)

    async def action_to_list(self, by: int) -> None:
        board, entry = self.board, self.board.current
        column = board.column + by
        if entry is not None and 0 <= column < len(board.columns):
            key = board.columns[column].key
            if await self.gpci.perform(shortlists.move, entry.id, key):
                self._wanted = key.target_id, entry.dossier_id

    async def action_remove(self) -> None:
        entry, held = self.board.current, self.board.current_list
        if entry is not None and held is not None:
            await self.gpci.perform(shortlists.remove, (entry.dossier_id,), held.key)

    # -- asking -------------------------------------------------------------

    @work(exclusive=True, group="modal")
    async def action_add(self) -> None:
        held = self.board.current_list
        if held is not None:
            added = await asking.ask_to_add(self.gpci, held)
            if added:
                self._wanted = held.target_id, added
                self.refresh_data()

    @work(exclusive=True, group="modal")
    async def action_reason(self) -> None:
        if self.board.current is not None:
            await asking.ask_reason(self.gpci, self.board.current)

    @work(exclusive=True, group="modal")
    async def action_places(self) -> None:
        if self.board.current_list is not None:
            await asking.ask_places(self.gpci, self.board.current_list)

    @work(exclusive=True, group="modal")
    async def action_new_list(self) -> None:
        made = await asking.ask_new_list(self.gpci)
        if made:
            self._wanted = made, 0
            self._show_kind(ListKind.OWN)

    @work(exclusive=True, group="modal")
    async def action_rename(self) -> None:
        held = self._own_list()
        if held is not None:
            await asking.ask_to_rename(self.gpci, held)

    @work(exclusive=True, group="modal")
    async def action_delete(self) -> None:
        held = self._own_list()
        if held is not None:
            await asking.ask_to_delete(self.gpci, held)

    def _own_list(self) -> Shortlist | None:
        held = self.board.current_list
        if held is not None and held.kind is not ListKind.OWN:
            self.gpci.complain(
                Refused(N_("Only a list of your own can be renamed or deleted here."))
            )
            return None
        return held

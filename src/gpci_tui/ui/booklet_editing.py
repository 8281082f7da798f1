"""Cutting a booklet by hand: split, join, move where a segment begins, leave one out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from gpci_tui.i18n import _, number
from gpci_tui.model import segments
from gpci_tui.model.errors import N_, Refused
from gpci_tui.model.segments import Proposal
from gpci_tui.ui import segment_words
from gpci_tui.ui.booklet_place import Cutting
from gpci_tui.ui.keys import key_name


class Editing(Cutting):
    """A screen on which a proposal is cut anew; each edit can be taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "split", N_("split here"), id="booklet.split"),
        Binding("m,backspace", "join", N_("join"), id="booklet.join"),
        Binding("b", "begin_here", N_("begins here"), id="booklet.begin"),
        Binding("B", "next_begins_here", N_("next begins here"), id="booklet.next_begin"),
        Binding("shift+up", "nudge(-1)", N_("begin earlier"), id="booklet.earlier"),
        Binding("shift+down", "nudge(1)", N_("begin later"), id="booklet.later"),
        Binding("x,delete", "drop", N_("leave out"), id="booklet.drop"),
        Binding("o", "approve", N_("right"), id="booklet.approve"),
        Binding("semicolon", "check(1)", N_("next to check"), id="booklet.check"),
        Binding("comma", "check(-1)", N_("to check before"), id="booklet.check_back"),
        Binding("u,ctrl+z", "undo", N_("undo"), id="booklet.undo"),
        Binding("U,ctrl+y", "redo", N_("redo"), id="booklet.redo"),
    ]

    def edit(
        self, name: str, make: Callable[[Proposal], Proposal], line: int | None = None
    ) -> bool:
        """Do an edit that is called ``name``; return whether it changed anything.

        The cursor goes to ``line``, or stays. Why an edit is refused is said.
        """
        try:
            changed = self.edits.do(name, make(self.proposal), self.line)
        except Refused as error:
            self.gpci.complain(error)
            return False
        if changed:
            self.show(self.line if line is None else line)
            self.edited()
        return changed

    def edited(self) -> None:
        """Called after each edit, and after one was taken back or done again."""

    # -- where segments begin -----------------------------------------------

    def action_split(self) -> None:
        line = self._meant
        if line == self.segment.first:
            self.text.focus()
            self.gpci.tell(_("Go to the line where the new part begins, then split."))
            return
        name = _("split at line {n}").format(n=number(line + 1))
        self.edit(name, lambda proposal: segments.split(proposal, line), line)

    @property
    def _meant(self) -> int:
        """The line one is on, or the next one with a text: blank lines go with what is above."""
        lines, segment = self.proposal.lines, self.segment
        after = range(self.line, segment.last + 1)
        return next((line for line in after if lines[line].strip()), self.line)

    def action_join(self) -> None:
        index = self.index
        name = _("join with the part before")
        self.edit(name, lambda proposal: segments.join(proposal, index))

    def action_begin_here(self) -> None:
        """Let the segment begin at the cursor; the lines above go to the one before."""
        if self._meant == self.segment.first:
            self.gpci.tell(_("It begins at this line already."))
        else:
            self._begin(self.index, self._meant)

    def action_next_begins_here(self) -> None:
        """Let the next segment begin at the cursor already."""
        if self.index + 1 < len(self.proposal.segments):
            self._begin(self.index + 1, self._meant)
        else:
            self.gpci.tell(_("No part follows; split here instead."))

    def action_nudge(self, by: int) -> None:
        """Move the beginning of the segment over the next line that is not blank."""
        lines, segment = self.proposal.lines, self.segment
        line = segment.first + by
        while 0 < line < segment.last and not lines[line].strip():
            line += by
        self._begin(self.index, max(0, line))

    def _begin(self, index: int, line: int) -> None:
        name = _("begin at line {n}").format(n=number(line + 1))
        self.edit(name, lambda proposal: segments.move_boundary(proposal, index, line), line)

    # -- whole segments -----------------------------------------------------

    def action_drop(self) -> None:
        """Leave the segment out of what is taken in, or take it back."""
        index = self.index
        if self.segment.dropped:
            self.edit(_("take back"), lambda proposal: segments.keep(proposal, index))
        else:
            self.edit(_("leave out"), lambda proposal: segments.drop(proposal, index))

    def action_approve(self) -> None:
        """Say that the segment is right as it stands, and go to the next one to check."""
        index = self.index
        self.edit(_("found right"), lambda proposal: segments.change(proposal, index))
        self.action_check(1)

    def action_check(self, by: int) -> None:
        index = self._to_check(by)
        if index is None:
            key = key_name(self.gpci.own_keys.get("booklet.take", "i").split(",")[0])
            told = _("Nothing is left to check. {key} takes the booklet in.")
            self.gpci.tell(told.format(key=key))
        else:
            self.go_to_segment(index)

    def _to_check(self, by: int) -> int | None:
        found = [
            index
            for index, segment in enumerate(self.proposal.segments)
            if segment_words.wants_look(segment)
        ]
        if by > 0:
            return next(
                (index for index in found if index > self.index), found[0] if found else None
            )
        before = [index for index in found if index < self.index]
        return before[-1] if before else found[-1] if found else None

    # -- undo ---------------------------------------------------------------

    def action_undo(self) -> None:
        self._show_step(self.edits.undo(), _("Undone: {what}"), _("Nothing to undo."))

    def action_redo(self) -> None:
        self._show_step(self.edits.redo(), _("Redone: {what}"), _("Nothing to redo."))

    def _show_step(self, step: tuple[str, int] | None, said: str, nothing: str) -> None:
        if step is None:
            self.gpci.tell(nothing)
            return
        name, line = step
        self.show(line)
        self.edited()
        self.gpci.tell(said.format(what=name))

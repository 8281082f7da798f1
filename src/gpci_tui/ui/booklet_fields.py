"""What is said of a segment: its title, kind, applicant, level, department, prize."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from gpci_tui.i18n import _
from gpci_tui.model import segments
from gpci_tui.model.dossier import LEVELS
from gpci_tui.model.errors import N_
from gpci_tui.model.segments import Kind
from gpci_tui.operations import booklet_names
from gpci_tui.operations.words import field_name, level_name
from gpci_tui.store import edition
from gpci_tui.ui import segment_words
from gpci_tui.ui.booklet_editing import Editing
from gpci_tui.ui.modals.editor import LineEditor
from gpci_tui.ui.modals.picker import Choice, New, Picker

NONE = ""
"""What a field holds that is not stated."""


class Describing(Editing):
    """A screen on which the fields of a segment are set."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "title", N_("title"), id="booklet.title"),
        Binding("t", "kind", N_("kind"), id="booklet.kind"),
        Binding("c", "field('applicant')", N_("applicant"), id="booklet.applicant"),
        Binding("e", "field('level')", N_("level"), id="booklet.level"),
        Binding("d", "field('department')", N_("department"), id="booklet.department"),
        Binding("p", "field('prize')", N_("prize"), id="booklet.prize"),
    ]

    @work(exclusive=True, group="modal")
    async def action_title(self) -> None:
        index, proposal = self.index, self.proposal
        title = await self.app.push_screen_wait(
            LineEditor(_("Title"), segments.label(proposal, self.segment))
        )
        if title is not None and self.proposal is proposal:
            self.edit(_("title"), lambda p: segments.change(p, index, title=title))

    @work(exclusive=True, group="modal")
    async def action_kind(self) -> None:
        index, proposal, present = self.index, self.proposal, self.segment.kind
        pick = await self.app.push_screen_wait(
            Picker(
                _("What is it?"),
                [
                    Choice(
                        kind, _capital(segment_words.kind_name(kind)),
                        sign=segment_words.SIGNS[kind], checked=kind is present,
                        about=segment_words.kind_about(kind),
                    )
                    for kind in (Kind.DOSSIER, Kind.JUROR, Kind.PRIZE, Kind.EDITORIAL, Kind.OTHER)
                ],
            )
        )  # fmt: skip
        if isinstance(pick, Choice) and isinstance(pick.key, Kind) and self.proposal is proposal:
            kind = pick.key
            self.edit(
                _("now: {kind}").format(kind=segment_words.kind_name(kind)),
                lambda p: segments.change(p, index, kind=kind),
            )

    @work(exclusive=True, group="modal")
    async def action_field(self, field: str) -> None:
        """Ask for a field among what is known, or for another text."""
        if self.segment.kind is Kind.JUROR and field == "applicant":
            await self._ask_role()
        elif self.segment.kind is not Kind.DOSSIER:
            self.gpci.tell(_("Only a dossier has that; first say what this part is."))
        else:
            await self._ask_field(field)

    async def _ask_role(self) -> None:
        index, proposal = self.index, self.proposal
        editor = LineEditor(_("Role of the juror"), self.segment.applicant)
        role = await self.app.push_screen_wait(editor)
        if role is not None and self.proposal is proposal:
            self.edit(_("role"), lambda p: segments.change(p, index, applicant=role))

    async def _ask_field(self, field: str) -> None:
        index, proposal, present = self.index, self.proposal, self.segment
        known = await self._known(field)
        pick = await self.app.push_screen_wait(
            Picker(
                field_name(field), _choices(field, known, getattr(present, field)),
                create=_("Write “{name}”"), placeholder=_("choose, or type another one"),
            )
        )  # fmt: skip
        if pick is None or self.proposal is not proposal:
            return
        value = pick.name if isinstance(pick, New) else str(pick.key)
        fields: dict[str, Any] = {field: value}
        if field == "applicant" and not present.level:
            fields["level"] = booklet_names.level_of(value)
        name = _("{field}: {value}").format(field=field_name(field), value=value or _("none"))
        self.edit(name, lambda p: segments.change(p, index, **fields))

    async def _known(self, field: str) -> list[str]:
        """Return what may be meant: what the booklet says, and the edition's prizes."""
        dossiers = [s for s in self.proposal.segments if s.kind is Kind.DOSSIER]
        if field == "applicant":
            return booklet_names.applicants(self.proposal, self.segment)
        if field == "level":
            return booklet_names.distinct([*LEVELS, *(each.level for each in dossiers)])
        if field == "department":
            return booklet_names.distinct([each.department for each in dossiers])
        held = await self.gpci.read(lambda store: edition.get(store.conn))
        labels = [each.title for each in self.proposal.of(Kind.PRIZE)]
        named = [each.prize for each in dossiers]
        return booklet_names.distinct([*labels, *named, *(prize.name for prize in held.prizes)])


def _choices(field: str, known: list[str], present: str) -> list[Choice]:
    listed = booklet_names.distinct([present, *known])
    shown = level_name if field == "level" else str
    choices = [Choice(text, shown(text), checked=text == present, also=text) for text in listed]
    none = Choice(NONE, _("none"), checked=not present)
    return [*choices, none] if present else [none, *choices]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The facets at the left of the library, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from gpci_tui.i18n import _, number
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Facets, FacetValue
from gpci_tui.model.review import Status
from gpci_tui.operations.words import level_name, status_name
from gpci_tui.ui.theme import palette
from gpci_tui.ui.widgets.rows import Rows

HEADINGS = {
    "searches": N_("SAVED SEARCHES"),
    "statuses": N_("STATUS"),
    "prizes": N_("PRIZE"),
    "levels": N_("LEVEL"),
    "themes": N_("THEMES"),
    "shortlists": N_("SHORTLIST"),
    "annotated": N_("MY NOTES"),
}
EMPTY = {
    "prizes": N_("no prize"),
    "levels": N_("not stated"),
    "themes": N_("without a theme"),
}


def value_name(value: FacetValue) -> str:
    """Return what a facet value is called."""
    if isinstance(value.value, Status):
        return status_name(value.value).capitalize()
    if value.facet == "annotated":
        return _("annotated") if value.value else _("not annotated")
    if value.facet == "levels":
        return level_name(str(value.value)) or _(EMPTY["levels"])
    return value.name or _(EMPTY.get(value.facet, ""))


class FacetList(Rows):
    """Headings and values; Enter or a click chooses a value or lets it go."""

    choose_on_click = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", N_("tick"), id="library.tick"),
        Binding("R", "rename", N_("rename"), id="library.rename"),
        Binding("D,delete", "remove", N_("remove"), id="library.remove"),
    ]

    class Toggled(Message):
        """A facet value was chosen, or let go."""

        def __init__(self, value: FacetValue) -> None:
            super().__init__()
            self.value = value

    class RenameWanted(Message):
        """A saved search is to have another name."""

        def __init__(self, search_id: int, name: str) -> None:
            super().__init__()
            self.search_id, self.name = search_id, name

    class RemoveWanted(Message):
        """A saved search is to go."""

        def __init__(self, search_id: int, name: str) -> None:
            super().__init__()
            self.search_id, self.name = search_id, name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: list[FacetValue | str] = []
        self._chosen = Facets()
        self._painted = Facets()
        """The chosen ones when all was painted."""

    def show(self, values: Sequence[FacetValue], chosen: Facets) -> None:
        """Show the values, under their headings; the cursor stays on its value."""
        before = self._lines[self.cursor] if self.cursor < len(self._lines) else ""
        self._chosen = chosen
        lines: list[FacetValue | str] = []
        for facet, heading in HEADINGS.items():
            of_facet = [v for v in values if v.facet == facet and self._worth_showing(v)]
            if len(of_facet) > 1 or any(v.count or v.facet == "searches" for v in of_facet):
                lines += [*([""] if lines else []), _(heading), *of_facet]
        known, self._lines = self._lines, lines
        at = self._index_of(before)
        if len(lines) != len(known) or at != self.cursor or chosen != self._painted:
            self._painted = chosen
            self.set_count(len(lines), at)
            return
        for index, (line, old) in enumerate(zip(lines, known, strict=True)):
            if line != old:
                self.refresh_row(index)

    def _worth_showing(self, value: FacetValue) -> bool:
        chosen = value.value in getattr(self._chosen, value.facet)
        always = value.facet in ("searches", "prizes", "levels", "annotated") or (
            value.facet == "statuses" and value.value not in (Status.REREAD, Status.ASIDE)
        )
        return chosen or bool(value.count) or (always and value.value not in (0, ""))

    def _index_of(self, wanted: FacetValue | str) -> int:
        if isinstance(wanted, FacetValue):
            for index, line in enumerate(self._lines):
                if isinstance(line, FacetValue) and (line.facet, line.value) == (
                    wanted.facet, wanted.value,
                ):  # fmt: skip
                    return index
        return min(self.cursor, max(0, len(self._lines) - 1))

    def selectable(self, index: int) -> bool:
        return isinstance(self._lines[index], FacetValue)

    def paint(self, index: int, line: int, width: int, here: bool) -> Strip:
        style = palette(self.app)
        entry = self._lines[index]
        if isinstance(entry, str):
            return Strip([Segment(entry, style.muted + style.strong.without_color)])
        here = here and self.has_focus
        chosen = entry.value in getattr(self._chosen, entry.facet)
        dim = not entry.count and not chosen
        muted = style.muted_on_cursor if here else style.muted
        count = number(entry.count)
        name = (f"{entry.sign} " if entry.sign else "") + value_name(entry)
        room = max(1, width - 3 - len(count))
        if len(name) > room:
            name = name[: room - 1] + "…"
        strip = Strip(
            [
                Segment("■ " if chosen else "□ ", style.primary if chosen else style.faint),
                Segment(
                    name.ljust(room + 1), style.strong if chosen else muted if dim else style.text
                ),
                Segment(count, muted),
            ]
        )
        return strip.apply_style(style.cursor) if here else strip

    # -- saved searches ------------------------------------------------------

    @property
    def _search(self) -> FacetValue | None:
        """The saved search under the cursor."""
        line = self._lines[self.cursor] if self.cursor < len(self._lines) else ""
        return line if isinstance(line, FacetValue) and line.facet == "searches" else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("rename", "remove"):
            return self._search is not None
        return super().check_action(action, parameters)

    def go_to(self, index: int) -> None:
        before = self._search
        super().go_to(index)
        if (before is None) != (self._search is None):
            self.screen.refresh_bindings()

    def action_rename(self) -> None:
        if (search := self._search) is not None and isinstance(search.value, int):
            self.post_message(self.RenameWanted(search.value, search.name))

    def action_remove(self) -> None:
        if (search := self._search) is not None and isinstance(search.value, int):
            self.post_message(self.RemoveWanted(search.value, search.name))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        message.stop()
        entry = self._lines[message.index]
        if isinstance(entry, FacetValue):
            self.post_message(self.Toggled(entry))

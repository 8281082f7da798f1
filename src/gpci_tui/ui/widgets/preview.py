"""The preview at the right of the library: metadata, first lines, my notes."""

from __future__ import annotations

from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from gpci_tui.i18n import _, day, ngettext
from gpci_tui.model.document import parse, plain
from gpci_tui.model.dossier import FIELDS, Dossier
from gpci_tui.model.folding import hits
from gpci_tui.model.review import Annotation, Place, Review, Status
from gpci_tui.operations.words import field_name, level_name, status_name
from gpci_tui.store import dossiers, places, reviews, shortlists, themes
from gpci_tui.store.connection import Store
from gpci_tui.ui.theme import Palette, palette

SUMMARY = 420
"""Characters of the first paragraphs that are shown."""


class Previewed(NamedTuple):
    """Everything the preview shows of one dossier."""

    dossier: Dossier
    review: Review
    place: Place
    annotations: tuple[Annotation, ...]
    themes: tuple[str, ...]
    lists: tuple[str, ...]


def read_preview(store: Store, dossier_id: int) -> Previewed:
    """Read what the preview shows of a dossier."""
    conn, me = store.conn, store.juror_id
    return Previewed(
        dossiers.get(conn, dossier_id),
        reviews.review(conn, me, dossier_id),
        places.get(conn, me, dossier_id),
        tuple(reviews.annotations_of(conn, me, dossier_id)),
        tuple(theme.name for theme in themes.of_dossier(conn, me, dossier_id)),
        tuple(
            f"{name} ({rank})" for _key, name, rank in shortlists.of_dossier(conn, me, dossier_id)
        ),
    )


class Preview(Widget):
    """Shows one dossier at a glance, its lines laid out once for each dossier and width.

    No ``ScrollView``: it would ask for a second layout as soon as it knew its
    width, one frame after the first. The wheel moves the lines.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: RenderableType | None = None
        self._lines: list[Strip] = []
        self._laid_out_for = 0
        """The width of the lines; 0 when they are to be laid out again."""
        self._top = 0

    def show(self, previewed: Previewed | None, terms: tuple[str, ...] = ()) -> None:
        """Show a dossier, or nothing."""
        style = palette(self.app)
        self._shown = None if previewed is None else preview(previewed, terms, style)
        self._laid_out_for = self._top = 0
        self.refresh()

    def _lay_out(self) -> list[Strip]:
        # The room of the sign of more stays free, so that lines break alike with and without it.
        width = max(1, self.content_region.width - 1)
        if self._laid_out_for != width:
            self._laid_out_for, self._lines = width, []
            if self._shown is not None:
                console = self.app.console
                options = console.options.update(width=width, height=None)
                lines = console.render_lines(self._shown, options, pad=False)
                self._lines = [Strip(line) for line in lines]
        return self._lines

    def render_line(self, y: int) -> Strip:
        lines, style = self._lay_out(), palette(self.app)
        width, height = self.content_size
        at = y + self._top
        strip = lines[at] if at < len(lines) else Strip([])
        if y == height - 1 and at + 1 < len(lines):
            strip = Strip([*strip.adjust_cell_length(width - 1), Segment("▼", style.faint)])
        return strip.adjust_cell_length(width).apply_style(style.ground)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._move(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._move(-1)

    def _move(self, by: int) -> None:
        last = max(0, len(self._lay_out()) - self.content_size.height)
        self._top = max(0, min(last, self._top + by))
        self.refresh()


def preview(shown: Previewed, terms: tuple[str, ...], style: Palette) -> RenderableType:
    """Return the whole preview. Only plain text is put in: nothing is read as markup."""
    dossier = shown.dossier
    head, rest = Text(), Text()
    head.append(dossier.title + "\n", style.strong)
    head.append((dossier.applicant or _("applicant not stated")) + "\n\n", style.muted)
    _status(head, shown, style)
    rest.append("\n" + _("FIRST LINES") + "\n", style.muted + Style(bold=True))
    _marked(rest, _first_lines(dossier.body), terms, style)
    _notes(rest, shown, style)
    return Group(head, _metadata(shown, style), rest)


def _status(text: Text, shown: Previewed, style: Palette) -> None:
    status = shown.review.status
    text.append(status.sign + " ", style.statuses[status])
    text.append(status_name(status).capitalize(), style.text)
    if shown.place.read_at and status is not Status.UNREAD:
        text.append(" · " + _("last read {day}").format(day=day(shown.place.read_at)), style.muted)
        text.append(f" · {round(shown.place.progress * 100)}\u00a0%", style.muted)
    text.append("\n")


def _metadata(shown: Previewed, style: Palette) -> Table:
    dossier = shown.dossier
    fields = dict(dossier.fields)
    stated = {
        "prize": dossier.prize,
        "level": level_name(dossier.level),
        "department": dossier.department,
        **{key: ", ".join(fields.get(key, ())) for key in FIELDS if key != "laureate"},
        **{key: ", ".join(values) for key, values in fields.items() if key not in FIELDS},
    }
    table = Table.grid(padding=(0, 1))
    table.add_column(style=style.muted, no_wrap=True)
    table.add_column(style=style.text)
    if shown.themes:
        names = " ".join("#" + theme for theme in shown.themes)
        table.add_row(Text(_("Themes")), Text(names, style.primary))
    if shown.lists:
        table.add_row(Text(_("Shortlist")), Text(", ".join(shown.lists)))
    for key, value in stated.items():
        table.add_row(
            Text(field_name(key)), Text(value) if value else Text(_("not stated"), style.muted)
        )
    table.add_row(Text(_("Length")), Text(ngettext("{n} word", "{n} words", dossier.words)))
    return table


def _first_lines(body: str) -> str:
    lines: list[str] = []
    for block in parse(body[: SUMMARY * 6]).blocks:
        if block.kind != "heading" and block.text.strip():
            lines.append(block.text)
        if sum(map(len, lines)) > SUMMARY:
            break
    summary = " ".join(lines)
    return summary if len(summary) <= SUMMARY else summary[:SUMMARY].rsplit(" ", 1)[0] + "…"


def _marked(text: Text, shown: str, terms: tuple[str, ...], style: Palette) -> None:
    start = len(text)
    text.append(shown + "\n", style.text)
    for left, right in hits(shown, terms):
        text.stylize(style.hit, start + left, start + right)


def _notes(text: Text, shown: Previewed, style: Palette) -> None:
    text.append("\n" + _("MY NOTES") + " ", style.muted + Style(bold=True))
    text.append(f"{len(shown.annotations)}\n", style.faint)
    if shown.review.note:
        text.append(shown.review.note + "\n\n", style.text)
    for note in shown.annotations:
        text.append(note.kind.sign + " ", style.kinds[note.kind])
        text.append(plain(note.quote) + "\n", style.text + Style(italic=True))
        if note.note:
            text.append("  " + note.note + "\n", style.muted)
        text.append("\n")
    if not shown.annotations and not shown.review.note:
        text.append(
            _("No note yet: n writes one, a in the reader marks a passage.") + "\n", style.muted
        )

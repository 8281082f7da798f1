"""What the preview says of a dossier: its metadata, its first lines, my notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from gpci_tui.i18n import _, day, ngettext
from gpci_tui.model.document import parse, plain
from gpci_tui.model.dossier import FIELDS, Dossier
from gpci_tui.model.folding import hits
from gpci_tui.model.review import Annotation, Place, Review, Status
from gpci_tui.operations.words import field_name, level_name, status_name
from gpci_tui.store import dossiers, places, reviews, shortlists, themes
from gpci_tui.store.connection import Reader
from gpci_tui.ui.theme import Palette
from gpci_tui.ui.widgets.runs import Run, set_beside, set_in_lines

SUMMARY = 420
"""Characters of the first paragraphs that are shown."""


class Previewed(NamedTuple):
    """Everything the preview shows of one dossier."""

    dossier: Dossier
    first_lines: str
    review: Review
    place: Place
    annotations: tuple[Annotation, ...]
    themes: tuple[str, ...]
    lists: tuple[str, ...]


def read_preview(reader: Reader, dossier_id: int) -> Previewed:
    """Read what the preview shows of a dossier."""
    conn, me = reader.conn, reader.juror_id
    dossier = dossiers.get(conn, dossier_id)
    return Previewed(
        dossier,
        _first_lines(dossier.body),
        reviews.review(conn, me, dossier_id),
        places.get(conn, me, dossier_id),
        tuple(reviews.annotations_of(conn, me, dossier_id)),
        tuple(theme.name for theme in themes.of_dossier(conn, me, dossier_id)),
        tuple(
            f"{name} ({rank})" for _key, name, rank in shortlists.of_dossier(conn, me, dossier_id)
        ),
    )


def preview_lines(
    shown: Previewed, terms: tuple[str, ...], style: Palette, width: int
) -> list[Strip]:
    """Return the lines of the whole preview, ``width`` columns wide at most."""
    dossier = shown.dossier
    heading = style.muted + Style(bold=True)
    paragraphs: list[Sequence[Run]] = [
        [(dossier.title, style.strong)],
        [(dossier.applicant or _("applicant not stated"), style.muted)],
        [],
        _status(shown, style),
        [],
    ]
    rest: list[Sequence[Run]] = [
        [],
        [(_("FIRST LINES"), heading)],
        _marked(shown.first_lines, terms, style),
        [],
        [(_("MY NOTES") + " ", heading), (str(len(shown.annotations)), style.faint)],
        *_notes(shown, style),
    ]
    return [
        *_set(paragraphs, width),
        *_metadata(shown, style, width),
        *_set(rest, width),
    ]


def _set(paragraphs: Sequence[Sequence[Run]], width: int) -> list[Strip]:
    return [
        Strip(line)
        for paragraph in paragraphs
        for line in (set_in_lines(paragraph, width) if paragraph else [[]])
    ]


def _status(shown: Previewed, style: Palette) -> list[Run]:
    status = shown.review.status
    runs = [
        (status.sign + " ", style.statuses[status]),
        (status_name(status).capitalize(), style.text),
    ]
    if shown.place.read_at and status is not Status.UNREAD:
        read = " · " + _("last read {day}").format(day=day(shown.place.read_at))
        runs.append((read + f" · {round(shown.place.progress * 100)}\u00a0%", style.muted))
    return runs


def _metadata(shown: Previewed, style: Palette, width: int) -> list[Strip]:
    dossier = shown.dossier
    fields = dict(dossier.fields)
    stated = {
        "prize": dossier.prize,
        "level": level_name(dossier.level),
        "department": dossier.department,
        **{key: ", ".join(fields.get(key, ())) for key in FIELDS if key != "laureate"},
        **{key: ", ".join(values) for key, values in fields.items() if key not in FIELDS},
    }
    rows: list[tuple[str, Run]] = []
    if shown.themes:
        rows.append((_("Themes"), (" ".join("#" + name for name in shown.themes), style.primary)))
    if shown.lists:
        rows.append((_("Shortlist"), (", ".join(shown.lists), style.text)))
    for key, value in stated.items():
        run = (value, style.text) if value else (_("not stated"), style.muted)
        rows.append((field_name(key), run))
    length = ngettext("{n} word", "{n} words", dossier.words)
    rows.append((_("Length"), (length, style.text)))
    # A key of a file's own may be long: half of the width stays for what it says.
    indent = min(max(len(name) for name, _run in rows) + 1, width // 2)
    return [
        line
        for name, run in rows
        for line in set_beside((name[: indent - 1], style.muted), [run], indent, width)
    ]


def _first_lines(body: str) -> str:
    lines: list[str] = []
    for block in parse(body[: SUMMARY * 6]).blocks:
        if block.kind != "heading" and block.text.strip():
            lines.append(block.text)
        if sum(map(len, lines)) > SUMMARY:
            break
    summary = " ".join(lines)
    return summary if len(summary) <= SUMMARY else summary[:SUMMARY].rsplit(" ", 1)[0] + "…"


def _marked(shown: str, terms: tuple[str, ...], style: Palette) -> list[Run]:
    runs, at = [], 0
    for left, right in hits(shown, terms):
        runs += [(shown[at:left], style.text), (shown[left:right], style.text + style.hit)]
        at = right
    return [*runs, (shown[at:], style.text)]


def _notes(shown: Previewed, style: Palette) -> list[list[Run]]:
    paragraphs: list[list[Run]] = []
    if shown.review.note:
        paragraphs += [[(shown.review.note, style.text)], []]
    for note in shown.annotations:
        quote = (plain(note.quote), style.text + Style(italic=True))
        paragraphs.append([(note.kind.sign + " ", style.kinds[note.kind]), quote])
        if note.note:
            paragraphs.append([("  " + note.note, style.muted)])
        paragraphs.append([])
    if not paragraphs:
        said = _("No note yet: n writes one, a in the reader marks a passage.")
        paragraphs.append([(said, style.muted)])
    return paragraphs

"""What stands beside the text: bars and signs of annotations at its left, notes at its right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gpci_tui.model.review import Annotation
from gpci_tui.ui.widgets.text_layout import Layout, wrap

LANES = 2
"""Bars that can stand beside one another where annotations overlap."""
LEAST = 3
"""Lines that a note keeps at least, however near the next one is."""


@dataclass(slots=True)
class Beside:
    """What stands at the left of one line."""

    signs: list[Annotation] = field(default_factory=list)
    """Annotations that begin on the line."""
    bars: list[Annotation | None] = field(default_factory=lambda: [None] * LANES)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line of a note in the right margin."""

    annotation: Annotation
    text: str
    title: bool = False


def gutter(layout: Layout, annotations: Sequence[Annotation]) -> dict[int, Beside]:
    """Return, for each line that an annotation stands on, what is at its left."""
    beside: dict[int, Beside] = {}
    free = [0] * LANES
    for annotation in annotations:
        numbers = layout.lines_in(annotation.start, annotation.end)
        lane = next((lane for lane in range(LANES) if free[lane] <= numbers.start), LANES - 1)
        free[lane] = numbers.stop
        for number in numbers:
            beside.setdefault(number, Beside()).bars[lane] = annotation
        beside[numbers.start].signs.append(annotation)
    return beside


def notes(
    layout: Layout, annotations: Sequence[Annotation], width: int, titles: Sequence[str]
) -> tuple[dict[int, NoteLine], frozenset[int]]:
    """Place the notes beside their passages, none over another.

    Return the lines of the margin and the ids of the notes that were cut for
    want of room. ``titles`` are the annotations' headings.
    """
    margin: dict[int, NoteLine] = {}
    cut: set[int] = set()
    free = 0
    first = [layout.line_at(annotation.start) for annotation in annotations]
    for index, annotation in enumerate(annotations):
        start = max(first[index], free)
        lines = [NoteLine(annotation, titles[index], title=True)]
        lines += [
            NoteLine(annotation, annotation.note[begin:end])
            for begin, end in (wrap(annotation.note, width) if annotation.note else ())
        ]
        room = len(lines)
        if index + 1 < len(annotations):
            room = max(LEAST, first[index + 1] - start - 1)
        if len(lines) > room:
            cut.add(annotation.id)
            last = lines[room - 1]
            lines = [*lines[: room - 1], NoteLine(annotation, _shorten(last.text, width))]
        for number, line in enumerate(lines, start):
            margin[number] = line
        free = start + len(lines) + 1
    return margin, frozenset(cut)


def _shorten(text: str, width: int) -> str:
    end = wrap(text, max(1, width - 1))[0][1] if text else 0
    return text[:end].rstrip() + "…"

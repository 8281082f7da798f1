"""A text in several styles, set in lines of a width."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from gpci_tui.ui.widgets.text_layout import wrap

Run = tuple[str, Style]


def set_in_lines(runs: Sequence[Run], width: int) -> list[list[Segment]]:
    """Return the lines of a text made of runs, at most ``width`` columns wide each."""
    text = "".join(run for run, _style in runs)
    lines: list[list[Segment]] = []
    for start, end in wrap(text, width):
        line, at = [], 0
        for run, style in runs:
            piece = run[max(0, start - at) : max(0, end - at)]
            if piece:
                line.append(Segment(piece, style))
            at += len(run)
        lines.append(line)
    return lines


def set_beside(label: Run, runs: Sequence[Run], indent: int, width: int) -> list[Strip]:
    """Return the lines of a text that hangs ``indent`` columns in, its label before the first."""
    lines = set_in_lines(runs, max(1, width - indent)) or [[]]
    name, style = label
    first = Strip([Segment(name, style)]).adjust_cell_length(indent)
    blank = Segment(" " * indent)
    return [
        Strip([*(first if number == 0 else [blank]), *line]) for number, line in enumerate(lines)
    ]

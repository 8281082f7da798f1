"""A table as legible text: rows of cells where cells are short, else one cell after another.

Candidates send both: tables of figures, and forms whose cells hold paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gpci_tui.importers.blocks import Block, Cell, Kind, Row, Run
from gpci_tui.importers.lettering import bare

MEASURE = 76
"""Columns up to which the cells of a table stand below each other."""

LONGEST_CELL = 60
"""Characters up to which a cell is short."""

_SHORT = (Kind.PARAGRAPH, Kind.HEADING)


def as_lines(rows: Sequence[Row]) -> list[str]:
    """Return a line for each row; none where the table is a form, or of one column."""
    grid = [[_short(cell) for cell in row] for row in rows]
    texts = _trimmed([[cell or "" for cell in row] for row in grid])
    if any(cell is None for row in grid for cell in row) or not texts or len(texts[0]) < 2:
        return []
    widths = [max(3, *map(len, column)) for column in zip(*texts, strict=True)]
    if sum(widths) + 3 * len(widths) + 1 > MEASURE:
        widths = [0] * len(widths)
    lines = [_framed(row, widths) for row in texts]
    return [lines[0], _framed(["-" * max(3, width) for width in widths], widths), *lines[1:]]


def as_blocks(table: Block) -> Iterator[Block]:
    """Return what the cells hold, one after another; a short first cell stands out."""
    for row in table.rows:
        cells = [cell for cell in row if cell]
        for number, cell in enumerate(cells):
            label = number == 0 and len(cells) > 1 and _short(cell) is not None
            for block in cell:
                if label and block.kind is Kind.PARAGRAPH:
                    bold = tuple(Run(run.text, bold=True) for run in block.runs)
                    block = block._replace(runs=bold)
                yield block._replace(quoted=block.quoted or table.quoted)


def _short(cell: Cell) -> str | None:
    """Return the text of a cell on one line, None where it has no place on one."""
    if any(block.kind not in _SHORT for block in cell):
        return None
    text = " ".join(filter(None, (bare(block.runs) for block in cell)))
    return text if len(text) <= LONGEST_CELL else None


def _trimmed(grid: list[list[str]]) -> list[list[str]]:
    """Return rows of the same length without empty rows and columns."""
    width = max(map(len, grid), default=0)
    rows = [row + [""] * (width - len(row)) for row in grid if any(row)]
    kept = [column for column in range(width) if any(row[column] for row in rows)]
    return [[row[column] for column in kept] for row in rows]


def _framed(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
    return f"| {' | '.join(cells)} |"

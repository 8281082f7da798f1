"""The notes of a document at its end, and what it holds that is not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gpci_tui.importers.blocks import Block, Kind, Run
from gpci_tui.importers.problems import Problem, notice
from gpci_tui.model.errors import N_


@dataclass(slots=True)
class Found:
    """What is worth knowing of a document."""

    tracked: bool = False
    comments: bool = False
    hidden: bool = False
    elsewhere: bool = False
    """Whether a part of it is a file of another format within it."""
    pictures: int = 0

    def notices(self, name: str) -> tuple[Problem, ...]:
        """Return what to tell of the file called ``name``."""
        told = []
        if self.tracked:
            told.append(N_("It holds tracked changes: insertions were taken, deletions left out."))
        if self.comments:
            told.append(N_("Its comments were left out."))
        if self.hidden:
            told.append(N_("Its hidden text was left out."))
        if self.pictures:
            told.append(N_("Its pictures were left out ({n})."))
        if self.elsewhere:
            told.append(N_("A document that is embedded in it was left out; check its text."))
        return tuple(notice(name, 0, template, n=self.pictures) for template in told)


def mark(number: int) -> str:
    """Return how the text refers to a note."""
    return f"[{number}]"


def with_notes(blocks: Sequence[Block], notes: Sequence[Sequence[Block]]) -> list[Block]:
    """Return the blocks of a text, and below a rule its notes, as the text refers to them."""
    ending: list[Block] = []
    for number, note in enumerate(notes, 1):
        if note:
            first = note[0]._replace(runs=(Run(f"{mark(number)} "), *note[0].runs))
            ending += [first._replace(kind=Kind.PARAGRAPH), *note[1:]]
    return [*blocks, Block(Kind.RULE), *ending] if ending else list(blocks)


def below_title(blocks: Sequence[Block]) -> list[Block]:
    """Return the headings one level down, since the only title stands above all of them."""
    return [
        block._replace(level=block.level + 1) if block.kind is Kind.HEADING else block
        for block in blocks
    ]

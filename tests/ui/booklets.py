"""A small booklet cut by hand, and running the screen on it."""

from __future__ import annotations

from pathlib import Path

from gpci_tui.model.clues import Clue
from gpci_tui.model.segments import Kind, Proposal, Segment
from gpci_tui.ui.booklet_place import Booklet
from gpci_tui.ui.screens.booklet import BookletScreen
from tests.ui.conftest import Session

TEXT = """\
Prix des écoles ouvertes 2031

Un mot d’accueil [b]littéral[/x]

MADELEINE EXEMPLE
Présidente du jury

Prix du jardin

Ville de Bellerive

Les élèves de Bellerive cultivent un potager.

Chaque classe y a sa parcelle.
Département des Collines
Le bus du savoir passe de village en village.

Il porte des livres et des tablettes.
"""
LINES = tuple(TEXT.split("\n"))
CLUES = (Clue("page"), Clue("applicant", "Ville de Bellerive"))
SEGMENTS = (
    Segment(Kind.EDITORIAL, 0, 3, confidence=0.9, clues=(Clue("start"),)),
    Segment(Kind.JUROR, 4, 6, "Madeleine Exemple", confidence=0.7),
    Segment(Kind.PRIZE, 7, 8, "Prix du jardin", confidence=0.95, clues=(Clue("label"),)),
    Segment(
        Kind.DOSSIER, 9, 18, applicant="Ville de Bellerive", level="commune",
        prize="Prix du jardin", confidence=0.4, clues=CLUES,
    ),
)  # fmt: skip
BUS = LINES.index("Département des Collines")
"""The line at which a second dossier begins, glued to the first one."""


def proposal() -> Proposal:
    return Proposal("ecoles.txt", LINES, (), SEGMENTS)


def long_proposal(lines: int, every: int) -> Proposal:
    """Return a booklet of that many lines with a dossier ``every`` so many."""
    text = tuple(f"Ligne {n} " + "mot " * 30 if n % 2 else "" for n in range(lines))
    found = tuple(
        Segment(Kind.DOSSIER, n, min(lines, n + every) - 1, f"Dossier {n // every}")
        for n in range(0, lines, every)
    )
    return Proposal("long.txt", text, (), found)


async def show(session: Session, shown: Proposal | None = None, path: Path | None = None) -> None:
    """Open a booklet that was read already."""
    session.app.show_booklet(Booklet(path or Path("ecoles.txt"), shown or proposal()))
    await session.settle()


def screen(session: Session) -> BookletScreen:
    found = session.app.screen
    assert isinstance(found, BookletScreen)
    return found


def cuts(session: Session) -> list[int]:
    """Return the lines on which segments begin."""
    return [segment.first for segment in screen(session).proposal.segments]


def painted(session: Session) -> str:
    """Return the text pane as it is painted."""
    text = screen(session).text
    return "\n".join(text.render_line(y).text for y in range(text.size.height))


def listed(session: Session) -> str:
    """Return the list as it is painted."""
    rows = screen(session).rows
    return "\n".join(rows.render_line(y).text for y in range(rows.size.height))


def about(session: Session) -> str:
    """Return what is said of the segment one is in."""
    head = screen(session).query_one("SegmentHead")
    return "\n".join(head.render_line(y).text for y in range(head.size.height))

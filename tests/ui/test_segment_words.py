"""What segments are called: places with pages, certainty, what is to be checked."""

from __future__ import annotations

import pytest

from gpci_tui import i18n
from gpci_tui.model.segments import APPROVED, Kind, Proposal, Segment
from gpci_tui.ui import segment_words

PAGED = Proposal("a.pdf", ("x",) * 30, (0, 10, 20), ())


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (0, 0, "line 1 · page 1"),
        (3, 9, "lines 4–10 · page 1"),
        (3, 10, "lines 4–11 · pages 1–2"),
        (20, 29, "lines 21–30 · page 3"),
    ],
)
def test_a_place_has_its_pages(first: int, last: int, said: str) -> None:
    assert segment_words.place(PAGED, Segment(Kind.DOSSIER, first, last)) == said
    i18n.choose("fr")
    assert segment_words.place(PAGED, Segment(Kind.DOSSIER, first, last)).startswith("ligne")


def test_without_pages_lines_are_told() -> None:
    place = segment_words.place(PAGED._replace(pages=()), Segment(Kind.DOSSIER, 0, 9))
    assert place == "lines 1–10"


@pytest.mark.parametrize(
    ("segment", "wants"),
    [
        (Segment(Kind.DOSSIER, 0, 1, applicant="Ville"), False),
        (Segment(Kind.DOSSIER, 0, 1, applicant="Ville", confidence=0.3), True),
        (Segment(Kind.DOSSIER, 0, 1), True),
        (Segment(Kind.DOSSIER, 0, 1, clues=APPROVED), False),
        (Segment(Kind.DOSSIER, 0, 1, dropped=True), False),
        (Segment(Kind.OTHER, 0, 1, confidence=0.3, dropped=True), False),
        (Segment(Kind.JUROR, 0, 1), False),
    ],
)
def test_what_is_to_be_checked(segment: Segment, wants: bool) -> None:
    assert segment_words.wants_look(segment) is wants


@pytest.mark.parametrize(
    ("confidence", "word"), [(0.99, "sure"), (0.7, "likely"), (0.3, "doubtful")]
)
def test_how_sure_it_is_in_a_word(confidence: float, word: str) -> None:
    assert segment_words.certainty(Segment(Kind.OTHER, 0, 1, confidence=confidence)) == word

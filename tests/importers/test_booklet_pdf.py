"""A booklet that comes as a PDF is cut where its pages say, from the file to the dossiers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from gpci_tui.model.segment_drafts import drafts
from gpci_tui.model.segments import Kind, Proposal
from gpci_tui.operations import booklet_files
from tests.importers.booklet_texts import EDITORIALS, FRENCH, JURY, PRIZES
from tests.importers.pdf.making import LEADING, Page, pdf


class Sheets:
    """Pages with a running head and a number, filled from the top."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.y = 0.0

    def turn(self) -> Sheets:
        page = Page().text(380, 815, "Concours des écoles inventives", 8)
        self.pages.append(page.text(290, 30, str(len(self.pages) + 1), 8))
        self.y = 760.0
        return self

    def heading(self, text: str, size: float) -> Sheets:
        self.pages[-1].text(60, self.y, text, size)
        self.y -= 2 * size
        return self

    def paragraphs(self, texts: Sequence[str]) -> Sheets:
        for text in texts:
            lines = textwrap.wrap(text, 92, break_on_hyphens=False)
            self.pages[-1].lines(lines, y=self.y)
            self.y -= LEADING * (len(lines) + 1)
        return self


def booklet(name_size: float) -> bytes:
    """Return a booklet whose applicants' names are this large; texts have 10 points."""
    made = Sheets().turn().heading("Livret des lauréats", 22)
    title, texts = EDITORIALS[0]
    made.turn().heading(title, 16).paragraphs(texts)
    made.turn().heading("Le jury", 16)
    for person in JURY:
        made.heading(person.name.upper(), 11).paragraphs((person.role, person.text))
    for place, project in enumerate(FRENCH):
        if place < len(PRIZES):
            made.turn().heading(PRIZES[place], 16)
        made.turn().heading(project.applicant, name_size).heading(project.title, 12)
        made.paragraphs(project.paragraphs[:2])
        if place % 3 == 0:
            made.turn()
        made.paragraphs(project.paragraphs[2:])
    return pdf(made.pages)


@pytest.fixture(params=[10, 16], ids=["plain names", "large names"])
def proposal(tmp_path: Path, request: pytest.FixtureRequest) -> Proposal:
    path = tmp_path / "livret.pdf"
    path.write_bytes(booklet(request.param))
    return booklet_files.read(path)


def page_after(number: int) -> int:
    """Return the page on which the dossier of this number, from 0, begins."""
    two_pages = len([before for before in range(number) if before % 3 == 0])
    return 4 + number + two_pages + min(number + 1, len(PRIZES))


def test_a_pdf_is_cut_into_its_parts(proposal: Proposal):
    count = {kind: len(proposal.of(kind)) for kind in Kind}
    assert (count[Kind.EDITORIAL], count[Kind.JUROR], count[Kind.PRIZE]) == (1, 4, 3)
    found = drafts(proposal)
    assert [(draft.applicant, draft.title) for draft in found] == [
        (project.applicant, project.title) for project in FRENCH
    ]
    assert [draft.prize for draft in found[:4]] == [*PRIZES, ""]


def test_each_dossier_knows_its_pages_and_holds_its_whole_text(proposal: Proposal):
    found = drafts(proposal)
    assert [draft.place.first_page for draft in found] == [page_after(n) for n in range(12)]
    for draft, project in zip(found, FRENCH, strict=True):
        assert draft.place.last_page - draft.place.first_page == (FRENCH.index(project) % 3 == 0)
        assert " ".join(draft.body.split()) == " ".join(project.paragraphs)

"""A booklet that comes as a Word file is cut by its page breaks, or by its empty paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gpci_tui.model.segments import Kind, Proposal
from gpci_tui.operations import booklet_files
from tests.importers.booklets import Booklet, glued, out_of_order
from tests.importers.word_files import docx, p, run

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def with_page_breaks(made: Booklet) -> str:
    """Return a paragraph for each line, and a page break where several blank lines stood."""
    body, blank = "", 0
    for line in made.lines:
        if line:
            body += p((BREAK if blank > 1 else "") + run(line))
        blank = 0 if line else blank + 1
    return body


def with_empty_paragraphs(made: Booklet) -> str:
    return "".join(p(line) for line in made.lines)


@pytest.mark.parametrize("written", [with_page_breaks, with_empty_paragraphs])
@pytest.mark.parametrize("shape", [glued, out_of_order])
def test_a_word_file_is_cut_as_its_text_is(
    tmp_path: Path, shape: Callable[[], Booklet], written: Callable[[Booklet], str]
):
    made = shape()
    path = tmp_path / "livret.docx"
    path.write_bytes(docx(written(made)))
    proposal = booklet_files.read(path)
    for kind in (Kind.EDITORIAL, Kind.JUROR, Kind.PRIZE, Kind.DOSSIER):
        assert beginnings(proposal, kind) == [made.lines[at] for at in made.begins(kind)]


def beginnings(proposal: Proposal, kind: Kind) -> list[str]:
    """Return the line with which each segment of a kind begins."""
    return [proposal.lines[segment.first] for segment in proposal.of(kind)]

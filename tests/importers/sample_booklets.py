"""The sample edition bound into booklets: other texts than those that shapes were tried with."""

from __future__ import annotations

import re
import textwrap
from functools import lru_cache

from gpci_tui import paths
from gpci_tui.model.dossier import DossierDraft, EditionDraft
from gpci_tui.model.segments import Kind
from gpci_tui.operations import importing
from tests.importers.booklets import Booklet


@lru_cache(maxsize=1)
def sample() -> tuple[tuple[DossierDraft, ...], EditionDraft]:
    bundle = importing.read_paths([paths.sample_dossiers()])
    assert bundle.edition is not None
    return bundle.drafts, bundle.edition


def _front(made: Booklet, gap: int) -> Booklet:
    _drafts, edition = sample()
    made.mark(Kind.OTHER).put(f"{edition.name} {edition.year}")
    for juror in edition.jury:
        made.gap(gap).mark(Kind.JUROR).put(juror.name.upper())
        made.put(f"{juror.role}, {juror.organisation}".strip(", "), between=0).gap()
        made.put(juror.presentation or "Ce juré parle d’une seule voix.")
    return made


def _paragraphs(draft: DossierDraft, *, headings: bool) -> list[str]:
    """Return a dossier's paragraphs and lists, its headings as plain lines or left out."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", draft.body)]
    kept = [block for block in blocks if headings or not block.startswith("#")]
    return [block.lstrip("# ") for block in kept]


def bound_plain() -> Booklet:
    """No headings at all; wide gaps between dossiers."""
    made = _front(Booklet(), 3)
    for draft in sample()[0]:
        made.gap(3).mark(Kind.DOSSIER).put(*_paragraphs(draft, headings=False))
    return made


def bound_with_titles() -> Booklet:
    """Titles and sub-headings as plain lines, two blank lines between dossiers."""
    made = _front(Booklet(), 2)
    for draft in sample()[0]:
        made.gap(2).mark(Kind.DOSSIER).put(draft.title)
        made.gap().put(*_paragraphs(draft, headings=True))
    return made


def bound_tight() -> Booklet:
    """Titles and sub-headings as plain lines, one gap for all."""
    made = _front(Booklet(), 1)
    for draft in sample()[0]:
        made.gap(1).mark(Kind.DOSSIER).put(draft.title)
        made.gap().put(*_paragraphs(draft, headings=True))
    return made


def bound_in_pages() -> Booklet:
    """Wrapped lines on pages of 30, applicants or titles at their top where a dossier begins."""
    made = _front(Booklet(), 1)
    for draft in sample()[0]:
        made.gap().page().mark(Kind.DOSSIER).put((draft.applicant or draft.title).upper(), "")
        count = 2
        for text in _paragraphs(draft, headings=False):
            for line in textwrap.wrap(text, 80) or [""]:
                if count >= 30:
                    made.page()
                    count = 0
                made.lines.append(line)
                count += 1
            made.lines.append("")
            count += 1
    return made


def bound_markdown() -> Booklet:
    """Markdown: a heading a dossier, its sub-headings one level below."""
    made = Booklet().mark(Kind.OTHER).put("# Dossiers")
    for draft in sample()[0]:
        made.gap().mark(Kind.DOSSIER).put(f"# {draft.title}").gap()
        made.lines += draft.body.split("\n")
    return made


SAMPLE = (bound_plain, bound_with_titles, bound_tight, bound_in_pages, bound_markdown)

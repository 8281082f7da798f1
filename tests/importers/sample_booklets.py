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


def bound_as_sheets() -> Booklet:
    """A number, the applicant in capitals and the title over each dossier; sub-headings."""
    made = Booklet().mark(Kind.OTHER).put("CAHIER DES CANDIDATURES")
    made.gap(2).mark(Kind.EDITORIAL).put(
        "Mot du président",
        "Nous sommes fiers de cette sixième édition. Le jury a lu tous les dossiers, et je "
        "remercie chacun de ses membres. Rendez-vous à la remise des prix.",
    )
    for number, draft in enumerate(sample()[0], 1):
        name = (draft.applicant or draft.title).upper()
        made.gap(2).mark(Kind.DOSSIER).put(f"FICHE {number} — {name}", draft.title)
        made.gap().put(*_paragraphs(draft, headings=True))
    return made


def bound_under_prizes() -> Booklet:
    """One gap for all; some prizes among the dossiers, the jury at the end."""
    made = Booklet().mark(Kind.OTHER).put("Palmarès 2026")
    prizes = {0: "Prix de l’inclusion", 5: "Prix du public", 9: "Mention spéciale du jury"}
    for place, draft in enumerate(sample()[0]):
        if place in prizes:
            made.gap().mark(Kind.PRIZE).put(prizes[place])
        made.gap().mark(Kind.DOSSIER).put(draft.applicant or draft.title, f"« {draft.title} »")
        made.gap().put(*_paragraphs(draft, headings=False))
    made.gap(3).mark(Kind.OTHER).put("Les membres du jury")
    for juror in sample()[1].jury:
        made.gap().mark(Kind.JUROR).put(juror.name + (f", {juror.role}" if juror.role else ""))
        made.gap().put(juror.presentation or "Ces élèves parlent d’une seule voix.")
    return made


def bound_as_forms() -> Booklet:
    """A form over each dossier, sub-headings below."""
    made = Booklet()
    for draft in sample()[0]:
        made.gap(2).mark(Kind.DOSSIER).put(f"Territoire : {draft.applicant or 'non précisé'}")
        made.put(f"Intitulé de l’action : {draft.title}", "Année : 2025", between=0)
        made.gap().put(*_paragraphs(draft, headings=True))
    return made


def bound_bold() -> Booklet:
    """Wrapped lines on short pages with a running head; titles and sub-headings alike in bold."""
    head = "Candidats – numérique éducatif 2025"
    made = Booklet()
    for draft in sample()[0]:
        made.gap().page(head).gap().mark(Kind.DOSSIER).put(f"**{draft.title}**").gap()
        count = 0
        for text in _paragraphs(draft, headings=True):
            if count > 14:
                made.page(head).gap()
                count = 0
            is_heading = len(text) < 30 and not text.endswith(".")
            lines = textwrap.wrap(f"**{text}**" if is_heading else text, 88)
            made.lines += [*lines, ""]
            count += len(lines) + 1
    return made


def bound_torn() -> Booklet:
    """Logos over some dossiers; long ones torn by a gap as wide as that between dossiers."""
    made = _front(Booklet(), 2)
    for draft in sample()[0]:
        made.gap(3).mark(Kind.DOSSIER)
        if draft.applicant:
            kind, _of, name = draft.applicant.partition(" de ")
            made.put(kind.upper(), (name or kind).upper()).gap()
        texts = _paragraphs(draft, headings=False)
        made.put(*texts[:3]).gap(3 if len(texts) > 6 else 1).put(*texts[3:])
    return made


SAMPLE = (bound_plain, bound_with_titles, bound_tight, bound_in_pages, bound_markdown)
LAST = (bound_as_sheets, bound_under_prizes, bound_as_forms, bound_bold, bound_torn)
"""Tried when all weights were set, and nothing was set after them: at the first try 128 of 135
dossiers began at the right line, and 22 too many were found, nearly all where a dossier is torn
by what parts dossiers elsewhere.
"""

"""Short lines that divide a booklet: names of prizes, of parts, tables of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from gpci_tui.importers.booklet import vocabulary
from gpci_tui.importers.booklet.units import Shape, Unit
from gpci_tui.model.folding import fold

_LABEL_WORDS = 12
_NUMBERING = re.compile(
    r"^(?:(?:(?:partie|part|chapitre|chapter) )?(?:\d{1,3}(?:\.\d{1,2})*|[ivx]{1,5})"
    r"(?: ?[.):–—-] ?| )"
    r"|[a-z][.)] )"
)
_ENTRY = re.compile(r"(?P<name>.*\S)(?:\s*\.{2,}\s*|\t\s*|\s{2,}|\s+)(?:p\. ?)?(?P<page>\d{1,4})")


class Section(Enum):
    """What a short line divides the booklet into."""

    NONE = ""
    PRIZE = "prize"
    JURY = "jury"
    DOSSIERS = "dossiers"
    EDITORIALS = "editorials"
    BACK = "back"
    CONTENTS = "contents"


_SECTIONS = (
    (vocabulary.JURY_SECTION, Section.JURY),
    (vocabulary.DOSSIER_SECTION, Section.DOSSIERS),
    (vocabulary.GROUP_OF_DOSSIERS, Section.DOSSIERS),
    (vocabulary.EDITORIAL_SECTION, Section.EDITORIALS),
    (vocabulary.CONTENTS, Section.CONTENTS),
    (vocabulary.BACK_SECTION, Section.BACK),
)


def of(unit: Unit) -> Section:
    """Return which part a short line opens, or the prize that it names."""
    if unit.shape is not Shape.HEADING or unit.words > _LABEL_WORDS:
        return Section.NONE
    text = without_number(unit.folded)
    for pattern, section in _SECTIONS:
        if pattern.fullmatch(text):
            return section
    if is_prize(text):
        return Section.PRIZE
    return Section.NONE


def is_prize(folded: str) -> bool:
    """Return whether a short folded text is the name of a prize."""
    found = vocabulary.PRIZE.search(folded)
    if found is None or ("grand prix d" in folded and re.search(r"\b(?:19|20)\d\d\b", folded)):
        return False
    # At its beginning, or as its last word as English has it.
    return found.start() <= 6 or found.end() >= len(folded) - 10


def without_number(folded: str) -> str:
    """Return a folded heading without the number before it."""
    return _NUMBERING.sub("", folded.strip("*_ .:–—-"), count=1).strip()


def contents_entries(lines: Sequence[str]) -> dict[int, str]:
    """Return the entries of a table of contents by line: its name, folded.

    At least three lines in a row, blank ones aside, end in page numbers that rise.
    """
    found: dict[int, str] = {}
    run: list[tuple[int, str, int]] = []
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        match = _ENTRY.fullmatch(text) if len(text) <= 160 else None
        if match and (not run or int(match["page"]) >= run[-1][2]):
            run.append((number, fold(match["name"]).rstrip(" ."), int(match["page"])))
            continue
        if len(run) >= 3:
            found.update((at, name) for at, name, _page in run)
        run = []
    if len(run) >= 3:
        found.update((at, name) for at, name, _page in run)
    return found

"""What things are called and how a step of the journal reads, in the language spoken now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gpci_tui.i18n import _, language, ngettext, number
from gpci_tui.model.dossier import Provenance
from gpci_tui.model.errors import N_
from gpci_tui.model.listing import Sort
from gpci_tui.model.review import Fate, Kind, ListKind, Status
from gpci_tui.operations.common import shorten

if TYPE_CHECKING:
    from gpci_tui.model.query import Problem

_STATUS = {
    Status.UNREAD: N_("unread"),
    Status.READING: N_("reading"),
    Status.READ: N_("read"),
    Status.REREAD: N_("to re-read"),
    Status.ASIDE: N_("set aside"),
}
_KIND = {
    Kind.STRENGTH: N_("strength"),
    Kind.WEAKNESS: N_("weakness"),
    Kind.QUESTION: N_("question"),
    Kind.QUOTE: N_("quote"),
}
_SORT = {
    Sort.EDITION: N_("edition order"),
    Sort.TITLE: N_("title"),
    Sort.APPLICANT: N_("applicant"),
    Sort.LAST_READ: N_("last read"),
    Sort.ANNOTATIONS: N_("number of notes"),
    Sort.WORDS: N_("length"),
    Sort.RELEVANCE: N_("relevance"),
}
_LIST = {
    ListKind.PRIZE: N_("prize"),
    ListKind.THEME: N_("theme"),
    ListKind.OWN: N_("my lists"),
}
_FIELD = {
    "school_levels": N_("School level"),
    "partners": N_("Partners"),
    "suppliers": N_("Suppliers"),
    "tools": N_("Tools"),
    "budget": N_("Budget"),
    "period": N_("Period"),
    "laureate": N_("Laureate"),
    "title": N_("Title"),
    "applicant": N_("Applicant"),
    "level": N_("Level"),
    "department": N_("Department"),
    "prize": N_("Prize"),
}
_LEVEL = {
    "commune": N_("municipality"),
    "agglomération": N_("urban area"),
    "métropole": N_("metropolis"),
    "département": N_("department"),
    "région": N_("region"),
    "collectivité d’outre-mer": N_("overseas territory"),
    "association": N_("association"),
}
_SENTENCES = {
    "theme.tag": N_("Theme “{theme}” put on {dossier}"),
    "theme.untag": N_("Theme “{theme}” taken off {dossier}"),
    "theme.create": N_("Theme “{theme}” created"),
    "theme.create_tag": N_("Theme “{theme}” created and put on {dossier}"),
    "theme.rename": N_("Theme “{before}” renamed “{theme}”"),
    "theme.merge": N_("Theme “{theme}” merged into “{into}”"),
    "theme.describe": N_("Description of the theme “{theme}” changed"),
    "theme.sign": N_("Sign of the theme “{theme}” changed"),
    "theme.delete": N_("Theme “{theme}” deleted"),
    "review.status": N_("{dossier}: marked {status}"),
    "review.bring_back": N_("{dossier} brought back"),
    "review.note": N_("Note on {dossier} changed"),
    "annotation.create": N_("{kind} marked in {dossier}: “{quote}”"),
    "annotation.edit": N_("{kind} changed in {dossier}: “{quote}”"),
    "annotation.attach": N_("{kind} attached in {dossier}: “{quote}”"),
    "annotation.delete": N_("{kind} deleted in {dossier}: “{quote}”"),
    "shortlist.add": N_("{dossier} shortlisted: {list}"),
    "shortlist.remove": N_("{dossier} taken off the shortlist: {list}"),
    "shortlist.rank": N_("{dossier} ranked {rank} in {list}"),
    "shortlist.move": N_("{dossier} moved: “{before}” → “{list}”"),
    "shortlist.reason": N_("Reason for {dossier} in {list} changed"),
    "shortlist.places": N_("{list}: places set to {places}"),
    "shortlist.create": N_("List “{list}” created"),
    "shortlist.rename": N_("List “{before}” renamed “{list}”"),
    "shortlist.delete": N_("List “{list}” deleted"),
    "search.save": N_("Search “{search}” saved"),
    "search.rename": N_("Search “{before}” renamed “{search}”"),
    "search.remove": N_("Search “{search}” removed"),
    "edition.import": N_("Imported: {new} new, {revised} revised"),
    "juror.rename": N_("Juror named “{name}”"),
}
"""Verb of a journal step -> its sentence. A test holds it complete."""


def status_name(status: Status) -> str:
    return _(_STATUS[status])


def kind_name(kind: Kind) -> str:
    return _(_KIND[kind])


def fate_name(fate: Fate, similarity: float = 1.0) -> str:
    """Return what a revision did to a passage, with its likeness where its words were changed."""
    if fate is Fate.KEPT:
        return _("kept")
    if fate is Fate.ORPHANED:
        return _("without a passage")
    if similarity >= 1.0:
        return _("moved")
    # 99.6 % are not yet all of it.
    return _("moved, {n} % alike").format(n=min(99, round(100 * similarity)))


def fate_count(fate: Fate, count: int) -> str:
    """Return how many passages have a fate, in words; '' for none."""
    if not count:
        return ""
    if fate is Fate.KEPT:
        return ngettext("{n} kept", "{n} kept", count)
    if fate is Fate.MOVED:
        return ngettext("{n} moved", "{n} moved", count)
    return _("{n} without a passage").format(n=number(count))


def sort_name(sort: Sort) -> str:
    return _(_SORT[sort])


def list_kind_name(kind: ListKind) -> str:
    return _(_LIST[kind])


def field_name(key: str) -> str:
    """Return the label of a metadata field; a file's own key is shown as it is."""
    return _(_FIELD[key]) if key in _FIELD else key


def level_name(level: str) -> str:
    """Return a level in the language spoken; one that isn't known is shown as it is."""
    return _(_LEVEL[level]) if level in _LEVEL else level


def provenance_text(source: str, place: Provenance) -> str:
    """Return from which file a dossier came and where it stands there; '' where it isn't known."""
    parts = [source]
    if place.first_line:
        parts.append(_span(N_("line {n}"), N_("lines {first} to {last}"), *place[:2]))
    if place.first_page:
        parts.append(_span(N_("page {n}"), N_("pages {first} to {last}"), *place[2:]))
    return ", ".join(filter(None, parts))


def _span(one: str, several: str, first: int, last: int) -> str:
    if last <= first:
        return _(one).format(n=number(first))
    return _(several).format(first=number(first), last=number(last))


def problem_text(problem: Problem) -> str:
    """Return what was not understood of a search, in words."""
    return _(problem.template).format(**dict(problem.gaps))


def sentence(verb: str, words: Mapping[str, str]) -> str:
    """Return a journal step in words."""
    template = _SENTENCES.get(verb)
    if template is None:
        return verb
    gaps = dict(words)
    if "count" in gaps:
        gaps["dossier"] = ngettext("{n} dossier", "{n} dossiers", int(gaps.pop("count")))
    elif "dossier" in gaps:
        gaps["dossier"] = _("“{title}”").format(title=_within_quotes(gaps["dossier"]))
    if "status" in gaps:
        gaps["status"] = status_name(Status(gaps["status"]))
    if "kind" in gaps:
        gaps["kind"] = kind_name(Kind(gaps["kind"])).capitalize()
    return _(template).format(**gaps)


def sentence_within(verb: str, words: Mapping[str, str], room: int) -> str:
    """Return a journal step in about ``room`` characters: the dossier's title gives way first."""
    whole = sentence(verb, words)
    over = len(whole) - room
    if over <= 0 or "dossier" not in words:
        return whole
    title = words["dossier"]
    return sentence(verb, {**words, "dossier": shorten(title, max(LEAST_TITLE, len(title) - over))})


LEAST_TITLE = 12
"""Characters of a title by which a dossier is still known."""


def _within_quotes(title: str) -> str:
    """Return a title with its own quotation marks of the second rank, as French sets them."""
    if language() != "fr":
        return title
    return re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", title))

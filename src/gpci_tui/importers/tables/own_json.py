"""The program's own JSON export -> the dossiers in it, and what it says of the edition."""

from __future__ import annotations

from typing import Any

from gpci_tui.importers.dossier import Reading, draft_of
from gpci_tui.importers.front_matter import Entry
from gpci_tui.importers.problems import Problem, Rejected
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.dossier import DossierDraft, EditionDraft, Prize
from gpci_tui.model.errors import N_

FORMAT = "gpci-review"
"""What an export calls itself."""

_TEXTS = ("ref", "title", "applicant", "level", "department", "prize")
_MAX_NAME = 300
_MAX_PLACES = 999


def is_own(value: Any) -> bool:
    """Return whether a JSON value is an export of this program."""
    return isinstance(value, dict) and value.get("format") == FORMAT


def drafts(value: dict[str, Any], file: SourceFile) -> Reading:
    """Return what an export holds. Reviews in it are no part of an import.

    Raises:
        Rejected: it holds no text of a dossier.
    """
    dossiers = [each for each in _list(value.get("dossiers")) if isinstance(each, dict)]
    if not any("body" in each for each in dossiers):
        raise Rejected(
            0, N_("This export holds no texts of dossiers. Export it again, with the texts.")
        )
    found: list[DossierDraft] = []
    problems: list[Problem] = []
    for number, each in enumerate(dossiers, 1):
        try:
            draft, notices = draft_of(file, _entries(each), _text(each.get("body")))
        except Rejected as rejected:
            problems.append(Rejected(number, rejected.error.template, **rejected.error.params)
                            .problem(file.name))  # fmt: skip
            continue
        found.append(draft)
        problems += notices
    return Reading(
        tuple(found), tuple(problems), edition=_edition(value.get("edition")), is_export=True
    )


def _entries(dossier: dict[str, Any]) -> list[Entry]:
    entries = [
        Entry(name, (clean_line(_text(dossier.get(name))),), 0) for name in _TEXTS
        if _text(dossier.get(name))
    ]  # fmt: skip
    fields = dossier.get("fields")
    for name, values in fields.items() if isinstance(fields, dict) else ():
        texts = tuple(filter(None, (clean_line(_text(each)) for each in _list(values))))
        entries.append(Entry(clean_line(name), texts, 0, is_list=len(texts) > 1))
    return entries


def _edition(value: Any) -> EditionDraft | None:
    if not isinstance(value, dict):
        return None
    year = value.get("year")
    prizes = [_prize(each) for each in _list(value.get("prizes"))]
    draft = EditionDraft(
        name=_name(value.get("name")),
        year=year if isinstance(year, int) and 0 < year < 10_000 else None,
        organiser=_name(value.get("organiser")),
        prizes=tuple(prize for prize in prizes if prize.name),
    )
    return draft if draft != EditionDraft() else None


def _prize(value: Any) -> Prize:
    about = value if isinstance(value, dict) else {}
    places = about.get("places")
    if not isinstance(places, int) or not 0 <= places <= _MAX_PLACES:
        places = 1
    return Prize(0, _name(about.get("name"))[:80], places=places)


def _name(value: Any) -> str:
    return clean_line(_text(value))[:_MAX_NAME]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

"""A proposal as JSON: the list that is printed, and the file that is saved and resumed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from gpci_tui.model.cleaning import clean_line
from gpci_tui.model.clues import Clue, known
from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.segments import MAX_TITLE, Kind, Proposal, Segment, is_sound

FORMAT = "gpci booklet proposal"
VERSION = 1

_TEXTS = ("title", "applicant", "level", "department", "prize")
_UNREADABLE = N_("This is no saved proposal of a booklet, or it is damaged.")


def listing(
    proposal: Proposal, reason: Callable[[Segment], str]
) -> list[dict[str, str | int | float]]:
    """Return the list that ``--dry-run --format json`` prints; lines count from 1."""
    return [
        {
            "kind": segment.kind.value,
            "title": segment.title,
            "applicant": segment.applicant,
            "level": segment.level,
            "prize": segment.prize,
            "first_line": segment.first + 1,
            "last_line": segment.last + 1,
            "confidence": round(segment.confidence, 2),
            "reason": reason(segment),
        }
        for segment in proposal.segments
    ]


def fingerprint(lines: Sequence[str]) -> str:
    """Return the SHA-256 of a booklet's text, by which a saved proposal knows it again."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def to_json(proposal: Proposal) -> str:
    """Return a proposal to save: the cuts and the text's fingerprint, not the text."""
    segments = [
        {
            "kind": segment.kind.value,
            **{name: getattr(segment, name) for name in _TEXTS},
            "first_line": segment.first + 1,
            "last_line": segment.last + 1,
            "confidence": round(segment.confidence, 4),
            "dropped": segment.dropped,
            **_read_otherwise(segment),
            "reason": [list(clue) for clue in segment.clues],
        }
        for segment in proposal.segments
    ]
    saved = {
        "format": FORMAT,
        "version": VERSION,
        "file": proposal.file,
        "sha256": fingerprint(proposal.lines),
        "segments": segments,
    }
    return json.dumps(saved, ensure_ascii=False, indent=1) + "\n"


def from_json(saved: str, file: str, lines: Sequence[str], pages: Sequence[int]) -> Proposal:
    """Return the proposal that was saved for the booklet ``file`` with this text.

    Raises:
        BadInput: it is no saved proposal, of a later version, damaged, or of another text.
    """
    try:
        read = json.loads(saved)
    except (ValueError, RecursionError) as error:
        raise BadInput(_UNREADABLE) from error
    if not isinstance(read, dict) or read.get("format") != FORMAT:
        raise BadInput(_UNREADABLE)
    if read.get("version") != VERSION:
        raise BadInput(N_("This proposal was saved by another version of the program."))
    if read.get("sha256") != fingerprint(lines):
        raise BadInput(
            N_("This proposal is of another text: “{file}” changed, or it is another booklet."),
            file=clean_line(file),
        )
    try:
        segments = tuple(_segment(each) for each in read["segments"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(_UNREADABLE) from error
    proposal = Proposal(file, tuple(lines), tuple(pages), segments)
    if not is_sound(proposal):
        raise BadInput(_UNREADABLE)
    return proposal


def _read_otherwise(segment: Segment) -> dict[str, str]:
    return {} if segment.applicant_read is None else {"applicant_read": segment.applicant_read}


def _segment(read: dict[str, Any]) -> Segment:
    texts = {name: _text(read[name]) for name in _TEXTS}
    first, last, confidence = read["first_line"], read["last_line"], read["confidence"]
    if type(first) is not int or type(last) is not int or type(read["dropped"]) is not bool:
        raise TypeError
    if type(confidence) not in (int, float) or not 0 <= confidence <= 1:
        raise ValueError
    applicant_read = _text(read["applicant_read"]) if "applicant_read" in read else None
    return Segment(
        Kind(read["kind"]), first - 1, last - 1, **texts,
        confidence=float(confidence), clues=_clues(read["reason"]), dropped=read["dropped"],
        applicant_read=applicant_read,
    )  # fmt: skip


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean_line(value)[:MAX_TITLE]


def _clues(value: object) -> tuple[Clue, ...]:
    if not isinstance(value, list):
        raise TypeError
    found = (known(*each) for each in value if isinstance(each, list) and len(each) == 2)
    return tuple(clue for clue in found if clue is not None)

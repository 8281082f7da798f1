"""What a reader gives, as JSON and back: how the process that reads speaks with the program.

JSON and not pickle, since a file may have taken over the process that read it.
"""

from __future__ import annotations

from typing import Any

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.problems import Problem, Rejected, Severity
from gpci_tui.model.errors import BadInput


def pack(given: Any) -> dict[str, Any]:
    """Return what a reader gave (an ``Extract``, or plain JSON values) as plain JSON values."""
    if not isinstance(given, Extract):
        return {"value": given}
    notices = [
        [told.file, told.line, told.error.template, _plain(told.error.params)]
        for told in given.notices
    ]
    return {"extract": [given.text, given.title, given.pages, notices]}


def pack_refusal(rejected: Rejected) -> dict[str, Any]:
    """Return why a reader refused a file as plain JSON values."""
    return {"rejected": [rejected.line, rejected.error.template, _plain(rejected.error.params)]}


def unpack(answer: dict[str, Any]) -> Any:
    """Return what ``pack`` was given.

    Raises:
        Rejected: what ``pack_refusal`` was given.
    """
    if "rejected" in answer:
        line, template, params = answer["rejected"]
        raise Rejected(line, template, **params)
    if "extract" not in answer:
        return answer["value"]
    text, title, pages, notices = answer["extract"]
    return Extract(text, title, tuple(pages), tuple(_notice(*told) for told in notices))


def _notice(file: str, line: int, template: str, params: dict[str, Any]) -> Problem:
    return Problem(file, line, BadInput(template, **params), Severity.NOTICE)


def _plain(params: dict[str, object]) -> dict[str, object]:
    return {k: v if isinstance(v, int | float) else str(v) for k, v in params.items()}

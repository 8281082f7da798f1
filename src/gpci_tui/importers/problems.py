"""What could not be taken from a file, or was taken with a change worth knowing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gpci_tui.model.errors import BadInput, GpciError


class Severity(StrEnum):
    """Whether the file was left out, or taken all the same."""

    REFUSED = "refused"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell about a file."""

    file: str
    """Its name, cleaned, as a person would look for it."""
    line: int
    """From 1 on; 0 where no line is to blame."""
    error: GpciError
    """The reason, without the file's name and line."""
    severity: Severity = Severity.REFUSED


class Rejected(Exception):
    """Raised while a file is read: it can't be taken, because of one of its lines."""

    def __init__(self, line: int, template: str, /, **params: object) -> None:
        self.line = line
        self.error = BadInput(template, **params)
        super().__init__(str(self.error))

    def problem(self, file: str) -> Problem:
        """Return what to tell about ``file``."""
        return Problem(file, self.line, self.error)


def notice(file: str, line: int, template: str, /, **params: object) -> Problem:
    """Return something worth knowing about a file that was taken."""
    return Problem(file, line, BadInput(template, **params), Severity.NOTICE)

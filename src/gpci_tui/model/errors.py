"""Every error that a person may see, in one tree.

GpciError
├── BadInput            a file, a value or an argument that can't be taken as it is
├── NotFound            a ref, a theme, a prize… that the edition doesn't hold
├── Refused             an operation that would break a rule (with what to do instead)
│   └── UndoRefused     a row is no longer what the step left
└── StoreError          the file of the edition can't be opened or written
    ├── StoreIsForeign  not one of ours
    ├── StoreIsNewer    written by a later version
    ├── StoreIsOlder    written by an earlier one, and it can only be read here
    ├── StoreIsReadOnly another window writes, or the medium forbids it
    └── BackupFailed    no copy of it could be made; the edition itself is as it was

A message is an English sentence with named gaps. It is translated where it is
shown (``i18n.say``), never where it is raised.
"""

from __future__ import annotations


def N_(message: str) -> str:
    """Mark ``message`` for translation without translating it yet."""
    return message


class GpciError(Exception):
    """What happened, what was kept, and what to do, as ``template`` and ``params``."""

    def __init__(self, template: str, **params: object) -> None:
        self.template = template
        self.params = params
        super().__init__(template.format(**params) if params else template)


class BadInput(GpciError):
    """A file, a value or an argument that can't be taken as it is."""


class NotFound(GpciError):
    """A ref, a theme, a prize or a list that the edition doesn't hold."""


class Refused(GpciError):
    """An operation that would break a rule."""


class UndoRefused(Refused):
    """A row is no longer what the step left, so that it can't be taken back."""


class StoreError(GpciError):
    """The file of the edition can't be opened or written."""


class StoreIsForeign(StoreError):
    """The file is not an edition."""


class StoreIsNewer(StoreError):
    """The file was written by a later version of the program."""


class StoreIsOlder(StoreError):
    """The file was written by an earlier version, and can't be brought up to date here."""


class StoreIsReadOnly(StoreError):
    """Another window writes this edition, or the medium forbids writing."""


class BackupFailed(StoreError):
    """No copy of the edition could be made; the edition itself is as it was."""

"""Backups in words: making one, listing them, what restoring one would change, restoring it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gpci_tui.i18n import _, day, local, ngettext, number, time_of_day
from gpci_tui.model.errors import N_, BackupFailed, BadInput, NotFound, StoreError
from gpci_tui.model.rotation import Reason
from gpci_tui.store import backups, copying, restoring
from gpci_tui.store.backups import Backup
from gpci_tui.store.copying import Tally
from gpci_tui.store.restoring import Difference, Preview

REASONS = {
    Reason.START: N_("at the start of a session"),
    Reason.END: N_("at the end of a session"),
    Reason.ASKED: N_("asked for"),
    Reason.MIGRATION: N_("before the program was updated"),
    Reason.IMPORT: N_("before an import"),
    Reason.REVISION: N_("before a revision"),
    Reason.RESTORE: N_("before a restore"),
    Reason.MENDING: N_("before a mending"),
    Reason.DAMAGED: N_("set aside, could not be read"),
}


class Line(NamedTuple):
    """A backup and what it holds."""

    backup: Backup
    tally: Tally | None
    """None where it can't be read."""


def held(folder: Path) -> list[Line]:
    """Return the backups in a folder, the latest first, each with what it holds.

    Raises:
        BackupFailed: the folder can't be read.
    """
    return [Line(one, _tally(one.path)) for one in backups.listed(folder)]


def _tally(path: Path) -> Tally | None:
    try:
        return copying.count(path)
    except StoreError:
        return None


def make(path: Path, folder: Path, now: datetime, reason: Reason = Reason.ASKED) -> Backup:
    """Make a backup of the edition at ``path``, which another window may be writing.

    Raises:
        StoreError: there is no edition, it is damaged, or the backup can't be written.
    """
    with closing(restoring.open_to_read(path)) as conn:
        try:
            return backups.keep(conn, path, folder, reason, now)
        except copying.PutOff:
            raise _too_busy() from None


def make_at(path: Path, target: Path, now: datetime) -> Path:
    """Make a backup at ``target``, a new file or a folder; return the file.

    Raises:
        BadInput: something is there already.
        StoreError: there is no edition, it is damaged, or the backup can't be written.
    """
    if target.is_dir():
        moment = now.astimezone().strftime("%Y-%m-%d-%H%M")
        target = target / f"{path.stem}-{moment}{backups.SUFFIX}"
    if os.path.lexists(target):
        raise BadInput(N_("{path} is there already; name another file."), path=target)
    with closing(restoring.open_to_read(path)) as conn:
        try:
            copying.copy_out(conn, path, target)
        except copying.PutOff:
            raise _too_busy() from None
    return target


def _too_busy() -> BackupFailed:
    return BackupFailed(
        N_("Another window writes this edition all the time. Try again in a moment.")
    )


def find(folder: Path, name: str, understand: Callable[[str], Path] = Path) -> Path:
    """Return the backup that a person names: by its number, its file's name, or a path.

    Raises:
        NotFound: there is none.
    """
    for one in backups.listed(folder):
        if name in (one.path.name, one.path.stem) or (name.isdecimal() and int(name) == one.number):
            return one.path
    path = understand(name)
    if path.is_file():
        return path
    raise NotFound(N_("There is no backup “{name}”. “gpci backups” lists them."), name=name)


# -- in words -------------------------------------------------------------------


def moment(at: datetime) -> str:
    """Return when a backup was made, such as ``12 March 2025, 14:32``."""
    text = at.isoformat()
    return f"{day(text)} {local(text).year}, {time_of_day(text)}"


def size(count: int) -> str:
    """Return a number of bytes as a person reads it."""
    if count < 10_000_000:
        return _("{n} kB").format(n=number(-(-count // 1000)))
    return _("{n} MB").format(n=number(-(-count // 1_000_000)))


def holding(tally: Tally | None) -> str:
    """Return what a backup holds, in short."""
    if tally is None:
        return _("can’t be read")
    return ", ".join(
        (
            ngettext("{n} dossier", "{n} dossiers", tally.dossiers),
            ngettext("{n} note", "{n} notes", tally.notes),
        )
    )


def consequences(found: Preview) -> list[str]:
    """Return what a restore would change, a line for each kind of things."""
    if found.damaged:
        return [_("What stands there now can’t be read. It is kept as it is, beside the backups.")]
    if found.now is None:
        return [_("There is no edition there now.")]
    lines = [_difference(one) for one in found.differences]
    if not lines and found.now.state == found.then.state:
        return [_("It holds the same as the edition does now.")]
    if not lines:
        lines = [_("Dossiers and notes stay as they are; only the history is that of then.")]
    kept = _("The edition as it is now is kept among the backups, so that this can be taken back.")
    return [*lines, kept]


def _difference(one: Difference) -> str:
    parts = [
        text
        for count, text in (
            (one.gone, ngettext("{n} goes", "{n} go", one.gone)),
            (one.back, ngettext("{n} comes back", "{n} come back", one.back)),
            (one.other, ngettext("{n} is as it was then", "{n} are as they were then", one.other)),
        )
        if count
    ]
    return _("{name}: {value}").format(name=_(one.what), value=", ".join(parts))


def dated(lines: Sequence[Line]) -> list[tuple[str, str, str, str, str]]:
    """Return the backups as a table: number, moment, why, what it holds, size."""
    return [
        (
            str(line.backup.number), moment(line.backup.at), _(REASONS[line.backup.reason]),
            holding(line.tally), size(line.backup.size),
        )
        for line in lines
    ]  # fmt: skip

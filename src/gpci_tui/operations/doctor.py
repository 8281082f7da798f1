"""What is wrong with an edition, in words; mending it, or setting aside what can't be mended."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from gpci_tui.i18n import _, ngettext
from gpci_tui.model.cleaning import clean, clean_line
from gpci_tui.model.errors import N_, BackupFailed, StoreError
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import backups as copies
from gpci_tui.store import backups, checking, restoring
from gpci_tui.store.checking import Found
from gpci_tui.store.checking_rows import Difference, Outside, Step
from gpci_tui.store.connection import BY_DAMAGE, open_store
from gpci_tui.store.transaction import read_only_error

SOUND = 0
MENDED = 1
"""Something was mended, or can be with ``--mend``."""
LASTING = 2
"""Something can't be mended. The exit statuses of ``gpci doctor``."""

SHOWN = 20
"""Findings of one part that are listed; the others are counted."""

TABLES = {
    "edition": N_("the edition"),
    "juror": N_("juror"),
    "prize": N_("prize"),
    "criterion": N_("criterion"),
    "theme": N_("theme"),
    "dossier": N_("dossier"),
    "revision": N_("older text of a dossier"),
    "review": N_("reading status and note"),
    "tagging": N_("theme of a dossier"),
    "annotation": N_("annotation"),
    "shortlist": N_("a shortlist"),
    "entry": N_("place on a shortlist"),
    "saved_search": N_("saved search"),
    "place": N_("where one stopped reading"),
    "session": N_("what the interface remembers"),
    "journal_step": N_("step of the history"),
    "journal_row": N_("row of the history"),
}

INDEXES = {
    "trait": N_("which dossiers have which words, themes and statuses"),
    "text_index": N_("where each word stands in the dossiers"),
    "own_index": N_("where each word stands in your notes and themes"),
}


_WITH_THE_FAULT = {Reason.MENDING, Reason.DAMAGED}


class Mended(NamedTuple):
    """What a mending did."""

    backup: Path
    """The edition as it was before."""
    aside: Path | None
    """The file with both versions of each row that differs; None where none does."""
    left: Found
    """What is wrong still."""


def mend(path: Path, folder: Path, found: Found, now: datetime) -> Mended:
    """Mend what can be, after a backup, and write what can't into a file beside the edition.

    Raises:
        StoreError: another window has it open, or it can't be written.
    """
    with restoring.claimed(path):
        backup = _keep(path, folder, now)
        aside = _set_aside(path, found, now) if found.rows or found.outside else None
    if found.mendable:
        store = open_store(path)
        try:
            if store.read_only:
                raise read_only_error(store)
            checking.mend(store)
        except BY_DAMAGE as error:
            raise StoreError(
                N_("The index can't be made anew ({error}); nothing was changed."), error=error
            ) from error
        finally:
            store.close()
    return Mended(backup, aside, checking.examine(path))


def _keep(path: Path, folder: Path, now: datetime) -> Path:
    """Keep the edition as it is, byte for byte where SQLite makes no sound copy of it."""
    try:
        return copies.make(path, folder, now, Reason.MENDING).path
    except BackupFailed:
        backups.make_private_folder(folder)
        return restoring.copy_bytes(path, folder, now)


def _set_aside(path: Path, found: Found, now: datetime) -> Path:
    """Write all versions of each row into a file that only its owner may read."""
    moment = now.astimezone().strftime("%Y-%m-%d-%H%M%S")
    target = path.with_name(f"{path.stem}-doctor-{moment}.txt")
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(_versions(path, found)) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(
            N_("{path} can't be written ({error})."), path=target, error=error.strerror or error
        ) from error
    return target


def _versions(path: Path, found: Found) -> Iterator[str]:
    yield _("Rows of {path} that are not as the history left them").format(path=path)
    for one in found.outside:
        yield ""
        yield "== " + _named(one)
        yield from (f"   {clean(str(value))}" for value in one.values)
    for row in found.rows:
        yield ""
        yield "== " + _row(row)
        for label, values in (
            (_("In the edition"), row.held),
            (_("As the history left it"), row.wanted),
        ):
            yield f"-- {label}"
            if values is None:
                yield "   " + _("(not there)")
            other = row.wanted if values is row.held else row.held
            for name, value in (values or {}).items():
                sign = "*" if other is not None and other.get(name) != value else " "
                yield f" {sign} {name}: {clean(str(value))}"


# -- in words -------------------------------------------------------------------


def status(found: Found) -> int:
    """Return the exit status that says how an edition is."""
    if found.lasting:
        return LASTING
    return MENDED if found.mendable else SOUND


def findings(found: Found) -> list[str]:
    """Return what was checked and what was found, a line for each, details below."""
    rows = [_("{name}: {value}").format(name=_row(one), value=_how(one)) for one in found.rows]
    rows += map(_step, found.steps)
    if found.history:
        rows.append(
            ngettext(
                "{n} step of the history does not follow on the one before",
                "{n} steps of the history do not follow on the ones before",
                found.history,
            )
        )
    keys = [
        _("{name}: what it belongs to ({parent}) is not there").format(
            name=f"{_table(one.table)} {one.row_id}", parent=_table(one.parent)
        )
        for one in found.keys
    ]
    rows += [
        _("{name}: is not as it was written").format(name=_named(one)) for one in found.outside
    ]
    file = [clean_line(line) for line in found.file]
    if found.redefined:
        file.append(_("the tables are not defined as gpci made them"))
    return [
        *_part(_("The file, as SQLite reads it"), file),
        *_part(_("What hangs together"), keys),
        *_part(_("The search index"), (_(INDEXES[name]) for name in found.indexes), found.unread),
        *_part(_("The edition against its history"), rows, found.unread),
    ]


def _part(name: str, faults: Iterator[str] | Sequence[str], unread: bool = False) -> list[str]:
    listed = list(faults)
    if unread:
        state = _("could not be checked")
    elif listed:
        state = ngettext("{n} fault", "{n} faults", len(listed))
    else:
        state = _("sound")
    lines = [_("{name}: {value}").format(name=name, value=state)]
    lines += ["    " + line for line in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append("    " + _("… and {n} more").format(n=len(listed) - SHOWN))
    return lines


def _row(one: Difference) -> str:
    return _named(one) if one.name else f"{_table(one.table)} {one.row_id}"


def _named(one: Difference | Outside) -> str:
    if not one.name:
        return _table(one.table)
    return clean_line(_("{kind} “{name}”").format(kind=_table(one.table), name=one.name))


def _step(one: Step) -> str:
    if not one.at:
        return _("{name}: is not there").format(name=f"{_table('journal_step')} {one.id}")
    name = clean_line(f"{_table('journal_step')} {one.id} ({one.at})")
    return _("{name}: is not as it was written").format(name=name)


def _table(name: str) -> str:
    return _(TABLES[name]) if name in TABLES else name


def _how(one: Difference) -> str:
    if one.held is None:
        return _("is not there; the history has it")
    if one.wanted is None:
        return _("is there; the history does not have it")
    names = sorted(name for name in one.held if one.held[name] != one.wanted.get(name))
    return _("is not as the history left it ({columns})").format(columns=", ".join(names))


def advice(folder: Path) -> str:
    """Return what to do about what can't be mended."""
    try:
        held = [one for one in backups.listed(folder) if one.reason not in _WITH_THE_FAULT]
    except BackupFailed:
        held = []
    if not held:
        return _(
            "There is no backup of it from before. Copy the file before you go on, and ask for "
            "help."
        )
    return _(
        "The last backup is of {moment}: “gpci backups” lists them, “gpci restore NUMBER” puts one "
        "of them in the edition’s place and keeps what stands there."
    ).format(moment=copies.moment(held[0].at))

"""The sample edition in a store of its own."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from gpci_tui import paths
from gpci_tui.model.errors import N_, Refused, StoreIsReadOnly
from gpci_tui.operations.importing import open_sample, read_paths
from gpci_tui.store import dossiers, library
from gpci_tui.store.connection import Store, open_store


def prepare(path: Path, juror: str = "") -> None:
    """Make the sample's store where there is none, and fill an empty one.

    Raises:
        StoreError: it can't be opened or written.
    """
    store = open_store(path, juror=juror, backups=paths.backup_folder(path))
    try:
        if not store.read_only and not library.total(store.conn):
            open_sample(store)
    finally:
        store.close()


def replace(path: Path, juror: str = "") -> None:
    """Put a fresh sample in the place of the store, which is kept until the new one stands.

    Raises:
        Refused: it is no store of the sample but holds other dossiers.
        StoreIsReadOnly: another window has it open, or nothing can be written there.
        StoreError: it is no edition, or can't be written.
    """
    old = open_store(path, juror=juror, backups=paths.backup_folder(path))
    fresh = path.with_name(path.name + ".new")
    try:
        _check_free(old)
        _check_is_sample(old)
        _remove(fresh)
        prepare(fresh, juror)
        # The right to write is held until the end; Windows replaces closed files only.
        old.conn.close()
        fresh.replace(path)
    finally:
        old.close()
        _remove(fresh)


def _check_free(store: Store) -> None:
    if store.reason == "busy":
        raise StoreIsReadOnly(
            N_("Another window has the sample edition open. Close it first; nothing was changed.")
        )
    if store.read_only:
        raise StoreIsReadOnly(
            N_("{path} can only be read, so that it can't be begun anew."), path=store.path
        )


def _check_is_sample(store: Store) -> None:
    """Refuse to throw away an edition that somebody named by mistake."""
    if store.path == paths.demo_store():
        return
    sample = {draft.ref for draft in read_paths([paths.sample_dossiers()]).drafts}
    if not sample.issuperset(dossiers.refs(store.conn)):
        raise Refused(
            N_("{path} holds other dossiers than the sample, and was left as it is. Only the "
               "sample is begun anew."),
            path=store.path,
        )  # fmt: skip


def _remove(path: Path) -> None:
    for beside in (path, path.with_name(path.name + ".lock")):
        with suppress(FileNotFoundError):
            beside.unlink()

"""One run of the program: whose settings, which edition; and opening the interface on it.

Without click, so that the interface opens without it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gpci_tui import i18n, paths
from gpci_tui.commands.ending import complain
from gpci_tui.model.errors import N_, BadInput, Refused
from gpci_tui.settings import Settings

if TYPE_CHECKING:
    from gpci_tui.store.connection import Store


class Session:
    """What one run was told."""

    def __init__(
        self,
        settings: Settings | None = None,
        problems: list[BadInput] | None = None,
        named: Path | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.problems = problems or []
        """What the settings held that could not be taken."""
        self.named = named
        """The edition of ``--store``."""

    @property
    def store(self) -> Path:
        """Return which edition is meant."""
        return self.named or paths.default_store()

    def reading(self) -> AbstractContextManager[Store]:
        """Open the edition for reading; another window may write it meanwhile."""
        from gpci_tui.store.visit import visit

        return visit(self.store, backups=paths.backup_folder(self.store))

    @contextmanager
    def writing(self, *, make: bool = False) -> Iterator[Store]:
        """Open the edition for writing; ``make`` it where there is none."""
        from gpci_tui.store.visit import visit

        with visit(
            self.store, juror=self.settings.juror, write=True, make=make,
            backups=paths.backup_folder(self.store),
        ) as store:  # fmt: skip
            yield store
        for warning in store.warnings:
            complain(i18n.say(warning))


def on_terminal() -> bool:
    """Return whether somebody is there to look at it and to press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def open_interface(session: Session, booklet: tuple[Path, Path | None] | None = None) -> int:
    """Open the edition; return the exit status.

    ``booklet`` is one that is to be looked at first, with a proposal that was saved for it.
    """
    if not on_terminal():
        raise Refused(
            N_("The interface needs a terminal. “gpci list” and the other commands don't; "
               "“gpci --help” shows them.")
        )  # fmt: skip
    # What is made while starting stays: looking through it for garbage would take a tenth of the
    # time. The app turns it on again with its first frame.
    gc.disable()
    from gpci_tui.ui.app import run

    status, failure = run(
        session.store,
        settings=session.settings,
        settings_path=paths.settings_file(),
        problems=session.problems,
        booklet=booklet,
    )
    if failure:
        complain(failure)
    return status

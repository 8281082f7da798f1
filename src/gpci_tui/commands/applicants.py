"""Applicants whose names were corrected before, on the command line."""

from __future__ import annotations

import os

from gpci_tui.commands.invocation import Session
from gpci_tui.operations import corrected_names


def known(session: Session) -> dict[str, str]:
    """Return the names that were corrected in an edition; none where there is no edition yet."""
    if not os.path.lexists(session.store):
        return {}
    with session.reading() as store:
        return corrected_names.known(store)

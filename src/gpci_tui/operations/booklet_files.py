"""A proposal in a file of its own, to be resumed or handed over."""

from __future__ import annotations

from pathlib import Path

from gpci_tui.model.errors import N_, BadInput
from gpci_tui.model.segments import Proposal
from gpci_tui.model.segments_json import to_json
from gpci_tui.operations.files import write_whole

SUFFIX = ".proposal.json"
LARGEST = 64_000_000
"""Bytes of a proposal's file at most."""


def beside(booklet: Path) -> Path:
    """Return where the proposal of a booklet is looked for first."""
    return booklet.with_name(booklet.stem + SUFFIX)


def save(proposal: Proposal, path: Path) -> None:
    """Write a proposal to a file; one that is there is replaced.

    Raises:
        BadInput: it can't be written.
    """
    try:
        write_whole(path, to_json(proposal))
    except OSError as error:
        raise BadInput(
            N_("{path} can't be written ({error}). Nothing was saved."),
            path=path, error=error.strerror or error,
        ) from error  # fmt: skip


def load(path: Path) -> str:
    """Return what a proposal's file holds, not yet understood.

    Raises:
        BadInput: it can't be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(N_("{path} is too large to be a saved proposal."), path=path)
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(N_("{path} can't be read ({error})."), path=path, error=reason) from error

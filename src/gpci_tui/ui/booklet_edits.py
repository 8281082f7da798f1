"""The edits of a proposal, each of which can be taken back and done again."""

from __future__ import annotations

from gpci_tui.model.segments import Proposal


class Edits:
    """A proposal, and the ones before and after it. Each edit is called what it does."""

    def __init__(self, proposal: Proposal, *, saved: bool = True) -> None:
        """``saved`` says that the proposal can be had again as it is: from a file, or anew."""
        self.proposal = proposal
        self._done: list[tuple[str, Proposal, int]] = []
        self._undone: list[tuple[str, Proposal, int]] = []
        self._kept = proposal if saved else None

    def do(self, name: str, proposal: Proposal, line: int) -> bool:
        """Take another proposal; return whether it differs. ``line`` is where one was."""
        if proposal == self.proposal:
            return False
        self._done.append((name, self.proposal, line))
        self._undone.clear()
        self.proposal = proposal
        return True

    def undo(self) -> tuple[str, int] | None:
        """Take the last edit back; return its name and where one was, None without any."""
        return self._step(self._done, self._undone)

    def redo(self) -> tuple[str, int] | None:
        """Do again what was taken back; return its name and where one was, None without any."""
        return self._step(self._undone, self._done)

    def _step(
        self, source: list[tuple[str, Proposal, int]], target: list[tuple[str, Proposal, int]]
    ) -> tuple[str, int] | None:
        if not source:
            return None
        name, proposal, line = source.pop()
        target.append((name, self.proposal, line))
        self.proposal = proposal
        return name, line

    @property
    def unsaved(self) -> bool:
        """Whether there is anything that no file holds yet."""
        return self.proposal != self._kept

    def saved(self) -> None:
        """Say that a file holds the proposal as it is now."""
        self._kept = self.proposal

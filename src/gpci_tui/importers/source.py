"""A file that may hold dossiers, on the disk or inside a ZIP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gpci_tui.importers.decoding import MAX_BYTES, load_bytes


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may hold a dossier."""

    path: Path
    """On the disk; where ``held`` is set, only its name's parts count."""
    name: str
    """What it is called in messages and as the dossier's source; cleaned."""
    found: bool = False
    """Found in a folder, not named by the person."""
    held: Callable[[int], bytes] | None = None
    """Returns its bytes, at most as many as told, where it is no file of its own."""

    @property
    def suffix(self) -> str:
        """How its name ends, in lower case, such as ``.md``."""
        return self.path.suffix.lower()

    def data(self, limit: int = MAX_BYTES) -> bytes:
        """Return its bytes.

        Raises:
            Rejected: there are more than ``limit``, it can't be read, or it changed meanwhile.
        """
        return load_bytes(self.path, limit) if self.held is None else self.held(limit)

"""What to do with an error nobody foresaw: a short message, and a log without any content.

The log names the kind of error and the places in the code. It holds no text
of dossiers or notes: no values of variables, and no message of the error,
which might quote one.
"""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from gpci_tui import __version__
from gpci_tui.i18n import _


def report(error: BaseException, path: Path, clock: Callable[[], datetime] | None = None) -> str:
    """Write the error to the log at ``path``; return what to say to the person."""
    now = clock() if clock else datetime.now(UTC)
    head = (
        f"{now.isoformat(timespec='seconds')} gpci {__version__} Python {platform.python_version()}"
    )
    lines = [f"{head} {platform.system()}", *_places(error), ""]
    said = _(
        "gpci met an error it did not expect and had to stop. Everything the header called saved "
        "is safe."
    )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write("\n".join(lines))
    except OSError:
        return (
            said
            + " "
            + _("The log could not be written either: {kind}.").format(kind=type(error).__name__)
        )
    return said + " " + _("Details, without any of your texts: {path}").format(path=path)


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"  {type(current).__module__}.{type(current).__qualname__}")
        for frame in traceback.extract_tb(current.__traceback__):
            lines.append(f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}")
        # A failed worker of the interface holds what made it fail as ``error``.
        held = getattr(current, "error", None)
        cause = held if isinstance(held, BaseException) else current.__cause__
        current = cause or current.__context__
    return lines

"""A program in a real pseudo-terminal: its keys, its screen, its bytes and when they came."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

KEYS = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B",
    "shift+left": "\x1b[1;2D", "shift+right": "\x1b[1;2C",
    "ctrl+q": "\x11",
}  # fmt: skip
FROM_OUTSIDE = ("PATH", "SYSTEMROOT", "TMPDIR")
"""Variables taken from outside; all others would colour what is seen."""
QUIET = 0.06
"""Seconds without a byte after which a frame counts as whole."""


class TimedOut(Exception):
    """What was waited for did not come; the message holds the screen as it was."""


class _Screen(pyte.Screen):
    """pyte, with the private forms of sequences that Textual sends."""

    def report_device_status(self, *_args: object, **_private: object) -> None: ...

    def select_graphic_rendition(self, *attrs: int, private: bool = False) -> None:
        if not private:
            super().select_graphic_rendition(*attrs)

    def set_margins(self, *args: int, private: bool = False) -> None:
        if not private:
            super().set_margins(*args)


class Terminal:
    """Starts ``command`` at once; use it as a context manager, so that the program ends.

    ``started`` is the moment just before the start (``time.perf_counter``), and
    ``raw`` every byte that came.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 132,
        lines: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.raw = bytearray()
        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0
        self.fd, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        arguments = [str(part) for part in command]
        variables = self._variables(env or {})
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            arguments, stdin=inside, stdout=inside, stderr=inside,
            env=variables, cwd=cwd, start_new_session=True,
        )  # fmt: skip
        os.close(inside)

    @staticmethod
    def _variables(chosen: Mapping[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in FROM_OUTSIDE if name in os.environ}
        shown = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "en_GB.UTF-8"}
        return kept | shown | {"PYTHONUTF8": "1"} | dict(chosen)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.kill()
        os.close(self.fd)

    # -- what it shows ------------------------------------------------------

    def read(self, quiet: float = QUIET, patience: float | None = None) -> float | None:
        """Read until nothing came for ``quiet`` s; return the moment of the last byte, if any.

        ``patience`` is how long to wait for the first byte, ``quiet`` where it isn't said.

        Raises:
            TimedOut: bytes were still coming after 20 s.
        """
        last = None
        end = time.perf_counter() + 20
        wait = quiet if patience is None else patience
        while select.select([self.fd], [], [], wait)[0]:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:  # Linux says so when the program has ended.
                break
            if not data:
                break
            wait, last = quiet, time.perf_counter()
            self.raw += data
            if last > end:
                raise TimedOut(f"it paints without end\n{self.text()}")
        return last

    def wait_for(self, *texts: str, quiet: float = QUIET, limit: float = 20.0) -> float:
        """Return the moment of the last byte of the frame in which all ``texts`` stand.

        Raises:
            TimedOut: after ``limit`` s they were not all there.
        """
        return self.wait_until(lambda shown: all(text in shown for text in texts), quiet, limit)

    def wait_until(
        self, agreed: Callable[[str], bool], quiet: float = QUIET, limit: float = 20.0
    ) -> float:
        """Return the moment of the last byte of the frame with which ``agreed`` is content.

        Raises:
            TimedOut: after ``limit`` s it was not.
        """
        end = time.perf_counter() + limit
        last = 0.0
        while time.perf_counter() < end:
            # The screen is drawn only once nothing comes, so that drawing delays no byte.
            last = self.read(quiet) or last
            if agreed(self.text()):
                return last
            if self.process.poll() is not None:
                break
        raise TimedOut(f"what was waited for is not on the screen\n{self.text()}")

    def text(self) -> str:
        """Return the screen as lines of text."""
        self._stream.feed(bytes(self.raw[self._drawn :]))
        self._drawn = len(self.raw)
        return "\n".join(line.rstrip() for line in self._screen.display)

    # -- what is done to it -------------------------------------------------

    def press(self, *keys: str) -> float:
        """Send keys by name, or a text as it is; return the moment before."""
        moment = time.perf_counter()
        os.write(self.fd, "".join(KEYS.get(key, key) for key in keys).encode())
        return moment

    def wait_for_end(self, limit: float = 20.0) -> int:
        """Read until the program ends by itself; return its exit status (negative: a signal).

        Raises:
            TimedOut: it still runs after ``limit`` s.
        """
        end = time.perf_counter() + limit
        while self.process.poll() is None:
            if time.perf_counter() > end:
                raise TimedOut(f"it still runs\n{self.text()}")
            self.read()
        self.read()
        return self.process.returncode

    def hang_up(self) -> None:
        """Close the terminal, as a person closes its window."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self.fd)
        os.close(nothing)

    def kill(self) -> None:
        """End it as a power cut would, if it still runs."""
        self.process.kill()
        self.process.wait()

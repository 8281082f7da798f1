"""The terminal's two threads: the one that reads keys ends at once, the one that writes never dies.

Textual's thread of the keys looks every 0.1 s whether it is to end, and then
once more for 0.1 s: two tenths of a second between ctrl+q and the prompt. Its
thread that writes dies with the terminal, and who paints then waits for it for
ever. POSIX only.
"""

from __future__ import annotations

import os
import selectors
from contextlib import suppress
from types import SimpleNamespace
from typing import IO, cast

from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread


class Waking(selectors.SelectSelector):
    """A selector that returns at once, and from then on, when it is woken."""

    open_ones: set[Waking] = set()

    def __init__(self) -> None:
        super().__init__()
        self._woken, self._waker = os.pipe()
        self._awake = False
        self.register(self._woken, selectors.EVENT_READ)
        self.open_ones.add(self)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0 if self._awake else timeout)
        return [(key, mask) for key, mask in found if key.fd != self._woken]

    def wake(self) -> None:
        """Let who waits in ``select`` go on; from another thread."""
        self._awake = True
        with suppress(OSError):  # Closed meanwhile.
            os.write(self._waker, b".")

    def close(self) -> None:
        self.open_ones.discard(self)
        super().close()
        os.close(self._woken)
        os.close(self._waker)


class Forgiving:
    """A terminal to write to that may be closed: what nobody reads any more is dropped."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class Writer(WriterThread):
    """Textual's thread, which a closed terminal does not end."""

    def __init__(self, file: IO[str]) -> None:
        super().__init__(cast("IO[str]", Forgiving(file)))


class Driver(linux_driver.LinuxDriver):
    """Textual's driver, whose thread can be woken."""

    def disable_input(self) -> None:
        if not self.exit_event.is_set():
            self._wake()
        super().disable_input()

    def _wake(self) -> None:
        self.exit_event.set()
        for selector in list(Waking.open_ones):
            selector.wake()
        thread = self._key_thread
        if thread is not None:
            thread.join()
        self.exit_event.clear()


# The driver makes its selector and its writer of what it finds under these names.
vars(linux_driver).update(
    selectors=SimpleNamespace(SelectSelector=Waking, EVENT_READ=selectors.EVENT_READ),
    WriterThread=Writer,
)

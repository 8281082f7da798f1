"""Reading what may do harm in a process of its own, with limits of time and memory.

One process reads file after file. It is ended where a file takes too long, and
another one takes the next file, so that the program itself always lives.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
from functools import cache
from threading import Lock, Timer
from typing import Any

from gpci_tui.importers import answers
from gpci_tui.importers.problems import Rejected
from gpci_tui.model.errors import N_

SECONDS = 10
"""How long one file may take."""

MEGABYTES = 512
"""How much memory its process may take, where the system can limit it."""

# The same modules as here, and never those of the folder one stands in (-P):
# among the files that candidates send there may be a zipfile.py.
_START = (
    "import sys; sys.path[:] = sys.argv[3:]; "
    "from gpci_tui.importers import child; child.main(float(sys.argv[1]), int(sys.argv[2]))"
)
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def read_apart(module: str, data: bytes, name: str) -> Any:
    """Return what ``read(data, name)`` of ``module`` gives: an ``Extract``, or plain JSON values.

    Raises:
        Rejected: the reader refused it, took too long or too much memory, or ended.
    """
    return _shared().read(module, data, name)


def close() -> None:
    """End the process that ``read_apart`` started; the next file starts another one."""
    _shared().close()


class Reader:
    """A process that reads one file at a time. To be closed."""

    def __init__(self, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds, self._megabytes = seconds, megabytes
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def read(self, module: str, data: bytes, name: str) -> Any:
        """As ``read_apart``."""
        question = json.dumps([module, name, len(data)]).encode() + b"\n"
        with self._lock:
            used = self._process is not None
            answer = self._ask(question, data)
            if used and answer.get("failed") == "memory":
                # What earlier files left behind must not decide about this one.
                answer = self._ask(question, data)
        return self._understood(answer)

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, question: bytes, data: bytes) -> dict[str, Any]:
        process = self._running()
        late = False

        def give_up() -> None:
            nonlocal late
            late = True
            process.kill()

        timer = Timer(self._seconds, give_up)
        timer.start()
        try:
            line = _exchange(process, question, data)
        finally:
            timer.cancel()
            timer.join()
        answer = json.loads(line) if line.endswith(b"\n") else {}
        if late or answer.get("last", True):
            self._end()
        return answer or {"failed": "time" if late else "end"}

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            limits = [str(self._seconds), str(self._megabytes)]
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _START, *limits, *filter(None, sys.path)],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                    creationflags=_NO_WINDOW,
                )  # fmt: skip
            except OSError as error:
                raise Rejected(
                    0, N_("It can't be read ({error})."), error=error.strerror
                ) from error
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            with contextlib.suppress(OSError):  # what was not read any more can't be flushed
                pipe.close()
        process.wait()

    def _understood(self, answer: dict[str, Any]) -> Any:
        failed = answer.get("failed")
        if failed == "time":
            raise Rejected(
                0, N_("It took more than {n} seconds to read, and was given up."),
                n=round(self._seconds),
            )  # fmt: skip
        if failed == "memory":
            raise Rejected(
                0, N_("It takes more than {n} MB of memory to read, and was given up."),
                n=self._megabytes,
            )  # fmt: skip
        if failed is not None:
            raise Rejected(0, N_("It can't be read: it is damaged, or made to do harm."))
        return answers.unpack(answer)


@cache
def _shared() -> Reader:
    reader = Reader()
    atexit.register(reader.close)
    return reader


def _exchange(process: subprocess.Popen[bytes], question: bytes, data: bytes) -> bytes:
    """Return the line that the process answers; not a whole one where it ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(question)
        process.stdin.write(data)
        process.stdin.flush()
    except OSError:  # it ended while it was spoken to
        return b""
    return process.stdout.readline()

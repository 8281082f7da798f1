"""What a call of ``gpci`` gave."""

from __future__ import annotations

from click.testing import Result


def answer(result: Result) -> str:
    """Return what a call that went well printed, nothing beside it."""
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def complaint(result: Result, status: int = 1) -> str:
    """Return the one line of a failure."""
    assert result.exit_code == status, result.output
    line, *more = result.stderr.split("\n")
    assert more == [""], result.stderr
    assert line.startswith("gpci: ")
    assert "Traceback" not in result.output
    return line.removeprefix("gpci: ")

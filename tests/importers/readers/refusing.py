"""Refuses every file."""

from gpci_tui.importers.extract import Extract
from gpci_tui.importers.problems import Rejected


def read(data: bytes, name: str) -> Extract:
    raise Rejected(4, "not “{name}”", name=name)

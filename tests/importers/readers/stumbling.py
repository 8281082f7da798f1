"""Has a fault of its own."""

from gpci_tui.importers.extract import Extract


def read(data: bytes, name: str) -> Extract:
    return read(data, name)

"""Never comes to an end."""

from gpci_tui.importers.extract import Extract


def read(data: bytes, name: str) -> Extract:
    while True:
        pass

"""Takes all the memory there is."""

from gpci_tui.importers.extract import Extract


def read(data: bytes, name: str) -> Extract:
    held = [bytearray(10_000_000)]
    while True:
        held.append(bytearray(b"x" * 10_000_000))

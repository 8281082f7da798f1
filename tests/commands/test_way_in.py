"""Which command lines open the interface without click reading them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gpci_tui.cli import only_opens


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ("", "")),
        (["--store", "a.gpci"], ("a.gpci", "")),
        (["--store=a=b.gpci", "--lang", "en"], ("a=b.gpci", "en")),
        (["--lang=fr"], ("", "fr")),
        (["--lang=de"], None),
        (["--store"], None),
        (["--store", ""], None),
        (["--store="], None),
        (["demo"], None),
        (["--store", "a.gpci", "list"], None),
        (["--help"], None),
        (["--", "list"], None),
    ],
)
def test_what_only_opens(args: list[str], expected: tuple[str, str] | None) -> None:
    assert only_opens(args) == expected


def test_the_interface_opens_without_what_it_does_not_need() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import sys, gpci_tui.cli, gpci_tui.ui.app\nprint(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"click", "sqlite_utils", "rapidfuzz", "yaml", "tomlkit", "snowballstemmer"}
    assert not heavy & set(seen.stdout.split())

"""What the page of reliability shows of ``gpci doctor``."""

from __future__ import annotations

import sys
import tempfile

import pytest

from tests.faults import shown


@pytest.mark.skipif(sys.platform == "win32", reason="the page is written where there is a shell")
def test_the_page_shows_what_doctor_found_and_what_helps() -> None:
    text = shown.doctor()
    assert "reading status and note “Lire ensemble à Calais”: is not as the history left" in text
    assert "Mended: the indexes are made anew." in text
    assert "* note: Une note que personne n’a écrite" in text
    assert text.rstrip("\n`").endswith("The edition is sound.\n$ echo $?\n0")
    assert tempfile.gettempdir() not in text

"""``gpci doctor``: what it says, what it mends, what it sets aside, and its exit status."""

from __future__ import annotations

import re
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from gpci_tui import paths
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import doctor, reviews
from gpci_tui.store import backups
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer

SOUND = """\
Checking {path}
  The file, as SQLite reads it: sound
  What hangs together: sound
  The search index: sound
  The edition against its history: sound
The edition is sound.
"""


@pytest.fixture
def noted(sample: Run, edition: Path) -> Run:
    with visit(edition, write=True) as store:
        reviews.set_note(store, 1, "très bien")
    return sample


def spoil(edition: Path, statement: str) -> bytes:
    conn = sqlite3.connect(edition)
    assert conn.execute(statement).rowcount
    conn.commit()
    conn.close()
    return edition.read_bytes()


def test_a_sound_edition(noted: Run, edition: Path) -> None:
    before = edition.read_bytes()
    assert answer(noted("doctor")) == SOUND.format(path=edition)
    assert answer(noted("doctor", "--mend")) == SOUND.format(path=edition)
    assert edition.read_bytes() == before
    assert not paths.backup_folder(edition).exists()
    assert "L’édition est saine." in answer(noted("doctor", lang="fr"))


def test_an_index_is_mended_when_that_is_asked_for(noted: Run, edition: Path) -> None:
    before = spoil(edition, "DELETE FROM trait WHERE text = 'ecole'")
    found = noted("doctor")
    assert found.exit_code == doctor.MENDED
    assert "  The search index: 1 fault\n" in found.stdout
    assert "Nothing was changed. “gpci doctor --mend”" in found.stderr
    assert edition.read_bytes() == before
    mended = noted("doctor", "--mend")
    assert (mended.exit_code, mended.stderr) == (doctor.MENDED, "")
    assert mended.stdout.endswith("The edition is sound now.\n")
    (kept,) = backups.listed(paths.backup_folder(edition))
    assert kept.reason is Reason.MENDING
    assert str(kept.path) in mended.stdout
    assert answer(noted("doctor"))


def test_what_can_not_be_mended_is_set_aside(noted: Run, edition: Path, here: Path) -> None:
    answer(noted("backup"))
    before = spoil(edition, "UPDATE review SET note = 'tres bien'")
    found = noted("doctor")
    assert found.exit_code == doctor.LASTING
    assert re.search(
        r"reading status and note “.+”: is not as the history left it \(note\)", found.stdout
    )
    assert "gpci restore NUMBER" in found.stderr
    assert list(here.glob("*-doctor-*")) == []
    mended = noted("doctor", "--mend")
    assert mended.exit_code == doctor.LASTING
    (aside,) = here.glob("*-doctor-*.txt")
    assert str(aside) in mended.stdout
    text = aside.read_text("utf-8")
    assert " * note: tres bien\n" in text
    assert " * note: très bien\n" in text
    if sys.platform != "win32":
        assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert edition.read_bytes() == before
    answer(noted("restore", "1", "--yes"))
    assert answer(noted("doctor"))


def test_a_broken_link_is_named(noted: Run, edition: Path) -> None:
    spoil(edition, "UPDATE review SET dossier_id = 999")
    found = noted("doctor")
    assert found.exit_code == doctor.LASTING
    assert "reading status and note 1: what it belongs to (dossier) is not there" in found.stdout
    assert "There is no backup of it from before." in found.stderr


def test_a_file_that_was_cut_off(noted: Run, edition: Path) -> None:
    answer(noted("backup"))
    edition.write_bytes(edition.read_bytes()[:6000])
    for arguments in ([], ["--mend"]):
        found = noted("doctor", *arguments)
        assert found.exit_code == doctor.LASTING
        assert "can't be read" in found.stderr
        assert "gpci restore NUMBER" in found.stderr
    assert edition.stat().st_size == 6000


def test_a_page_that_can_not_be_read(noted: Run, edition: Path) -> None:
    data = bytearray(edition.read_bytes())
    conn = sqlite3.connect(edition)
    ((page,),) = conn.execute("SELECT rootpage FROM sqlite_master WHERE name = 'dossier'")
    conn.close()
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    edition.write_bytes(data)
    found = noted("doctor", "--mend")
    assert found.exit_code == doctor.LASTING
    assert "The edition against its history: could not be checked" in found.stdout
    assert edition.read_bytes() == data
    (kept,) = backups.listed(paths.backup_folder(edition))
    assert kept.path.read_bytes() == data


def test_none_there(run: Run, edition: Path) -> None:
    found = run("doctor")
    assert found.exit_code == doctor.LASTING
    assert "There is no edition" in found.stderr
    assert "backup" not in found.stderr
    assert not edition.exists()


def test_another_window(noted: Run, edition: Path) -> None:
    spoil(edition, "DELETE FROM trait WHERE text = 'ecole'")
    with visit(edition, write=True):
        assert noted("doctor").exit_code == doctor.MENDED
        mending = noted("doctor", "--mend")
    assert mending.exit_code == doctor.LASTING
    assert "Another window" in mending.stderr
    assert "restore" not in mending.stderr

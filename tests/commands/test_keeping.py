"""``gpci backup``, ``backups`` and ``restore``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from gpci_tui import paths
from gpci_tui.commands.program import gpci
from gpci_tui.model.rotation import Reason
from gpci_tui.operations import reviews
from gpci_tui.store import backups, copying
from gpci_tui.store import reviews as read
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint


def note(edition: Path) -> str:
    with visit(edition) as store:
        return read.review(store.conn, store.juror_id, 1).note


def write(edition: Path, text: str) -> None:
    with visit(edition, write=True) as store:
        reviews.set_note(store, 1, text)


@pytest.fixture
def folder(edition: Path) -> Path:
    return paths.backup_folder(edition)


def test_a_backup_is_made_and_listed(sample: Run, edition: Path, folder: Path) -> None:
    write(edition, "bien")
    said = answer(sample("backup"))
    (made,) = backups.listed(folder)
    assert said == f"Backup: {made.path}\n"
    listed = sample("backups")
    assert listed.exit_code == 0
    assert re.fullmatch(
        r"1  \d+ \w+ \d{4}, \d\d:\d\d  asked for  27 dossiers, 1 note  \d+ kB\n", listed.stdout
    )
    assert "gpci restore NUMBER" in listed.stderr


def test_no_backup_yet(run: Run, folder: Path) -> None:
    result = run("backups")
    assert (result.exit_code, result.stdout) == (0, "")
    assert str(folder) in result.stderr
    assert not folder.exists()


def test_a_backup_goes_where_it_is_wanted(sample: Run, here: Path, folder: Path) -> None:
    key = here / "key"
    key.mkdir()
    answer(sample("backup", "--to", str(key)))
    (made,) = key.iterdir()
    assert re.fullmatch(r"edition-\d{4}-\d\d-\d\d-\d{4}\.gpci", made.name)
    answer(sample("backup", "--to", str(key / "mine.gpci")))
    assert "is there already" in complaint(sample("backup", "--to", str(key / "mine.gpci")))
    assert "can't be written" in complaint(sample("backup", "--to", str(key / "no" / "x.gpci")))
    assert not folder.exists()


def test_a_backup_needs_an_edition(run: Run, edition: Path, here: Path) -> None:
    assert "There is no edition" in complaint(run("backup"))
    assert not edition.exists()
    assert complaint(run("backup", "--to", " "), 2)
    assert list(here.glob("*.backups")) == []


def test_a_restore_says_what_it_changes_and_does_it(
    sample: Run, edition: Path, folder: Path
) -> None:
    write(edition, "lundi")
    answer(sample("backup"))
    write(edition, "mardi")
    said = answer(sample("restore", "1", "--yes"))
    assert "It holds 27 dossiers, 1 note." in said
    assert "  Notes on dossiers: 1 is as it was then\n" in said
    assert note(edition) == "lundi"
    aside = backups.listed(folder)[0]
    assert aside.reason is Reason.RESTORE
    assert str(aside.path) in said
    answer(sample("restore", aside.path.name, "--yes"))
    assert note(edition) == "mardi"


def test_a_restore_from_elsewhere(sample: Run, edition: Path, here: Path) -> None:
    write(edition, "lundi")
    answer(sample("backup", "--to", str(here / "mine.gpci")))
    edition.unlink()
    said = answer(sample("restore", str(here / "mine.gpci"), "--yes"))
    assert "There is no edition there now." in said
    assert note(edition) == "lundi"


def test_it_asks_first(sample: Run, edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(edition, "lundi")
    answer(sample("backup"))
    write(edition, "mardi")
    assert "--yes" in complaint(sample("restore", "1"))
    monkeypatch.setattr("gpci_tui.commands.keeping.on_terminal", lambda: True)
    before = ["--store", str(edition), "--lang", "en", "restore", "1"]
    refused = CliRunner().invoke(gpci, before, input="n\n")
    assert refused.exit_code == 130
    assert note(edition) == "mardi"
    agreed = CliRunner().invoke(gpci, before, input="y\n")
    assert agreed.exit_code == 0
    assert note(edition) == "lundi"


def test_a_damaged_edition_is_replaced_and_kept(sample: Run, edition: Path) -> None:
    write(edition, "lundi")
    answer(sample("backup"))
    edition.write_bytes(edition.read_bytes()[:6000])
    said = answer(sample("restore", "1", "--yes"))
    assert "can’t be read" in said
    assert note(edition) == "lundi"
    assert "set aside, could not be read" in sample("backups").stdout


def test_a_backup_that_is_not_there(sample: Run) -> None:
    assert "There is no backup “7”" in complaint(sample("restore", "7", "--yes"))


def test_an_open_edition_is_not_restored(sample: Run, edition: Path) -> None:
    answer(sample("backup"))
    with visit(edition, write=True):
        assert "Another window" in complaint(sample("restore", "1", "--yes"))


def test_a_copy_is_kept_before_an_import_that_revises(
    sample: Run, edition: Path, folder: Path, here: Path
) -> None:
    path = here / "cape-code.md"
    path.write_text("---\ntitle: Autre\n---\nAutre texte.\n", "utf-8")
    answer(sample("import", str(path)))
    (made,) = backups.listed(folder)
    assert made.reason is Reason.REVISION
    assert copying.count(made.path).dossiers == 27


def test_an_import_goes_on_where_no_copy_can_be_made(
    sample: Run, edition: Path, folder: Path, here: Path
) -> None:
    folder.write_text("in the way")
    path = here / "neuf.md"
    path.write_text("---\ntitle: Neuf\n---\nTexte.\n", "utf-8")
    result = sample("import", str(path))
    assert result.exit_code == 0
    assert "New: 1 (neuf)" in result.stdout
    assert "can't be read" in result.stderr


def test_they_are_spoken_of_in_french(sample: Run, edition: Path) -> None:
    answer(sample("backup"))
    assert "demandée" in sample("backups", lang="fr").stdout
    assert "Restaurer" in sample("restore", "1", "--yes", lang="fr").stdout

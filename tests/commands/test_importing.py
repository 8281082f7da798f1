"""``gpci import``: the summary, the reasons, the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gpci_tui import paths
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint

GOOD = "---\ntitle: Bon\n---\n\nUn texte.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lot"
    made.mkdir()
    (made / "bon.md").write_text(GOOD)
    return made


def test_the_sample_goes_in_and_stays_unchanged(run: Run) -> None:
    text = answer(run("import", str(paths.sample_dossiers())))
    assert text.startswith("New: 27 (anor-salle-immersive, ")
    again = answer(run("import", str(paths.sample_dossiers())))
    assert again == "New: 0\nUnchanged: 27\nRevised: 0\n"


def test_what_is_refused_is_told_and_the_rest_goes_in(run: Run, folder: Path) -> None:
    (folder / "faux.md").write_text("---\ntitle: T\nbudget: a: b\n---\nTexte\n")
    (folder / "vieux.md").write_bytes("---\ntitle: Été\n---\n\nTexte.\n".encode("cp1252"))
    imported = run("import", str(folder))
    assert "Refused: 1" in complaint(imported)
    assert imported.stdout == (
        "New: 2 (bon, vieux)\n"
        "Unchanged: 0\n"
        "Revised: 0\n"
        "Refused: 1\n"
        "  lot/faux.md, line 3: The front matter can't be read here: “budget: a: b”. A text that"
        " holds “: ” or begins with a sign goes between quotes.\n"
        "Worth knowing: 1\n"
        "  lot/vieux.md, line 2: This is not UTF-8; it was read as Windows-1252 (cp1252). Check"
        " its accents.\n"
    )
    refs = [row["ref"] for row in json.loads(answer(run("list", "--format", "json")))]
    assert refs == ["bon", "vieux"]


def test_a_notice_alone_is_no_failure(run: Run, folder: Path) -> None:
    (folder / "README.md").write_text("# Bienvenue\n\nTexte.\n")
    assert "Worth knowing: 1\n  lot/README.md: " in answer(run("import", str(folder)))


def test_a_dry_run_writes_nothing(run: Run, folder: Path, edition: Path) -> None:
    assert "New: 1 (bon)" in answer(run("import", "--dry-run", str(folder)))
    assert not edition.exists()
    answer(run("import", str(folder)))
    before = edition.read_bytes()
    (folder / "bon.md").write_text(GOOD.replace("Un texte", "Un autre texte"))
    assert "Revised: 1 (bon)" in answer(run("import", str(folder), "--dry-run"))
    assert edition.read_bytes() == before


def test_a_single_reason_is_the_error_itself(run: Run, tmp_path: Path, edition: Path) -> None:
    path = tmp_path / "ouvert.md"
    path.write_text("---\ntitle: T\n\nTexte\n")
    reason = complaint(run("import", str(path)))
    assert reason.startswith("ouvert.md, line 1: The front matter is not closed")
    assert not edition.exists(), "no store is made for nothing"


def test_a_folder_without_dossiers_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    assert complaint(run("import", str(tmp_path / "vide"))).startswith("vide: There is no dossier")
    assert "no such file" in complaint(run("import", str(tmp_path / "nulle-part")))


def test_several_reasons_are_listed_when_nothing_goes_in(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text("Sans titre\n")
    imported = run("import", str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    assert "Refused: 2" in complaint(imported)
    assert imported.stdout.count("The title is missing") == 2


def test_one_import_is_one_undo(run: Run, folder: Path) -> None:
    (folder / "edition.toml").write_text('[edition]\nname = "Prix"\n')
    answer(run("import", str(folder)))
    assert "1 new" in answer(run("undo"))
    assert answer(run("undo")) == "Nothing to undo.\n"


def test_the_columns_of_a_table_are_told_stated_and_remembered(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "candidatures.csv"
    text = "Un texte de plusieurs phrases, assez long pour être lu. " * 5
    table.write_text(f"Intitulé;Rubrique 1;Texte\nUn;b;{text}\n", encoding="utf-8")
    first = answer(run("import", str(table), "--map", "Rubrique 1=section"))
    assert first == (
        "Columns of candidatures.csv:\n"
        "  Intitulé → Title\n"
        "  Rubrique 1 → Section under its name (chosen by hand)\n"
        "  Texte → Text\n"
        "New: 1 (un)\nUnchanged: 0\nRevised: 0\n"
    )
    again = answer(run("import", str(table)))
    assert "Rubrique 1 → Section under its name (as last time)" in again
    assert "Unchanged: 1" in again
    assert "no column “X”" in complaint(run("import", str(table), "--map", "X=title"))


@pytest.fixture
def alike(run: Run, tmp_path: Path) -> Path:
    """A folder with a dossier of the store under another name, corrected."""
    answer(run("import", str(paths.sample_dossiers())))
    made = tmp_path / "envoi"
    made.mkdir()
    text = (paths.sample_dossiers() / "calais-english-books.md").read_text("utf-8")
    head, body = text.split("## Projet", 1)
    assert "calais-english-books" in head
    body = body.replace("300 Bookinou", "310 Bookinou")
    (made / "nouveau.md").write_text(f"---\ntitle: Des albums à écouter\n---\n\n## Projet{body}")
    return made


def test_what_is_like_another_is_told_and_both_are_kept(run: Run, alike: Path) -> None:
    text = answer(run("import", str(alike)))
    assert text.startswith("New: 1 (nouveau)\n")
    assert "Like another, both kept: 1\n  “nouveau” is like “calais-english-books” (title " in text
    refs = [row["ref"] for row in json.loads(answer(run("list", "--format", "json")))]
    assert "nouveau" in refs


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ("revise", "New: 0\nUnchanged: 0\nRevised: 1 (calais-english-books)\n"),
        ("skip", "New: 0\nUnchanged: 0\nRevised: 0\n"),
    ],
)
def test_what_is_like_another_is_a_revision_or_skipped_where_so_wished(
    run: Run, alike: Path, choice: str, told: str
) -> None:
    before = answer(run("import", str(alike), "--duplicates", choice, "--dry-run"))
    assert told in before
    text = answer(run("import", str(alike), "--duplicates", choice))
    assert text.startswith(told)
    assert {"revise": "taken as its revision: 1", "skip": "skipped: 1"}[choice] in text
    refs = [row["ref"] for row in json.loads(answer(run("list", "--format", "json")))]
    assert len(refs) == 27
    assert "nouveau" not in refs


def test_another_wish_for_duplicates_is_refused(run: Run, alike: Path) -> None:
    assert "--duplicates" in complaint(run("import", str(alike), "--duplicates", "both"), 2)

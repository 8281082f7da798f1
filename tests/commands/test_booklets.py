"""``gpci import --as booklet``: the cuts, the proposal, what goes in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gpci_tui.commands import booklets
from gpci_tui.commands.invocation import Session
from gpci_tui.importers.booklet import propose
from gpci_tui.model import segments
from gpci_tui.model.segments_json import to_json
from gpci_tui.store import edition as stored
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint
from tests.importers.booklets import glued

KEYS = [
    "kind", "title", "applicant", "level", "prize", "first_line", "last_line", "confidence",
    "reason",
]  # fmt: skip


@pytest.fixture
def booklet(tmp_path: Path) -> Path:
    path = tmp_path / "livret.txt"
    path.write_text("\n".join(glued().lines), "utf-8")
    return path


def test_a_dry_run_prints_every_cut(run: Run, booklet: Path, edition: Path) -> None:
    args = ("--as", "booklet", "--dry-run", "--format", "json")
    printed = answer(run("import", str(booklet), *args))
    cuts = json.loads(printed)
    assert [list(cut) for cut in cuts] == [KEYS] * len(cuts)
    assert [cut["kind"] for cut in cuts].count("dossier") == 12
    lines = [line for cut in cuts for line in range(cut["first_line"], cut["last_line"] + 1)]
    assert lines == list(range(1, len(glued().lines) + 1))
    assert all(cut["reason"] and 0 <= cut["confidence"] <= 1 for cut in cuts)
    assert not edition.exists()


def test_a_dry_run_is_a_table_unless_told_otherwise(run: Run, booklet: Path) -> None:
    head, *rows = answer(run("import", "--as", "booklet", "--dry-run", str(booklet))).splitlines()
    assert head.split() == ["Lines", "Kind", "Sure", "Title", "Applicant", "Prize"]
    assert len(rows) == 22
    french = answer(run("import", "--as", "booklet", "--dry-run", str(booklet), lang="fr"))
    assert french.splitlines()[0].split()[0] == "Lignes"


def test_all_goes_in_by_one_step(run: Run, booklet: Path, edition: Path) -> None:
    told = answer(run("import", str(booklet), "--as", "booklet"))
    assert told.startswith("New: 12 (")
    assert told.endswith("Jurors: 4\nPrizes: 3\nParts left aside: 3\n")
    with visit(edition) as store:
        assert len([juror for juror in stored.jurors(store.conn) if not juror.is_me]) == 4
        assert [prize.name for prize in stored.prizes(store.conn)] == [
            "Prix de l’audace", "Prix du partage", "Coup de cœur du jury",
        ]  # fmt: skip
    again = answer(run("import", str(booklet), "--as", "booklet"))
    assert again.startswith("New: 0\nUnchanged: 12\n")
    answer(run("undo"))
    assert json.loads(answer(run("list", "--format", "json"))) == []


def test_a_prize_goes_under_the_name_that_the_edition_has(
    run: Run, booklet: Path, edition: Path
) -> None:
    (booklet.parent / "lot").mkdir()
    (booklet.parent / "lot" / "edition.toml").write_text('[[prizes]]\nname = "Audace"\n', "utf-8")
    answer(run("import", str(booklet.parent / "lot")))
    answer(run("import", str(booklet), "--as", "booklet"))
    with visit(edition) as store:
        names = [prize.name for prize in stored.prizes(store.conn)]
    assert names == ["Audace", "Prix du partage", "Coup de cœur du jury"]
    dossiers = json.loads(answer(run("list", "--format", "json", "prix:audace")))
    assert len(dossiers) == 1


def test_a_saved_proposal_is_gone_on_from(run: Run, booklet: Path) -> None:
    proposal = propose(booklet.read_text("utf-8").split("\n"), (), booklet.name)
    index = next(at for at, each in enumerate(proposal.segments) if each.kind.value == "dossier")
    proposal = segments.change(segments.drop(proposal, index), index + 1, title="Corrigé")
    saved = booklet.parent / "coupes.json"
    saved.write_text(to_json(proposal), "utf-8")
    told = answer(run("import", str(booklet), "--as", "booklet", "--proposal", str(saved)))
    assert told.startswith("New: 11 (")
    booklet.write_text("Autre chose.\n\n\n\nEt encore.", "utf-8")
    refused = run("import", str(booklet), "--as", "booklet", "--proposal", str(saved))
    assert "another text" in complaint(refused)


def test_an_applicant_that_was_corrected_goes_under_that_name(
    run: Run, booklet: Path, edition: Path, tmp_path: Path
) -> None:
    cut = propose(booklet.read_text("utf-8").split("\n"), (), booklet.name)
    index = next(
        at
        for at, each in enumerate(cut.segments)
        if each.applicant and each.kind.value == "dossier"
    )
    read = cut.segments[index].applicant
    saved = tmp_path / "coupes.json"
    saved.write_text(to_json(segments.change(cut, index, applicant="Ville de Nulle-Part")), "utf-8")
    answer(run("import", str(booklet), "--as", "booklet", "--proposal", str(saved)))
    args = ("import", str(booklet), "--as", "booklet")
    again = json.loads(answer(run(*args, "--dry-run", "--format", "json")))[index]
    assert again["applicant"] == "Ville de Nulle-Part"
    assert f"read as “{read}”" in again["reason"]
    told = f"The applicant “{read}” is taken in as “Ville de Nulle-Part”"
    assert told in answer(run(*args, "--dry-run"))
    assert told in answer(run(*args))
    table = tmp_path / "autres.csv"
    table.write_text(f"Titre;Collectivité;Texte\nUn;{read.upper()};a\n", "utf-8")
    assert "Ville de Nulle-Part" in answer(run("import", str(table), "--dry-run"))
    answer(run("import", str(table)))
    listed = json.loads(answer(run("list", "--format", "json")))
    assert [each["applicant"] for each in listed].count("Ville de Nulle-Part") == 2


def test_what_is_no_booklet_is_told(run: Run, tmp_path: Path, edition: Path) -> None:
    missing = run("import", str(tmp_path / "rien.txt"), "--as", "booklet")
    assert complaint(missing).startswith("rien.txt: ")
    (tmp_path / "titre.txt").write_text("Un titre\n")
    none = run("import", str(tmp_path / "titre.txt"), "--as", "booklet")
    assert "No dossier was found in titre.txt" in complaint(none)
    (tmp_path / "vide.txt").write_text(" \n\n")
    assert "There is no text in it" in complaint(
        run("import", str(tmp_path / "vide.txt"), "--as", "booklet")
    )
    assert not edition.exists()


@pytest.mark.parametrize(
    "args",
    [
        ("--proposal", "p.json"), ("--format", "json"), ("--as", "booklet", "--format", "json"),
        ("--as", "booklet", "second.txt"), ("--as", "poem"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_together_are_misuse(run: Run, args: tuple[str, ...]) -> None:
    assert run("import", "livret.txt", *args).exit_code == 2


def test_a_review_opens_the_interface_on_the_booklet(
    run: Run, booklet: Path, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    def open_interface(session: Session, asked: object) -> int:
        opened.append((session.store, asked))
        return 7

    monkeypatch.setattr(booklets, "open_interface", open_interface)
    saved = booklet.with_name("cuts.json")
    done = run("import", str(booklet), "--as", "booklet", "--review", "--proposal", str(saved))
    assert done.exit_code == 7
    assert opened == [(edition, (booklet, saved))]


def test_a_review_needs_a_terminal_and_a_booklet(run: Run, booklet: Path) -> None:
    args = ("--as", "booklet", "--review")
    assert "needs a terminal" in complaint(run("import", str(booklet), *args))
    assert "nothing at" in complaint(run("import", str(booklet) + "x", *args))
    assert "folder" in complaint(run("import", str(booklet.parent), *args))


@pytest.mark.parametrize("args", [("--review",), ("--as", "booklet", "--review", "--dry-run")])
def test_a_review_goes_with_a_booklet_and_without_a_dry_run(
    run: Run, booklet: Path, args: tuple[str, ...]
) -> None:
    assert run("import", str(booklet), *args).exit_code == 2


def test_a_dossier_that_came_by_itself_is_not_taken_twice(
    run: Run, booklet: Path, edition: Path, tmp_path: Path
) -> None:
    answer(run("import", str(booklet), "--as", "booklet"))
    with visit(edition) as store:
        ref, body = store.conn.execute("SELECT ref, body FROM dossier LIMIT 1").fetchall()[0]
    answer(run("undo"))
    alone = tmp_path / "seul.md"
    alone.write_text(f"---\nref: seul\ntitle: Venu seul\n---\n\n{body}\n", "utf-8")
    answer(run("import", str(alone)))
    told = answer(run("import", str(booklet), "--as", "booklet", "--duplicates", "skip"))
    assert told.startswith("New: 11 (")
    assert f"Like another, skipped: 1\n  “{ref}” is like “seul” (title " in told

"""``gpci list`` and ``gpci show``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from gpci_tui.commands import listing
from gpci_tui.model.review import Kind, ListKey, ListKind
from gpci_tui.operations import annotations, reviews, saved_searches, shortlists
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint
from tests.samples import ids


def test_the_sample_lists_27_rows_with_these_keys(sample: Run) -> None:
    rows = json.loads(answer(sample("list", "--format", "json")))
    assert len(rows) == 27
    keys = (
        "ref", "title", "applicant", "level", "prize", "status", "themes", "shortlists",
        "annotations", "words",
    )  # fmt: skip
    assert {tuple(row) for row in rows} == {keys}
    calais = next(row for row in rows if row["ref"] == "calais-english-books")
    assert calais["applicant"] == "Ville de Calais"
    assert calais["prize"] == "Partenariat public-privé"
    assert (calais["status"], calais["themes"], calais["shortlists"]) == ("unread", [], [])
    assert (calais["annotations"], calais["words"] > 150) == (0, True)


def test_csv_has_the_same_columns(sample: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(answer(sample("list", "--format", "csv")))))
    assert len(rows) == 27
    assert tuple(rows[0]) == listing.COLUMNS


def test_the_table_is_plain_and_says_how_many(sample: Run) -> None:
    text = answer(sample("list"))
    assert "\x1b" not in text
    assert "○  calais-english-books" in text
    assert text.endswith("\n27 dossiers\n")


def test_the_table_fits_the_terminal(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = answer(sample("list")).split("\n")
    assert max(map(len, lines)) == 60
    assert sum(line.endswith("…") for line in lines) > 20


def test_a_search_is_that_of_the_library(sample: Run) -> None:
    rows = json.loads(answer(sample("list", "bookinou", "CALAIS", "--format", "json")))
    assert [row["ref"] for row in rows] == ["calais-english-books"]


def test_a_typo_is_said_beside_the_answer(sample: Run) -> None:
    found = sample("list", "bookinoo", "--format", "json")
    assert found.exit_code == 0
    assert "“bookinou”" in found.stderr
    assert len(json.loads(found.stdout)) == 1


def test_nothing_found_is_no_failure(sample: Run) -> None:
    found = sample("list", "zzzzzzz")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "zzzzzzz" in found.stderr
    assert json.loads(sample("list", "zzzzzzz", "--format", "json").stdout) == []


def test_show_prints_a_dossier_and_what_is_not_stated(sample: Run) -> None:
    text = answer(sample("show", "calais-english-books"))
    for part in (
        "Calais Territoire Bilingue – English Books\n",
        "Applicant: Ville de Calais\n",
        "Budget: not stated\n",
        "Tools: Bookinou\n",
        "Laureate: yes\n",
        "Reading status: ○ unread\n",
        "## Projet\n",
    ):
        assert part in text, part


def test_show_prints_what_the_juror_holds(sample: Run, edition: Path) -> None:
    with visit(edition, write=True) as store:
        dossier_id = ids(store)["cape-code"]
        annotations.annotate(store, dossier_id, 0, 20, Kind.WEAKNESS, "à voir\n[/x]")
        reviews.set_note(store, dossier_id, "Ma note")
        shortlists.create(store, "Mes favoris", [dossier_id])
    text = answer(sample("show", "cape-code"))
    for part in ("− weakness “", "  à voir\n  [/x]\n", "Note: Ma note", "Mes favoris (1)"):
        assert part in text, part
    (row,) = json.loads(answer(sample("list", "ma note", "--format", "json")))
    assert (row["annotations"], row["shortlists"]) == (1, ["Mes favoris"])


def test_show_wraps_on_a_terminal(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    text = answer(sample("show", "saint-die-boite-de-conserve"))
    assert max(map(len, text.split("\n"))) <= 50


def test_an_unknown_ref_names_the_nearest(sample: Run) -> None:
    assert "“calais-english-books”" in complaint(sample("show", "calais-english"))
    assert "gpci list" in complaint(sample("show", "%%%%"))


def test_an_edition_without_dossiers_says_what_to_do(run: Run, edition: Path) -> None:
    with visit(edition, write=True, make=True):
        pass
    found = run("list")
    assert (found.exit_code, found.stdout) == (0, "")
    assert "gpci import" in found.stderr
    assert json.loads(answer(run("list", "--format", "json"))) == []


def test_a_prize_is_shortlisted_by_name(sample: Run, edition: Path) -> None:
    with visit(edition, write=True) as store:
        rows = ids(store)
        innovation = ListKey(ListKind.PRIZE, 1)
        shortlists.add(store, [rows["cape-code"]], innovation, "Pour [b]tous")
    (row,) = json.loads(answer(sample("list", "cape code", "--format", "json")))
    assert row["shortlists"] == ["Innovation pédagogique"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("theem:lecture", "There is no field “theem”. Do you mean “theme”?"),
        ("(radio", ""),
        ('"radio', ""),
        ("words:many", "“many” is no number."),
    ],
)
def test_what_is_not_understood_is_said_in_one_line(sample: Run, query: str, said: str) -> None:
    result = sample("list", query)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("gpci: " + said)
    assert result.stderr.count("\n") == 1


def test_a_saved_search_lists_what_it_finds(sample: Run, edition: Path) -> None:
    with visit(edition, write=True) as store:
        saved_searches.save(store, "Radios", "web radio*")
    known = json.loads(sample("list", "--saved", "radios", "--format", "json").stdout)
    direct = json.loads(sample("list", "web radio*", "--format", "json").stdout)
    assert known == direct != []
    missed = sample("list", "--saved", "radoi")
    assert missed.exit_code == 1
    assert "Do you mean “Radios”?" in missed.stderr

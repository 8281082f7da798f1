"""``gpci tag``, ``untag``, ``shortlist``, ``undo``, ``redo`` and ``history``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gpci_tui.model.review import ListKey, ListKind
from gpci_tui.operations import shortlists
from gpci_tui.store.connection import open_store
from gpci_tui.store.visit import visit
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint
from tests.samples import ids


def test_tag_uses_known_themes_and_makes_new_ones(sample: Run) -> None:
    text = answer(sample("tag", "cape-code", "egalite FILLES-garcons", "Tout nouveau"))
    assert "“Égalité filles-garçons” put on" in text
    assert "“Tout nouveau” created and put on" in text
    (row,) = json.loads(answer(sample("list", "cape code tout nouveau", "--format", "json")))
    assert row["themes"] == ["Égalité filles-garçons", "Tout nouveau"]
    assert "already" in answer(sample("tag", "cape-code", "tout nouveau"))


def test_a_new_theme_that_is_nearly_known_is_hinted(sample: Run) -> None:
    tagged = sample("tag", "cape-code", "Lecture et langue")
    assert tagged.exit_code == 0
    assert "created" in tagged.stdout
    assert "“Lecture et langues”" in tagged.stderr


def test_a_bad_name_among_several_writes_none(sample: Run) -> None:
    assert "80" in complaint(sample("tag", "cape-code", "Bon", "x" * 81))
    assert "Bon" not in answer(sample("history"))


def test_untag_takes_off_and_names_the_nearest(sample: Run) -> None:
    sample("tag", "cape-code", "Nouveau")
    assert "“Nouveau”" in complaint(sample("untag", "cape-code", "nouveau", "Nouveaux"))
    assert "taken off" in answer(sample("untag", "cape-code", "nouveau"))
    assert "nothing was changed" in answer(sample("untag", "cape-code", "nouveau"))


@pytest.fixture
def listed(sample: Run, edition: Path) -> Run:
    with visit(edition, write=True) as store:
        rows = ids(store)
        prize = ListKey(ListKind.PRIZE, 1)
        shortlists.add(store, [rows["cape-code"], rows["anor-salle-immersive"]], prize, "Raison")
        shortlists.create(store, "Mes favoris", [rows["cape-code"]])
    return sample


def test_a_shortlist_shows_places_and_the_reserve(listed: Run) -> None:
    assert answer(listed("shortlist", "--prize", "innovation PEDAGOGIQUE")) == (
        "Prize: Innovation pédagogique (1 of 1 place)\n"
        "  1. Cape Code – le codage dans les quartiers prioritaires — Cape Code (cape-code)\n"
        "     Raison\n"
        "  --- reserve list ---\n"
        "  2. Une salle immersive mobile pour les écoles d’Anor — Commune d’Anor"
        " (anor-salle-immersive)\n"
        "     Raison\n"
    )


def test_all_shortlists_are_printed(listed: Run) -> None:
    text = answer(listed("shortlist"))
    assert text.count("Prize: ") == 4
    assert "My lists: Mes favoris\n" in text
    assert text.count("no dossier yet") == 3


def test_the_list_of_a_theme_may_be_empty(listed: Run) -> None:
    text = answer(listed("shortlist", "--theme", "lecture et langues"))
    assert text == "Theme: Lecture et langues\n  no dossier yet\n"


def test_unknown_names_are_told_with_the_nearest(listed: Run) -> None:
    assert "“Innovation pédagogique”" in complaint(listed("shortlist", "--prize", "inovation"))
    assert "“Lecture et langues”" in complaint(listed("shortlist", "--theme", "lectures"))
    assert "not both" in complaint(listed("shortlist", "--theme", "a", "--prize", "b"), 2)


def test_undo_and_redo_say_what_they_did(sample: Run) -> None:
    sample("tag", "cape-code", "Nouveau")
    assert "Undone: Theme “Nouveau” created" in answer(sample("undo"))
    assert "(undone)" in answer(sample("history")).split("\n")[0]
    assert "Redone: Theme “Nouveau” created" in answer(sample("redo"))
    assert answer(sample("redo")) == "Nothing to redo.\n"
    sample("undo")
    assert "Undone: Imported: 27 new" in answer(sample("undo"))
    assert answer(sample("undo")) == "Nothing to undo.\n"
    assert json.loads(answer(sample("list", "--format", "json"))) == []


def test_history_is_short_when_asked(sample: Run) -> None:
    sample("tag", "cape-code", "Un", "Deux")
    assert len(answer(sample("history", "-n", "2")).split("\n")) == 3


def test_a_window_that_writes_is_left_alone(sample: Run, edition: Path) -> None:
    window = open_store(edition)
    try:
        assert "Another window" in complaint(sample("tag", "cape-code", "Nouveau"))
        assert "Another window" in complaint(sample("undo"))
        assert len(json.loads(answer(sample("list", "--format", "json")))) == 27
    finally:
        window.close()

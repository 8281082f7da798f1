from __future__ import annotations

import re
from pathlib import Path

import pytest

from gpci_tui import i18n, operations
from gpci_tui.model.dossier import FIELDS, LEVELS, Provenance
from gpci_tui.model.listing import Sort
from gpci_tui.model.review import Fate, Kind, ListKind, Status
from gpci_tui.operations import words
from gpci_tui.store import journal
from gpci_tui.store.connection import Store
from tests.operations.scenes import SCENES, set_the_stage

VERB = re.compile(r'"((?:theme|review|annotation|shortlist|edition|juror|search)\.\w+)"')


def _verbs_of_the_source() -> set[str]:
    folder = Path(operations.__file__).parent
    return {
        verb
        for file in folder.glob("*.py")
        if file.name != "words.py"
        for verb in VERB.findall(file.read_text("utf-8"))
    }


def test_every_verb_has_a_sentence_and_every_sentence_a_verb() -> None:
    assert set(words._SENTENCES) == _verbs_of_the_source()


def test_the_scenes_play_every_verb(store: Store) -> None:
    set_the_stage(store)
    played = set()
    for scene in SCENES.values():
        played.add(scene(store).verb)
        journal.undo(store)
    assert played == set(words._SENTENCES)


@pytest.mark.parametrize("scene", SCENES)
def test_a_sentence_is_filled_with_what_the_verb_gives(store: Store, scene: str) -> None:
    set_the_stage(store)
    changes = SCENES[scene](store)
    sentence = words.sentence(changes.verb, changes.words)
    assert "{" not in sentence
    shown = {
        key: value for key, value in changes.words.items() if key not in ("count", "status", "kind")
    }
    assert all(value in sentence for value in shown.values())
    if "count" in changes.words:
        assert f"{changes.words['count']} dossier" in sentence
    if "status" in changes.words:
        assert words.status_name(Status(changes.words["status"])) in sentence
    if "kind" in changes.words:
        assert words.kind_name(Kind(changes.words["kind"])).capitalize() in sentence
    gaps = set(re.findall(r"\{(\w+)\}", words._SENTENCES[changes.verb]))
    given = {"dossier" if key == "count" else key for key in changes.words}
    assert gaps == given


@pytest.mark.parametrize(
    ("verb", "gaps", "sentence"),
    [
        (
            "theme.tag", {"theme": "Éveil", "dossier": "Lire"},
            "Theme “Éveil” put on “Lire”",
        ),
        ("theme.tag", {"theme": "Éveil", "count": "1"}, "Theme “Éveil” put on 1 dossier"),
        ("theme.tag", {"theme": "Éveil", "count": "1200"}, "Theme “Éveil” put on 1,200 dossiers"),
        ("review.status", {"status": "reread", "dossier": "Lire"}, "“Lire”: marked to re-read"),
        (
            "annotation.create", {"kind": "strength", "dossier": "Lire", "quote": "{x} [b]"},
            "Strength marked in “Lire”: “{x} [b]”",
        ),
        ("shortlist.create", {"list": "{list}"}, "List “{list}” created"),
        ("a.later.verb", {"x": "y"}, "a.later.verb"),
    ],
)  # fmt: skip
def test_sentences(verb: str, gaps: dict[str, str], sentence: str) -> None:
    assert words.sentence(verb, gaps) == sentence


def test_everything_has_a_name() -> None:
    assert all(words.status_name(status) for status in Status)
    assert all(words.kind_name(kind) for kind in Kind)
    assert all(words.sort_name(sort) for sort in Sort)
    assert all(words.list_kind_name(kind) for kind in ListKind)
    assert all(words.field_name(field) != field for field in FIELDS)
    assert all(words.level_name(level) for level in LEVELS)
    assert words.level_name("commune") == "municipality"
    assert words.level_name("canton") == "canton"
    assert words.field_name("cle_a_soi") == "cle_a_soi"


def test_in_little_room_the_title_gives_way_and_the_deed_stays() -> None:
    gaps = {"dossier": "A very long title of a dossier that fills the line", "theme": "Reading"}
    whole = words.sentence("theme.tag", gaps)
    assert words.sentence_within("theme.tag", gaps, 200) == whole
    short = words.sentence_within("theme.tag", gaps, 50)
    assert len(short) <= 50
    assert short.startswith("Theme “Reading” put on “A very")
    assert words.sentence_within("theme.create", {"theme": "Reading"}, 5).startswith("Theme “Read")


def test_quotes_within_quotes_are_of_the_second_rank_in_french() -> None:
    i18n.choose("fr")
    said = words.sentence("review.note", {"dossier": "Lire avec «\u00a0Inclusif\u00a0»"})
    assert "«\u00a0Lire avec “Inclusif”\u00a0»" in said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Provenance(), "livret.pdf"),
        (Provenance(12, 80), "livret.pdf, lines 12 to 80"),
        (Provenance(12, 12), "livret.pdf, line 12"),
        (Provenance(1200, 1300, 3, 4), "livret.pdf, lines 1,200 to 1,300, pages 3 to 4"),
        (Provenance(first_page=3, last_page=3), "livret.pdf, page 3"),
    ],
)
def test_where_a_dossier_comes_from_is_said_in_words(place: Provenance, said: str) -> None:
    assert words.provenance_text("livret.pdf", place) == said


@pytest.mark.parametrize(
    ("fate", "similarity", "said"),
    [
        (Fate.KEPT, 1.0, "kept"),
        (Fate.MOVED, 1.0, "moved"),
        (Fate.MOVED, 0.914, "moved, 91\u00a0% alike"),
        (Fate.MOVED, 0.999, "moved, 99\u00a0% alike"),
        (Fate.ORPHANED, 0.0, "without a passage"),
    ],
)
def test_what_a_revision_did_is_said_in_words(fate: Fate, similarity: float, said: str) -> None:
    assert words.fate_name(fate, similarity) == said


def test_fates_are_counted_in_words() -> None:
    assert [words.fate_count(fate, 2) for fate in Fate] == [
        "2 kept", "2 moved", "2 without a passage",
    ]  # fmt: skip
    assert [words.fate_count(fate, 0) for fate in Fate] == ["", "", ""]

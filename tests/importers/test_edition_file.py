"""``edition.toml``, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from gpci_tui.importers.edition_file import read
from gpci_tui.importers.problems import Problem, Severity
from gpci_tui.importers.source import SourceFile
from gpci_tui.model.dossier import Criterion, EditionDraft, Juror, Prize, Theme

WHOLE = """[edition]
name = "Grand Prix"
year = 2025
organiser = "AFINEF"
description = \"\"\"
Deux
lignes\"\"\"
language = "fr"

[[prizes]]
name = "Innovation"
description = "Ce qui change"
places = 3

[[prizes]]
name = "Alliance"

[[themes]]
name = "Lecture"
sign = "●"

[[jury]]
name = "Des élèves"
group = true

[[criteria]]
key = "besoin"
name = "Besoin"
scale_max = 10
weight = 1.5
suggested = true
"""


def reading(tmp_path: Path, text: str | bytes) -> tuple[EditionDraft | None, tuple[Problem, ...]]:
    path = tmp_path / "edition.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(SourceFile(path, "edition.toml"))


def test_everything_is_read(tmp_path: Path) -> None:
    draft, problems = reading(tmp_path, WHOLE)
    assert problems == ()
    assert draft == EditionDraft(
        "Grand Prix",
        2025,
        "AFINEF",
        "Deux\nlignes",
        prizes=(Prize(0, "Innovation", "Ce qui change", 3), Prize(0, "Alliance")),
        themes=(Theme(0, "Lecture", sign="●"),),
        jury=(Juror(0, "", "Des élèves", is_group=True),),
        criteria=(Criterion("Besoin", scale_max=10, weight=1.5, suggested=True),),
    )


@pytest.mark.parametrize(
    ("was", "now", "line", "part"),
    [
        ('"Grand Prix"', "Grand Prix", 2, "name = Grand Prix"),
        ('"Grand Prix"', "12", 2, "text in quotes"),
        ("year = 2025", 'year = "2025"', 3, "whole number"),
        ("year = 2025", "year = true", 3, "whole number"),
        ("places = 3", "places = 1000", 13, "from 0 to 999"),
        ("places = 3", "places = -1", 13, "from 0 to 999"),
        ('name = "Alliance"', "", 15, "missing"),
        ('name = "Alliance"', 'name = "INNOVATION"', 16, "twice"),
        ('sign = "●"', 'sign = "X"', 20, "one of"),
        ("group = true", "group = 1", 24, "true or false"),
        ("scale_max = 10", "scale_max = 1", 29, "above"),
        ("weight = 1.5", "weight = 0", 30, "above 0"),
        ("weight = 1.5", "weight = nan", 30, "above 0"),
        ('"Lecture"', '"' + "x" * 81 + '"', 19, "80"),
        ("[[themes]]", "[themes]", 18, "[[themes]]"),
        ("[edition]", "[[edition]]", 1, "[edition]"),
        ("[[jury]]", "[[jury", 22, "[[jury"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, was: str, now: str, line: int, part: str
) -> None:
    assert was in WHOLE
    draft, problems = reading(tmp_path, WHOLE.replace(was, now, 1))
    assert draft is None
    assert {p.severity for p in problems} == {Severity.REFUSED}
    assert (line, True) in [(p.line, part in str(p.error)) for p in problems], problems


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("places = 3", "places = -1").replace("group = true", "group = 1")
    _, problems = reading(tmp_path, text)
    assert [p.line for p in problems] == [13, 24]


def test_what_is_not_known_is_told_and_left_out(tmp_path: Path) -> None:
    text = WHOLE.replace("places = 3", "place = 3") + "\n[logo]\nfile = 'x'\n"
    draft, problems = reading(tmp_path, text)
    assert draft is not None
    assert draft.prizes[0].places == 1
    assert [(p.severity.value, p.line) for p in problems] == [("notice", 13), ("notice", 33)]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a = " + "[" * 50_000, "deep"),
        ("# " + "x" * 1_000_001, "too long"),
        (b"\x00", "binary"),
    ],
)
def test_what_would_break_the_parser_is_refused(
    tmp_path: Path, text: str | bytes, part: str
) -> None:
    draft, problems = reading(tmp_path, text)
    assert draft is None
    assert part in str(problems[0].error)


def test_texts_are_cleaned(tmp_path: Path) -> None:
    draft, _ = reading(tmp_path, '[edition]\nname = "a\\u001b[31m\\u202eb [/x]"\n')
    assert draft is not None
    assert draft.name == "a\ufffd[31mb [/x]"


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert reading(tmp_path, "") == (EditionDraft(), ())

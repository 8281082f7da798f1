"""Invented dossiers, jurors and editorials, of which test booklets are made."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple


class Project(NamedTuple):
    applicant: str
    name: str
    title: str
    paragraphs: tuple[str, ...]


class Person(NamedTuple):
    name: str
    role: str
    text: str


_FILE = Path(__file__).parent.parent / "data" / "booklets" / "texts.toml"
_HELD = tomllib.loads(_FILE.read_text("utf-8"))


def _projects(held: list[dict[str, Any]]) -> tuple[Project, ...]:
    return tuple(Project(**{**each, "paragraphs": tuple(each["paragraphs"])}) for each in held)


def _letters(held: list[dict[str, Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((each["title"], tuple(each["paragraphs"])) for each in held)


FRENCH = _projects(_HELD["french"])
ENGLISH = _projects(_HELD["english"])
JURY = tuple(Person(**each) for each in _HELD["jury"])
JUDGES = tuple(Person(**each) for each in _HELD["judges"])
EDITORIALS = _letters(_HELD["editorials"])
FOREWORDS = _letters(_HELD["forewords"])
PRIZES = tuple(_HELD["prizes"])
AWARDS = tuple(_HELD["awards"])
SUB_HEADINGS = tuple(_HELD["sub_headings"])
FORM = tuple(_HELD["form"])

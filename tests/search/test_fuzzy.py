from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.search.fuzzy import (
    begins,
    meant,
    nearest_name,
    nearly_the_same,
    rank,
)

NAMES = [
    "Numérique responsable", "Ressources numériques", "Inclusion", "École inclusive",
    "Parentalité", "L’œuvre au collège",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("num", "Numérique responsable"),
        ("res num", "Numérique responsable"),
        ("ress", "Ressources numériques"),
        ("inc", "Inclusion"),
        ("ecole inc", "École inclusive"),
        ("nclus", "Inclusion"),
        ("éi", "École inclusive"),
        ("nure", "Numérique responsable"),
        ("parentallité", "Parentalité"),
        ("oeuvre", "L’œuvre au collège"),
        ("l'oe", "L’œuvre au collège"),
    ],
)
def test_what_was_typed_means_first(typed: str, best: str) -> None:
    assert NAMES[rank(typed, NAMES)[0]] == best


def test_everything_is_offered_before_something_is_typed() -> None:
    assert rank("", NAMES) == rank("  ", NAMES) == list(range(len(NAMES)))
    assert rank("zzzz", NAMES) == []
    assert rank("x", []) == []


def test_beginnings_of_words() -> None:
    assert begins("École inc", "École inclusive")
    assert begins("inc", "École inclusive")
    assert not begins("nclus", "École inclusive")
    assert not begins("éi", "École inclusive")


def test_a_name_of_many_like_words_does_not_stop_the_clock() -> None:
    started = time.process_time()
    assert rank("a" * 11 + "b", [" ".join(["aa"] * 24)]) == []
    assert time.process_time() - started < 1


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=8))
def test_ranking_never_fails_and_names_each_once(typed: str, names: list[str]) -> None:
    found = rank(typed, names)
    assert len(set(found)) == len(found)
    assert set(found) <= set(range(len(names)))


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Numerique responsables", "Numérique responsable"),
        ("responsable numérique", "Numérique responsable"),
        ("Inclusions", "Inclusion"),
        ("Parentalite", ""),  # The very same, once folded.
        ("PARENTALITÉ", ""),
        ("Climat scolaire", ""),
        ("", ""),
    ],
)
def test_a_name_that_is_nearly_there(name: str, same: str) -> None:
    assert nearly_the_same(name, NAMES) == same
    assert nearly_the_same(name, []) == ""


@pytest.mark.parametrize(
    ("name", "meant"),
    [("inclusio", "Inclusion"), ("ecole inclusiv", "École inclusive"), ("zzzz", ""), ("", "")],
)
def test_the_name_that_was_meant(name: str, meant: str) -> None:
    assert nearest_name(name, NAMES) == meant


STATUSES = ["unread", "non lu", "reading", "en cours", "read", "lu", "to re-read", "à relire"]


@pytest.mark.parametrize(
    ("typed", "names", "found"),
    [
        ("numérique responsable", NAMES, ["Numérique responsable"]),
        ("numérique", NAMES, ["Numérique responsable", "Ressources numériques"]),
        ("num-resp", NAMES, ["Numérique responsable"]),
        ("inc", NAMES, ["Inclusion", "École inclusive"]),
        ("INCLUSION", NAMES, ["Inclusion"]),
        ("inlcusion", NAMES, ["Inclusion"]),
        ("parentallité", NAMES, ["Parentalité"]),
        ("ecoel inclsuive", NAMES, ["École inclusive"]),
        ("oeuvre", NAMES, ["L’œuvre au collège"]),
        ("zzzz", NAMES, []),
        ("inclusion zzzz", NAMES, []),
        ("", NAMES, []),
        ("lu", STATUSES, ["lu"]),
        ("non-lu", STATUSES, ["non lu"]),
        ("read", STATUSES, ["read"]),
        ("rea", STATUSES, ["reading", "read", "to re-read"]),
        ("relire", STATUSES, ["à relire"]),
    ],
)
def test_the_names_that_a_value_means(typed: str, names: list[str], found: list[str]) -> None:
    assert [names[index] for index in meant(typed, names)] == found
    assert meant(typed, []) == []

"""Any search as a tree finds what looking at every dossier finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gpci_tui import i18n
from gpci_tui.model.bits import members
from gpci_tui.model.query import All, Condition, Either, Field, Node, Not, Operator, Term
from gpci_tui.operations.finding import Evaluation
from gpci_tui.store.connection import Store
from gpci_tui.store.transaction import snapshot
from tests.operations.seen import everything, holds

WORDS = st.sampled_from(
    [
        "eleve",
        "eleves",
        "oeuvre",
        "tablettes",
        "tablette",
        "musical",
        "le",
        "la",
        "evry",
        "perenne",
        "medias",
        "22",
        "ecole",
        "famille",
        "contexte",
        "inclusion",
        "lecture",
        "texte",
        "calais",
        "lyon",
        "xqz",
        "evei",
        "tab",
    ]
)
TERMS = st.builds(Term, WORDS, prefix=st.booleans(), literal=st.booleans()) | st.builds(
    Term,
    st.sampled_from(
        ["des oeuvres", "a l ecole", "eleves lisent", "pour tous", "ville d evry", "l e", "la la"]
    ),
    prefix=st.booleans(),
    phrase=st.just(True),
)
IS = Operator.IS
COMPARED = st.sampled_from(
    [Operator.IS, Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST]
)
NUMBERS = st.integers(0, 60).map(str)
DAYS = st.sampled_from(["2025", "2025-03", "2025-03-12", "2025-03-13", "2030", "2024-12"])


def _named(field: Field, *names: str) -> st.SearchStrategy[Condition]:
    values = st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True).map(tuple)
    return st.builds(Condition, st.just(field), st.just(IS), values)


def _whether(*fields: Field) -> st.SearchStrategy[Condition]:
    whether = st.sampled_from([Operator.ANY, Operator.NONE])
    return st.builds(Condition, st.sampled_from(fields), whether)


def _compared(field: Field, values: st.SearchStrategy[str]) -> st.SearchStrategy[Condition]:
    ends = st.tuples(values | st.just(""), values | st.just(""))
    return st.builds(
        Condition, st.just(field), COMPARED, values.map(lambda value: (value,))
    ) | st.builds(Condition, st.just(field), st.just(Operator.BETWEEN), ends)


CONDITIONS = st.one_of(
    _named(Field.THEME, "Inclusion", "Lecture", "Éducation aux médias"),
    _named(Field.PRIZE, "Innovation pédagogique", "Alliance éducative"),
    _named(Field.LEVEL, "commune", "région", "métropole"),
    _named(Field.DEPARTMENT, "Pas-de-Calais"),
    _named(Field.STATUS, "unread", "read"),
    _named(Field.KIND, "question", "quote", "strength"),
    _named(Field.SHORTLIST, "Innovation pédagogique", "À revoir", "Inclusion"),
    _named(Field.TITLE, "lire", "tablettes", "stage", "ensemble a calais"),
    _named(Field.APPLICANT, "ville", "lyon", "calais", "ville de calais"),
    _named(Field.NOTE, "perenne", "oeuvre", "zut"),
    _named(Field.REF, "calais", "lecture", "rien", "calais-lecture", "dossier"),
    _whether(
        Field.THEME, Field.PRIZE, Field.LEVEL, Field.DEPARTMENT, Field.APPLICANT, Field.SHORTLIST,
        Field.KIND, Field.ANNOTATED, Field.NOTE, Field.READ,
    ),
    _compared(Field.WORDS, NUMBERS),
    _compared(Field.ANNOTATED, st.integers(0, 3).map(str)),
    _compared(Field.READ, DAYS),
)  # fmt: skip


def _many(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[tuple[Node, ...]]:
    return st.lists(nodes, min_size=1, max_size=3).map(tuple)


NODES: st.SearchStrategy[Node] = st.recursive(
    TERMS | CONDITIONS,
    lambda nodes: (
        st.builds(All, _many(nodes)) | st.builds(Either, _many(nodes)) | st.builds(Not, nodes)
    ),
    max_leaves=6,
)


def _found(store: Store, node: Node, *, mend: bool = False) -> list[int]:
    with snapshot(store):
        return members(Evaluation(store).of(node, mend=mend).bits)


@settings(max_examples=400)
@given(NODES)
def test_a_search_finds_what_a_look_at_every_dossier_finds(busy: Store, node: Node) -> None:
    expected = [seen.id for seen in everything(busy) if holds(seen, node)]
    assert _found(busy, node) == expected


@settings(max_examples=100)
@given(CONDITIONS | TERMS)
def test_any_leaf_alone_and_turned_round(busy: Store, leaf: Node) -> None:
    found = _found(busy, leaf)
    assert found == [seen.id for seen in everything(busy) if holds(seen, leaf)]
    every = [seen.id for seen in everything(busy)]
    assert sorted(found + _found(busy, Not(leaf))) == every


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("field", "value", "same"),
    [
        (Field.LEVEL, "municipality", "commune"),
        (Field.LEVEL, "metro", "métropole"),
        (Field.STATUS, "lu", "read"),
        (Field.STATUS, "non lu", "unread"),
        (Field.STATUS, "set aside", "écarté"),
        (Field.KIND, "citation", "quote"),
        (Field.KIND, "point", "strength"),
        (Field.THEME, "media", "Éducation aux médias"),
        (Field.THEME, "inclusoin", "Inclusion"),
        (Field.PRIZE, "alliance educ", "Alliance éducative"),
        (Field.DEPARTMENT, "calais", "Pas-de-Calais"),
        (Field.SHORTLIST, "a revoir", "À revoir"),
    ],
)
def test_names_are_known_by_a_beginning_a_slip_and_in_both_languages(
    busy: Store, language: str, field: Field, value: str, same: str
) -> None:
    i18n.choose(language)
    found = _found(busy, Condition(field, IS, (value,)))
    assert found
    assert found == _found(busy, Condition(field, IS, (same,)))


def _said(store: Store, field: Field, value: str) -> list[str]:
    matched = Evaluation(store).of(Condition(field, IS, (value,)))
    assert matched.bits == 0
    return [problem.template.format(**dict(problem.gaps)) for problem in matched.problems]


def test_a_name_that_nothing_has_is_said_with_the_nearest(busy: Store) -> None:
    assert _said(busy, Field.THEME, "inclinaison") == [
        "There is no “inclinaison” in “theme:”. Do you mean “Inclusion”?"
    ]
    assert _said(busy, Field.STATUS, "xyz") == [
        "There is no “xyz” in “status:”. There are unread, reading, read, to re-read, set aside."
    ]
    i18n.choose("fr")
    (said,) = _said(busy, Field.KIND, "xyz")
    assert "point fort, réserve, question, citation" in said


def test_a_name_where_there_are_none_is_said(empty_store: Store) -> None:
    assert _said(empty_store, Field.PRIZE, "xyz") == [
        "There is no “xyz” in “prize:”, nor anything else."
    ]


def test_a_theme_without_dossiers_finds_none_and_is_no_problem(store: Store) -> None:
    assert _said(store, Field.THEME, "Lecture") == []


def test_each_problem_of_a_list_is_said_and_the_other_values_are_found(busy: Store) -> None:
    matched = Evaluation(busy).of(Condition(Field.LEVEL, IS, ("xyz", "commune")))
    assert len(matched.problems) == 1
    assert members(matched.bits) == _found(busy, Condition(Field.LEVEL, IS, ("commune",)))

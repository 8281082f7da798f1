from __future__ import annotations

import pytest

from gpci_tui.model.folding import fold
from gpci_tui.model.listing import Sort
from gpci_tui.model.query import Condition, Either, Field, Node, Operator
from gpci_tui.search.fields import (
    FIELD_NAMES,
    ORDER_NAMES,
    SORT_NAMES,
    field_of,
    is_sort,
    nearest_field,
    order_of,
)
from gpci_tui.search.parser import parse


def test_every_field_and_order_has_names_and_no_name_means_two() -> None:
    assert set(FIELD_NAMES) == set(Field)
    assert set(ORDER_NAMES) == set(Sort)
    for known in (FIELD_NAMES, ORDER_NAMES):
        meant = [(fold(name), field) for field, names in known.items() for name in names]
        assert len({name for name, _ in meant}) == len(set(meant))
    assert not {fold(name) for names in FIELD_NAMES.values() for name in names} & set(SORT_NAMES)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        *((name, field) for field, names in FIELD_NAMES.items() for name in names),
        ("THÈME", Field.THEME),
        ("theme", Field.THEME),
        ("Thèmes", Field.THEME),
        ("mot", Field.WORDS),
        ("titres", Field.TITLE),
        ("annotations", Field.ANNOTATED),
        ("echelon", Field.LEVEL),
        ("tri", None),
        ("them", None),
        ("", None),
    ],
)
def test_names_of_fields(name: str, field: Field | None) -> None:
    assert field_of(name) is field


def test_names_of_orders() -> None:
    for order, names in ORDER_NAMES.items():
        assert {order_of(name) for name in names} == {order}
    assert order_of("Édition") is Sort.EDITION
    assert order_of("") is order_of("x") is None
    assert is_sort("Tri")
    assert is_sort("sort")
    assert not is_sort("titre")


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("theem", "theme"),
        ("colectivité", "collectivité"),
        ("dep", "dept"),
        ("presel", "présélection"),
        ("TIRTE", "titre"),
        ("anoté", "annoté"),
        ("xyzzy", ""),
    ],
)
def test_the_field_that_was_meant(name: str, nearest: str) -> None:
    assert nearest_field(name) == nearest


def one(field: Field, *values: str, by: Operator = Operator.IS) -> Condition:
    return Condition(field, by, values)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("theme:inclusion", one(Field.THEME, "inclusion")),
        ("thème:inclusion", one(Field.THEME, "inclusion")),
        ("thème : inclusion", one(Field.THEME, "inclusion")),
        ("thème\u00a0: inclusion", one(Field.THEME, "inclusion")),
        ("theme: inclusion", one(Field.THEME, "inclusion")),
        ("theme=inclusion", one(Field.THEME, "inclusion")),
        ("theme:«\u00a0École inclusive\u00a0»", one(Field.THEME, "École inclusive")),
        ('theme:"École inclusive",lecture', one(Field.THEME, "École inclusive", "lecture")),
        ("level:commune,métropole", one(Field.LEVEL, "commune", "métropole")),
        ("échelon:commune, métropole", one(Field.LEVEL, "commune", "métropole")),
        ("échelon:commune,commune,", one(Field.LEVEL, "commune")),
        ("theme:none", one(Field.THEME, by=Operator.NONE)),
        ("thème:aucun", one(Field.THEME, by=Operator.NONE)),
        ("sélection:Aucune", one(Field.SHORTLIST, by=Operator.NONE)),
        ("prix:tous", one(Field.PRIZE, by=Operator.ANY)),
        ("note:any", one(Field.NOTE, by=Operator.ANY)),
        ('theme:"aucun"', one(Field.THEME, "aucun")),
        ("titre:aucun", one(Field.TITLE, "aucun")),
        ("theme:none,lecture",
         Either((one(Field.THEME, "lecture"), one(Field.THEME, by=Operator.NONE)))),
        ("theme:(lecture OU langues)",
         Either((one(Field.THEME, "lecture"), one(Field.THEME, "langues")))),
        ("titre:tabl*", one(Field.TITLE, "tabl*")),
        ("theme:incl*", one(Field.THEME, "incl")),
        ("dépt:Seine-et-Marne", one(Field.DEPARTMENT, "Seine-et-Marne")),
        ("mots:500", one(Field.WORDS, "500")),
        ("mots=500", one(Field.WORDS, "500")),
        ("words:>500", one(Field.WORDS, "500", by=Operator.MORE)),
        ("words>500", one(Field.WORDS, "500", by=Operator.MORE)),
        ("mots > 500", one(Field.WORDS, "500", by=Operator.MORE)),
        ("mots:>=0500", one(Field.WORDS, "500", by=Operator.AT_LEAST)),
        ("mots≥500", one(Field.WORDS, "500", by=Operator.AT_LEAST)),
        ("mots:<22 605", one(Field.WORDS, "22605", by=Operator.LESS)),
        ('mots<="22\u00a0605"', one(Field.WORDS, "22605", by=Operator.AT_MOST)),
        ("mots:500..900", one(Field.WORDS, "500", "900", by=Operator.BETWEEN)),
        ("mots:900..500", one(Field.WORDS, "500", "900", by=Operator.BETWEEN)),
        ("mots:1000..200", one(Field.WORDS, "200", "1000", by=Operator.BETWEEN)),
        ("mots:500-900", one(Field.WORDS, "500", "900", by=Operator.BETWEEN)),
        ("mots:500…900", one(Field.WORDS, "500", "900", by=Operator.BETWEEN)),
        ("mots:..900", one(Field.WORDS, "", "900", by=Operator.BETWEEN)),
        ("mots:500..", one(Field.WORDS, "500", "", by=Operator.BETWEEN)),
        ("mots:500,600", one(Field.WORDS, "500", "600")),
        ("lu:2025-03-01", one(Field.READ, "2025-03-01")),
        ("lu:>=2025-3-1", one(Field.READ, "2025-03-01", by=Operator.AT_LEAST)),
        ("lu:01/03/2025", one(Field.READ, "2025-03-01")),
        ("lu:3/2025", one(Field.READ, "2025-03")),
        ("lu:2025-03", one(Field.READ, "2025-03")),
        ("lu<2025", one(Field.READ, "2025", by=Operator.LESS)),
        ("lu:2025-03..2025-05", one(Field.READ, "2025-03", "2025-05", by=Operator.BETWEEN)),
        ("lu:2025-05..2025-03", one(Field.READ, "2025-03", "2025-05", by=Operator.BETWEEN)),
        ("lu:non", one(Field.READ, by=Operator.NONE)),
        ("read:yes", one(Field.READ, by=Operator.ANY)),
        ("annotated:yes", one(Field.ANNOTATED, by=Operator.ANY)),
        ("annoté:oui", one(Field.ANNOTATED, by=Operator.ANY)),
        ("annoté:non", one(Field.ANNOTATED, by=Operator.NONE)),
        ("annotated:>2", one(Field.ANNOTATED, "2", by=Operator.MORE)),
        ("annotated:3", one(Field.ANNOTATED, "3")),
        ("type:citation,question", one(Field.KIND, "citation", "question")),
        ("ref:calais-english-books", one(Field.REF, "calais-english-books")),
    ],
)  # fmt: skip
def test_what_a_field_asks_for(text: str, node: Node) -> None:
    query = parse(text)
    assert query.groups == (node,)
    assert query.problems == ()

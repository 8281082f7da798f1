"""The pages on searching say what the program understands, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gpci_tui.model.listing import Sort
from gpci_tui.model.query import All, Condition, Either, Field, Node, Not, Operator, Query, Term
from gpci_tui.search.fields import FIELD_NAMES
from gpci_tui.search.parser import parse
from gpci_tui.search.tokens import OPERATORS

DOCS = Path(__file__).parent.parent / "docs"
PAGES = {"en": DOCS / "search.md", "fr": DOCS / "search.fr.md"}


def word(text: str) -> Term:
    return Term(text, prefix=False)


def phrase(text: str) -> Term:
    return Term(text, prefix=False, phrase=True)


def field(of: Field, *values: str, by: Operator = Operator.IS) -> Condition:
    return Condition(of, by, values)


ROBOT, CODE = word("robot"), word("codage")
COLLEGE, LYCEE = word("college"), word("lycee")

EXAMPLES: list[tuple[str, str, Node]] = [
    ("tablettes", "tablettes", word("tablettes")),
    ("collège numérique", "collège numérique", All((COLLEGE, word("numerique")))),
    ('"salle immersive"', '"salle immersive"', phrase("salle immersive")),
    ("collège -lycée", "collège -lycée", All((COLLEGE, Not(LYCEE)))),
    ("robot*", "robot*", Term("robot", prefix=True)),
    ("=communes", "=communes", Term("communes", prefix=False, literal=True)),
    ("web-radio", "web-radio", replace(phrase("web radio"), hyphenated=True)),
    ("22 605", "22 605", word("22605")),
    ("robot AND codage", "robot ET codage", All((ROBOT, CODE))),
    ("robot OR codage", "robot OU codage", Either((ROBOT, CODE))),
    ("tablettes NOT lycée", "tablettes SAUF lycée", All((word("tablettes"), Not(LYCEE)))),
    ("collège (robot OR codage)", "collège (robot OU codage)",
     All((COLLEGE, Either((ROBOT, CODE))))),
    ("-(robot OR codage)", "-(robot OU codage)", Not(Either((ROBOT, CODE)))),
    ("robot collège OR lycée", "robot collège OU lycée", Either((All((ROBOT, COLLEGE)), LYCEE))),
    ("theme:inclusion", "thème:inclusion", field(Field.THEME, "inclusion")),
    ('theme:"réseau et connectivité"', 'thème:"réseau et connectivité"',
     field(Field.THEME, "réseau et connectivité")),
    ("level:commune,métropole", "échelon:commune,métropole",
     field(Field.LEVEL, "commune", "métropole")),
    ("theme:(lecture OR langues)", "thème:(lecture OU langues)",
     Either((field(Field.THEME, "lecture"), field(Field.THEME, "langues")))),
    ("-prize:alliance", "-prix:alliance", Not(field(Field.PRIZE, "alliance"))),
    ("theme:none", "thème:aucun", field(Field.THEME, by=Operator.NONE)),
    ("theme:any", "thème:tous", field(Field.THEME, by=Operator.ANY)),
    ("title:tablet*", "titre:tablet*", field(Field.TITLE, "tablet*")),
    ("words:>500", "mots:>500", field(Field.WORDS, "500", by=Operator.MORE)),
    ("words:500..900", "mots:500..900", field(Field.WORDS, "500", "900", by=Operator.BETWEEN)),
    ("read:2025-03", "lu:2025-03", field(Field.READ, "2025-03")),
    ("read:>=2025-03-01", "lu:>=01/03/2025",
     field(Field.READ, "2025-03-01", by=Operator.AT_LEAST)),
    ("read:no", "lu:non", field(Field.READ, by=Operator.NONE)),
    ("annotated:yes", "annoté:oui", field(Field.ANNOTATED, by=Operator.ANY)),
    ("annotated:>2", "annoté:>2", field(Field.ANNOTATED, "2", by=Operator.MORE)),
]  # fmt: skip

IN_ONE_LANGUAGE: dict[str, Node] = {
    "kind:question,quote": field(Field.KIND, "question", "quote"),
    "type:question,citation": field(Field.KIND, "question", "citation"),
    'status:"to re-read"': field(Field.STATUS, "to re-read"),
    'état:"à relire"': field(Field.STATUS, "à relire"),
}
EVERYTHING = All()
ORDERS = [
    ("sort:edition", "tri:édition", Sort.EDITION, False),
    ("sort:title", "tri:titre", Sort.TITLE, False),
    ("sort:applicant", "tri:collectivité", Sort.APPLICANT, False),
    ("sort:read", "tri:lu", Sort.LAST_READ, False),
    ("sort:annotations", "tri:annotations", Sort.ANNOTATIONS, False),
    ("sort:words", "tri:mots", Sort.WORDS, False),
    ("sort:-words", "tri:-mots", Sort.WORDS, True),
    ("sort:relevance", "tri:pertinence", Sort.RELEVANCE, False),
]
GROUPS = [("robot THEN codage", "robot PUIS codage", (ROBOT, CODE))]


def meanings(language: str) -> dict[str, Query]:
    at = 0 if language == "en" else 1
    found = {example[at]: Query((example[2],)) for example in EXAMPLES}
    found |= {example[at]: Query(example[2]) for example in GROUPS}
    found |= {order[at]: Query((EVERYTHING,), order[2], order[3]) for order in ORDERS}
    return found


def rows(language: str) -> list[list[str]]:
    text = PAGES[language].read_text("utf-8")
    return [
        [cell.strip() for cell in line.strip("|").split(" |")]
        for line in text.split("\n")
        if line.startswith("| `")
    ]


def examples(language: str) -> list[str]:
    return [row[0].strip("` ") for row in rows(language) if len(row) == 2]


@pytest.mark.parametrize("language", PAGES)
def test_every_example_means_what_the_page_says(language: str) -> None:
    known = meanings(language)
    shown = examples(language)
    assert [text for text in shown if text not in known and text not in IN_ONE_LANGUAGE] == []
    assert [text for text in known if text not in shown] == []
    for text in shown:
        expected = known.get(text) or Query((IN_ONE_LANGUAGE[text],))
        assert parse(text) == expected, text


def test_both_pages_show_the_same() -> None:
    assert len(examples("en")) == len(examples("fr")) >= 40
    english, french = (list(meanings(language)) for language in PAGES)
    in_order = dict(zip(english, french, strict=True))
    shown = [in_order.get(text, "") for text in examples("en")]
    assert [text for text in examples("fr") if text not in IN_ONE_LANGUAGE] == [
        *filter(None, shown)
    ]
    assert {order for _en, _fr, order, _reverse in ORDERS} == set(Sort)


@pytest.mark.parametrize("language", PAGES)
def test_the_table_of_fields_is_that_of_the_program(language: str) -> None:
    documented = [
        [name.strip("`:") for cell in row[:3] for name in re.findall(r"`[^`]+`", cell)]
        for row in rows(language)
        if len(row) == 4
    ]
    swapped = slice(None) if language == "en" else slice(None, None, -1)
    assert documented == [
        [*names[:2][swapped], *dict.fromkeys(names[2:])] for names in FIELD_NAMES.values()
    ]
    assert all(row[3] for row in rows(language) if len(row) == 4)


@pytest.mark.parametrize("language", PAGES)
def test_what_the_pages_say_besides_is_understood(language: str) -> None:
    text = PAGES[language].read_text("utf-8")
    (shell,) = re.findall(r"`gpci list '([^`]+)'`", text)
    assert parse(shell).problems == ()
    assert [operator for operator in OPERATORS if f"`{operator}`" not in text] == []

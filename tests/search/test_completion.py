from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.query import Condition, Field, Operator
from gpci_tui.search.completion import MOST, CompletionKind, Completions, Names, complete
from gpci_tui.search.fuzzy import meant
from gpci_tui.search.parser import parse

THEMES = ["Inclusion", "École inclusive", "Handicap et besoins particuliers", "L’œuvre", "Aucun",
          "IA « générative », éthique"]  # fmt: skip
NAMES = Names(
    {
        Field.THEME: THEMES,
        Field.PRIZE: ["Alliance éducative", "Coup de cœur du jury"],
        Field.LEVEL: ["commune", "métropole", "syndicat"],
    },
    recent=["tablettes collège", "thème:inclusion mots:>500", "tablettes"],
    saved=[("À relire", "état:relire"), ("Tablettes chères", "tablette budget")],
)
ENGLISH = NAMES._replace(language="en")


def at_end(text: str, names: Names = NAMES) -> Completions:
    return complete(text, len(text), names)


def labels(found: Completions) -> list[str]:
    return [item.label for item in found.items]


def applied(text: str, found: Completions, item: int = 0) -> str:
    return text[: found.start] + found.items[item].text + text[found.end :]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", ["À relire", "Tablettes chères", *NAMES.recent]),
        ("  ", ["À relire", "Tablettes chères", *NAMES.recent]),
        ("th", ["thème:", "thème:inclusion mots:>500"]),
        ("THE", ["thème:"]),
        ("é", []),
        ("éch", ["échelon:"]),
        ("école -sél", ["sélection:"]),
        ("(ann", ["annoté:"]),
        ("statut", ["état:"]),
        ("lev", ["level:"]),
        ("tr", ["tri:"]),
        ("ta", ["Tablettes chères", *NAMES.recent[::2]]),
        ("tablettes", ["Tablettes chères", "tablettes collège"]),
        ("école ta", []),
        ("xyz", []),
        ("école ", []),
        ('"th', []),
        ("« th", []),
        ("thème:", [*THEMES, "tous", "aucun"][:MOST]),
        ("thème : inc", ["Inclusion", "École inclusive"]),
        ("theme:inlcu", ["Inclusion", "École inclusive"]),
        ("theme:nclu", ["Inclusion", "École inclusive"]),
        ("theme:nc", []),
        ("-theme:inc", ["Inclusion", "École inclusive"]),
        ("(theme:inc", ["Inclusion", "École inclusive"]),
        ("thème:inclusion,éc", ["École inclusive"]),
        ("thème:inclusion, inc", ["École inclusive"]),
        ('thème:"École inclusive",inc', ["Inclusion"]),
        ('thème:"école in', ["École inclusive"]),
        ("thème:«école in", ["École inclusive"]),
        ("prix:c", ["Coup de cœur du jury"]),
        ("échelon:", ["commune", "métropole", "syndicat", "tous", "aucun"]),
        ("état:r", ["à relire"]),
        ("type:", ["point fort", "réserve", "question", "citation", "tous", "aucun"]),
        ("annoté:", ["oui", "non"]),
        ("lu:o", ["oui"]),
        ("tri:t", ["titre"]),
        ("dépt:", ["tous", "aucun"]),
        ("mots:", []),
        ("mots:>5", []),
        ("inconnu:x", []),
    ],
)
def test_what_is_offered(text: str, offered: list[str]) -> None:
    found = at_end(text)
    assert labels(found) == offered


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("th", ["theme:", "thème:inclusion mots:>500"]),
        ("éch", ["échelon:"]),
        ("level:m", ["metropolis", "municipality"]),
        ("status:r", ["read", "reading", "to re-read"]),
        ("theme:n", ["none"]),
        ("read:", ["yes", "no"]),
        ("sort:t", ["title"]),
    ],
)
def test_what_is_offered_in_english(text: str, offered: list[str]) -> None:
    assert labels(at_end(text, ENGLISH)) == offered


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("école th", "école thème:"),
        ("thème:inclus", "thème:Inclusion "),
        ("thème:éco", 'thème:"École inclusive" '),
        ('thème:"éco', 'thème:"École inclusive" '),
        ("thème:inclusion,éco", 'thème:inclusion,"École inclusive" '),
        ("thème:auc", 'thème:"Aucun" '),
        ("thème:tous", "thème:tous "),
        ("thème:gén", 'thème:"IA  générative , éthique" '),
        ("thème:œuv", "thème:L’œuvre "),
        ("tri:mo", "tri:mots "),
        ("tablettes c", "tablettes collège"),
        ("relire", "relire"),
    ],
)
def test_what_it_becomes(text: str, becomes: str) -> None:
    found = at_end(text)
    assert (applied(text, found) if found.items else text) == becomes


@pytest.mark.parametrize(
    ("text", "cursor", "becomes"),
    [
        ("th école", 2, "thème: école"),
        ("thème:inclu école", 11, "thème:Inclusion école"),
        ("thème:inclu,lecture", 11, "thème:Inclusion,lecture"),
        ("theme:x", 3, "thème:x"),
        ('thème:"éco" école', 10, 'thème:"École inclusive" école'),
        ("thème:incluxyz école", 11, "thème:Inclusion école"),
    ],
)
def test_in_the_middle_the_rest_stays(text: str, cursor: int, becomes: str) -> None:
    assert applied(text, complete(text, cursor, NAMES)) == becomes


def test_kinds() -> None:
    kinds = {item.kind for text in ("", "th", "thème:", "tri:") for item in at_end(text).items}
    assert kinds == set(CompletionKind)


@given(st.sampled_from(THEMES), st.integers(1, 4))
def test_a_completed_value_means_its_name(name: str, letters: int) -> None:
    text = "thème:" + name.split()[-1][:letters]
    found = at_end(text)
    written = applied(text, found, labels(found).index(name))
    query = parse(written)
    assert query.problems == ()
    (condition,) = query.groups
    assert isinstance(condition, Condition)
    assert condition.operator is Operator.IS
    assert [THEMES[at] for at in meant(condition.values[0], THEMES)] == [name]


@given(st.text() | st.text('"«»éthm:,-( ', max_size=20), st.integers(0, 30))
def test_any_text_can_be_completed(text: str, cursor: int) -> None:
    found = complete(text, cursor, NAMES)
    assert 0 <= found.start <= found.end
    assert len(found.items) <= MOST
    assert not found.items or found.end <= len(text)

"""Moving by block, sentence and word; selecting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.document import parse
from gpci_tui.ui.widgets.text_cursor import Navigator, Selection, Unit

BODY = "# Titre\n\nUn deux. Trois **quatre** !\n\n---\n\n- cinq\n- six sept\n"


def navigator() -> Navigator:
    return Navigator(parse(BODY))


def shown(part: tuple[int, int] | None) -> str:
    return parse(BODY).excerpt(*part) if part else ""


def walk(unit: Unit) -> list[str]:
    found, moves = [], navigator()
    part = moves.at(unit, 0)
    while part is not None:
        found.append(shown(part))
        part = moves.step(unit, part[0], 1)
    return found


def test_every_unit_is_walked_once_in_order() -> None:
    assert walk(Unit.BLOCK) == ["Titre", "Un deux. Trois quatre !", "cinq", "six sept"]
    assert walk(Unit.SENTENCE) == ["Titre", "Un deux.", "Trois quatre !", "cinq", "six sept"]
    assert walk(Unit.WORD) == ["Titre", "Un", "deux", "Trois", "quatre", "cinq", "six", "sept"]


@given(st.sampled_from(list(Unit)))
def test_walking_back_is_walking_forth_reversed(unit: Unit) -> None:
    moves = navigator()
    part, back = moves.at(unit, len(BODY)), []
    at: tuple[int, int] | None = part
    while at is not None:
        back.append(shown(at))
        at = moves.step(unit, at[0], -1)
    assert back[::-1] == walk(unit)


@given(st.text(), st.integers(-5, 50), st.sampled_from(list(Unit)), st.sampled_from([-1, 1]))
def test_any_text_can_be_walked(body: str, offset: int, unit: Unit, by: int) -> None:
    moves = Navigator(parse(body))
    start, end = moves.at(unit, offset)
    assert 0 <= start <= end <= len(body)
    found = moves.step(unit, offset, by)
    if found is not None:
        assert found[0] > offset if by > 0 else found[0] < offset
    moves.extend(Selection((start, end), end), unit, by)


def test_a_selection_grows_shrinks_and_turns_about_its_anchor() -> None:
    moves = navigator()
    anchor = (BODY.index("Trois"), BODY.index("Trois") + 5)
    selection = Selection(anchor, anchor[1])
    seen = []
    for by in (1, 1, -1, -1, -1, -1, 1, 1):
        selection = moves.extend(selection, Unit.WORD, by)
        seen.append(shown(selection.range))
    assert seen == [
        "Trois quatre", "Trois quatre ! cinq", "Trois quatre", "Trois", "deux. Trois",
        "Un deux. Trois", "deux. Trois", "Trois",
    ]  # fmt: skip


def test_a_selection_extends_by_sentence_from_a_word() -> None:
    moves = navigator()
    anchor = (BODY.index("Trois"), BODY.index("Trois") + 5)
    selection = moves.extend(Selection(anchor, anchor[1]), Unit.SENTENCE, 1)
    assert shown(selection.range) == "Trois quatre !"
    assert shown(moves.extend(selection, Unit.BLOCK, 1).range) == "Trois quatre ! cinq"


def test_a_selection_stops_at_both_ends_of_the_text() -> None:
    moves = navigator()
    last = moves.at(Unit.WORD, len(BODY))
    assert moves.extend(Selection(last, last[1]), Unit.WORD, 1).range == last
    first = moves.at(Unit.WORD, 0)
    assert moves.extend(Selection(first, first[1]), Unit.WORD, -1).range == first


def test_a_text_without_blocks_has_no_units() -> None:
    moves = Navigator(parse(""))
    assert moves.at(Unit.WORD, 3) == (0, 0)
    assert moves.step(Unit.WORD, 0, 1) is None

"""Lines of a source on rows: only what is looked at is wrapped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.ui.widgets.source_layout import RULE, Place, SourceLayout

texts = st.lists(st.text("ab é\t", max_size=40), min_size=1, max_size=30)


def all_rows(layout: SourceLayout) -> list[Place]:
    return [
        Place(line, row)
        for line in range(len(layout.lines))
        for row in range(len(layout.rows(line)))
    ]


@given(texts, st.integers(1, 12), st.sets(st.integers(0, 30)), st.integers(-80, 80), st.data())
def test_moving_is_counting_rows(
    lines: list[str], width: int, ruled: set[int], by: int, data: st.DataObject
) -> None:
    layout = SourceLayout(lines, width, ruled)
    rows = all_rows(layout)
    at = data.draw(st.integers(0, len(rows) - 1))
    to = max(0, min(len(rows) - 1, at + by))
    assert layout.move(rows[at], by) == rows[to]
    assert layout.distance(rows[at], rows[to], 1000) == max(0, to - at)
    assert layout.last == rows[-1]


@given(texts, st.integers(1, 12))
def test_no_letter_is_lost_on_the_rows(lines: list[str], width: int) -> None:
    layout = SourceLayout(lines, width, {0})
    for line, text in enumerate(lines):
        parts = [part for part in layout.rows(line) if part != RULE]
        shown = "".join(layout.text(line)[start:end] for start, end in parts)
        assert shown.replace(" ", "") == "".join(text.split())
    assert layout.rows(0)[0] == RULE


def test_the_end_of_a_long_text_costs_its_own_rows_only() -> None:
    class Lines(list[str]):
        asked = 0

        def __getitem__(self, index: object) -> str:  # type: ignore[override]
            Lines.asked += 1
            return super().__getitem__(index)  # type: ignore[index, return-value]

    layout = SourceLayout(Lines(["mot " * 40] * 100_000), 40, ())
    top = layout.move(layout.last, -30)
    assert top.line > 99_980
    assert Lines.asked < 50

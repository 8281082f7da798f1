"""What lies over and beside the text: annotations, notes, hits; the mouse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui.model.document import parse
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.ui.widgets.text_layout import Layout
from gpci_tui.ui.widgets.text_margin import LANES, gutter, notes
from gpci_tui.ui.widgets.text_view import TextView
from tests.ui.tiny_text import BODY, LONG, Tiny, annotation, passage, place, screen, showing


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with colours, whatever runs the tests."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


async def test_dragging_selects_what_is_under_the_mouse() -> None:
    async with showing() as (view, _, pilot):
        x, y = place(view, "première")
        await pilot.mouse_down(view, offset=(x, y))
        await pilot.hover(view, offset=(x + len("première phrase"), y))
        await pilot.mouse_up(view, offset=(x + len("première phrase"), y))
        assert passage(view) == "première phrase"


async def test_a_drag_survives_a_resize() -> None:
    async with showing() as (view, _, pilot):
        x, y = place(view, "première")
        await pilot.mouse_down(view, offset=(x, y))
        await pilot.hover(view, offset=(x + 8, y))
        await pilot.mouse_up(view, offset=(x + 8, y))
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert passage(view) == "première"


async def test_clicks_go_to_a_sentence_select_a_word_or_a_sentence() -> None:
    async with showing() as (view, _, pilot):
        x, y = place(view, "deuxième")
        await pilot.click(view, offset=(x, y))
        assert passage(view) == "Une **deuxième** phrase !"
        assert view.selection is None
        await pilot.click(view, offset=(x + 1, y), times=2)
        assert passage(view) == "deuxième"
        await pilot.click(view, offset=(x + 1, y), times=3)
        assert passage(view) == "Une **deuxième** phrase !"


async def test_a_click_on_an_annotation_its_sign_or_its_note_looks_at_it() -> None:
    marked = [annotation(1, "première phrase", note="À voir.")]
    async with showing(annotations=marked, size=(140, 24)) as (view, app, pilot):
        y = place(view, "première")[1]
        for at in (place(view, "première"), (2, y), place(view, "À voir.")):
            view.go_to(0)
            assert view.focused is None
            await pilot.click(view, offset=at)
            assert view.focused == marked[0]
        assert app.count(TextView.AnnotationClicked) == 3


async def test_annotations_are_reached_one_by_one_also_where_they_overlap() -> None:
    marked = [
        annotation(1, "Une première phrase. Une **deuxième**"),
        annotation(2, "première phrase", Kind.QUESTION),
        annotation(3, "un autre point", Kind.QUOTE),
    ]
    async with showing(annotations=marked) as (view, _, _):
        assert [view.next_annotation(1), view.next_annotation(1), view.next_annotation(1)] == marked
        assert view.next_annotation(1) == marked[0], "round to the first one"
        assert view.next_annotation(-1) == marked[2]
        view.next_annotation(-1)
        assert view.annotations_at_cursor() == [marked[1], marked[0]]
        view.next_annotation(-1)
        assert view.annotations_at_cursor() == [marked[0], marked[1]]
        view.move_block(1)
        assert view.focused is None


async def test_overlapping_annotations_are_both_seen_in_gutter_and_text() -> None:
    marked = [
        annotation(1, "Une première phrase."),
        annotation(2, "première", Kind.QUESTION),
    ]
    async with showing(annotations=marked) as (view, _, _):
        line = view.render_line(2)
        assert line.text[:6].split() == ["+?▌▌"]
        shared = next(s for s in line if s.text == "première")
        alone = next(s for s in line if s.text == " phrase.")
        assert shared.style is not None
        assert alone.style is not None
        assert shared.style.underline
        assert not alone.style.underline
        assert shared.style.bgcolor != alone.style.bgcolor


async def test_notes_stand_beside_their_passage_where_there_is_room() -> None:
    marked = [annotation(1, "première", note="À voir."), annotation(2, "un autre", note="Bien.")]
    async with showing(annotations=marked, size=(140, 24)) as (view, _, pilot):
        assert view.notes_beside
        assert place(view, "+ Strength")[1] == place(view, "première")[1]
        assert place(view, "À voir.")[1] == place(view, "première")[1] + 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not view.notes_beside
        assert not any("À voir." in line for line in screen(view))


async def test_annotations_without_a_passage_are_not_in_the_text() -> None:
    orphan = annotation(1, "première")._replace(orphaned=True)
    async with showing(annotations=[orphan]) as (view, _, _):
        assert not view.annotations
        assert view.next_annotation(1) is None


async def test_hits_are_marked_and_the_present_one_is_on_the_screen() -> None:
    async with showing(LONG) as (view, _, _):
        hits = parse(LONG).find("paragraphe 50")
        view.set_hits(hits, 0)
        y = place(view, "Paragraphe 50")[1]
        hit = next(s for s in view.render_line(y) if s.text == "Paragraphe 50")
        assert hit.style is not None
        assert hit.style.underline
        assert hit.style.reverse
        view.set_hits([])
        assert not any(s.style and s.style.underline for s in view.render_line(y))


async def test_without_colours_marks_are_underlined_and_bold() -> None:
    view = TextView()
    app = Tiny(view)
    app.no_color = True
    async with app.run_test(size=(80, 24)) as pilot:
        view.show(parse(BODY), [annotation(1, "première")], position=BODY.index("La fin"))
        await pilot.pause()
        marked = next(s for s in view.render_line(2) if s.text == "première")
        assert marked.style is not None
        assert marked.style.underline
        assert view.render_line(2).text.lstrip().startswith("+")


def test_notes_never_overlap_and_long_ones_are_cut() -> None:
    layout = Layout(parse(BODY), 70)
    long_note = "Une longue note. " * 20
    marked = [
        annotation(1, "Une première", note=long_note),
        annotation(2, "deuxième", note=long_note),
        annotation(3, "un point", note="Bref."),
    ]
    margin, cut = notes(layout, marked, 30, ["+ A", "+ B", "+ C"])
    assert cut == {1, 2}
    assert [margin[number].text for number in margin if margin[number].title] == [
        "+ A", "+ B", "+ C",
    ]  # fmt: skip
    assert margin[4].text.endswith("…")
    assert max(len(line.text) for line in margin.values()) <= 30


@given(st.lists(st.tuples(st.integers(0, len(BODY)), st.integers(1, 60)), max_size=12))
def test_every_annotation_has_a_sign_and_a_place_in_the_margin(
    parts: list[tuple[int, int]],
) -> None:
    layout = Layout(parse(BODY), 20)
    marked = [
        Annotation(id_, "", 1, Kind.QUOTE, start, start + size, "", "", "", "n " * 40, "", "")
        for id_, (start, size) in enumerate(sorted(parts))
    ]
    beside = gutter(layout, marked)
    assert sorted(n.id for b in beside.values() for n in b.signs) == [n.id for n in marked]
    assert all(len(line.bars) == LANES and any(line.bars) for line in beside.values())
    margin, _ = notes(layout, marked, 24, ["title"] * len(marked))
    assert sum(line.title for line in margin.values()) == len(marked)

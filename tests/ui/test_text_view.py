"""The reader's text on the screen: cursor, selection, annotations, mouse, progress."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot

from gpci_tui.model.document import parse
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.ui.theme import THEMES
from gpci_tui.ui.widgets.text_cursor import Unit
from gpci_tui.ui.widgets.text_layout import Layout
from gpci_tui.ui.widgets.text_margin import LANES, gutter, notes
from gpci_tui.ui.widgets.text_paint import GUTTER
from gpci_tui.ui.widgets.text_view import TextView

BODY = (
    "# Le titre\n\n"
    "Une première phrase. Une **deuxième** phrase !\n\n"
    "- un point [/x]\n- un autre point\n\n"
    "> Une « citation » ?\n\n"
    "La fin du texte."
)
LONG = "\n\n".join(f"Paragraphe {n}. Il a deux phrases." for n in range(60))


def annotation(id_: int, text: str, kind: Kind = Kind.STRENGTH, note: str = "") -> Annotation:
    start = BODY.index(text)
    return Annotation(id_, str(id_), 1, kind, start, start + len(text), text, "", "", note, "", "")


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with colours, whatever runs the tests."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)


class Tiny(App[None]):
    """The view alone, and what it said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)"),
        Binding("up", "move(-1)"),
    ]

    def __init__(self, view: TextView) -> None:
        super().__init__()
        self.view = view
        self.said: list[Message] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "encre"

    def compose(self) -> ComposeResult:
        yield self.view

    def action_move(self, by: int) -> None:
        self.view.move_block(by)

    def on_text_view_moved(self, message: Message) -> None:
        self.said.append(message)

    on_text_view_reached_end = on_text_view_moved
    on_text_view_selection_changed = on_text_view_moved
    on_text_view_annotation_clicked = on_text_view_moved

    def count(self, kind: type[Message]) -> int:
        return sum(isinstance(message, kind) for message in self.said)


@asynccontextmanager
async def running(
    body: str = BODY,
    annotations: list[Annotation] | None = None,
    *,
    size: tuple[int, int] = (80, 24),
    position: int = 0,
    margin: bool = True,
) -> AsyncIterator[tuple[TextView, Tiny, Pilot[None]]]:
    view = TextView(margin=margin)
    app = Tiny(view)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        view.show(parse(body), annotations or [], position=position)
        view.focus()
        await pilot.pause()
        yield view, app, pilot


def passage(view: TextView, body: str = BODY) -> str:
    return body[slice(*view.passage())]


def screen(view: TextView) -> list[str]:
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def place(view: TextView, text: str) -> tuple[int, int]:
    """Where a text stands on the screen, in the view's coordinates."""
    for y, line in enumerate(screen(view)):
        if text in line:
            return line.index(text), y
    raise AssertionError(f"{text} is not on the screen")


async def test_the_text_is_set_and_nothing_is_read_as_markup() -> None:
    async with running() as (view, _, _):
        shown = [line[GUTTER:] for line in screen(view)]
        assert shown[:9] == [
            "Le titre", "", "Une première phrase. Une deuxième phrase !", "",
            "  • un point [/x]", "  • un autre point", "", " │ Une « citation » ?", "",
        ]  # fmt: skip


async def test_the_cursor_moves_by_block_sentence_and_word() -> None:
    async with running() as (view, _, _):
        assert passage(view) == "Le titre"
        view.move_block(1)
        assert passage(view) == "Une première phrase."
        view.move_sentence(1)
        assert passage(view) == "Une **deuxième** phrase !"
        view.move_word(1)
        view.move_word(1)
        assert BODY[view.cursor :].startswith("deuxième")
        assert passage(view) == "Une **deuxième** phrase !"
        view.move_block(1)
        assert passage(view) == "un point [/x]"
        view.move_block(-1)
        view.move_block(-1)
        view.move_block(-1)
        assert passage(view) == "Le titre"


async def test_keys_reach_the_screen_and_not_the_scrolling_of_textual() -> None:
    async with running() as (view, _, pilot):
        await pilot.press("down")
        assert passage(view) == "Une première phrase."


async def test_moving_starts_from_what_is_seen_after_the_wheel() -> None:
    async with running(LONG) as (view, _, pilot):
        view.scroll_to(y=40, animate=False)
        await pilot.pause()
        view.move_block(1)
        assert passage(view, LONG) == "Paragraphe 20."
        assert view.scroll_offset.y == 40


async def test_position_is_the_cursor_or_else_what_is_seen() -> None:
    async with running(LONG) as (view, _, pilot):
        view.move_block(1)
        assert view.position == view.cursor
        view.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert LONG[view.position :].startswith("Paragraphe 20.")


async def test_a_text_opens_where_it_was_left() -> None:
    at = LONG.index("Paragraphe 40")
    async with running(LONG, position=at) as (view, _, _):
        assert view.cursor == at
        assert any("Paragraphe 40" in line for line in screen(view))


async def test_the_selection_extends_and_ends() -> None:
    async with running() as (view, app, pilot):
        view.move_block(1)
        view.move_word(1)
        view.move_word(1, extend=True)
        assert passage(view) == "Une"
        view.move_word(1, extend=True)
        assert passage(view) == "Une première"
        view.move_sentence(1)
        assert passage(view) == "Une première phrase."
        assert view.selection is not None
        view.clear_selection()
        assert view.selection is None
        await pilot.pause()
        assert app.count(TextView.SelectionChanged) == 4


async def test_a_selection_over_markup_keeps_its_offsets() -> None:
    async with running() as (view, _, _):
        view.go_to(BODY.index("deuxième"), Unit.WORD)
        view.start_selection()
        view.move_word(1)
        assert passage(view) == "deuxième** phrase"


async def test_dragging_selects_what_is_under_the_mouse() -> None:
    async with running() as (view, _, pilot):
        x, y = place(view, "première")
        await pilot.mouse_down(view, offset=(x, y))
        await pilot.hover(view, offset=(x + len("première phrase"), y))
        await pilot.mouse_up(view, offset=(x + len("première phrase"), y))
        assert passage(view) == "première phrase"


async def test_a_drag_survives_a_resize() -> None:
    async with running() as (view, _, pilot):
        x, y = place(view, "première")
        await pilot.mouse_down(view, offset=(x, y))
        await pilot.hover(view, offset=(x + 8, y))
        await pilot.mouse_up(view, offset=(x + 8, y))
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert passage(view) == "première"


async def test_clicks_go_to_a_sentence_select_a_word_or_a_sentence() -> None:
    async with running() as (view, _, pilot):
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
    async with running(annotations=marked, size=(140, 24)) as (view, app, pilot):
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
    async with running(annotations=marked) as (view, _, _):
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
    async with running(annotations=marked) as (view, _, _):
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
    async with running(annotations=marked, size=(140, 24)) as (view, _, pilot):
        assert view.notes_beside
        assert place(view, "+ Strength")[1] == place(view, "première")[1]
        assert place(view, "À voir.")[1] == place(view, "première")[1] + 1
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert not view.notes_beside
        assert not any("À voir." in line for line in screen(view))


async def test_annotations_without_a_passage_are_not_in_the_text() -> None:
    lost = annotation(1, "première")
    orphan = Annotation(*[getattr(lost, name) for name in lost.__slots__[:-1]], orphaned=True)
    async with running(annotations=[orphan]) as (view, _, _):
        assert not view.annotations
        assert view.next_annotation(1) is None


async def test_hits_are_marked_and_the_present_one_is_on_the_screen() -> None:
    async with running(LONG) as (view, _, _):
        hits = parse(LONG).find("paragraphe 50")
        view.set_hits(hits, 0)
        y = place(view, "Paragraphe 50")[1]
        hit = next(s for s in view.render_line(y) if s.text == "Paragraphe 50")
        assert hit.style is not None
        assert hit.style.underline
        assert hit.style.reverse
        view.set_hits([])
        assert not any(s.style and s.style.underline for s in view.render_line(y))


async def test_progress_never_falls_and_is_whole_at_the_end() -> None:
    async with running(LONG) as (view, app, pilot):
        assert 0.1 < view.progress < 0.5
        seen = [view.progress]
        for _ in range(12):
            view.scroll_page(1)
            seen.append(view.progress)
        assert seen == sorted(seen)
        assert view.progress == 1.0
        view.go_to_end(-1)
        assert view.progress == 1.0
        await pilot.pause()
        assert app.count(TextView.ReachedEnd) == 1


async def test_a_short_text_is_at_its_end_when_its_last_block_is_reached() -> None:
    async with running() as (view, app, pilot):
        assert view.progress == 1.0
        assert app.count(TextView.ReachedEnd) == 0
        view.scroll_page(1)
        await pilot.pause()
        assert passage(view) == "La fin du texte."
        assert app.count(TextView.ReachedEnd) == 1


async def test_the_cursor_stays_on_the_screen() -> None:
    async with running(LONG, size=(80, 10)) as (view, _, _):
        for by in [1] * 50 + [-1] * 50:
            view.move_block(by)
            top = view.scroll_offset.y
            assert top <= view._layout.line_at(view.cursor) < top + 10


class Early(Tiny):
    """Shows a text and moves in it before the first layout."""

    def on_mount(self) -> None:
        self.view.show(parse(BODY), [annotation(1, "première")])
        walk_about(self.view)


def walk_about(view: TextView) -> None:
    for move in (view.move_block, view.move_sentence, view.move_word, view.scroll_page):
        move(1)
        move(-1)
    view.next_annotation(1)


@pytest.mark.parametrize("width", [1, 2, 5, 9, 20])
async def test_narrow_widths_and_early_keys_survive(width: int) -> None:
    view = TextView()
    async with Early(view).run_test(size=(width, 3)) as pilot:
        await pilot.pause()
        walk_about(view)
        await pilot.pause()
        assert all(view.render_line(y).cell_length == width for y in range(3))


async def test_an_empty_text_survives_every_move() -> None:
    async with running("") as (view, _, _):
        walk_about(view)
        view.start_selection()
        view.go_to_end(1)
        assert view.passage() == (0, 0)


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


async def test_another_theme_repaints() -> None:
    async with running() as (view, app, pilot):
        before = view.render_line(0)
        app.theme = "papier"
        await pilot.pause()
        assert view.render_line(0) != before


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

"""The reader's text on the screen: cursor, selection, scrolling, progress."""

from __future__ import annotations

import pytest

from gpci_tui.model.document import parse
from gpci_tui.ui.widgets.text_cursor import Unit
from gpci_tui.ui.widgets.text_paint import GUTTER
from gpci_tui.ui.widgets.text_view import TextView
from tests.ui.tiny_text import BODY, LONG, Tiny, annotation, passage, screen, showing


async def test_the_text_is_set_and_nothing_is_read_as_markup() -> None:
    async with showing() as (view, _, _):
        shown = [line[GUTTER:] for line in screen(view)]
        assert shown[:9] == [
            "Le titre", "", "Une première phrase. Une deuxième phrase !", "",
            "  • un point [/x]", "  • un autre point", "", " │ Une « citation » ?", "",
        ]  # fmt: skip


async def test_the_cursor_moves_by_block_sentence_and_word() -> None:
    async with showing() as (view, _, _):
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
    async with showing() as (view, _, pilot):
        await pilot.press("down")
        assert passage(view) == "Une première phrase."


async def test_moving_starts_from_what_is_seen_after_the_wheel() -> None:
    async with showing(LONG) as (view, _, pilot):
        view.scroll_to(y=40, animate=False)
        await pilot.pause()
        view.move_block(1)
        assert passage(view, LONG) == "Paragraphe 20."
        assert view.scroll_offset.y == 40


async def test_position_is_the_cursor_or_else_what_is_seen() -> None:
    async with showing(LONG) as (view, _, pilot):
        view.move_block(1)
        assert view.position == view.cursor
        view.scroll_to(y=40, animate=False)
        await pilot.pause()
        assert LONG[view.position :].startswith("Paragraphe 20.")


async def test_a_text_opens_where_it_was_left() -> None:
    at = LONG.index("Paragraphe 40")
    async with showing(LONG, position=at) as (view, _, _):
        assert view.cursor == at
        assert any("Paragraphe 40" in line for line in screen(view))


async def test_the_selection_extends_and_ends() -> None:
    async with showing() as (view, app, pilot):
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
    async with showing() as (view, _, _):
        view.go_to(BODY.index("deuxième"), Unit.WORD)
        view.start_selection()
        view.move_word(1)
        assert passage(view) == "deuxième** phrase"


async def test_progress_never_falls_and_is_whole_at_the_end() -> None:
    async with showing(LONG) as (view, app, pilot):
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
    async with showing() as (view, app, pilot):
        assert view.progress == 1.0
        assert app.count(TextView.ReachedEnd) == 0
        view.scroll_page(1)
        await pilot.pause()
        assert passage(view) == "La fin du texte."
        assert app.count(TextView.ReachedEnd) == 1


async def test_the_cursor_stays_on_the_screen() -> None:
    async with showing(LONG, size=(80, 10)) as (view, _, _):
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
    async with showing("") as (view, _, _):
        walk_about(view)
        view.start_selection()
        view.go_to_end(1)
        assert view.passage() == (0, 0)


async def test_another_theme_repaints() -> None:
    async with showing() as (view, app, pilot):
        before = view.render_line(0)
        app.theme = "papier"
        await pilot.pause()
        assert view.render_line(0) != before

"""The text view in tests: alone in a tiny app, on a small text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.pilot import Pilot

from gpci_tui.model.document import parse
from gpci_tui.model.review import Annotation, Kind
from gpci_tui.ui.theme import THEMES
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
async def showing(
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

"""The floor of a change that repaints everything: each key writes every line of the screen."""

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget


class Wall(Widget):
    count = 0

    def render_line(self, y: int) -> Strip:
        text = f"{self.count} keys, line {y} "
        return Strip([Segment((text * 20)[: self.size.width])])


class Repaint(App[None]):
    CSS = "Wall { height: 100%; }"

    def compose(self) -> ComposeResult:
        yield Wall()

    def on_key(self, event: events.Key) -> None:
        wall = self.query_one(Wall)
        wall.count += 1
        wall.refresh()


if __name__ == "__main__":
    Repaint().run()

"""The floor of a search: a field to type in, over a pane in which nothing happens."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class Pane(App[None]):
    CSS = "Static { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Input(placeholder="type here")
        yield Static()


if __name__ == "__main__":
    Pane().run()

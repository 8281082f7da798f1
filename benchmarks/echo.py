"""The floor of a key: each one changes a single line."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Echo(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def compose(self) -> ComposeResult:
        yield Static("0 keys", id="line")

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.query_one("#line", Static).update(f"{self.count} keys, last: {event.key}")


if __name__ == "__main__":
    Echo().run()

"""One frame at the start instead of five: what Textual does twice there is done once.

Measured at 132x40: until its first message Textual parses every style three
times, paints the whole screen twice without showing it, and lays it out and
paints it twice more afterwards. All that this module knows of Textual's inside
stands here; where a later Textual renames it, the program starts slower, and
nothing else changes.
"""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.await_remove import AwaitRemove
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets._toast import ToastRack


class OneFrameApp(App[int]):
    """Its look is known before the first style is parsed (``know_look``)."""

    def __init__(self) -> None:
        super().__init__()
        self._look_is_parsed = False
        self._held_back: Timer | None = None
        """Ends the time in which nothing is painted, while a place is being changed."""

    def know_look(self) -> None:
        """Say that the theme is chosen; the styles are parsed with it from the first time on."""
        self.stylesheet.set_variables(self.get_css_variables())
        self._look_is_parsed = True

    def look_may_change(self) -> None:
        """Say that from now on a change of the theme parses the styles again."""
        self._look_is_parsed = False

    def refresh_css(self, animate: bool = True) -> None:
        if not self._look_is_parsed:
            super().refresh_css(animate)

    def delay_update(self, delay: float = 0.05) -> None:
        """Paint nothing until ``paint_now``, or until ``delay`` s are over.

        Textual waits for all of the delay whenever a place is changed.
        """
        self.paint_now()
        self._begin_batch()
        self._held_back = self.set_timer(delay, self.paint_now)

    def paint_now(self) -> None:
        """Say that a place has what it shows: it need not be held back any longer."""
        held_back, self._held_back = self._held_back, None
        if held_back is not None:
            held_back.stop()
            self._end_batch()
            if not self._batch_count:
                self.screen.refresh()

    def _prune(self, *nodes: Widget, parent: DOMNode | None = None) -> AwaitRemove:
        # What lies under a window that is closed is painted anyway: it need not be laid out again.
        of_a_screen = parent is not self
        return super()._prune(*nodes, parent=parent if of_a_screen else None)

    def _refresh_notifications(self) -> None:
        # With nothing to say, each place would still be laid out again when it is seen.
        if self._disable_notifications or not self._screen_stack:
            return
        racks = self.screen.query(ToastRack)
        if len(self._notifications) and not racks:
            self.screen.mount(ToastRack(id="textual-toastrack"))
        if len(self._notifications) or racks:
            super()._refresh_notifications()


def _asks(widget: Widget) -> bool:
    return widget._layout_required or widget._repaint_required


class Plain:
    """A screen without Textual's rack of messages, which comes with the first one, and tooltips."""

    def _extend_compose(self, widgets: list[Widget]) -> None:
        pass


class OneFrameScreen(Plain, Screen[Any]):
    """Paints nothing that is not shown, and what a resize has painted not once more."""

    def __init__(self, *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._left_under: tuple[int, frozenset[str], frozenset[str]] | None = None
        """What the app looked like when the screen was left; None while it is new."""
        self._painted_next = False
        """Whether all is painted in any case as soon as it is laid out."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        # Called before the one of Screen. A new screen has just taken its styles, and one that
        # was left keeps them while the app looks the same.
        if self._left_under is None:
            self._css_update_count = self.app._css_update_count
        event.refresh_styles = self._left_under not in (None, self._app_look())

    def _on_screen_suspend(self) -> None:
        self._left_under = self._app_look()

    def _app_look(self) -> tuple[int, frozenset[str], frozenset[str]]:
        app = self.app
        return app._css_update_count, app.classes, frozenset(app.pseudo_classes)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        self._painted_next = self._repaint_required
        asked = {widget for widget in self._compositor.visible_widgets if _asks(widget)}
        try:
            super()._refresh_layout(size, scroll)
        finally:
            self._painted_next = False
        # Who got another size asks to be laid out and painted again; both has just been done.
        for widget in self._compositor.visible_widgets:
            if widget not in asked and not widget.is_scrollable:
                widget._layout_required = widget._repaint_required = False

    def _compositor_refresh(self) -> None:
        if not self.app._batch_count and not self._painted_next:
            super()._compositor_refresh()

    def _screen_resized(self, size: Size) -> None:
        self._repaint_required = False  # All is painted now.
        super()._screen_resized(size)
        if self.is_current and not self.app._batch_count:
            self._layout_required = self._repaint_required = False
            self._dirty_widgets.clear()

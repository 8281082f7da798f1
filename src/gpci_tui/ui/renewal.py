"""Speaking another language at once: every screen is made anew, where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from gpci_tui import i18n
from gpci_tui.ui.modals.settings import SettingsModal
from gpci_tui.ui.modals.welcome import Welcome

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp

BETWEEN = "between"
"""The mode in which the app is while no place stands."""


async def renew(app: GpciApp, language: str) -> None:
    """Speak ``language`` ('' for the system's) and make every screen anew, as after a restart.

    The screens find their place again by what they remember of the session.
    The welcome and the settings, where they are open, open again.
    """
    i18n.choose(language)
    await app.settle()
    mode = app.current_mode
    open_now = [type(screen) for screen in app.screen_stack]
    with app.batch_update():
        # A mode can't be made anew while it is the present one.
        app.add_mode(BETWEEN, Screen[None])
        await app.switch_mode(BETWEEN)
        for place, make in app.MODES.items():
            await app.remove_mode(place)
            app.add_mode(place, make)
        await app.switch_mode(mode)
        await app.remove_mode(BETWEEN)
        if Welcome in open_now:
            await app.push_screen(Welcome())
        if SettingsModal in open_now:
            await app.push_screen(SettingsModal(at="language"))

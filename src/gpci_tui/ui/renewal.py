"""Speaking another language at once: every screen is made anew, where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gpci_tui import i18n
from gpci_tui.ui.modals.settings import SettingsModal
from gpci_tui.ui.modals.welcome import Welcome

if TYPE_CHECKING:
    from gpci_tui.ui.app import GpciApp


async def renew(app: GpciApp, language: str) -> None:
    """Speak ``language`` ('' for the system's) and make every screen anew, as after a restart.

    The screens find their place again by what they remember of the session.
    The welcome and the settings, where they are open, open again.
    """
    i18n.choose(language)
    await app.settle()
    place = app.MODES[app.current_mode]
    assert callable(place)
    open_now = [type(screen) for screen in app.screen_stack]
    with app.batch_update():
        for mode in app.MODES:
            if mode != app.current_mode:
                await app.remove_mode(mode)
                app.add_mode(mode, app.MODES[mode])
        while len(app.screen_stack) > 1:
            await app.pop_screen()
        await app.switch_screen(place())
        if Welcome in open_now:
            await app.push_screen(Welcome())
        if SettingsModal in open_now:
            await app.push_screen(SettingsModal(at="language"))

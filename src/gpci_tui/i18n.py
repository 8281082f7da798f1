"""French and English through gettext; every word on the screen passes here.

The code holds English; ``locales/fr`` the French. French is taken where the
system's language is unknown, since that is what most jurors read.
"""

from __future__ import annotations

import gettext as _gettext
import os
import sys
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path

from gpci_tui.model.cleaning import clean
from gpci_tui.model.errors import N_, GpciError

LANGUAGES = {"fr": "Français", "en": "English"}
"""Languages by code, each named in itself."""

DEFAULT = "fr"
_LOCALES = Path(__file__).parent / "locales"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def choose(wanted: str = "") -> str:
    """Speak ``wanted`` ('fr', 'en', or '' for the system's); return what is spoken now."""
    global _current, _language
    _language = wanted if wanted in LANGUAGES else system_language()
    if _language == "en":
        _current = _gettext.NullTranslations()
    else:
        _current = _gettext.translation("gpci", _LOCALES, [_language])
    return _language


def language() -> str:
    """Return the language spoken now."""
    return _language


def system_language() -> str:
    """Return the system's language where it is one of ours, else French."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            code = value[:2].lower()
            return code if code in LANGUAGES else DEFAULT
    return _windows_language() if sys.platform == "win32" else DEFAULT


def _windows_language() -> str:
    import locale

    # Such as "English_United Kingdom".
    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else DEFAULT


def _(message: str) -> str:
    """Return ``message`` in the language spoken now."""
    return _current.gettext(message) if message else ""


@lru_cache(maxsize=512)
def in_all_languages(message: str) -> tuple[str, ...]:
    """Return ``message`` in every language, English first, each text once."""
    texts = [message]
    for code in LANGUAGES:
        # English has no catalogue: its texts are the messages themselves.
        catalogue = _gettext.translation("gpci", _LOCALES, [code], fallback=True)
        texts.append(catalogue.gettext(message) if message else "")
    return tuple(dict.fromkeys(texts))


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form for ``count``, its gap ``{n}`` filled."""
    return _current.ngettext(one, many, count).format(n=number(count))


def say(error: GpciError) -> str:
    """Return an error's message in the language spoken now, safe to show.

    What fills its gaps comes from outside: a file's name may hold an escape sequence.
    """
    message = _(error.template)
    return clean(message.format(**error.params) if error.params else message)


def number(value: int) -> str:
    """Return an integer with its thousands apart, as the language writes it."""
    return f"{value:,}".replace(",", "\u202f" if _language == "fr" else ",")


_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def local(at: str, zone: tzinfo | None = None) -> datetime:
    """Return an ISO 8601 moment in the local time zone (or ``zone``)."""
    moment = datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)


def time_of_day(at: str) -> str:
    """Return a moment's hour and minute, such as ``14:32``; '' for ''."""
    return local(at).strftime("%H:%M") if at else ""


def day(at: str) -> str:
    """Return a moment's day in words, such as ``12 mars`` or ``12 March``; '' for ''."""
    if not at:
        return ""
    moment = local(at)
    return f"{moment.day} {_(_MONTHS[moment.month - 1])}"

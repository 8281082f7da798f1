from __future__ import annotations

import locale
import sys
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from gpci_tui import i18n
from gpci_tui.model.errors import BadInput, NotFound


@pytest.fixture
def no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_language")
@pytest.mark.parametrize("value", [None, "", "C", "POSIX", "C.UTF-8", "de_CH.UTF-8", "x"])
def test_french_where_the_language_is_unknown(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    if value is not None:
        monkeypatch.setenv("LANG", value)
    assert i18n.system_language() == "fr"


@pytest.mark.usefixtures("no_language")
@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("English_United Kingdom", "en"),
        ("French_France", "fr"),
        ("German_Germany", "fr"),
        (None, "fr"),
    ],
)
def test_windows_names_its_language_in_words(
    monkeypatch: pytest.MonkeyPatch, name: str | None, language: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "cp1252"))
    assert i18n.system_language() == language


def test_the_language_wanted_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert i18n.choose("en") == i18n.language() == "en"
    assert i18n.choose("xx") == "fr"
    assert i18n.choose("") == "fr"


def test_numbers_have_their_thousands_apart() -> None:
    assert [i18n.number(n) for n in (0, 999, 1000, 1234567)] == ["0", "999", "1,000", "1,234,567"]
    i18n.choose("fr")
    assert i18n.number(1234567) == "1\u202f234\u202f567"


def test_counting_in_english() -> None:
    assert [i18n.ngettext("{n} dossier", "{n} dossiers", n) for n in (0, 1, 2)] == [
        "0 dossiers", "1 dossier", "2 dossiers",
    ]  # fmt: skip


def test_moments_are_said_in_local_time(monkeypatch: pytest.MonkeyPatch) -> None:
    zone = timezone(timedelta(hours=2))
    at = "2025-03-12T23:30:00.000+00:00"
    assert i18n.local(at, zone).isoformat() == "2025-03-13T01:30:00+02:00"
    assert i18n.local("2025-03-12T23:30:00", UTC).isoformat() == "2025-03-12T23:30:00+00:00"
    monkeypatch.setattr(i18n, "local", lambda at, local=i18n.local: local(at, zone))
    assert (i18n.time_of_day(at), i18n.day(at)) == ("01:30", "13 March")
    assert (i18n.time_of_day(""), i18n.day("")) == ("", "")
    i18n.choose("fr")
    assert i18n.day(at) == "13 mars"


def test_an_error_is_said_without_what_would_steer_a_terminal() -> None:
    error = NotFound("There is no {path}.", path=Path("a\x1b[2J\u202eb{c}"))
    assert i18n.say(error) == "There is no a\ufffd[2Jb{c}."


def test_an_error_without_gaps_may_hold_braces() -> None:
    assert i18n.say(BadInput("a {brace}")) == "a {brace}"
    assert i18n._("") == ""

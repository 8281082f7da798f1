"""Keys: none clashes, none is one that keyboards or terminals keep, and users can change them."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from scripts import make_keys
from textual.binding import Binding

from gpci_tui import i18n
from gpci_tui.i18n import say
from gpci_tui.settings import Settings
from gpci_tui.ui.app import GpciApp
from gpci_tui.ui.command_list import all_commands
from gpci_tui.ui.command_names import LONG_NAMES
from gpci_tui.ui.keymap import ROOMS, all_bindings, check, family_of, owners, room_of, split_keys
from gpci_tui.ui.keys import key_name, key_names
from gpci_tui.ui.modals.picker import Picker
from gpci_tui.ui.screens import known_screens
from gpci_tui.ui.screens.compare import CompareScreen
from gpci_tui.ui.widgets.hints import HintLine
from gpci_tui.ui.widgets.rows import Rows
from tests.ui.conftest import Running, plain

MEANT = {
    "shortlist.remove": "dossier.aside",
    "booklet.undo": "app.undo",
    "booklet.redo": "app.redo",
}
"""Bindings that take the place of another one on their screen, on purpose."""

NEVER = re.compile(
    r"ctrl\+[imjhsab]|alt\+.*|ctrl\+(shift\+)?(up|down|left|right)|f1[01]"
    r"|left_square_bracket|right_square_bracket|left_curly_bracket|right_curly_bracket"
    r"|backslash|vertical_line|at|number_sign|tilde|circumflex_accent"
)
"""What terminals send for other keys or keep, and what AZERTY needs AltGr or a dead key for."""


@pytest.mark.parametrize("place", known_screens(), ids=lambda place: place.MODE)
def test_no_two_commands_of_a_screen_have_one_key(place: type) -> None:
    lists = () if place is CompareScreen else (Rows,)
    taken: dict[str, set[str]] = defaultdict(set)
    for owner in (GpciApp, *lists, *family_of(place)):
        for binding in owner.__dict__.get("BINDINGS", ()):
            for key in split_keys(binding.key):
                taken[key].add(MEANT.get(binding.id, binding.id))
    assert {key: ids for key, ids in taken.items() if len(ids) > 1} == {}


def test_every_binding_has_an_id_a_name_and_a_room() -> None:
    for owner in owners():
        for entry in owner.__dict__.get("BINDINGS", ()):
            assert isinstance(entry, Binding), owner
            assert entry.id, (owner, entry.key)
            assert entry.description, entry.id
            assert room_of(entry.id) in ROOMS, entry.id


def test_no_key_is_bound_that_a_terminal_or_a_keyboard_keeps() -> None:
    keys = {key for _owner, binding in all_bindings() for key in split_keys(binding.key)}
    assert "question_mark" in keys
    assert [key for key in keys if NEVER.fullmatch(key)] == []


def test_every_long_name_is_one_of_a_command() -> None:
    assert set(LONG_NAMES) <= {binding.id for _owner, binding in all_bindings()}


def test_a_key_of_ones_own_is_taken() -> None:
    assert check({"dossier.theme": "T"}) == ({"dossier.theme": "T"}, [])


def test_a_sign_is_taken_by_what_is_printed_on_the_key() -> None:
    keymap, problems = check({"library.sort": "!, ;"})
    assert problems == []
    assert keymap == {"library.sort": "exclamation_mark,semicolon"}


def test_two_commands_can_exchange_their_keys() -> None:
    wanted = {"dossier.theme": "s", "dossier.shortlist": "t"}
    assert check(wanted) == (wanted, [])


def test_places_that_are_never_seen_together_can_share_a_key() -> None:
    keymap, problems = check({"library.sort": "p"})
    assert problems == []
    assert keymap == {"library.sort": "p"}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"dossier.tehme": "T"}, "no command “dossier.tehme”"),
        ({"dossier.theme": "s"}, "“s” already means “dossier.shortlist”"),
        ({"dossier.theme": "u"}, "“u” already means “app.undo”"),
        ({"library.sort": "j"}, "“j” already means “list.down”"),
        ({"list.down": "t"}, "“t” already means “dossier.theme”"),
        ({"dossier.theme": "p"}, "already means"),
        ({"dossier.theme": "ctrl+m"}, "can't be used for “dossier.theme”"),
        ({"dossier.theme": "alt+t"}, "can't be used"),
        ({"dossier.theme": "hyper+t"}, "can't be used"),
        ({"dossier.theme": "tt"}, "can't be used"),
        ({"dossier.theme": ""}, "can't be used"),
        ({"dossier.theme": " , "}, "can't be used"),
    ],
)
def test_what_cant_be_taken_is_said_and_the_default_stays(
    keys: dict[str, str], message: str
) -> None:
    keymap, problems = check(keys)
    assert keymap == {}
    assert len(problems) == 1
    assert message in say(problems[0])


def test_of_two_wishes_for_one_key_the_first_is_kept() -> None:
    keymap, problems = check({"dossier.theme": "Z", "dossier.note": "Z"})
    assert keymap == {"dossier.theme": "Z"}
    assert "“dossier.note” keeps its default" in say(problems[0])


def test_a_wish_that_is_refused_frees_the_key_it_would_have_left() -> None:
    # The note stays on n, so that nothing else can have it.
    keymap, problems = check({"dossier.note": "u", "dossier.theme": "n"})
    assert keymap == {}
    assert len(problems) == 2


async def test_keys_of_ones_own_work_and_are_shown(running: Running) -> None:
    settings = Settings(language="en", keys={"dossier.theme": "T"})
    async with running(settings=settings) as session:
        hints = session.app.screen.query_one(HintLine)
        assert " T themes " in hints.render_line(0).text
        await session.press("t")
        assert not isinstance(session.app.screen, Picker)
        await session.press("T")
        assert isinstance(session.app.screen, Picker)
        await session.press("escape", "question_mark")
        columns = [plain(session.app.screen.query_one(name)) for name in ("#first", "#second")]
        assert re.search("^T +put themes on the dossier$", "\n".join(columns), re.MULTILINE)


async def test_a_key_that_cant_be_taken_is_said_at_the_start(running: Running) -> None:
    settings = Settings(language="en", keys={"dossier.theme": "s"})
    async with running(settings=settings) as session:
        said = [toast.message for toast in session.app._notifications]
        assert any("already means “dossier.shortlist”" in message for message in said)
        await session.press("t")
        assert isinstance(session.app.screen, Picker)


def test_keys_are_called_what_is_printed_on_them() -> None:
    assert key_names(("u", "ctrl+z")) == "u Ctrl+Z"
    assert key_name("question_mark") == "?"
    assert key_name("f2") == "F2"
    assert key_name("shift+tab") == "Shift+Tab"
    i18n.choose("fr")
    assert key_names(("enter", "shift+up", "é")) == "Entrée Maj+↑ é"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_list_of_keys_in_the_docs_is_fresh(language: str) -> None:
    text = make_keys.FILES[language].read_text(encoding="utf-8")
    assert text == make_keys.render(language), "run: python scripts/make_keys.py"
    assert i18n.language() == "en"


def test_the_docs_name_every_command() -> None:
    text = make_keys.FILES["en"].read_text(encoding="utf-8")
    missing = [command.id for command in all_commands({}) if f"`{command.id}`" not in text]
    assert missing == []

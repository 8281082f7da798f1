"""The guides for jurors name only keys, commands, pictures and pages that exist."""

from __future__ import annotations

import html
import re
from pathlib import Path

import click
import pytest

from gpci_tui import i18n
from gpci_tui.commands.program import Gpci
from gpci_tui.ui.keymap import all_bindings
from gpci_tui.ui.keys import key_name

ROOT = Path(__file__).parent.parent
GUIDES = {
    (name, language): ROOT / "docs" / f"{name}{'.fr' if language == 'fr' else ''}.md"
    for name in ("guide", "booklet")
    for language in ("en", "fr")
}
PAGES = [*GUIDES.values(), ROOT / "README.md"]
LEAST_KEYS = {"guide": 30, "booklet": 20}
"""Keys that a page names at least, so that a change of its markup is seen."""


def key_names() -> set[str]:
    return {
        key_name(key.strip())
        for _owner, binding in all_bindings()
        for key in binding.key.split(",")
    }


@pytest.mark.parametrize(("name", "language"), GUIDES)
def test_every_key_of_the_guide_is_bound(name: str, language: str) -> None:
    i18n.choose(language)
    text = GUIDES[name, language].read_text("utf-8")
    named = {html.unescape(key) for key in re.findall(r"<kbd>(.+?)</kbd>", text)}
    assert len(named) > LEAST_KEYS[name]
    assert named - key_names() == set()


@pytest.mark.parametrize("name", LEAST_KEYS)
def test_both_guides_name_the_same_keys_in_the_same_order(name: str) -> None:
    def keys(language: str) -> list[str]:
        i18n.choose("en")
        english = {key_name(k): k for _o, b in all_bindings() for k in b.key.split(",")}
        i18n.choose(language)
        known = {key_name(k): k for k in english.values()}
        text = GUIDES[name, language].read_text("utf-8")
        return [known[html.unescape(key)] for key in re.findall(r"<kbd>(.+?)</kbd>", text)]

    assert keys("en") == keys("fr")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_named_is_there(page: Path) -> None:
    used = set(re.findall(r"gpci ([a-z]{4,})\b", page.read_text("utf-8")))
    assert used
    assert used - set(Gpci().list_commands(click.Context(Gpci()))) == set()

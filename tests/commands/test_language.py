"""Every word that ``gpci`` prints goes through the catalogue, click's own included."""

from __future__ import annotations

import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from click.testing import CliRunner

from gpci_tui import i18n, paths
from gpci_tui.commands.program import gpci
from tests.commands.conftest import Run
from tests.commands.results import answer

_GAP = re.compile(r"(\{[^}]*\})")
_LETTER = re.compile(r"[A-Za-z]")


class Pseudo(NullTranslations):
    """A language in which every word of ours is told from one that was left in English."""

    def gettext(self, message: str) -> str:
        parts = _GAP.split(message)
        return "".join(p if p.startswith("{") else _LETTER.sub("ж", p) for p in parts)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(_wanted: str = "") -> str:
        monkeypatch.setattr(i18n, "_current", Pseudo())
        return "fr"

    monkeypatch.setattr(i18n, "choose", choose)


NAMES = {
    "gpci", "demo", "import", "list", "show", "tag", "untag", "shortlist", "export", "undo",
    "redo", "history", "where", "store", "lang", "fr", "en", "version", "help", "reset", "dry",
    "run", "format", "table", "json", "csv", "md", "prize", "theme", "output", "force", "limit",
    "saved", "as", "booklet", "proposal", "duplicates", "keep", "revise", "skip",
    "review", "map", "no", "texts", "backup", "backups", "restore", "to", "yes", "doctor", "mend",
}  # fmt: skip
"""Names of commands, options and their values, which no language changes."""


def english_left(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


@pytest.mark.usefixtures("pseudo", "here")
@pytest.mark.parametrize("name", ["", *gpci.list_commands(None)])  # type: ignore[arg-type]
def test_help_is_translated(name: str) -> None:
    args = [name, "--help"] if name else ["--help"]
    result = CliRunner().invoke(gpci, args)
    assert result.exit_code == 0
    assert "ж" in result.stdout
    assert english_left(result.stdout) == set()


@pytest.mark.usefixtures("pseudo", "here")
@pytest.mark.parametrize(
    "args",
    [
        ["0"], ["list", "--format", "0"], ["show"], ["tag", "0"], ["show", "0", "1"],
        ["list", "--0"], ["export", "-o"], ["export", "--force=0"], ["history", "-n", "0"],
        ["history", "-n", "0.5"], ["--lang", "0"], ["shortlist", "--theme", "0", "--prize", "0"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_misuse_is_told_translated(args: list[str]) -> None:
    result = CliRunner().invoke(gpci, args)
    assert result.exit_code == 2
    assert "ж" in result.stderr
    assert english_left(result.stderr) == set()


@pytest.mark.parametrize(
    ("option", "setting", "system", "spoken"),
    [
        ("fr", "en", "en_GB.UTF-8", "fr"),
        ("", "en", "fr_FR.UTF-8", "en"),
        ("", "", "en_GB.UTF-8", "en"),
        ("", "", "fr_FR.UTF-8", "fr"),
        ("", "", "de_DE.UTF-8", "fr"),
        ("en", "fr", "fr_FR.UTF-8", "en"),
    ],
)
def test_the_language_is_the_option_then_the_setting_then_the_system(
    sample: Run, edition: Path, monkeypatch: pytest.MonkeyPatch, option: str, setting: str,
    system: str, spoken: str,
) -> None:  # fmt: skip
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", system)
    paths.settings_file().write_text(f'language = "{setting}"\n')
    args = ["--store", str(edition), "show", "cape-code"]
    text = answer(CliRunner().invoke(gpci, [*args, "--lang", option] if option else args))
    assert ("not stated" in text, "non renseigné" in text) == (spoken == "en", spoken == "fr")


def test_a_word_after_two_dashes_is_no_option(sample: Run) -> None:
    result = sample("tag", "cape-code", "--", "--lang", "fr")
    assert "“--lang” created" in result.stdout

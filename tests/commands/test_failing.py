"""However it fails: one line on standard error, an exit status, no traceback, no text leaked."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from gpci_tui import __version__, paths
from gpci_tui.commands import invocation, listing, session
from gpci_tui.commands.program import gpci
from gpci_tui.store import connection
from tests.commands.conftest import Run
from tests.commands.results import answer, complaint


@pytest.mark.parametrize(
    ("args", "part"),
    [
        (["rien"], "There is no command “rien”."),
        (["exprt"], "Do you mean “export”?"),
        (["list", "--format", "xml"], "--format takes one of: table, json, csv."),
        (["show"], "REF is missing."),
        (["tag", "cape-code"], "THEME... is missing."),
        (["show", "a", "b"], "“b” is too much here."),
        (["list", "--rien"], "There is no option “--rien”."),
        (["export", "-o"], "-o needs a value."),
        (["export", "--force=1"], "--force takes no value."),
        (["history", "-n", "0"], "--limit takes a whole number from 1 to 100000."),
        (["history", "-n", "x"], "--limit takes a whole number from 1 to 100000."),
    ],
)
def test_a_misuse_says_what_is_wrong_and_where_to_read(
    run: Run, args: list[str], part: str
) -> None:
    line = complaint(run(*args), 2)
    assert part in line
    assert line.endswith("--help” says how.")


def test_an_unknown_language_is_a_misuse(here: Path) -> None:
    result = CliRunner().invoke(gpci, ["list", "--lang", "de"])
    assert "fr, en" in complaint(result, 2)


@pytest.mark.parametrize(
    "args", [["list"], ["show", "x"], ["tag", "x", "y"], ["undo"], ["history"], ["export"]]
)
def test_no_edition_yet_is_told_and_none_is_made(run: Run, edition: Path, args: list[str]) -> None:
    line = complaint(run(*args))
    assert str(edition) in line
    assert "gpci import" in line
    assert not edition.exists()


def test_a_file_that_is_no_edition_is_told_and_not_touched(run: Run, edition: Path) -> None:
    edition.write_text("autre chose, longtemps " * 100)
    before = edition.read_bytes()
    for args in (["list"], ["tag", "x", "y"]):
        assert "not an edition" in complaint(run(*args))
    assert edition.read_bytes() == before


def test_a_damaged_edition_is_told(sample: Run, edition: Path) -> None:
    data = bytearray(edition.read_bytes())
    data[4096:] = b"\xaa" * (len(data) - 4096)
    edition.write_bytes(data)
    assert str(edition) in complaint(sample("list"))


def test_an_unforeseen_error_is_short_and_logged_without_texts(
    sample: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("texte secret d’un dossier")

    monkeypatch.setattr(listing, "find", broken)
    line = complaint(sample("list", "mot-secret"))
    log = (here / "gpci.log").read_text("utf-8")
    assert str(here / "gpci.log") in line
    assert "RuntimeError" in log
    assert "test_failing.py" in log
    assert "secret" not in line + log


def test_a_system_error_says_what_the_system_said(
    sample: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(listing, "find", full)
    assert "No space left on device" in complaint(sample("list"))


def test_stopping_is_quick_and_said(sample: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(listing, "find", stopped)
    result = sample("list")
    assert result.exit_code == 130
    assert result.stderr.strip() == "gpci: Stopped."


def test_a_message_cannot_steer_the_terminal(sample: Run) -> None:
    line = complaint(sample("show", "x\x1b[31m\nrouge"))
    assert "\x1b" not in line


@pytest.mark.parametrize(
    "args",
    [["show", "\udcff"], ["untag", "cape-code", "\udcff"], ["shortlist", "--prize", "\udcff"]],
)
def test_bytes_that_are_no_text_are_a_name_that_is_not_there(sample: Run, args: list[str]) -> None:
    assert "There is no" in complaint(sample(*args))


def test_a_name_that_begins_like_a_home_is_a_name(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here)
    Path("~nobody.md").write_text("# Titre\n\nTexte")
    assert "nobody" in answer(run("import", "~nobody.md"))
    answer(run("--store", "~nobody.gpci", "import", "~nobody.md"))
    assert Path("~nobody.gpci").is_file()
    assert "~nobody.out is written" in run("export", "-o", "~nobody.out").stderr


def test_settings_that_cannot_be_read_are_told_beside_the_answer(sample: Run) -> None:
    paths.settings_file().write_text("theme = 3\n")
    result = sample("list", "--format", "json")
    assert result.exit_code == 0
    assert "“theme”" in result.stderr


def test_version_and_where(run: Run, edition: Path) -> None:
    assert answer(run("--version")) == f"gpci {__version__}\n"
    text = answer(run("where"))
    assert f"Edition: {edition} (not there yet)\n" in text
    assert "Settings: " in text
    assert "Log: " in text


def test_the_shared_options_work_after_the_command_too(sample: Run, edition: Path) -> None:
    result = CliRunner().invoke(
        gpci, ["list", "--store", str(edition), "--lang=en", "bookinou", "--format", "csv"]
    )
    assert "calais-english-books" in answer(result)


def test_the_environment_names_the_edition(
    sample: Run, edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GPCI_STORE", str(edition))
    result = CliRunner().invoke(gpci, ["--lang", "en", "list"])
    assert answer(result).endswith("27 dossiers\n")


# -- opening the interface ----------------------------------------------------


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, dict[str, Any]]]:
    """Stand in for the interface, and for somebody at the terminal."""
    calls: list[tuple[Path, dict[str, Any]]] = []

    def fake(store: Path, **options: Any) -> tuple[int, str]:
        calls.append((store, options))
        return 0, ""

    monkeypatch.setitem(sys.modules, "gpci_tui.ui.app", SimpleNamespace(run=fake))  # type: ignore[arg-type]
    monkeypatch.setattr(invocation, "on_terminal", lambda: True)
    return calls


def test_without_a_command_the_interface_opens(
    run: Run, edition: Path, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    paths.settings_file().write_text('theme = "papier"\nlanguage = "xx"\n')
    answer(run())
    ((store, options),) = opened
    assert store == edition
    assert options["settings"].theme == "papier"
    assert options["settings_path"] == paths.settings_file()
    assert len(options["problems"]) == 1, "the interface says it, not the command line"


def test_the_interface_may_fail(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(run=lambda *_, **__: (1, "Voilà pourquoi."))
    monkeypatch.setitem(sys.modules, "gpci_tui.ui.app", failed)  # type: ignore[arg-type]
    monkeypatch.setattr(invocation, "on_terminal", lambda: True)
    assert complaint(run()) == "Voilà pourquoi."


def test_without_a_terminal_it_does_not_open(run: Run) -> None:
    assert "needs a terminal" in complaint(run())


def test_demo_fills_a_store_of_its_own_once(
    here: Path, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    def demo(*args: str) -> str:
        return answer(CliRunner().invoke(gpci, ["--lang", "en", *args]))

    store = ["--store", str(here / "demo.gpci")]
    demo("demo")
    assert opened[0][0] == here / "demo.gpci"
    demo(*store, "tag", "cape-code", "Nouveau")
    demo("demo")
    assert "Nouveau" in demo(*store, "history"), "kept between runs"
    demo("demo", "--reset")
    assert "Nouveau" not in demo(*store, "history")
    assert demo(*store, "list").endswith("27 dossiers\n")
    assert sorted(p.name for p in here.iterdir()) == ["demo.gpci", "demo.gpci.lock"]


def test_reset_leaves_a_sample_that_another_window_has_open(
    here: Path, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    window = connection.open_store(here / "demo.gpci")
    before = (here / "demo.gpci").read_bytes()
    try:
        result = CliRunner().invoke(gpci, ["--lang", "en", "demo", "--reset"])
        assert "Another window" in complaint(result)
    finally:
        window.close()
    assert (here / "demo.gpci").read_bytes() == before
    assert opened == []


def test_reset_leaves_an_edition_that_is_not_the_sample(
    sample: Run, here: Path, edition: Path, opened: list[tuple[Path, dict[str, Any]]]
) -> None:
    answer(sample("demo", "--reset"))
    (here / "autre.md").write_text("# Un autre\n\nTexte")
    answer(sample("import", str(here / "autre.md")))
    before = edition.read_bytes()
    assert "other dossiers than the sample" in complaint(sample("demo", "--reset"))
    assert edition.read_bytes() == before


def test_a_reset_that_fails_keeps_the_old_sample(
    here: Path, opened: list[tuple[Path, dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from gpci_tui.operations import sample as sample_store

    CliRunner().invoke(gpci, ["demo"])
    before = (here / "demo.gpci").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sample_store, "open_sample", full)
    result = CliRunner().invoke(gpci, ["--lang", "en", "demo", "--reset"])
    assert "No space left" in complaint(result)
    assert (here / "demo.gpci").read_bytes() == before
    assert sorted(p.name for p in here.iterdir()) == ["demo.gpci", "demo.gpci.lock"]


def test_help_names_every_command(run: Run) -> None:
    text = answer(run("--help"))
    for name in gpci.list_commands(session_context()):
        assert f"\n  {name} " in text
        assert answer(run(name, "--help")).startswith(f"Usage: gpci {name} [OPTIONS]")


def session_context() -> Any:
    import click

    return click.Context(gpci, obj=session.Session())

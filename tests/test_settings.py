from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gpci_tui import i18n
from gpci_tui.model.errors import BadInput
from gpci_tui.settings import THEMES, Settings, load, save

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX's")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "gpci" / "settings.toml"


def _written(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode(encoding))
    return file


def test_no_file_gives_the_defaults_and_makes_nothing(file: Path) -> None:
    assert load(file) == (Settings(), [])
    assert not file.parent.exists()
    assert Settings() == Settings("", "encre", "", {})


def test_what_was_saved_is_loaded(file: Path) -> None:
    settings = Settings("fr", "papier", "Zoé “Z” \\ 1", MappingProxyType({"app.quit": "ctrl+x,q"}))
    save(file, settings)
    assert load(file) == (settings, [])


@given(
    st.builds(
        Settings,
        st.sampled_from(["", "fr", "en"]),
        st.sampled_from(THEMES),
        st.text("aé\"'\\#=[]{} ☺", max_size=12).map(str.strip).map(lambda t: " ".join(t.split())),
        st.dictionaries(st.text('ab.-é "#', min_size=1, max_size=8), st.text("ab,'é", max_size=5)),
    ),
    st.sampled_from(
        ["", "# only a comment\n", '[keys]\na = "b" # why\n', "[other]\nx = 1\n", 'keys = {a="b"}',
         'keys.a.b = "c"\n', "[[keys]]\nx = 1\n", '[a]\n[keys]\n"a.b" = "c"\n[b]\n', "keys = 3"]
    ),
)  # fmt: skip
def test_any_settings_are_saved_into_any_file(settings: Settings, before: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = _written(Path(folder) / "settings.toml", before)
        save(file, settings)
        assert load(file) == (settings, [])
        kept = file.read_text("utf-8")
        save(file, settings)
        assert file.read_text("utf-8") == kept
        assert ("[other]" in before) == ("[other]" in kept)


def test_comments_and_unknown_lines_stay(file: Path) -> None:
    _written(
        file,
        "# Mine\n"
        'language = "en" # at work\n'
        'later = "x"\n'
        "\n"
        "[keys]\n"
        "# comfortable\n"
        '"app.quit" = "ctrl+x" # thumb\n'
        '"app.undo" = "z"\n'
        "\n"
        "[other]\n"
        "y = 1 # kept\n",
    )
    settings, problems = load(file)
    assert problems == []
    assert settings == Settings("en", keys={"app.quit": "ctrl+x", "app.undo": "z"})
    save(file, Settings("fr", "papier", "Jo", {"app.quit": "ctrl+x", "app.redo": "y"}))
    text = file.read_text("utf-8")
    for line in (
        "# Mine", 'language = "fr" # at work', 'later = "x"', "# comfortable",
        '"app.quit" = "ctrl+x" # thumb', '"app.redo" = "y"', "y = 1 # kept",
    ):  # fmt: skip
        assert line in text.splitlines()
    assert "app.undo" not in text
    assert load(file)[0] == Settings("fr", "papier", "Jo", {"app.quit": "ctrl+x", "app.redo": "y"})


def test_keys_may_be_written_with_or_without_quotes(file: Path) -> None:
    _written(file, '[keys]\napp.quit = "ctrl+x" # a\n"app.undo" = "z"\n[keys.reader]\nnext = "n"\n')
    settings, problems = load(file)
    assert problems == []
    assert settings.keys == {"app.quit": "ctrl+x", "app.undo": "z", "reader.next": "n"}
    before = file.read_text("utf-8")
    save(file, settings)
    assert before.rstrip() in file.read_text("utf-8")


def test_a_file_with_a_byte_order_mark_is_read_and_kept(file: Path) -> None:
    _written(file, 'language = "en" # ici\n', "utf-8-sig")
    assert load(file) == (Settings("en"), [])
    save(file, Settings("fr"))
    assert load(file) == (Settings("fr"), [])
    assert "# ici" in file.read_text("utf-8")


BROKEN = {
    "cut": b"language = ",
    "not UTF-8": b"\xff\xfe",
    "a NUL": b'language = "\x00"',
    "said twice": b"a = 1\na = 2\n",
    "brackets": b"[" * 5000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_gives_the_defaults_and_says_so(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    settings, (problem,) = load(file)
    assert settings == Settings()
    assert str(file) in i18n.say(problem)


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_never_written_over(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    with pytest.raises(BadInput, match="left as they are"):
        save(file, Settings("en"))
    assert file.read_bytes() == content
    assert list(file.parent.iterdir()) == [file]


def test_a_deep_file_is_refused_and_not_a_crash(file: Path) -> None:
    _written(file, "a = " + "[" * 20_000 + "]" * 20_000)
    settings, problems = load(file)
    assert settings == Settings()
    assert len(problems) == 1
    with pytest.raises(BadInput):
        save(file, Settings("en"))


def test_a_folder_in_place_of_the_file_is_said(file: Path) -> None:
    file.mkdir(parents=True)
    settings, (problem,) = load(file)
    assert settings == Settings()
    assert str(file) in i18n.say(problem)
    with pytest.raises(OSError, match=r"directory|denied"):
        save(file, Settings())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('language = "de"', "language"),
        ("language = 3", "language"),
        ('theme = "solaire"', "encre, papier"),
        ("theme = []", "theme"),
        ("juror = 3", "juror"),
        ('keys = "x"', "[keys]"),
        ("[keys]\na = 3", "[keys]"),
        ("[keys]\na = []", "[keys]"),
    ],
)
def test_a_value_that_can_not_be_is_said_and_the_rest_is_taken(
    file: Path, text: str, said: str
) -> None:
    # Whatever is taken comes first: a table would swallow it.
    names = {"language": '"en"', "theme": '"papier"', "juror": '"Jo"'}
    others = "".join(f"{name} = {value}\n" for name, value in names.items() if name not in text)
    settings, (problem,) = load(_written(file, others + text))
    assert said in i18n.say(problem)
    assert settings == Settings(
        "" if "language" in text else "en",
        "encre" if "theme" in text else "papier",
        "" if "juror" in text else "Jo",
    )


def test_every_problem_is_said(file: Path) -> None:
    _, problems = load(_written(file, 'language = "de"\ntheme = 1\njuror = 2\nkeys = 3\n'))
    assert len(problems) == 4


def test_unknown_lines_are_no_problem(file: Path) -> None:
    assert load(_written(file, 'later = "x"\n[another]\ny = 1\n')) == (Settings(), [])


def test_the_name_is_cleaned(file: Path) -> None:
    assert load(_written(file, 'juror = " Jo\\u001b[2J\\nX "'))[0].juror == "Jo\ufffd[2J X"


@POSIX
def test_the_file_is_private(file: Path) -> None:
    before = os.umask(0)
    try:
        save(file, Settings())
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [entry.name for entry in file.parent.iterdir()] == ["settings.toml"]


@POSIX
def test_a_link_to_a_file_elsewhere_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = _written(tmp_path / "dotfiles" / "gpci.toml", "# mine\n")
    file.parent.mkdir()
    file.symlink_to(real)
    save(file, Settings("en"))
    assert file.is_symlink()
    assert real.read_text("utf-8").startswith("# mine\n")
    assert load(real)[0] == Settings("en")

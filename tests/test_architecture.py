"""How the house is built, where the import contracts don't see it."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import gpci_tui
from gpci_tui.store.connection import Store

SOURCE = Path(gpci_tui.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
MAX_LINES = 400


def _name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def _imports(file: Path) -> Iterator[str]:
    """Yield what a file imports, at the top and inside functions."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(file)}: a relative import"
            yield node.module or ""


def _who_imports(*packages: str) -> set[str]:
    return {
        _name(file)
        for file in FILES
        if any(name.partition(".")[0] in packages for name in _imports(file))
    }


def _rooms(names: set[str]) -> set[str]:
    return {name.partition("/")[0] for name in names}


def test_only_the_interface_knows_textual() -> None:
    assert _rooms(_who_imports("textual", "rich")) == {"ui"}


def test_only_the_store_speaks_sql() -> None:
    assert _rooms(_who_imports("sqlite3", "sqlite_utils", "apsw")) == {"store"}


def test_the_model_needs_nothing_but_the_standard_library() -> None:
    for file in FILES:
        if _name(file).startswith("model/"):
            for name in _imports(file):
                package = name.partition(".")[0]
                assert name.startswith("gpci_tui.model") or package in sys.stdlib_module_names, file


@pytest.mark.parametrize("file", FILES, ids=_name)
def test_a_file_is_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= MAX_LINES


START = """
import sys
from pathlib import Path
import gpci_tui.ui.app
from gpci_tui.operations import library as finding
from gpci_tui.settings import load
from gpci_tui.store import library, places
from gpci_tui.store.connection import open_reader, open_store
load(Path(sys.argv[2]))
store = open_store(Path(sys.argv[1]))
reader = open_reader(store.path, store.juror_id)
found = finding.find(reader, "", with_facets=True)
assert library.rows(store.conn, store.juror_id, found.ids)
places.session(store.conn)
reader.conn.close()
store.close()
heavy = {"sqlite_utils", "rapidfuzz", "yaml", "tomlkit", "click", "pandas", "numpy"}
print(sorted(heavy & set(sys.modules)))
"""


def test_the_start_of_the_interface_imports_nothing_heavy(store: Store, tmp_path: Path) -> None:
    store.close()
    settings = tmp_path / "settings.toml"
    settings.write_text('language = "en"\n[keys]\n"app.quit" = "ctrl+x"\n', "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", START, str(store.path), str(settings)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.stderr, ran.stdout.strip()) == ("", "[]")

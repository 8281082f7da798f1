"""The journal is the one door to the tables: nothing else writes to them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gpci_tui
from gpci_tui.store import journal

SOURCE = Path(gpci_tui.__file__).parent
WRITE = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|DROP\s+TABLE"
    r"|ALTER\s+TABLE)\s+[\"']?(\{?\w+\}?)",
)
MAY_WRITE = {
    "store/journal.py": {
        "{table}", "journal_step", "journal_row",
        "place",  # With its dossier.
    },
    "store/places.py": {"place", "session"},
    "store/index.py": {"text_index", "own_index"},
    "store/checking_index.py": {"{name}", "sqlite_master", "{_TEXTS}"},  # On a copy in memory.
    "store/upkeep.py": {"trait", "posting"},
    "store/stamps.py": {"stamp"},
    "store/digests.py": {"journal_row", "journal_step", "place", "session", "origin"},
    "store/tables.py": {  # As it is migrated.
        "text_words", "own_words", "text_index", "{table}", "journal_row", "journal_step", "place",
        "session", "seal",
    },
    "store/connection.py": {"juror", "edition"},  # The first rows, when an edition is made.
}  # fmt: skip


def _strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _written() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for text in _strings(tree):
            for table in WRITE.findall(text):
                if table not in ("SET", "of"):
                    found.setdefault(file.relative_to(SOURCE).as_posix(), set()).add(table)
    return found


def test_only_the_journal_writes() -> None:
    assert _written() == MAY_WRITE


def test_the_journal_knows_every_table_but_its_own() -> None:
    assert not set(journal.TOPICS) & {"place", "session", "journal_step", "journal_row"}

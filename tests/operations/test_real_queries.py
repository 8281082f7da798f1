"""Searches as jurors type them, over the sample edition: how often the dossier meant comes first.

The lists in ``tests/search`` were written by reading the dossiers, not from what the program finds.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from gpci_tui.model.folding import fold
from gpci_tui.operations import importing, library
from gpci_tui.store.connection import Store, open_store

LISTS = Path(__file__).parent.parent / "search"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample edition."""
    store = open_store(tmp_path_factory.mktemp("sample") / "edition.gpci")
    importing.open_sample(store)
    yield store
    store.close()


def sixty() -> dict[str, set[str]]:
    """Return the sixty searches, each with the dossiers that may be meant."""
    lists = tomllib.loads((LISTS / "queries.toml").read_text("utf-8"))
    return {
        typed: {meant} if isinstance(meant, str) else set(meant)
        for one in lists.values()
        for typed, meant in one.items()
    }


def more() -> dict[str, set[str]]:
    """Return further searches, several for each dossier."""
    lists = tomllib.loads((LISTS / "more_queries.toml").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for ref, searches in lists.items():
        for typed in searches:
            found.setdefault(typed, set()).add(ref)
    return found


def hits(store: Store, searches: dict[str, set[str]]) -> tuple[float, float]:
    """Return the shares of searches that find what is meant first, and among the first three."""
    refs = dict(store.conn.execute("SELECT id, ref FROM dossier").fetchall())
    first = three = 0
    for typed, meant in searches.items():
        best = [refs[id_] for id_ in library.find(store, typed).ids[:3]]
        first += bool(meant.intersection(best[:1]))
        three += bool(meant.intersection(best))
    return first / len(searches), three / len(searches)


def test_the_dossier_meant_comes_first(sample: Store) -> None:
    searches = sixty()
    assert len(searches) == 60
    first, three = hits(sample, searches)
    assert first >= 0.95, first
    assert three >= 0.97, three


def test_other_searches_find_theirs(sample: Store) -> None:
    searches = more()
    assert len(searches) > 80
    first, three = hits(sample, searches)
    assert first >= 0.93, first
    assert three >= 0.95, three


@pytest.mark.parametrize("typed", ["educ", "éducatif", "ecol"])
def test_a_word_of_the_title_comes_before_many_in_the_text(sample: Store, typed: str) -> None:
    titles = dict(sample.conn.execute("SELECT id, title_folded FROM dossier").fetchall())
    listed = [titles[id_] for id_ in library.find(sample, typed, typing=True).ids]
    begun = [any(word.startswith(fold(typed)[:4]) for word in title.split()) for title in listed]
    assert any(begun)
    assert begun == sorted(begun, reverse=True)

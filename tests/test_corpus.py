"""The editions to measure with are editions like any other."""

from __future__ import annotations

import sys
from pathlib import Path

from gpci_tui.operations import importing
from gpci_tui.operations.library import find
from tests.samples import opened
from tests.store.images import held_traits, index_words
from tests.store.scan import scanned_traits

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import corpus
from benchmarks.corpus_text import draft


def test_an_edition_is_made_once_and_is_sound(tmp_path: Path) -> None:
    path = corpus.edition(30, tmp_path)
    made = path.stat().st_mtime_ns
    with opened(path) as store:
        assert len(find(store, "").ids) == 30
        assert store.conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert store.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        index_words(store.conn)
        assert held_traits(store.conn) == scanned_traits(store.conn, store.juror_id)
    assert corpus.edition(30, tmp_path) == path
    assert path.stat().st_mtime_ns == made
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".gpci", ".lock"]


def test_a_larger_edition_begins_with_a_smaller_one(tmp_path: Path) -> None:
    rows = []
    for count in (5, 7):
        with opened(corpus.edition(count, tmp_path)) as store:
            rows.append(store.conn.execute("SELECT ref, body FROM dossier ORDER BY id").fetchall())
    assert rows[1][:5] == rows[0]


def test_its_files_can_be_imported(tmp_path: Path) -> None:
    bundle = importing.read_paths([corpus.files(4, tmp_path)])
    assert bundle.problems == ()
    read = [(made.ref, made.title, made.body.strip()) for made in bundle.drafts]
    assert read == [(made.ref, made.title, made.body.strip()) for made in map(draft, range(4))]

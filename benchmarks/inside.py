"""What the program takes inside one process, beside its floors. For run.py.

    python -m benchmarks.inside EDITION FOLDER [--import 10000]

Prints pairs as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from benchmarks import corpus
from benchmarks.meanwhile import lateness
from benchmarks.pair import Pair

from gpci_tui.model.folding import fold
from gpci_tui.model.listing import Facets, Sort
from gpci_tui.model.review import Kind
from gpci_tui.operations import annotations, importing, library
from gpci_tui.store.connection import SearchConnection, open_reader, open_store
from gpci_tui.store.library import rows
from gpci_tui.store.visit import visit

QUERIES = ("tablette", "médiathèque", "inclusion numérique", "cantine bio", "projet", "robotique")
RARE = "périscolaires"
SLICE = 1000
"""Dossiers of one text file for the floor's search."""


def first_results(edition: Path, texts: Path) -> Pair:
    """Time the results of each beginning of some searches, with facets and the rows of a page."""
    reader = open_reader(edition, 1)
    library.find(reader, "le", with_facets=True)  # Once for nothing: its sets are read.
    found = []
    for query in QUERIES:
        for end in range(2, len(query) + 1):
            found.append(_milliseconds(lambda typed=query[:end]: _page(reader, typed)))
    reader.conn.close()
    tool = shutil.which("rg") or shutil.which("grep")
    assert tool, "neither rg nor grep is here"
    command = [tool, "-c", RARE] if tool.endswith("rg") else [tool, "-rc", RARE]
    # Its output is read: where that goes nowhere, grep stops at the first hit.
    floor = [
        _milliseconds(lambda: subprocess.run([*command, texts], stdout=subprocess.PIPE))
        for _ in range(5)
    ]
    floor = (floor * len(found))[: len(found)]
    return Pair(
        "first results, two letters or more", f"{Path(tool).name} for a rare word",
        found, floor, aim_p95=0.05,
    )  # fmt: skip


def _page(reader: SearchConnection, typed: str) -> None:
    found = library.find(reader, typed, Facets(), Sort.EDITION, with_facets=True, typing=True)
    rows(reader.conn, reader.juror_id, found.ids[:50])


def ranked(edition: Path) -> Pair:
    """Time the best fifty of common words against FTS5's own."""
    reader = open_reader(edition, 1)
    ours, floor = [], []
    for word in ("projet", "élève", "école numérique", "collectivité", "médiathèque", "classe"):
        match = " AND ".join(f'"{fold(part)}"' for part in word.split())
        for _ in range(3):
            ours.append(_milliseconds(lambda said=word: _best(reader, said)))
            floor.append(_milliseconds(lambda asked=match: _bare(reader.conn, asked)))
    reader.conn.close()
    return Pair("ranked top 50", "bare FTS5 bm25", ours, floor, aim=1.3)


def _best(reader: SearchConnection, typed: str) -> None:
    found = library.find(reader, typed)
    if not found.ranked:
        found = library.rank(reader, found)
    rows(reader.conn, reader.juror_id, found.ids[:50])


def _bare(conn: sqlite3.Connection, match: str) -> None:
    conn.execute(
        "SELECT rowid FROM text_index WHERE text_index MATCH ? ORDER BY rank LIMIT 50", (match,)
    ).fetchall()


def sizes(edition: Path) -> Pair:
    """Measure the index against the text."""
    with visit(edition) as store:
        conn = store.conn
        text = conn.execute("SELECT sum(length(CAST(body AS BLOB))) FROM dossier").fetchall()
        index = conn.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'text_index%'"
            " OR name LIKE 'own_index%' OR name IN ('trait', 'posting')"
        ).fetchall()
    megabytes = [rows[0][0] / 1e6 for rows in (index, text)]
    return Pair("the index", "the text", megabytes[:1], megabytes[1:], aim=0.8, unit="MB")


def durable(edition: Path, folder: Path) -> list[Pair]:
    """Time an annotation until it is on disk against 4 kB written and synced.

    And against the least that SQLite does for it: one row, committed as durably.
    """
    copy = folder / "durable.gpci"
    shutil.copyfile(edition, copy)
    store = open_store(copy)
    ours, floor, row = [], [], []
    bare = _bare_store(folder / "bare.db")
    handle = os.open(folder / "floor", os.O_CREAT | os.O_WRONLY)
    for number in range(30):
        ours.append(
            _milliseconds(
                lambda at=number: annotations.annotate(
                    store, 100 + at, 0, 20, Kind.STRENGTH, "À relire."
                )
            )
        )
        floor.append(_milliseconds(lambda: (os.write(handle, bytes(4096)), os.fsync(handle))))
        row.append(_milliseconds(lambda: bare.execute("INSERT INTO note VALUES ('À relire.')")))
    os.close(handle)
    bare.close()
    store.close()
    copy.unlink()
    return [
        Pair("a durable annotation", "4 kB and fsync", ours, floor, aim=4.0),
        Pair("a durable annotation", "a bare SQLite row", ours, row),
    ]


def _bare_store(path: Path) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode = DELETE").fetchall()
    conn.execute("PRAGMA synchronous = EXTRA")
    conn.execute("CREATE TABLE note (text)")
    return conn


def imported(count: int, folder: Path) -> Pair:
    """Time an import of files, its index included, against FTS5 in memory alone."""
    files = corpus.files(count, folder / "import")
    path = folder / "import.gpci"
    path.unlink(missing_ok=True)
    with visit(path, write=True, make=True) as store:
        ours = _milliseconds(lambda: importing.take(store, importing.read_paths([files])))
        kept = store.conn.execute("SELECT title_folded, applicant_folded, body FROM dossier")
        texts = [(title, applicant, fold(body)) for title, applicant, body in kept.fetchall()]
    assert len(texts) == count, f"{len(texts)} of {count} were taken"
    floor = _milliseconds(lambda: _in_memory(texts))
    path.unlink()
    # As a speed: dossiers a second.
    speeds = [count / (taken / 1000) for taken in (ours, floor)]
    return Pair(
        f"import of {count:,}", "FTS5 in memory alone", speeds[:1], speeds[1:],
        aim=0.8, unit="per s", at_least=True,
    )  # fmt: skip


def _in_memory(texts: list[tuple[str, str, str]]) -> None:
    conn = sqlite3.connect(":memory:", isolation_level=None)
    # Detail and beginnings as the program needs them: phrases, ranking, as-you-type.
    conn.execute(
        "CREATE VIRTUAL TABLE text_index USING fts5(title, applicant, body, content = '',"
        " tokenize = \"unicode61 remove_diacritics 0 tokenchars '_'\", prefix = '2 3')"
    )
    conn.execute("BEGIN")
    conn.executemany("INSERT INTO text_index (title, applicant, body) VALUES (?, ?, ?)", texts)
    conn.execute("COMMIT")
    conn.close()


def write_texts(edition: Path, folder: Path) -> Path:
    """Write all texts as files for the floor's search, many dossiers to a file."""
    texts = folder / "texts"
    texts.mkdir(exist_ok=True)
    with visit(edition) as store:
        count = store.conn.execute("SELECT max(id) FROM dossier").fetchall()[0][0]
        for first in range(1, count + 1, SLICE):
            rows = store.conn.execute(
                "SELECT title, body FROM dossier WHERE id BETWEEN ? AND ?",
                (first, first + SLICE - 1),
            )
            bodies = "\n".join(f"{title}\n{body}" for title, body in rows.fetchall())
            (texts / f"{first}.txt").write_text(bodies, "utf-8")
    return texts


def _milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def measured(edition: Path, folder: Path, count: int) -> Iterator[Pair]:
    yield first_results(edition, write_texts(edition, folder))
    yield ranked(edition)
    yield sizes(edition)
    yield from durable(edition, folder)
    yield imported(count, folder)
    yield lateness(count, folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("edition", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--import", type=int, default=10_000, dest="count")
    wanted = parser.parse_args()
    pairs = [asdict(pair) for pair in measured(wanted.edition, wanted.folder, wanted.count)]
    print(json.dumps(pairs))


if __name__ == "__main__":
    main()

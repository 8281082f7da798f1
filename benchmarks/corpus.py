"""Editions of any size that nobody wrote, to measure with.

    python benchmarks/corpus.py 100000 FOLDER      an edition, kept in FOLDER for the next time
    python benchmarks/corpus.py 10000 FOLDER --files      Markdown files to import

The same number gives the same dossiers every time, and a larger edition begins
with those of a smaller one.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.corpus_text import PRIZES, SEED, THEMES, draft  # noqa: E402

from gpci_tui.model.dossier import DossierDraft, count_words  # noqa: E402
from gpci_tui.model.folding import fold  # noqa: E402
from gpci_tui.store import digests, index, schema  # noqa: E402
from gpci_tui.store.connection import Store, open_store  # noqa: E402

MADE_AT = "2025-03-01T08:00:00.000+00:00"
VERSION = 1
"""To be raised when the dossiers change, so that kept editions are made anew."""

Progress = Callable[[int, int], None]


def edition(count: int, folder: Path, progress: Progress | None = None) -> Path:
    """Return the file of an edition of ``count`` dossiers in ``folder``; make it if need be."""
    path = folder / f"corpus-{VERSION}-{schema.VERSION}-{count}.gpci"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _fill(part, count, progress or (lambda done, total: None))
        part.with_name(part.name + ".lock").unlink(missing_ok=True)
        part.replace(path)
    return path


def files(count: int, folder: Path) -> Path:
    """Write ``count`` dossiers as Markdown files with front matter below ``folder``."""
    for number in range(count):
        made = draft(number)
        path = folder / made.source
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_markdown(made), "utf-8")
    return folder


def as_markdown(made: DossierDraft) -> str:
    """Return a dossier as a file that can be imported."""
    stated = {
        "ref": made.ref, "title": made.title, "applicant": made.applicant, "level": made.level,
        "department": made.department, "prize": made.prize,
    }  # fmt: skip
    stated |= {key: ", ".join(values) for key, values in made.fields}
    head = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in stated.items()]
    return "\n".join(["---", *head, "---", "", made.body])


def _fill(path: Path, count: int, progress: Progress) -> None:
    store = open_store(path, juror="Jo")
    try:
        conn = store.conn
        # What can be made again need not survive a power cut.
        conn.execute("PRAGMA synchronous = OFF")
        conn.execute("PRAGMA journal_mode = OFF")
        conn.execute("PRAGMA secure_delete = OFF")
        conn.execute("BEGIN")
        conn.execute("UPDATE edition SET name = 'Corpus', year = 2025")
        _add_names(conn)
        conn.executemany(
            f"INSERT INTO dossier VALUES ({', '.join('?' * 16)})", _rows(count, progress)
        )
        _add_opinions(store, count)
        index.rebuild(conn, store.juror_id)
        digests.mark_outside(conn)
        conn.execute("COMMIT")
        conn.execute("INSERT INTO text_index (text_index) VALUES ('optimize')")
    finally:
        store.close()


def _add_names(conn: sqlite3.Connection) -> None:
    for table, names in (("prize", PRIZES), ("theme", THEMES)):
        conn.executemany(
            f"INSERT INTO {table} (id, uuid, name, folded) VALUES (?, ?, ?, ?)",
            [(at, f"{table}-{at}", name, fold(name)) for at, name in enumerate(names, 1)],
        )


def _rows(count: int, progress: Progress) -> Iterator[tuple[object, ...]]:
    prizes = {name: at for at, name in enumerate(PRIZES, 1)}
    for number in range(count):
        if number % 1000 == 0:
            progress(number, count)
        made = draft(number)
        yield (
            number + 1, made.ref, made.title, fold(made.title), made.applicant,
            fold(made.applicant), made.level, made.department, prizes.get(made.prize),
            json.dumps(made.fields, ensure_ascii=False), made.fingerprint, count_words(made.body),
            made.source, MADE_AT, made.body, made.place.dumped(),
        )  # fmt: skip


def _add_opinions(store: Store, count: int) -> None:
    """Let the juror have read a few dossiers, as one does."""
    rng = random.Random(SEED)
    me = store.juror_id
    read = sorted(rng.sample(range(1, count + 1), min(count, 20 + count // 50)))
    insert = store.conn.executemany
    insert(
        "INSERT INTO review (uuid, juror_id, dossier_id, status, note, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [
            (f"r{id_}", me, id_, rng.choice(("read", "read", "reading", "reread", "aside")),
             draft(id_ - 1).title if rng.random() < 0.3 else "", MADE_AT)
            for id_ in read
        ],
    )  # fmt: skip
    insert(
        "INSERT INTO place (dossier_id, juror_id, position, progress, read_at)"
        " VALUES (?, ?, ?, ?, ?)",
        [(id_, me, 40, rng.random(), f"2025-03-{rng.randint(1, 28):02}T10:00:00.000+00:00")
         for id_ in read],
    )  # fmt: skip
    tagged = [(id_, theme) for id_ in read for theme in rng.sample(range(1, 16), rng.randint(0, 3))]
    insert(
        "INSERT INTO tagging (uuid, juror_id, dossier_id, theme_id, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        [(f"t{id_}-{theme}", me, id_, theme, MADE_AT) for id_, theme in tagged],
    )
    insert(
        "INSERT INTO annotation (uuid, juror_id, dossier_id, fingerprint, kind, start, \"end\","
        " quote, prefix, suffix, note, created_at, updated_at)"
        " SELECT 'a' || id, ?, id, fingerprint, ?, 0, 12, substr(body, 1, 12), '', '', ?, ?, ?"
        " FROM dossier WHERE id = ?",
        [
            (me, rng.choice(("strength", "weakness", "question", "quote")),
             "À discuter en jury" if rng.random() < 0.5 else "", MADE_AT, MADE_AT, id_)
            for id_ in read[::3]
        ],
    )  # fmt: skip
    lists = [(f"l{prize}", me, "prize", prize) for prize in range(1, len(PRIZES) + 1)]
    insert("INSERT INTO shortlist (uuid, juror_id, kind, prize_id) VALUES (?, ?, ?, ?)", lists)
    insert(
        "INSERT INTO entry (uuid, juror_id, shortlist_id, dossier_id, rank, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(f"e{id_}", me, 1 + at % len(lists), id_, at, MADE_AT)
         for at, id_ in enumerate(read[:60])],
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int, help="how many dossiers")
    parser.add_argument("folder", type=Path, help="where to keep them")
    parser.add_argument("--files", action="store_true", help="Markdown files, not an edition")
    wanted = parser.parse_args()
    if wanted.files:
        print(files(wanted.count, wanted.folder))
        return

    def say(done: int, total: int) -> None:
        print(f"\r{done} of {total}", end="", file=sys.stderr, flush=True)

    print(edition(wanted.count, wanted.folder, say))


if __name__ == "__main__":
    main()

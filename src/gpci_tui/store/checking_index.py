"""Whether the search index is what the dossiers and notes make of it; on a copy in memory.

Nothing is made anew for it: FTS5 itself compares an index with texts that it
is told to be its own, and the sets of ``store.traits`` are compared block by
block with what the rows give.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator

from gpci_tui.store import index
from gpci_tui.store.blocks import BLOCK, packed, unpacked
from gpci_tui.store.connection import BY_DAMAGE
from gpci_tui.store.traits import BLOCKS, Aspect

_TEXTS = "looked_at"
"""The table of folded texts that ``text_index`` is told to be its own."""


def differing(conn: sqlite3.Connection) -> tuple[str, ...]:
    """Return which parts of the index are not what they have to be.

    ``conn`` holds a copy of its own: the definition of ``text_index`` is changed there.
    """
    checks: dict[str, Callable[[sqlite3.Connection], bool]] = {
        "trait": _traits_agree, "own_index": _own_words_agree, "text_index": _words_agree,
    }  # fmt: skip
    return tuple(name for name, agrees in checks.items() if not _is_sound(agrees, conn))


def _is_sound(agrees: Callable[[sqlite3.Connection], bool], conn: sqlite3.Connection) -> bool:
    try:
        return agrees(conn)
    except (sqlite3.DatabaseError, *BY_DAMAGE):
        return False


def _juror(conn: sqlite3.Connection) -> int:
    rows = conn.execute("SELECT id FROM juror WHERE is_me = 1").fetchall()
    return int(rows[0][0]) if rows else 0


def _last(conn: sqlite3.Connection) -> int:
    ((last,),) = conn.execute("SELECT coalesce(max(id), 0) FROM dossier").fetchall()
    return int(last)


# -- sets of dossiers -------------------------------------------------------------


def _traits_agree(conn: sqlite3.Connection) -> bool:
    held = {
        (aspect, text): (id_, docs)
        for aspect, text, id_, docs in conn.execute("SELECT aspect, text, id, docs FROM trait")
    }
    docs: Counter[tuple[int, str]] = Counter()
    rows = 0
    for block in range(_last(conn) // BLOCK + 1):
        stored = dict(
            conn.execute("SELECT id / ?1, bits FROM posting WHERE id % ?1 = ?2", (BLOCKS, block))
        )
        rows += len(stored)
        for trait, numbers in _wanted(conn, block):
            id_, _ = held.get(trait, (0, 0))
            written, count = packed(numbers)
            data = stored.pop(id_, b"")
            if data != written and unpacked([data]) != unpacked([written]):
                return False
            docs[trait] += count
        if stored:
            return False
    ((count,),) = conn.execute("SELECT count(*) FROM posting").fetchall()
    return count == rows and {trait: docs for trait, (_, docs) in held.items()} == docs


def _wanted(
    conn: sqlite3.Connection, block: int
) -> Iterator[tuple[tuple[int, str], list[list[int]]]]:
    upkeep = index.gathered(conn, _juror(conn), block * BLOCK, block * BLOCK + BLOCK - 1)
    for aspect in Aspect:
        for text, numbers in upkeep.gained(aspect, block).items():
            yield (aspect.value, text), numbers


# -- where words stand ------------------------------------------------------------


def _words_agree(conn: sqlite3.Connection) -> bool:
    conn.execute(f"CREATE TABLE {_TEXTS} (id INTEGER PRIMARY KEY, body, title, applicant, about)")
    last = _last(conn)
    for first in range(0, last + 1, index.AT_ONCE):
        rows = index.texts(conn, first, first + index.AT_ONCE - 1)
        conn.executemany(f"INSERT INTO {_TEXTS} VALUES (?, ?, ?, ?, ?)", rows)
    conn.execute("PRAGMA writable_schema = ON")
    changed = conn.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'text_index'",
        ("content = ''", f"content = '{_TEXTS}', content_rowid = 'id'"),
    ).rowcount
    conn.execute("PRAGMA writable_schema = RESET")
    return changed == 1 and _is_whole(conn, "text_index")


def _own_words_agree(conn: sqlite3.Connection) -> bool:
    held = conn.execute("SELECT rowid, themes, notes FROM own_index").fetchall()
    wanted = index.own_texts(conn, _juror(conn), 0, _last(conn))
    return {row[0]: row[1:] for row in held} == dict(wanted) and _is_whole(conn, "own_index")


def _is_whole(conn: sqlite3.Connection, name: str) -> bool:
    """Return whether FTS5 finds an index to be that of its texts, and each word in it.

    Its own check reads the words one after another; a search leaps to the page of a word.
    """
    conn.execute(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    conn.execute(f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab(main, {name}, row)")
    ((missed,),) = conn.execute(
        f"SELECT count(*) FROM temp.{name}_words a WHERE (SELECT doc || ' ' || cnt"
        f" FROM temp.{name}_words b WHERE b.term = a.term) IS NOT a.doc || ' ' || a.cnt"
    ).fetchall()
    return not missed

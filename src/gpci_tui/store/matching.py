"""Which dossiers hold a word, the beginning of one, a phrase; which are long, or read by a day.

Every answer is a set of dossiers (``model.bits``).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gpci_tui.model import bits as sets
from gpci_tui.store import traits
from gpci_tui.store.connection import Reader
from gpci_tui.store.traits import Aspect
from gpci_tui.store.transaction import let_write

AT_ONCE = 20_000
"""Ids in which a phrase is looked for in one step, some 25 ms for the commonest words."""

FEW = 100
"""Dossiers that are looked at one by one for a phrase."""

MOST_ENDINGS = 50
"""Words that are tried, the commonest ones, for a phrase whose last word is but begun."""

OWN_TABLES = ("review", "annotation", "tagging", "theme")
WORD_TABLES = ("dossier", *OWN_TABLES)


class Where(NamedTuple):
    """In which texts words are looked for."""

    aspects: tuple[Aspect, ...]
    columns: str = ""
    """Of ``text_index``, as FTS5 filters them; '' for all, '-' for none."""
    own_columns: str = "-"
    """Of ``own_index``, likewise."""


ANYWHERE = Where(traits.WORDS, own_columns="")
TITLE = Where((Aspect.TITLE_WORD,), "title :")
APPLICANT = Where((Aspect.APPLICANT_WORD,), "applicant :")
NOTES = Where((Aspect.NOTE_WORD,), "-", "notes :")


def everything(reader: Reader) -> int:
    """Return the set of all dossiers."""
    return reader.memory.recall(
        "everything", ("dossier",), lambda: traits.holders(reader.conn, Aspect.PRESENT)
    )


def of_word(reader: Reader, where: Where, word: str) -> int:
    """Return the dossiers that hold this very word."""
    found = 0
    for aspect in where.aspects:
        found |= traits.holders(reader.conn, aspect, word)
    return found


def of_beginning(reader: Reader, where: Where, text: str) -> int:
    """Return the dossiers that hold a word that begins so."""
    found = 0
    for aspect in where.aspects:
        found |= traits.holders_of_beginning(reader.conn, aspect, text)
    return found


def of_phrase(reader: Reader, where: Where, words: Sequence[str], *, begun: bool = False) -> int:
    """Return the dossiers in which words stand side by side; the last may be but ``begun``."""
    if len(words) == 1:
        return (of_beginning if begun else of_word)(reader, where, words[0])
    return reader.memory.recall(
        (where, *words, begun), WORD_TABLES, lambda: _of_phrase(reader, where, words, begun)
    )


def _of_phrase(reader: Reader, where: Where, words: Sequence[str], begun: bool) -> int:
    possible = everything(reader)
    for number, word in enumerate(words):
        last = number == len(words) - 1
        possible &= (of_beginning if begun and last else of_word)(reader, where, word)
    if not possible:
        return 0
    endings = _endings(reader, where, words[-1]) if begun else [words[-1]]
    match = " OR ".join(quoted([*words[:-1], ending]) for ending in endings)
    found = 0
    if where.columns != "-":
        for some in _in_steps(reader, possible):
            found |= _matching(reader.conn, f"{where.columns} ({match})", some)
    if where.own_columns != "-":
        rows = reader.conn.execute(
            "SELECT rowid FROM own_index WHERE own_index MATCH ?",
            (f"{where.own_columns} ({match})",),
        )
        found |= sets.of(row[0] for row in rows.fetchall())
    return found


def _endings(reader: Reader, where: Where, beginning: str) -> list[str]:
    return commonest(words_beginning(reader, where, beginning), MOST_ENDINGS)


def commonest(words: Mapping[str, int], most: int) -> list[str]:
    """Return the words that the most dossiers hold, at most so many."""
    return sorted(words, key=lambda word: (-words[word], word))[:most]


def _in_steps(reader: Reader, possible: int) -> Iterator[int]:
    """Yield the parts of a set that are looked at at once; others may write between them."""
    mask = (1 << AT_ONCE) - 1
    for start in range(0, possible.bit_length(), AT_ONCE):
        part = (possible >> start & mask) << start
        if part:
            if start:
                let_write(reader)
            yield part


def _matching(conn: sqlite3.Connection, match: str, possible: int) -> int:
    """Return those of the ``possible`` dossiers that FTS5 finds."""
    if possible.bit_count() <= FEW:
        rows = conn.execute(
            "SELECT rowid FROM text_index WHERE text_index MATCH ?"
            " AND rowid IN (SELECT value FROM json_each(?))",
            (match, json.dumps(sets.members(possible))),
        )
        return sets.of(row[0] for row in rows.fetchall())
    low, high = (possible & -possible).bit_length() - 1, possible.bit_length() - 1
    rows = conn.execute(
        "SELECT rowid FROM text_index WHERE text_index MATCH ? AND rowid BETWEEN ? AND ?",
        (match, low, high),
    )
    return sets.of(row[0] for row in rows.fetchall())


def quoted(words: Iterable[str]) -> str:
    """Return words side by side as FTS5 reads them; no sign of its language comes through."""
    return '"' + " ".join(words).replace('"', " ") + '"'


def words_beginning(
    reader: Reader, where: Where, text: str, longest: int | None = None
) -> dict[str, int]:
    """Return the words that begin so, with how many dossiers hold each."""
    first, *others = where.aspects
    found = dict(traits.counts(reader.conn, first, text))
    for aspect in others:
        for word, docs in traits.counts(reader.conn, aspect, text):
            found[word] = found.get(word, 0) + docs
    return found if longest is None else {w: n for w, n in found.items() if len(w) <= longest}


def initials(reader: Reader, where: Where) -> set[str]:
    """Return the first characters of all words."""
    return traits.initials(reader.conn, where.aspects)


def is_word(reader: Reader, where: Where, word: str) -> bool:
    """Return whether any dossier holds this very word."""
    return any(traits.count(reader.conn, aspect, word) for aspect in where.aspects)


def frequency(reader: Reader, where: Where, words: Iterable[str]) -> int:
    """Return how many dossiers hold the words, added up."""
    return sum(
        traits.count(reader.conn, aspect, word) for word in words for aspect in where.aspects
    )


def of_length(reader: Reader, low: int | None, high: int | None) -> int:
    """Return the dossiers of so many words, both ends included; None leaves an end open."""

    def read() -> int:
        rows = reader.conn.execute(
            "SELECT id FROM dossier WHERE words BETWEEN ? AND ?",
            (low or 0, (1 << 62) if high is None else high),
        )
        return sets.of(row[0] for row in rows)

    return reader.memory.recall(("words", low, high), ("dossier",), read)


def with_annotations(reader: Reader, low: int | None, high: int | None) -> int:
    """Return the dossiers with so many annotations of the juror, both ends included."""
    rows = reader.conn.execute(
        "SELECT dossier_id, count(*) FROM annotation WHERE juror_id = ? GROUP BY dossier_id",
        (reader.juror_id,),
    ).fetchall()
    least, most = low or 0, (1 << 62) if high is None else high
    found = sets.of(id_ for id_, count in rows if least <= count <= most)
    if least <= 0 <= most:
        found |= everything(reader) & ~traits.holders(reader.conn, Aspect.ANNOTATED)
    return found


def read_between(reader: Reader, start: str, end: str) -> int:
    """Return the dossiers that were last read from ``start`` to before ``end``.

    Both are moments in UTC, ISO 8601; '' leaves an end open.
    """
    rows = reader.conn.execute(
        "SELECT dossier_id FROM place WHERE juror_id = ?1 AND read_at >= ?2"
        " AND (?3 = '' OR read_at < ?3)",
        (reader.juror_id, start, end),
    ).fetchall()
    return sets.of(row[0] for row in rows)


def with_ref(reader: Reader, ref: str, *, begun: bool = False) -> int:
    """Return the dossiers in whose reference a piece stands, between hyphens."""
    rows = reader.conn.execute(
        "SELECT id FROM dossier WHERE instr('-' || ref || '-', ?)",
        (f"-{ref}" if begun else f"-{ref}-",),
    ).fetchall()
    return sets.of(row[0] for row in rows)


def without_applicant(reader: Reader) -> int:
    """Return the dossiers that state no applicant."""
    rows = reader.conn.execute("SELECT id FROM dossier WHERE applicant_folded = ''").fetchall()
    return sets.of(row[0] for row in rows)


def with_notes(reader: Reader) -> int:
    """Return the dossiers on which, or on a passage of which, the juror wrote a note."""
    rows = reader.conn.execute("SELECT rowid FROM own_index WHERE notes <> ''").fetchall()
    return sets.of(row[0] for row in rows)

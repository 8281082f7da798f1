"""Which dossiers have what: a word, a word in the title, a theme, a status.

Each trait has its set of dossiers (``model.bits``), kept in blocks: a block of
few dossiers as their numbers within it, of many as a bit for each. So any set
is read in some twenty microseconds, however common the word is, and a new
dossier rewrites but the last block of what it has. The count of each set stands
with its trait: the words of all dossiers are the vocabulary.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum

from gpci_tui.model import bits as sets

BLOCK = 16_000
"""Ids of a block. Two blocks of 2,000 bytes fill a page of the file."""

BEGINNINGS = (2, 3, 4)
"""Letters of the beginnings of words that have a set of their own; longer ones have few words."""

_BYTES = BLOCK // 8
_SPARSE = _BYTES // 2
"""Ids of a block from which on a bit for each takes less room than two bytes for each of these."""
_BLOCKS = 4096
_MANY = 8_000_000
"""Changes that are held in memory, some 100 MB: those of an import of 16,000 dossiers."""
_BIT = (1, 2, 4, 8, 16, 32, 64, 128)
_LAST = "\U0010ffff"


class Aspect(IntEnum):
    """In what respect dossiers have a trait. Stored: a value never changes its meaning."""

    PRESENT = 0
    """Every dossier; no text."""
    WORD = 1
    """A folded word of the dossier: of its text, its title, its applicant, what else it states."""
    TITLE_WORD = 2
    APPLICANT_WORD = 3
    BEGINNING = 4
    """The first two, three or four letters of a WORD."""
    PRIZE = 5
    """Id of the prize, '0' for none."""
    LEVEL = 6
    """The level as stated, '' for none."""
    DEPARTMENT = 7
    """The department as stated, '' for none."""
    # What the juror holds.
    THEME_WORD = 8
    """A folded word of a theme on the dossier."""
    NOTE_WORD = 9
    """A folded word of the juror's notes on it."""
    STATUS = 10
    NOTED = 11
    """There is a note on the whole dossier; no text."""
    THEME = 12
    """Id of the theme."""
    TAGGED = 13
    """There is a theme; no text."""
    SHORTLIST = 14
    """Id of the shortlist."""
    LISTED = 15
    """It is on a list; no text."""
    KIND = 16
    """The kind of an annotation."""
    ANNOTATED = 17
    """There is an annotation; no text."""


OWN_WORDS = (Aspect.THEME_WORD, Aspect.NOTE_WORD)
WORDS = (Aspect.WORD, *OWN_WORDS)
"""Where a word that is searched may stand."""

_POSTINGS = (
    "FROM trait JOIN posting ON posting.id BETWEEN trait.id * 4096 AND trait.id * 4096 + 4095"
)


def holders(conn: sqlite3.Connection, aspect: Aspect, text: str = "") -> int:
    """Return the set of the dossiers that have a trait."""
    rows = conn.execute(
        f"SELECT posting.id & 4095, bits {_POSTINGS} WHERE aspect = ? AND text = ?", (aspect, text)
    ).fetchall()
    return _united(rows)


def holders_of_beginning(conn: sqlite3.Connection, aspect: Aspect, text: str) -> int:
    """Return the set of the dossiers that have any trait whose text begins so."""
    if aspect is Aspect.WORD and len(text) in BEGINNINGS:
        return holders(conn, Aspect.BEGINNING, text)
    rows = conn.execute(
        f"SELECT posting.id & 4095, bits {_POSTINGS} WHERE aspect = ? AND text >= ? AND text < ?",
        (aspect, text, text + _LAST),
    ).fetchall()
    return _united(rows)


def count(conn: sqlite3.Connection, aspect: Aspect, text: str = "") -> int:
    """Return how many dossiers have a trait."""
    rows = conn.execute(
        "SELECT docs FROM trait WHERE aspect = ? AND text = ?", (aspect, text)
    ).fetchall()
    return rows[0][0] if rows else 0


def counts(conn: sqlite3.Connection, aspect: Aspect, beginning: str = "") -> list[tuple[str, int]]:
    """Return each text that begins so, with how many dossiers have that trait, in order."""
    return conn.execute(
        "SELECT text, docs FROM trait WHERE aspect = ? AND text >= ? AND text < ?",
        (aspect, beginning, beginning + _LAST),
    ).fetchall()


def initials(conn: sqlite3.Connection, aspects: Iterable[Aspect]) -> set[str]:
    """Return the first characters of all texts."""
    found: set[str] = set()
    for aspect in aspects:
        text = ""
        while rows := conn.execute(
            "SELECT text FROM trait WHERE aspect = ? AND text > ? LIMIT 1", (aspect, text)
        ).fetchall():
            found.add(rows[0][0][0])
            text = rows[0][0][0] + _LAST
    return found


def clear(conn: sqlite3.Connection) -> None:
    """Forget all of it, inside the caller's transaction."""
    conn.execute("DELETE FROM trait")
    conn.execute("DELETE FROM posting")


def _united(rows: Iterable[tuple[int, bytes]]) -> int:
    """Return the union of blocks, each with its number."""
    dense: dict[int, int] = {}
    sparse: dict[int, list[bytes]] = {}
    for block, data in rows:
        if len(data) == _BYTES:
            dense[block] = dense.get(block, 0) | int.from_bytes(data, "little")
        else:
            sparse.setdefault(block, []).append(data)
    for block, some in sparse.items():
        dense[block] = dense.get(block, 0) | _bits(b"".join(some))
    found = 0
    for block, bits in dense.items():
        found |= bits << (block * BLOCK)
    return found


def _bits(data: bytes) -> int:
    """Return the set, within its block, of the numbers in ``data``."""
    numbers = array("H", data)
    if sys.byteorder == "big":
        numbers.byteswap()
    if len(numbers) > 500:
        flags = bytearray(BLOCK)
        for number in numbers:
            flags[number] = 1
        return sets.of_flags(flags)
    packed = bytearray(_BYTES)
    for number in numbers:
        packed[number >> 3] |= _BIT[number & 7]
    return int.from_bytes(packed, "little")


def _data(bits: int) -> bytes:
    """Return a block of a set as it is stored."""
    if bits.bit_count() >= _SPARSE:
        return bits.to_bytes(_BYTES, "little")
    return _numbers(sets.members(bits))


def _numbers(numbers: Iterable[int]) -> bytes:
    found = array("H", numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


class Upkeep:
    """Gathers what dossiers come to have and have no longer, and writes it at once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._gained: dict[Aspect, dict[str, list[int]]] = {}
        self._lost: dict[Aspect, dict[str, list[int]]] = {}
        self._held = 0

    def gain(self, aspect: Aspect, texts: Collection[str], dossier_id: int) -> None:
        """Note that a dossier has some traits from now on; it may have had them before."""
        gained = self._gained.setdefault(aspect, defaultdict(list))
        self._held += len(texts)
        for text in texts:
            gained[text].append(dossier_id)

    def lose(self, aspect: Aspect, texts: Collection[str], dossier_id: int) -> None:
        """Note that a dossier has some traits no longer. One gained as well is kept."""
        lost = self._lost.setdefault(aspect, defaultdict(list))
        self._held += len(texts)
        for text in texts:
            lost[text].append(dossier_id)

    def write_if_many(self) -> None:
        """Write before it takes too much memory."""
        if self._held > _MANY:
            self.write()

    def write(self) -> None:
        """Bring the sets up to date, inside the caller's transaction, and begin anew."""
        self._held = 0
        if Aspect.WORD in self._gained:
            self._gained[Aspect.BEGINNING] = _beginnings(self._gained[Aspect.WORD])
        rows = self._conn.execute("SELECT max(id) FROM posting").fetchall()
        self._next = (rows[0][0] or 0) // _BLOCKS + 1
        self._traits: list[tuple[int, str, int, int]] = []
        self._postings: list[tuple[int, bytes]] = []
        for aspect in Aspect:
            gained, lost = self._gained.pop(aspect, {}), self._lost.pop(aspect, {})
            for text in sorted({**gained, **lost}):
                self._change(aspect, text, gained.get(text, []), lost.get(text, []))
        self._conn.executemany(
            "INSERT INTO trait (aspect, text, id, docs) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (aspect, text) DO UPDATE SET docs = excluded.docs",
            self._traits,
        )
        self._conn.executemany("INSERT OR REPLACE INTO posting VALUES (?, ?)", self._postings)

    def _change(self, aspect: Aspect, text: str, gained: list[int], lost: list[int]) -> None:
        known = self._conn.execute(
            "SELECT id, docs FROM trait WHERE aspect = ? AND text = ?", (aspect, text)
        ).fetchone()
        if known is None:
            if gained:
                self._traits.append((aspect, text, self._next, self._add(self._next, gained)))
                self._next += 1
            return
        trait, docs = known
        gained_in, lost_in = _by_block(gained), _by_block(lost)
        for block in gained_in.keys() | lost_in.keys():
            docs += self._mend(
                trait * _BLOCKS + block, gained_in.get(block, ()), lost_in.get(block, ())
            )
        if docs:
            self._traits.append((aspect, text, trait, docs))
        else:
            self._conn.execute("DELETE FROM trait WHERE aspect = ? AND text = ?", (aspect, text))

    def _add(self, trait: int, ids: list[int]) -> int:
        """Write the set of a new trait; return its size."""
        docs = 0
        for block, numbers in _by_block(ids).items():
            unique = sorted(set(numbers))
            docs += len(unique)
            data = _data(sets.of(unique)) if len(unique) >= _SPARSE else _numbers(unique)
            self._postings.append((trait * _BLOCKS + block, data))
        return docs

    def _mend(self, posting: int, gained: Sequence[int], lost: Sequence[int]) -> int:
        """Change one block of a set; return by how many dossiers it grew."""
        rows = self._conn.execute("SELECT bits FROM posting WHERE id = ?", (posting,)).fetchall()
        before = _united([(0, rows[0][0])]) if rows else 0
        after = (before & ~sets.of(lost)) | sets.of(gained)
        if after and after != before:
            self._postings.append((posting, _data(after)))
        elif not after:
            self._conn.execute("DELETE FROM posting WHERE id = ?", (posting,))
        return after.bit_count() - before.bit_count()


def _by_block(ids: Sequence[int]) -> dict[int, list[int]]:
    if not ids:
        return {}
    first = min(ids) // BLOCK
    if first == max(ids) // BLOCK:
        start = first * BLOCK
        return {first: [id_ - start for id_ in ids]}
    found: dict[int, list[int]] = {}
    for id_ in ids:
        found.setdefault(id_ // BLOCK, []).append(id_ % BLOCK)
    return found


def beginnings(words: Iterable[str]) -> set[str]:
    """Return the beginnings that have a set of their own."""
    return {word[:length] for word in words for length in BEGINNINGS if len(word) >= length}


def _beginnings(gained: dict[str, list[int]]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for word, ids in gained.items():
        found[word[:4]].update(ids)
    for length in (3, 2):
        for text in [text for text in found if len(text) == length + 1]:
            found[text[:length]] |= found[text]
    return {text: list(ids) for text, ids in found.items() if len(text) in BEGINNINGS}

"""Writing which dossiers have what (``store.traits``)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from gpci_tui.store.blocks import BLOCK, mended, packed
from gpci_tui.store.traits import BEGINNINGS, BLOCKS, Aspect

_MANY = 8_000_000
"""Changes that are held in memory, some 100 MB: those of an import of 16,000 dossiers."""

_WORD = Aspect.WORD
_Numbers = dict[str, list[int]]
"""Text of a trait -> the dossiers of a block that come to have it, or have it no longer."""


class Upkeep:
    """Gathers what dossiers come to have and have no longer, and writes it at once."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._gained: dict[tuple[Aspect, int], _Numbers] = {}
        """By aspect and block."""
        self._lost: dict[tuple[Aspect, int], _Numbers] = {}
        self._held = 0

    def gain(self, aspect: Aspect, texts: Collection[str], dossier_id: int) -> None:
        """Note that a dossier has some traits from now on; it may have had them before."""
        self._note(self._gained, aspect, texts, dossier_id)

    def lose(self, aspect: Aspect, texts: Collection[str], dossier_id: int) -> None:
        """Note that a dossier has some traits no longer. One gained as well is kept."""
        self._note(self._lost, aspect, texts, dossier_id)

    def _note(
        self,
        noted: dict[tuple[Aspect, int], _Numbers],
        aspect: Aspect,
        texts: Collection[str],
        dossier_id: int,
    ) -> None:
        block, number = divmod(dossier_id, BLOCK)
        numbers = noted.setdefault((aspect, block), defaultdict(list))
        self._held += len(texts)
        for text in texts:
            numbers[text].append(number)

    def gained(self, aspect: Aspect, block: int) -> dict[str, list[list[int]]]:
        """Return what dossiers of a block come to have in some respect."""
        if aspect is Aspect.BEGINNING:
            return _begun(self._gained.get((_WORD, block), {}))
        noted = self._gained.get((aspect, block), {})
        return {text: [numbers] for text, numbers in noted.items()}

    def write_if_many(self) -> None:
        """Write before it takes too much memory."""
        if self._held > _MANY:
            self.write()

    def write(self) -> None:
        """Bring the sets up to date, inside the caller's transaction, and begin anew."""
        rows = self._conn.execute("SELECT max(id) FROM posting").fetchall()
        writing = _Writing(self._conn, rows[0][0])
        begun = {(Aspect.BEGINNING, block) for aspect, block in self._gained if aspect is _WORD}
        for aspect, block in sorted({*self._gained, *self._lost, *begun}):
            lost = self._lost.get((aspect, block), {})
            gained = self.gained(aspect, block)
            for text in {**gained, **lost}:
                writing.change(aspect, text, block, gained.get(text, ()), lost.get(text, ()))
        writing.end()
        self._gained.clear()
        self._lost.clear()
        self._held = 0


class _Writing:
    """One writing of all that was gathered."""

    def __init__(self, conn: sqlite3.Connection, last: int | None) -> None:
        self._conn = conn
        self._is_first = last is None
        """Whether no trait is known yet."""
        self._next = (last or 0) // BLOCKS + 1
        self._traits: dict[tuple[Aspect, str], tuple[int, int]] = {}
        """Those that are known or made: (id, how many dossiers have it)."""
        self._postings: list[tuple[int, bytes]] = []

    def change(
        self,
        aspect: Aspect,
        text: str,
        block: int,
        gained: Sequence[Sequence[int]],
        lost: Sequence[int],
    ) -> None:
        """Change a block of a trait's set; to be asked for once in a writing."""
        known = self._traits.get((aspect, text)) or self._known(aspect, text)
        if known is None:
            if not gained:
                return
            trait, docs = self._next, 0
            self._next += 1
            data, grown = packed(gained)
            self._postings.append((trait * BLOCKS + block, data))
        else:
            trait, docs = known
            grown = self._mend(trait * BLOCKS + block, gained, lost)
        self._traits[aspect, text] = trait, docs + grown

    def _known(self, aspect: Aspect, text: str) -> tuple[int, int] | None:
        if self._is_first:
            return None
        rows = self._conn.execute(
            "SELECT id, docs FROM trait WHERE aspect = ? AND text = ?", (aspect, text)
        ).fetchall()
        return rows[0] if rows else None

    def _mend(self, posting: int, gained: Sequence[Sequence[int]], lost: Sequence[int]) -> int:
        """Change a block that may be there; return by how many dossiers it grew."""
        rows = self._conn.execute("SELECT bits FROM posting WHERE id = ?", (posting,)).fetchall()
        before = rows[0][0] if rows else b""
        after, grown = mended(before, gained, lost)
        if not after:
            self._conn.execute("DELETE FROM posting WHERE id = ?", (posting,))
        elif after != before:
            self._postings.append((posting, after))
        return grown

    def end(self) -> None:
        """Write what was changed, in the order in which the file has it."""
        rows = sorted((*key, *value) for key, value in self._traits.items())
        self._conn.executemany(
            "DELETE FROM trait WHERE aspect = ? AND text = ?",
            [(aspect, text) for aspect, text, _, docs in rows if not docs],
        )
        self._conn.executemany(
            "INSERT INTO trait (aspect, text, id, docs) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (aspect, text) DO UPDATE SET docs = excluded.docs",
            [row for row in rows if row[-1]],
        )
        self._postings.sort()
        self._conn.executemany("INSERT OR REPLACE INTO posting VALUES (?, ?)", self._postings)


def clear(conn: sqlite3.Connection) -> None:
    """Forget all of it, inside the caller's transaction."""
    conn.execute("DELETE FROM trait")
    conn.execute("DELETE FROM posting")


def beginnings(words: Iterable[str]) -> set[str]:
    """Return the beginnings that have a set of their own."""
    return {word[:length] for word in words for length in BEGINNINGS if len(word) >= length}


def _begun(gained: _Numbers) -> dict[str, list[list[int]]]:
    """Return the dossiers of all words that begin so, for each beginning."""
    found: dict[str, list[list[int]]] = defaultdict(list)
    for word, numbers in gained.items():
        for length in BEGINNINGS:
            if len(word) >= length:
                found[word[:length]].append(numbers)
    return found

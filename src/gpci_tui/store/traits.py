"""Which dossiers have what: a word, a word in the title, a theme, a status.

Each trait has its set of dossiers (``model.bits``), kept in blocks: a block of
few dossiers as their numbers within it, of many as a bit for each. So any set
is read in some twenty microseconds, however common the word is, and a new
dossier rewrites but the last block of what it has. The count of each set stands
with its trait: the words of all dossiers are the vocabulary.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from enum import IntEnum

from gpci_tui.store.blocks import united

BEGINNINGS = (2, 3, 4)
"""Letters of the beginnings of words that have a set of their own; longer ones have few words."""

BLOCKS = 4096
"""Blocks that a set may have: the number of a trait and that of a block make the row of both."""

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
    return united(rows)


def holders_of_beginning(conn: sqlite3.Connection, aspect: Aspect, text: str) -> int:
    """Return the set of the dossiers that have any trait whose text begins so."""
    if aspect is Aspect.WORD and len(text) in BEGINNINGS:
        return holders(conn, Aspect.BEGINNING, text)
    rows = conn.execute(
        f"SELECT posting.id & 4095, bits {_POSTINGS} WHERE aspect = ? AND text >= ? AND text < ?",
        (aspect, text, text + _LAST),
    ).fetchall()
    return united(rows)


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
